// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { Bot } from "../support/bot";
import { atRest, desk, fillEntry, joinListed, log, makeRoom, message, rooms, said, say, Stage, until } from "../support/browser";
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

const line = (i: number): string => `line ${i}${i % 7 === 0 ? ` ${"and more words ".repeat(i % 5 === 0 ? 40 : 12)}` : ""}`.trim();
const lines = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => line(from + i));

/** How far the page's timeline is from its end. */
const fromEnd = (page: Page): Promise<number> =>
    log(page).evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
const rowCount = (page: Page): Promise<number> => log(page).locator(".row").count();

/** What is in view: the first whole line and where it stands. */
async function inView(page: Page): Promise<{ text: string; top: number }> {
    return log(page).evaluate((element) => {
        const edge = element.getBoundingClientRect().top;
        for (const text of element.querySelectorAll(".text")) {
            const { top } = text.getBoundingClientRect();
            if (top >= edge)
                return { text: text.textContent ?? "", top };
        }
        return { text: "", top: 0 };
    });
}

/** Turns the wheel, and waits until what it moved has come to rest. */
async function wheel(page: Page, by: number): Promise<void> {
    const box = await log(page).boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, by);
    await atRest(page);
}

test("a long room opens at its end, and scrolls up to its beginning in few elements", async () => {
    const { bot, room } = await Bot.join(server.address, "Long Bot", "Long");
    await bot.sayAll(room, lines(1, 600));
    const ana = await stage.enter("Ana", "Long");
    await said(ana, line(600)).waitFor();
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    const seen = new Set<string>();
    let most = 0;
    await until(async () => {
        most = Math.max(most, await rowCount(ana));
        for (const text of await log(ana).locator(".text").allTextContents())
            seen.add(text);
        if (!seen.has("line 1"))
            await wheel(ana, -900);
        assert.ok(seen.has("line 1"), "the beginning never came by");
    });
    assert.ok(most < 120, `${most} rows existed`);
    await log(ana).getByText("This is where the room begins.").waitFor();
    for (const text of lines(1, 600))
        assert.ok(seen.has(text), `"${text}" never came by`);
    bot.close();
    stage.wasGood(ana);
});

test("what one reads stays where it is while older pages come in above", async () => {
    const { bot, room } = await Bot.join(server.address, "Anchor Bot", "Anchor");
    await bot.sayAll(room, lines(1, 400));
    const ana = await stage.visit();
    // The pages come when the test lets them, so that it can look before and after.
    const held: (() => void)[] = [];
    let pages = 0;
    await ana.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => real.send(frame));
        real.onMessage((frame) => {
            if (String(frame).includes('"history"'))
                held.push(() => socket.send(frame));
            else
                socket.send(frame);
        });
    });
    await ana.reload();
    await fillEntry(ana, "Ana 2", "Anchor");
    await said(ana, line(400)).waitFor();
    for (let round = 0; round < 3; ++round) {
        await until(async () => {
            if (held.length === 0)
                await wheel(ana, -600);
            assert.ok(held.length > 0, "no older page was asked for");
        });
        await atRest(ana);
        const before = await inView(ana);
        const height = await log(ana).evaluate((element) => element.scrollHeight);
        pages += held.length;
        held.splice(0).forEach((letGo) => letGo());
        await until(async () => assert.ok((await log(ana).evaluate((element) => element.scrollHeight)) > height + 500));
        const now = await inView(ana);
        assert.equal(now.text, before.text);
        assert.ok(Math.abs(now.top - before.top) <= 1, `it moved by ${now.top - before.top} pixels`);
    }
    assert.ok(pages >= 3);
    bot.close();
});

test("reading further up is left in peace, and one key or click leads back", async () => {
    const { bot, room } = await Bot.join(server.address, "Peace Bot", "Peace");
    await bot.sayAll(room, lines(1, 200));
    const ana = await stage.enter("Ana 3", "Peace");
    await said(ana, line(200)).waitFor();
    await wheel(ana, -2000);
    const jump = ana.getByRole("button", { name: /Jump to latest|new message/ });
    await jump.waitFor();
    await atRest(ana);
    const before = await inView(ana);
    await bot.sayAll(room, ["news one", "news two"]);
    await ana.getByRole("button", { name: "2 new messages" }).waitFor();
    const now = await inView(ana);
    assert.equal(now.text, before.text);
    assert.ok(Math.abs(now.top - before.top) <= 1);
    await until(async () => assert.equal(await ana.title(), "(2) Hobnob"));
    await jump.click();
    await said(ana, "news two").waitFor();
    await log(ana).getByText("New messages").waitFor();
    await until(async () => assert.equal(await ana.title(), "Hobnob"));
    await until(async () => assert.equal(await jump.count(), 0));
    await wheel(ana, -2000);
    await jump.waitFor();
    await log(ana).focus();
    await ana.keyboard.press("End");
    await until(async () => assert.equal(await jump.count(), 0));
    bot.close();
});

