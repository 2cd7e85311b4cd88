// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test, { after, before } from "node:test";
import type { Locator, Page } from "playwright-core";
import { field, makeAccount, secret, signUp } from "../support/accounts";
import { fillEntry, makeRoom, said, say, Stage, until } from "../support/browser";
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

const dialog = (page: Page): Locator => page.getByRole("dialog", { name: "Your account" });

async function signIn(page: Page, name: string, password = secret): Promise<void> {
    const other = page.getByRole("button", { name: "Sign in with an account" });
    await page.getByRole("button", { name: "Sign in with an account" }).or(page.getByRole("button", { name: "Sign in", exact: true })).first().waitFor();
    if ((await other.count()) > 0)
        await other.click();
    await makeAccount(page, name, password);
}

async function open(page: Page, section: string): Promise<Locator> {
    await page.getByRole("button", { name: /^Your account/ }).click();
    await dialog(page).getByRole("button", { name: section }).first().click();
    await dialog(page).getByRole("heading", { name: section, level: 3 }).waitFor();
    return dialog(page);
}

const inside = (page: Page): Locator => page.getByRole("button", { name: /^Your account/ });

test("one makes an account, signs in on a second browser, and ends that from the first", async () => {
    const one = await signUp(stage, "Ana S");
    const two = await stage.visit();
    await signIn(two, "Ana S", "wrong horse battery");
    await two.getByText("The name or the password is wrong.").waitFor();
    assert.equal(await field(two, "name").inputValue(), "Ana S");
    await until(async () => assert.equal(await field(two, "password").evaluate((element) => element === document.activeElement), true));
    await field(two, "password").fill(secret);
    await field(two, "password").press("Enter");
    await inside(two).waitFor();

    const devices = await open(one, "Devices");
    await devices.getByText("This browser").waitFor();
    await devices.getByRole("button", { name: /^Sign out Chrome/ }).click();
    await two.getByText("You have been signed out here.").waitFor();
    assert.equal((await field(two, "name").inputValue()).toLowerCase(), "ana s");
    await until(async () => assert.equal(await devices.getByRole("button", { name: /^Sign out Chrome/ }).count(), 0));
    await two.reload();
    await field(two, "name").waitFor();
    assert.equal(await inside(two).count(), 0);

    await signIn(two, "Ana S");
    await inside(two).waitFor();
    await one.getByRole("button", { name: "Password" }).first().click();
    await dialog(one).getByLabel("Current password").fill(secret);
    await dialog(one).getByLabel("New password").fill("another sentence of mine");
    await dialog(one).getByLabel("New password").press("Enter");
    await dialog(one).getByText("Changed. You are signed out everywhere else.").waitFor();
    await two.getByText("You have been signed out here.").waitFor();
    await field(two, "password").fill("another sentence of mine");
    await field(two, "password").press("Enter");
    await inside(two).waitFor();
    for (const page of [one, two])
        await page.context().close();
});

test("what was written when the session ended elsewhere goes out once one is back", async () => {
    const one = await signUp(stage, "Ben S");
    const two = await stage.visit();
    await signIn(two, "Ben S");
    await inside(two).waitFor();
    await makeRoom(two, "Left behind");
    await say(two, "before");
    await server.stop();
    await two.getByText("Offline.").first().waitFor();
    await say(two, "written offline");
    await two.goto("about:blank");
    await server.startAgain();
    await until(async () => assert.equal(await one.getByText("Offline.").count(), 0));
    const devices = await open(one, "Devices");
    await devices.getByRole("button", { name: /^Sign out Chrome/ }).click();
    await devices.getByText(/^Signed out:/).waitFor();
    await two.goto(server.address);
    await two.getByText("You have been signed out here. A message that is not sent yet waits here until you are back.").waitFor();
    await field(two, "password").fill(secret);
    await field(two, "password").press("Enter");
    await said(two, "written offline").waitFor();
    await until(async () => assert.equal(await two.getByText("Not sent yet").count(), 0));
    for (const page of [one, two])
        await page.context().close();
});

