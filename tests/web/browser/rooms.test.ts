// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Locator, Page } from "playwright-core";
import { signUp } from "../support/accounts";
import { Bot } from "../support/bot";
import { desk, findings, joinListed, log, message, newRoom, overflow, phone, rooms, said, say, Stage, until } from "../support/browser";
import { Server } from "../support/server";

let server: Server;
let stage: Stage;
before(async () => {
    server = await Server.start();
    stage = await Stage.open(() => server.address);
});
after(async () => {
    await stage?.close();
    await server?.close();
});

const heading = (page: Page, name: string): Locator => page.getByRole("heading", { name, level: 1 });
const listed = (page: Page, name: RegExp): Locator => rooms(page).getByRole("button", { name });
const people = (page: Page): Locator => page.getByRole("complementary", { name: "People" });
const settings = (page: Page, room: string): Locator => page.getByRole("dialog", { name: room });

/** By its sheet, with the keyboard where there is a choice. */
async function make(page: Page, name: string, kind: "Public" | "Private"): Promise<void> {
    await page.getByRole("button", { name: "New room" }).click();
    await newRoom(page).getByRole("textbox", { name: "Name" }).fill(name);
    await newRoom(page).getByRole("radio", { name: kind }).check();
    await newRoom(page).getByRole("textbox", { name: "Name" }).press("Enter");
    await heading(page, name).waitFor();
}

async function choose(page: Page, item: string): Promise<void> {
    await page.getByRole("button", { name: "Room menu" }).click();
    await page.getByRole("menuitem", { name: item }).click();
}

async function pick(page: Page, label: string, name: string): Promise<void> {
    const field = page.getByRole("combobox", { name: label });
    await field.fill(name);
    await page.getByRole("option", { name: new RegExp(`^${name}`) }).waitFor();
    await field.press("Enter");
    await page.getByRole("list", { name: "Chosen" }).getByText(name).waitFor();
    await field.press("Enter");
    await until(async () => assert.equal(await field.count(), 0));
}

async function act(page: Page, person: string, ...items: readonly string[]): Promise<void> {
    const menu = people(page).getByRole("button", { name: `What to do about ${person}` });
    await menu.focus();
    await menu.press("Enter");
    for (const item of items)
        await page.getByRole(/^(Owner|Moderator|Member|Reader)$/.test(item) ? "menuitemradio" : "menuitem", { name: item, exact: true }).click();
}

async function openSettings(page: Page, room: string, section: string): Promise<Locator> {
    await choose(page, "Room settings");
    const dialog = settings(page, room);
    await dialog.getByRole("navigation").getByRole("button", { name: section }).click();
    await dialog.getByRole("heading", { name: section, level: 3 }).waitFor();
    return dialog;
}

/** They did what they should, and are not needed any more. */
async function leave(...pages: readonly Page[]): Promise<void> {
    for (const page of pages) {
        stage.wasGood(page);
        await page.context().close();
    }
}

test("a private room is made, somebody is added and sees it at once, and others see nothing", async () => {
    const ana = await signUp(stage, "Ana P");
    const ben = await signUp(stage, "Ben P");
    const cleo = await stage.enter("Cleo P", "Elsewhere");
    await make(ana, "Den", "Private");
    await say(ana, "only for us");
    assert.equal(await listed(ben, /Den/).count(), 0);
    await choose(ana, "Add people");
    await pick(ana, "Whom to add", "Ben P");
    await ben.getByText("Ana P added you to Den.").waitFor();
    await listed(ben, /Private room: Den/).click();
    await said(ben, "only for us").waitFor();
    await say(ben, "so it is");
    await said(ana, "so it is").waitFor();
    await cleo.getByRole("button", { name: "Browse rooms" }).click();
    await cleo.getByRole("button", { name: "Open Elsewhere" }).waitFor();
    assert.equal(await cleo.getByText("Den", { exact: true }).count(), 0);
    // Back without the server's word is not possible: leaving is asked about.
    await choose(ben, "Leave room");
    await ben.getByRole("dialog", { name: "Leave Den?" }).getByRole("button", { name: "Leave room" }).click();
    await until(async () => assert.equal(await listed(ben, /Den/).count(), 0));
    await leave(ana, ben, cleo);
});

