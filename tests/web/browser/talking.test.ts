// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Bot } from "../support/bot";
import { joinListed, leaveRoom, log, makeRoom, message, newRoom, phone, rooms, said, say, Stage, until } from "../support/browser";
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

test("two people talk", async () => {
    const ana = await stage.enter("Ana");
    const ben = await stage.enter("Ben", "Lobby", { viewport: phone });
    await say(ana, "Hello Ben");
    await said(ben, "Hello Ben").waitFor();
    await say(ben, "Hello Ana");
    await said(ana, "Hello Ana").waitFor();
    await log(ana).getByText("Ben joined").waitFor();
    const people = ana.getByRole("complementary", { name: "People" });
    await people.getByText("Ana", { exact: true }).waitFor();
    await people.getByText("Ben", { exact: true }).waitFor();
    stage.wasGood(ana);
    stage.wasGood(ben);
});

test("web addresses are links that open apart, and nothing else is", async () => {
    const ana = await stage.enter("Ana L", "Links");
    await say(ana, "see https://example.org/a and javascript:alert(1)");
    const link = log(ana).getByRole("link");
    await until(async () => assert.equal(await link.count(), 1));
    assert.equal(await link.getAttribute("href"), "https://example.org/a");
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.match((await link.getAttribute("rel")) ?? "", /noopener noreferrer/);
});

test("the others see who is typing, oneself does not", async () => {
    const ana = await stage.enter("Ana T", "Typing");
    const ben = await stage.enter("Ben T", "Typing");
    await message(ana).pressSequentially("thinking");
    await ben.getByRole("status").getByText("Ana T is typing…").waitFor();
    assert.equal(await ana.getByRole("status").textContent(), "");
    await message(ana).fill("");
    await until(async () => assert.equal(await ben.getByRole("status").textContent(), ""));
});

test("a reload is not leaving, closing the window is", async () => {
    const ana = await stage.enter("Ana R", "Reload");
    const { bot, room } = await Bot.join(server.address, "Ben R", "Reload");
    await say(ana, "still here?");
    await ana.reload();
    await said(ana, "still here?").waitFor();
    assert.equal(await ana.getByRole("textbox", { name: "Your name" }).count(), 0);
    await say(ana, "yes");
    const cleo = await stage.enter("Cleo R", "Reload");
    await bot.say(room, "welcome");
    await said(cleo, "welcome").waitFor();
    await ana.context().close();
    await until(async () => assert.equal(await log(cleo).getByText("Ana R left").count(), 1));
    bot.close();
});

test("unread messages count in the list and in the title, until one looks", async () => {
    const ana = await stage.enter("Ana U", "Unread one");
    const { bot, room } = await Bot.join(server.address, "Ben U", "Unread two");
    const entry = rooms(ana).getByRole("button", { name: /Unread two/ });
    await joinListed(ana, "Unread two");
    await entry.waitFor();
    await rooms(ana).getByRole("button", { name: /Unread one/ }).click();
    await bot.say(room, "one");
    await bot.say(room, "two");
    await rooms(ana).getByRole("button", { name: /Unread two.*2 unread/ }).waitFor();
    await until(async () => assert.equal(await ana.title(), "(2) Hobnob"));
    await entry.click();
    await log(ana).getByText("New messages").waitFor();
    await until(async () => assert.equal(await ana.title(), "Hobnob"));
    await until(async () => assert.equal(await rooms(ana).locator(".pill").count(), 0));
    bot.close();
});

test("a room is created, and left, and the others see it", async () => {
    const ana = await stage.enter("Ana C", "Start");
    const ben = await stage.enter("Ben C", "Start");
    await makeRoom(ana, "Start");
    await newRoom(ana).getByText(/already|exists|taken/i).waitFor();
    await newRoom(ana).getByRole("textbox", { name: "Name" }).fill("Garden");
    await newRoom(ana).getByRole("button", { name: "Create", exact: true }).click();
    await ana.getByRole("heading", { name: "Garden", level: 1 }).waitFor();
    await log(ana).getByText("Nothing has been said here yet").waitFor();
    await joinListed(ben, "Garden");
    await log(ana).getByText("Ben C joined").waitFor();
    await leaveRoom(ben);
    await ben.getByRole("heading", { name: "Start", level: 1 }).waitFor();
    await until(async () => assert.equal(await rooms(ben).getByRole("button", { name: /^Garden/ }).count(), 0));
    await joinListed(ben, "Garden");
    await ben.getByRole("heading", { name: "Garden", level: 1 }).waitFor();
});

test("who is away shows as away", async () => {
    const ana = await stage.enter("Ana A", "Presence");
    const { bot } = await Bot.join(server.address, "Ben A", "Presence");
    bot.away();
    await ana.getByRole("listitem").filter({ hasText: "Ben A" }).getByText("away").waitFor();
    bot.close();
});

test("a name that is taken is said beside the name, and another one gets in", async () => {
    await stage.enter("Taken");
    const other = await stage.visit();
    const name = other.getByRole("textbox", { name: "Your name" });
    await name.fill("Taken");
    await other.getByRole("button", { name: "Join", exact: true }).click();
    await until(async () => assert.equal(await name.getAttribute("aria-invalid"), "true"));
    const note = other.locator(`#${await name.getAttribute("aria-describedby")}`);
    assert.notEqual(await note.textContent(), "");
    assert.equal(await name.inputValue(), "Taken");
    await until(async () => assert.equal(await name.evaluate((element) => element === document.activeElement), true));
    await name.fill("Not taken");
    await other.getByRole("button", { name: "Join", exact: true }).click();
    await message(other).waitFor();
});

test("a name that is too long is counted, before and after Join", async () => {
    const page = await stage.visit();
    const name = page.getByRole("textbox", { name: "Your name" });
    await name.fill("e\u0301".repeat(32));
    assert.equal(await name.getAttribute("aria-invalid"), "false");
    await name.fill("n".repeat(40));
    const note = page.getByText("8 characters too many. A name can have at most 32.");
    await note.waitFor();
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await note.waitFor();
    assert.equal(await page.locator(".field-problem").count(), 1);
});

test("whoever signs out can come in as another, and the form remembers the name", async () => {
    const page = await stage.enter("Ana W", "Windows");
    await page.getByRole("button", { name: "Sign out" }).click();
    const name = page.getByRole("textbox", { name: "Your name" });
    await name.waitFor();
    assert.equal(await name.inputValue(), "Ana W");
    const witness = await stage.enter("Cleo W", "Windows");
    await name.fill("Ben W");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await say(page, "I am another");
    await said(witness, "I am another").waitFor();
    await log(witness).getByText("Ben W joined").waitFor();
});
