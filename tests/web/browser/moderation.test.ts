// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Locator, Page } from "playwright-core";
import { makeAccount, signUp } from "../support/accounts";
import { Bot } from "../support/bot";
import { findings, joinListed, log, makeRoom, phone, rooms, said, say, Stage, until } from "../support/browser";
import { Server } from "../support/server";

let server: Server;
let stage: Stage;
/** Who looks after the server. */
let root: Page;
before(async () => {
    server = await Server.start();
    stage = await Stage.open(() => server.address);
    root = await stage.visit();
    await root.goto("about:blank");
    await root.goto(`${server.address}/${new URL(server.setupLink).hash}`);
    await root.getByRole("heading", { name: "Set up Hobnob" }).waitFor();
    await makeAccount(root, "Root");
    await root.getByRole("button", { name: /^Your account/ }).waitFor();
});
after(async () => {
    await stage?.close();
    await server?.close();
});

/** They did what they should, and are not needed any more. */
async function leave(...pages: readonly Page[]): Promise<void> {
    for (const page of pages) {
        stage.wasGood(page);
        await page.context().close();
    }
}

/** The menu of the newest message of somebody else, by the keyboard. */
async function aboutNewest(page: Page, item: string): Promise<void> {
    await log(page).locator(".message-more").last().press("Enter");
    await page.getByRole("menuitem", { name: item }).press("Enter");
}

const reports = (page: Page): Locator => page.getByRole("dialog", { name: "Reports" });

async function account(page: Page, section: string): Promise<Locator> {
    await page.getByRole("button", { name: /^Your account/ }).click();
    const dialog = page.getByRole("dialog", { name: "Your account" });
    await dialog.getByRole("navigation").getByRole("button", { name: section }).click();
    await dialog.getByRole("heading", { name: section, level: 3 }).waitFor();
    return dialog;
}

test("a message is reported, looked at, and resolved", async () => {
    const ana = await signUp(stage, "Ana M");
    const ben = await signUp(stage, "Ben M");
    await makeRoom(ana, "Market");
    await ana.getByRole("heading", { name: "Market", level: 1 }).waitFor();
    await joinListed(ben, "Market");
    const spam = await Bot.register(server.address, "Sam M");
    await spam.say(await spam.joinRoom("Market"), "buy this now");
    await said(ben, "buy this now").waitFor();
    await aboutNewest(ben, "Report…");
    const report = ben.getByRole("dialog", { name: "Report a message" });
    await report.getByText("buy this now").waitFor();
    assert.deepEqual(await findings(ben), [], "report");
    await report.getByRole("textbox", { name: /What is wrong/ }).fill("Advertising");
    await report.getByRole("textbox", { name: /What is wrong/ }).press("Enter");
    await ben.getByText(/Your report waits/).waitFor();
    assert.equal(await ben.getByRole("button", { name: "1 report" }).count(), 0, "a plain member sees it");

    await ana.getByRole("button", { name: "1 report" }).click();
    await reports(ana).getByText("buy this now").waitFor();
    await reports(ana).getByText("Advertising").waitFor();
    assert.deepEqual(await findings(ana), [], "reports");
    await reports(ana).getByRole("button", { name: /^Mute…/ }).click();
    const mute = ana.getByRole("dialog", { name: "Mute Sam M" });
    await mute.getByRole("button", { name: "Mute", exact: true }).click();
    await log(ana).getByText("You muted Sam M").waitFor();
    await reports(ana).getByRole("button", { name: "Resolve…" }).click();
    await until(async () => assert.equal(await ana.locator("*:focus").getAttribute("name"), "note"));
    await reports(ana).getByRole("textbox").fill("Spoke to Sam");
    await reports(ana).getByRole("textbox").press("Enter");
    await reports(ana).getByText(/Nothing waits/).waitFor();
    await reports(ana).getByRole("button", { name: "Resolved" }).click();
    await reports(ana).getByText(/Resolved by Ana M.*: Spoke to Sam/).waitFor();
    await ana.keyboard.press("Escape");
    await until(async () => assert.equal(await ana.getByRole("button", { name: "1 report" }).count(), 0));

    const audit = await account(root, "Audit log");
    await audit.getByText("Ana M muted Sam M").waitFor();
    assert.deepEqual(await findings(root), [], "audit log");
    await root.keyboard.press("Escape");
    spam.close();
    await leave(ana, ben);
});