test("roles, mutes, removals and bans act on the page that is open", async () => {
    const ana = await signUp(stage, "Ana R");
    const ben = await signUp(stage, "Ben R");
    await make(ana, "Order", "Public");
    await joinListed(ben, "Order");
    await heading(ben, "Order").waitFor();
    await act(ana, "Ben R", "Role", "Reader");
    await ben.getByText("You are a reader here.").waitFor();
    assert.equal(await message(ben).count(), 0);
    await log(ben).getByText("Ana R made you a reader").waitFor();
    await people(ana).getByText("reader", { exact: true }).waitFor();
    await act(ana, "Ben R", "Role", "Member");
    await message(ben).waitFor();

    await act(ana, "Ben R", "Mute…");
    const mute = ana.getByRole("dialog", { name: "Mute Ben R" });
    await mute.getByLabel("For how long").selectOption("10 minutes");
    await mute.getByRole("textbox", { name: /Reason/ }).fill("Advertising");
    await mute.getByRole("textbox", { name: /Reason/ }).press("Enter");
    await ben.getByText(/^You are muted until /).waitFor();
    await log(ben).getByText("Ana R muted you: Advertising").waitFor();
    await people(ana).getByText(/^Muted until/).waitFor({ state: "attached" });
    await act(ana, "Ben R", "Unmute");
    await message(ben).waitFor();

    await act(ana, "Ben R", "Remove…");
    const remove = ana.getByRole("dialog", { name: "Remove Ben R" });
    await remove.getByRole("textbox", { name: /Reason/ }).fill("Enough");
    await remove.getByRole("button", { name: "Remove", exact: true }).click();
    await ben.getByText("Ana R removed you from Order: Enough").waitFor();
    await until(async () => assert.equal(await listed(ben, /Order/).count(), 0));
    await joinListed(ben, "Order");
    await heading(ben, "Order").waitFor();

    await act(ana, "Ben R", "Ban…");
    const ban = ana.getByRole("dialog", { name: "Ban Ben R" });
    await ban.getByRole("textbox", { name: /Reason/ }).fill("Again");
    await ban.getByRole("button", { name: "Ban", exact: true }).click();
    await ben.getByText("Ana R removed you from Order: Again").waitFor();
    await joinListed(ben, "Order");
    await ben.getByRole("dialog", { name: "Browse rooms" }).getByRole("alert").getByText(/Again/).waitFor();

    const dialog = await openSettings(ana, "Order", "Bans and mutes");
    await dialog.getByRole("button", { name: "Lift the ban on Ben R" }).click();
    await dialog.getByText("Nobody is banned or muted here.").waitFor();
    await dialog.getByRole("navigation").getByRole("button", { name: "Activity" }).click();
    await dialog.getByText("Ana R banned Ben R").waitFor();
    await ben.getByRole("button", { name: "Join Order" }).click();
    await heading(ben, "Order").waitFor();
    await leave(ana, ben);
});

test("a direct message is found by name, and is the same one every time", async () => {
    const ana = await signUp(stage, "Ana D");
    const ben = await stage.enter("Ben D", "Lobby");
    await ana.getByRole("button", { name: "New message" }).click();
    await pick(ana, "To", "Ben D");
    await heading(ana, "Ben D").waitFor();
    await say(ana, "just between us");
    await listed(ben, /Ana D.*1 unread/).click();
    await said(ben, "just between us").waitFor();
    await ana.getByRole("button", { name: "New message" }).click();
    await pick(ana, "To", "Ben D");
    await said(ana, "just between us").waitFor();
    assert.equal(await listed(ana, /^Ben D/).count(), 1);
    await leave(ana, ben);
});

