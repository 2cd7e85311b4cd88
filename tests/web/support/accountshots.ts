// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from "playwright-core";
import { accountAnswers as answers, administrator, linkCode } from "./accountanswers";
import { alter, type Alteration } from "./altered";
import { desk, fillEntry, message, phone } from "./browser";

export const views = (["light", "dark"] as const).flatMap((colorScheme) =>
    ([["desk", desk], ["phone", phone]] as const).map(([size, viewport]) => ({ colorScheme, viewport, name: `${size}-${colorScheme}` })),
);
export type View = (typeof views)[number];

/** What takes the pictures. */
export interface Photographer {
    open(options: Pick<View, "colorScheme" | "viewport">): Promise<Page>;
    picture(page: Page, name: string): Promise<void>;
}

async function ways(camera: Photographer, view: View): Promise<void> {
    const shoot = async (name: string, alteration: Alteration, hash: string, pose: (page: Page) => Promise<void>): Promise<void> => {
        const page = await camera.open(view);
        await alter(page, { answers, ...alteration });
        await page.reload();
        await page.evaluate((opened) => void (location.hash = opened), hash);
        await pose(page);
        await camera.picture(page, `entry-${name}-${view.name}`);
        await page.context().close();
    };
    const password = (page: Page): ReturnType<Page["getByLabel"]> => page.getByRole("textbox", { name: /assword$/ }).or(page.locator('input[type="password"]')).first();
    await shoot("sign-in", { welcome: { guests: false, registration: "invite" } }, "", async (page) => {
        await page.getByRole("textbox", { name: "Name" }).fill("ana");
    });
    await shoot("code", {}, "", async (page) => {
        await page.getByRole("button", { name: "Sign in with an account" }).click();
        await page.getByRole("textbox", { name: "Name" }).fill("ana");
        await password(page).fill("correct horse");
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await page.getByRole("textbox", { name: "Six-digit code" }).fill("123 456");
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await page.locator(".field-problem").waitFor();
    });
    await shoot("invite", { welcome: { guests: false, registration: "invite" } }, `#invite=${linkCode}`, async (page) => {
        await page.getByRole("textbox", { name: "Your name" }).fill("Ana Lima");
        await password(page).fill("tr4vel-Bag");
    });
    await shoot("reset", {}, `#reset=${linkCode.slice(1)}`, async (page) => {
        await password(page).fill("seven77");
        await page.getByRole("button", { name: "Set the password" }).click();
    });
}

async function settings(camera: Photographer, view: View): Promise<void> {
    const page = await camera.open(view);
    await alter(page, { answers, self: administrator });
    await page.reload();
    await fillEntry(page, view.name.replace("-", " of "), "Film evening");
    await message(page).waitFor();
    const isPhone = view.viewport === phone;
    if (isPhone)
        await page.getByRole("button", { name: /Open the room list/ }).click();
    await page.getByRole("button", { name: /^Your account/ }).click();
    const picture = (name: string): Promise<void> => camera.picture(page, `settings-${name}-${view.name}`);
    const show = async (title: string): Promise<void> => {
        if (isPhone && (await page.getByRole("button", { name: "Back to all settings" }).count()) > 0)
            await page.getByRole("button", { name: "Back to all settings" }).click();
        await page.getByRole("button", { name: title }).click();
        await page.getByRole("heading", { name: title, level: 3 }).waitFor();
    };
    if (isPhone)
        await picture("list");
    await show("Profile");
    await picture("profile");
    await show("Password");
    await page.getByLabel("New password").fill("correct horse battery");
    await picture("password");
    await show("Second factor");
    await page.getByLabel("Your password").fill("correct horse battery");
    await page.getByRole("button", { name: "Set it up" }).click();
    await page.getByRole("img", { name: "QR code for your app" }).waitFor();
    await picture("second-factor");
    await page.getByRole("textbox", { name: "Six-digit code" }).fill("123456");
    await page.getByRole("button", { name: "Turn it on" }).click();
    await page.getByRole("button", { name: "I have kept them" }).waitFor();
    await picture("recovery-codes");
    await show("Devices");
    await page.getByText("Hobnob for the desktop").waitFor();
    await picture("devices");
    await show("Invite people");
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByLabel("The link").waitFor();
    await picture("invite");
    await show("Close the account");
    await page.getByRole("button", { name: /Delete the account/ }).click();
    await page.getByLabel("Your password").fill("wrong");
    await picture("close");
    await page.context().close();
}

async function guests(camera: Photographer, view: View): Promise<void> {
    const page = await camera.open(view);
    await fillEntry(page, `Guest at ${view.name}`, "Film evening");
    await message(page).waitFor();
    if (view.viewport === phone)
        await page.getByRole("button", { name: /Open the room list/ }).click();
    await camera.picture(page, `guest-${view.name}`);
    await page.getByRole("button", { name: /^Your account/ }).click();
    if (view.viewport === phone)
        await page.getByRole("button", { name: "Make an account" }).last().click();
    await page.getByLabel("Password", { exact: true }).fill("benedict 77");
    await camera.picture(page, `settings-guest-${view.name}`);
    await page.context().close();
}

export async function accounts(camera: Photographer): Promise<void> {
    for (const view of views) {
        await ways(camera, view);
        await settings(camera, view);
        await guests(camera, view);
    }
}