test("who is blocked is folded away, cannot write directly, and comes back when one wants", async () => {
    const ana = await stage.enter("Ana B", "Corner");
    const ben = await stage.enter("Ben B", "Corner");
    await say(ben, "first");
    await said(ana, "first").waitFor();
    await aboutNewest(ana, "Block Ben B");
    const folded = log(ana).getByText("Someone you blocked wrote here.");
    await folded.waitFor();
    await say(ben, "second");
    await said(ben, "second").waitFor();
    assert.equal(await said(ana, "first").count(), 0);
    assert.equal(await folded.count(), 1, "one line for all of it");
    await ana.reload();
    await folded.waitFor();
    await log(ana).getByRole("button", { name: "Show" }).click();
    await said(ana, "second").waitFor();

    await ben.getByRole("button", { name: "New message" }).click();
    const to = ben.getByRole("combobox", { name: "To" });
    await to.fill("Ana B");
    await to.press("Enter");
    await ben.getByRole("list", { name: "Chosen" }).getByText("Ana B").waitFor();
    await to.press("Enter");
    await ben.getByRole("dialog", { name: "New message" }).locator(".field-problem").waitFor();
    await ben.keyboard.press("Escape");

    await aboutNewest(ana, "Unblock Ben B");
    await said(ana, "first").waitFor();
    await leave(ana, ben);
});

test("a direct message with somebody whom one blocks says so, and lets one unblock them", async () => {
    const ana = await signUp(stage, "Ana U");
    const ben = await Bot.register(server.address, "Ben U");
    await ben.ask({ type: "openDirect", people: [(await ben.ask({ type: "findPeople", text: "Ana U" })).people[0]?.id ?? ben.user.id] });
    await rooms(ana).getByRole("button", { name: /^Ben U/ }).click();
    await ana.getByRole("button", { name: "Room menu" }).click();
    await ana.getByRole("menuitem", { name: "Block Ben U" }).click();
    await ana.getByText("You blocked Ben U.").waitFor();
    await ana.getByRole("button", { name: "Unblock" }).click();
    await ana.getByRole("textbox", { name: "Message" }).waitFor();
    ben.close();
    await leave(ana);
});

test("everybody sees what is announced, until it ends or they put it away", async () => {
    const ana = await stage.enter("Ana A", "Square");
    const eva = await stage.enter("Eva A", "Square", { viewport: phone, colorScheme: "dark" });
    const announce = await account(root, "Announce");
    await announce.getByLabel("What everybody should know").fill("The server restarts at noon.");
    await announce.getByRole("button", { name: "Announce", exact: true }).last().click();
    await announce.getByText("Announced.").waitFor();
    for (const page of [ana, eva])
        await page.getByText("The server restarts at noon.").waitFor();
    assert.deepEqual(await findings(eva), [], "announcement");
    await ana.getByRole("button", { name: "Put the announcement away" }).click();
    await until(async () => assert.equal(await ana.getByText("The server restarts at noon.").count(), 0));
    await ana.reload();
    await log(ana).waitFor();
    await until(async () => assert.equal(await ana.getByText("Offline.").count(), 0));
    assert.equal(await ana.getByText("The server restarts at noon.").count(), 0);
    await announce.getByRole("button", { name: "End it" }).click();
    await until(async () => assert.equal(await eva.getByText("The server restarts at noon.").count(), 0));
    await root.keyboard.press("Escape");
    await leave(ana, eva);
});