test("the composer says why one cannot write, and counts down", async () => {
    const ana = await signUp(stage, "Ana W");
    const ben = await signUp(stage, "Ben W");
    await make(ana, "Slow", "Public");
    await joinListed(ben, "Slow");
    await heading(ben, "Slow").waitFor();
    const rules = await openSettings(ana, "Slow", "Rules");
    await rules.getByLabel("Slow mode").selectOption("1 hour");
    await rules.getByRole("button", { name: "Save" }).click();
    await rules.getByText("Saved.").waitFor();
    await say(ben, "one");
    await said(ben, "one").waitFor();
    await ben.getByText(/Slow mode: your next message goes out in (60:00|59:)/).waitFor();
    await say(ben, "two");
    await log(ben).getByText("Not sent yet").waitFor();
    assert.equal(await said(ana, "two").count(), 0);
    await rules.getByLabel("Slow mode").selectOption("Off");
    await rules.getByRole("button", { name: "Save" }).click();
    await said(ana, "two").waitFor();
    await until(async () => assert.equal(await ben.getByText(/Slow mode/).count(), 0));
    await message(ben).fill("three");
    await rules.getByLabel("Who posts").selectOption("Moderators and owners");
    await rules.getByRole("button", { name: "Save" }).click();
    await ben.getByText("Only moderators post here.").waitFor();
    await rules.getByLabel("Who posts").selectOption("Everybody but readers");
    await rules.getByRole("button", { name: "Save" }).click();
    await until(async () => assert.equal(await message(ben).inputValue(), "three", "the draft is lost"));
    await rules.getByRole("navigation").getByRole("button", { name: "Archive or delete" }).click();
    await rules.getByRole("button", { name: "Archive the room" }).click();
    await ben.getByText("This room is archived.").waitFor();
    await log(ben).getByText("Ana W archived the room").waitFor();
    await rules.getByRole("button", { name: "Delete the room…" }).click();
    const name = rules.getByRole("textbox", { name: /The room's name/ });
    await name.fill("Slo");
    await name.press("Enter");
    await rules.getByText("This is not the room's name.").waitFor();
    await name.fill("Slow");
    await name.press("Enter");
    await ben.getByText("Slow does not exist any more.").waitFor();
    await until(async () => assert.equal(await rules.count(), 0));
    await leave(ana, ben);
});

test("what a room is called and about is set by its owner, and read by the others", async () => {
    const ana = await signUp(stage, "Ana T");
    const { bot } = await Bot.join(server.address, "Ben T", "Lobby");
    await make(ana, "Gardn", "Public");
    await bot.joinRoom("Gardn");
    const about = await openSettings(ana, "Gardn", "About");
    await about.getByRole("textbox", { name: "Name" }).fill("Garden");
    await about.getByRole("textbox", { name: "Topic" }).fill("What grows where");
    await about.getByRole("textbox", { name: "Description" }).fill("Plants.\nNo adverts.");
    await about.getByRole("button", { name: "Save" }).click();
    await settings(ana, "Garden").getByText("Saved.").waitFor();
    await ana.keyboard.press("Escape");
    await heading(ana, "Garden").waitFor();
    await ana.getByText("What grows where", { exact: true }).first().waitFor();
    await log(ana).getByText("You renamed the room to “Garden”").waitFor();
    bot.close();
    await leave(ana);
});

test("a picture that one chooses is seen by the others", async () => {
    const ana = await signUp(stage, "Ana F");
    const ben = await stage.enter("Ben F", "Faces");
    await joinListed(ana, "Faces");
    await say(ana, "Look at me");
    await ana.getByRole("button", { name: /^Your account/ }).click();
    const file = await ana.screenshot();
    await ana.locator("input[type=file]").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: file });
    await ana.getByRole("button", { name: "Remove it" }).waitFor();
    await ben.getByRole("article").filter({ hasText: "Look at me" }).locator("img").waitFor();
    await until(async () => {
        const widths = await ben.locator(".avatar img").evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
        assert.ok(widths.length > 0 && widths.every((width) => width === 128));
    });
    await ana.locator("input[type=file]").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await ana.getByText(/cannot read that file as a picture/).waitFor();
    await leave(ana, ben);
});