test("a room opens at its first unread message, and says how many there are", async () => {
    const { bot, room } = await Bot.join(server.address, "News Bot", "News");
    const ana = await stage.enter("Ana N", "News");
    await bot.sayAll(room, lines(1, 40));
    await said(ana, line(40)).waitFor();
    await makeRoom(ana, "Elsewhere");
    await ana.getByRole("heading", { name: "Elsewhere", level: 1 }).waitFor();
    await bot.sayAll(room, Array.from({ length: 11 }, (_, i) => `news ${i}\n${"x\n".repeat(6)}x`));
    await rooms(ana).getByRole("button", { name: /^News.*11 unread/ }).click();
    await log(ana).getByText("New messages").waitFor();
    const jump = ana.getByRole("button", { name: "11 new messages" });
    await jump.waitFor();
    assert.equal(await jump.textContent(), "11 new");
    const button = await jump.boundingBox();
    const place = await log(ana).boundingBox();
    assert.ok(button && place && place.x + place.width - button.x - button.width <= 24);
    await jump.click();
    await until(async () => assert.equal(await jump.count(), 0));
    bot.close();
});

test("at the end one stays at the end: for messages, own lines, and a smaller window", async () => {
    const { bot, room } = await Bot.join(server.address, "End Bot", "End");
    await bot.sayAll(room, lines(1, 80));
    const ana = await stage.enter("Ana 4", "End");
    await said(ana, line(80)).waitFor();
    await bot.say(room, `tall\n${"x\n".repeat(12)}x`);
    await log(ana).getByText("tall").waitFor();
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    await ana.setViewportSize({ width: 700, height: 420 });
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    await ana.setViewportSize(desk);
    await message(ana).fill("a\nb\nc\nd\ne\nf");
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    await message(ana).press("Enter");
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    bot.close();
});

test("at the end one stays at the end when the field grows in the frame in which the view moves", async () => {
    const { bot, room } = await Bot.join(server.address, "Frame Bot", "Frame");
    await bot.sayAll(room, lines(1, 80));
    const ana = await stage.enter("Ana F", "Frame");
    await said(ana, line(80)).waitFor();
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    await atRest(ana);
    await log(ana).evaluate((element) => {
        element.scrollTop -= 4; // As little as still is the end; it is told of with the next frame.
        const field = document.querySelector("textarea");
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, "a\nb\nc\nd\ne\nf");
        field?.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    await until(async () => assert.ok(((await message(ana).boundingBox())?.height ?? 0) > 100));
    await atRest(ana);
    assert.ok((await fromEnd(ana)) < 9, `${await fromEnd(ana)} pixels from the end`);
    bot.close();
});

test("writing leads back to the end", async () => {
    const { bot, room } = await Bot.join(server.address, "Back Bot", "Back");
    await bot.sayAll(room, lines(1, 150));
    const ana = await stage.enter("Ana 5", "Back");
    await said(ana, line(150)).waitFor();
    await wheel(ana, -3000);
    await ana.getByRole("button", { name: "Jump to latest" }).waitFor();
    await say(ana, "my word");
    await said(ana, "my word").waitFor();
    await until(async () => assert.ok((await fromEnd(ana)) < 9));
    bot.close();
});

test("the place in a room is kept while one is in another", async () => {
    const { bot, room } = await Bot.join(server.address, "Place Bot", "Place");
    await bot.sayAll(room, lines(1, 150));
    const ana = await stage.enter("Ana 6", "Elsewhere");
    await joinListed(ana, "Place");
    await said(ana, line(150)).waitFor();
    await wheel(ana, -1500);
    await ana.getByRole("button", { name: "Jump to latest" }).waitFor();
    await atRest(ana);
    const before = await inView(ana);
    await rooms(ana).getByRole("button", { name: /^Elsewhere/ }).click();
    await ana.getByRole("heading", { name: "Elsewhere", level: 1 }).waitFor();
    await rooms(ana).getByRole("button", { name: /^Place/ }).click();
    await until(async () => {
        const now = await inView(ana);
        assert.equal(now.text, before.text);
        assert.ok(Math.abs(now.top - before.top) <= 2);
    });
    bot.close();
});

test("a group has one head, the next person another", async () => {
    const { bot, room } = await Bot.join(server.address, "Group Bot", "Group");
    const ana = await stage.enter("Ana 7", "Group");
    await bot.sayAll(room, ["one", "two", "three"]);
    await said(ana, "three").waitFor();
    await say(ana, "four");
    await said(ana, "four").waitFor();
    await until(async () => assert.equal(await log(ana).locator(".message.is-head").count(), 2));
    assert.equal(await log(ana).getByText("Today").count(), 1);
    bot.close();
});

test("comings and goings are one line", async () => {
    const ana = await stage.enter("Ana 8", "Door");
    const bots = await Promise.all(["Ben 8", "Cleo 8", "Dan 8", "Eve 8"].map((name) => Bot.join(server.address, name, "Door")));
    await until(async () => {
        const notices = await log(ana).locator(".notice").allTextContents();
        assert.equal(notices.length, 1);
        assert.match(notices[0] ?? "", /^\w+ 8, \w+ 8 and 2 others joined/);
    });
    for (const { bot } of bots)
        bot.close();
});
