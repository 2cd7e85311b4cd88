// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from "playwright-core";
import { makeAccount } from "./accounts";
import { views, type Photographer, type View } from "./accountshots";
import { Bot } from "./bot";
import { log, message, phone, rooms } from "./browser";

/** Who talks with whoever the picture is taken for. */
interface Company {
    readonly mira: Bot;
    readonly jonas: Bot;
}

async function arrive(camera: Photographer, view: View, name: string): Promise<Page> {
    const page = await camera.open(view);
    await page.getByRole("button", { name: "Make an account" }).click();
    await makeAccount(page, name);
    await page.getByRole("heading", { name: "No room is open" }).waitFor();
    return page;
}

/** A private room with something going on, and two direct ones; the private one's owner is this person. */
async function furnish({ mira, jonas }: Company, name: string): Promise<void> {
    const me = (await mira.ask({ type: "findPeople", text: name })).people.find((person) => person.name === name);
    if (!me)
        throw new Error(`${name} is not found.`);
    const { room } = await mira.ask({ type: "createRoom", name: "Planning", kind: "private", topic: "Who does what until Saturday, and who has the key" });
    await mira.ask({ type: "addPeople", room: room.id, people: [me.id, jonas.user.id] });
    await mira.say(room.id, "I have the list. Who brings chairs?");
    await jonas.say(room.id, "My cousin sells some, cheap: https://example.org/chairs");
    await jonas.say(room.id, "Three for the price of two!");
    await mira.ask({ type: "moderate", room: room.id, person: jonas.user.id, act: "mute", reason: "Advertising", minutes: 60 });
    await mira.ask({ type: "setRole", room: room.id, person: me.id, role: "owner" });
    await mira.say(room.id, "Now, chairs.");
    const talk = await mira.ask({ type: "openDirect", people: [me.id] });
    await mira.say(talk.room.id, "Can you bring the long cable?");
    const three = await mira.ask({ type: "openDirect", people: [me.id, jonas.user.id] });
    await mira.say(three.room.id, "Tuesday, then.");
}

async function sheets(camera: Photographer, page: Page, view: View): Promise<void> {
    const isPhone = view.viewport === phone;
    const close = async (name: string): Promise<void> => {
        await camera.picture(page, `rooms-${name}-${view.name}`);
        await page.keyboard.press("Escape");
    };
    if (isPhone)
        await page.getByRole("button", { name: /Open the room list/ }).click();
    for (const [button, name] of [["New room", "new"], ["New message", "message"], ["Browse rooms", "browse"]] as const) {
        await page.getByRole("button", { name: button }).click();
        if (name === "message")
            await page.getByRole("option").first().waitFor();
        await close(name);
    }
    if (isPhone)
        await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Room menu" }).click();
    await camera.picture(page, `rooms-menu-${view.name}`);
    await page.getByRole("menuitem", { name: "Room settings" }).click();
    const dialog = page.getByRole("dialog", { name: "Planning" });
    for (const section of ["About", "Rules", "People", "Bans and mutes", "Activity", "Archive or delete"]) {
        await dialog.getByRole("navigation").getByRole("button", { name: section }).click();
        await dialog.getByRole("heading", { name: section, level: 3 }).waitFor();
        await camera.picture(page, `rooms-settings-${section.split(" ")[0]?.toLowerCase()}-${view.name}`);
        if (isPhone)
            await dialog.getByRole("button", { name: "Back to all settings" }).click();
    }
    await page.keyboard.press("Escape");
}

async function order(camera: Photographer, page: Page, view: View): Promise<void> {
    if (view.viewport === phone)
        await page.getByRole("button", { name: "Show people" }).click();
    await page.getByRole("button", { name: "What to do about Mira Holm" }).press("Enter");
    await camera.picture(page, `rooms-person-${view.name}`);
    await page.getByRole("menuitem", { name: "Ban…" }).click();
    await camera.picture(page, `rooms-ban-${view.name}`);
    await page.keyboard.press("Escape");
    if (view.viewport === phone)
        await page.keyboard.press("Escape");
    await log(page).locator(".message-more").last().press("Enter");
    await page.getByRole("menuitem", { name: "Block Mira Holm" }).press("Enter");
    await log(page).getByText("Someone you blocked wrote here.").first().waitFor();
    await camera.picture(page, `rooms-blocked-${view.name}`);
}

/** Private rooms, direct messages, and what keeps order in them. */
export async function roomsAndPeople(camera: Photographer, address: string): Promise<void> {
    const company = { mira: await Bot.register(address, "Mira Holm"), jonas: await Bot.register(address, "Jonas Berg") };
    for (const [i, view] of views.entries()) {
        const name = `Ana ${["Lima", "Lopes", "Luz", "Lind"][i] ?? i}`;
        const page = await arrive(camera, view, name);
        await camera.picture(page, `rooms-none-${view.name}`);
        await furnish(company, name);
        if (view.viewport === phone) {
            await page.getByRole("button", { name: /Open the room list/ }).click();
            await rooms(page).getByRole("button", { name: /Tuesday/ }).waitFor();
            await camera.picture(page, `rooms-list-${view.name}`);
        }
        await rooms(page).getByRole("button", { name: /Planning/ }).click();
        await message(page).waitFor();
        await log(page).getByText("Now, chairs.").waitFor();
        await camera.picture(page, `rooms-room-${view.name}`);
        await sheets(camera, page, view);
        await order(camera, page, view);
        await page.context().close();
    }
    company.mira.close();
    company.jonas.close();
}