test("rooms and people are kept with the keyboard alone", async () => {
    const ana = await signUp(stage, "Ana K");
    const { bot } = await Bot.join(server.address, "Ben K", "Lobby");
    const focused = ana.locator("*:focus");
    await ana.getByRole("button", { name: "New room" }).focus();
    await ana.keyboard.press("Enter");
    await newRoom(ana).getByRole("textbox", { name: "Name" }).waitFor();
    await until(async () => assert.equal(await focused.getAttribute("name"), "name"));
    await ana.keyboard.type("Keys");
    await newRoom(ana).getByRole("textbox", { name: "Name" }).press("Enter");
    await heading(ana, "Keys").waitFor();
    await bot.say(await bot.joinRoom("Keys"), "hello");
    await said(ana, "hello").waitFor();

    await until(async () => assert.equal(await message(ana).evaluate((element) => element === document.activeElement), true));
    await message(ana).press("Shift+Tab");
    assert.equal(await focused.getAttribute("aria-label"), "What to do about this message of Ben K");
    await focused.press("Enter");
    await ana.getByRole("menuitem", { name: "Report…" }).waitFor();
    await until(async () => assert.match((await focused.textContent()) ?? "", /Report/));
    await focused.press("ArrowDown");
    assert.match((await focused.textContent()) ?? "", /Message Ben K/);
    await focused.press("Escape");
    await until(async () => assert.equal(await focused.getAttribute("aria-label"), "What to do about this message of Ben K"));

    await people(ana).getByRole("button", { name: "What to do about Ben K" }).focus();
    await focused.press("Enter");
    await ana.getByRole("menuitem", { name: "Role" }).press("ArrowRight");
    await until(async () => assert.match((await focused.textContent()) ?? "", /Member/));
    await focused.press("ArrowDown");
    await focused.press("Enter");
    await people(ana).getByText("reader").waitFor();
    bot.close();
    await leave(ana);
});

for (const [colorScheme, viewport] of [["light", desk], ["dark", phone]] as const) {
    test(`axe finds nothing in what lies over the page: ${colorScheme}, ${viewport.width}`, async () => {
        const page = await signUp(stage, `Axe ${colorScheme}`, { viewport, colorScheme });
        const bot = await Bot.register(server.address, `Bob ${colorScheme}`);
        const isPhone = viewport === phone;
        const list = async (): Promise<void> => {
            if (isPhone && (await page.locator("dialog.drawer[open]").count()) === 0)
                await page.getByRole("button", { name: /Open the room list|Show the rooms/ }).first().click();
        };
        const clean = async (what: string): Promise<void> => {
            assert.deepEqual(await findings(page), [], what);
            assert.ok((await overflow(page)) <= 0, `${what} is wider than its window`);
        };
        await list();
        await make(page, `Room ${colorScheme}`, "Private");
        await choose(page, "Add people");
        await pick(page, "Whom to add", bot.user.name);
        await list();
        for (const [button, name] of [["New room", "New room"], ["New message", "New message"], ["Browse rooms", "Browse rooms"]] as const) {
            await page.getByRole("button", { name: button }).click();
            await page.getByRole("dialog", { name }).waitFor();
            await clean(name);
            await page.keyboard.press("Escape");
            await until(async () => assert.equal(await page.getByRole("dialog", { name }).count(), 0));
        }
        if (isPhone)
            await page.keyboard.press("Escape");
        await choose(page, "Room settings");
        const dialog = settings(page, `Room ${colorScheme}`);
        for (const section of ["About", "Rules", "People", "Bans and mutes", "Activity", "Archive or delete"]) {
            await dialog.getByRole("navigation").getByRole("button", { name: section }).click();
            await dialog.getByRole("heading", { name: section, level: 3 }).waitFor();
            await clean(section);
            if (isPhone)
                await dialog.getByRole("button", { name: "Back to all settings" }).click();
        }
        await page.keyboard.press("Escape");
        if (isPhone)
            await page.getByRole("button", { name: "Show people" }).click();
        await act(page, bot.user.name, "Mute…");
        await page.getByRole("dialog", { name: /^Mute/ }).waitFor();
        await clean("mute");
        bot.close();
        await leave(page);
    });
}