function totp(secretText: string, time: number): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = Array.from(secretText.replace(/\s/g, ""), (letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
    const hash = createHmac("sha1", key).update(counter).digest();
    const offset = (hash[19] ?? 0) & 15;
    return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a second factor is set up, asked for, and gone again", async () => {
    const page = await signUp(stage, "Cleo S");
    const settings = await open(page, "Second factor");
    await settings.getByLabel("Your password").fill(secret);
    await settings.getByLabel("Your password").press("Enter");
    const shared = (await settings.locator(".secret").textContent()) ?? "";
    await settings.getByRole("textbox", { name: "Six-digit code" }).fill(totp(shared, Date.now()));
    await settings.getByRole("textbox", { name: "Six-digit code" }).press("Enter");
    const [recovery = ""] = await settings.locator(".recovery-codes code").allTextContents().then(async (codes) => {
        if (codes.length === 0)
            await settings.getByRole("button", { name: "I have kept them" }).waitFor();
        return settings.locator(".recovery-codes code").allTextContents();
    });
    await settings.getByRole("button", { name: "I have kept them" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Sign out" }).click();
    await field(page, "password").fill(secret);
    await field(page, "password").press("Enter");
    const code = page.getByRole("textbox", { name: "Six-digit code" });
    await code.fill("000000");
    await code.press("Enter");
    await page.getByText(/This code is wrong/).waitFor();
    // The code of the present was used above; the next one is good already.
    await code.fill(totp(shared, Date.now() + 30_000));
    await code.press("Enter");
    await inside(page).waitFor();
    const other = await stage.visit();
    await signIn(other, "Cleo S");
    await other.getByRole("button", { name: "Use a recovery code" }).click();
    await other.getByRole("textbox", { name: "Recovery code" }).fill(recovery);
    await other.getByRole("textbox", { name: "Recovery code" }).press("Enter");
    await inside(other).waitFor();
    const off = await open(other, "Second factor");
    await off.getByLabel("Your password").fill(secret);
    await off.getByRole("button", { name: "Turn it off" }).click();
    await off.getByRole("button", { name: "Set it up" }).waitFor();
    for (const each of [page, other])
        await each.context().close();
});

test("a guest becomes an account in place, and keeps what they wrote", async () => {
    const page = await stage.enter("Dora S", "Claimed");
    await say(page, "written as a guest");
    const settings = await open(page, "Make an account");
    await settings.getByLabel("Password", { exact: true }).fill(secret);
    await settings.getByLabel("Password", { exact: true }).press("Enter");
    await settings.getByText("You sign in as").waitFor();
    await page.keyboard.press("Escape");
    await say(page, "written with an account");
    await page.reload();
    await said(page, "written with an account").waitFor();
    await until(async () => assert.equal(await page.getByText("Offline.").count(), 0));
    assert.equal(await page.locator(".message.is-head").count(), 1, "it is another person now");
    const other = await stage.visit();
    await fillEntry(other, "Dora S", "Claimed");
    await other.locator(".field-problem").waitFor();
    for (const each of [page, other])
        await each.context().close();
});

test("a new name and colour are everywhere, and closing the account leads to the entry", async () => {
    const page = await signUp(stage, "Eva S");
    const settings = await open(page, "Profile");
    await settings.getByLabel("Name").fill("Eva Lima");
    await settings.getByLabel("Status").fill("At the sea");
    await settings.getByTitle("Violet").click();
    await settings.getByRole("button", { name: "Save" }).click();
    await settings.getByText("Saved.").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".me .hue-9").waitFor();
    await page.reload();
    await page.locator(".me .hue-9").waitFor();
    await page.getByText("At the sea").waitFor();
    const closing = await open(page, "Close the account");
    await closing.getByRole("button", { name: /Delete the account/ }).click();
    await closing.getByLabel("Your password").fill("not this one");
    await closing.getByLabel("Your password").press("Enter");
    await closing.getByText("This is not your password.").waitFor();
    await closing.getByLabel("Your password").fill(secret);
    await closing.getByLabel("Your password").press("Enter");
    await field(page, "name").waitFor();
    await until(async () => assert.deepEqual(await page.context().cookies(), []));
    await page.context().close();
});

test("the setup link makes the administrator, who invites others", async () => {
    const closed = await Server.start(["--guests", "off", "--registration", "invite"]);
    const house = await Stage.open(() => closed.address);
    try {
        const page = await house.visit();
        await page.getByText(/Nobody looks after this server yet/).waitFor();
        await page.goto("about:blank");
        await page.goto(closed.setupLink);
        await page.getByRole("heading", { name: "Set up Hobnob" }).waitFor();
        assert.equal(page.url(), `${closed.address}/`);
        await makeAccount(page, "Root");
        await inside(page).waitFor();
        const settings = await open(page, "Invite people");
        await settings.getByRole("button", { name: "Make a link" }).click();
        const link = await settings.getByLabel("The link").inputValue();
        const guest = await house.visit();
        await guest.getByText(/people who have an account, or an invite/).waitFor();
        await guest.goto("about:blank");
        await guest.goto(link);
        await guest.getByText("You are invited.").waitFor();
        await makeAccount(guest, "Invited");
        await inside(guest).waitFor();
        const late = await house.visit();
        await late.goto("about:blank");
        await late.goto(link);
        await late.getByText(/This link does not work any more/).waitFor();
        house.wasGood(page);
    } finally {
        await house.close();
        await closed.close();
    }
});
