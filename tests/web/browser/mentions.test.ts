// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Bot } from "../support/bot";
import { desk, findings, log, makeRoom, message, overflow, phone, rooms, said, settled, Stage, until } from "../support/browser";
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

for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [desk, phone]) {
        test(`being mentioned is seen in the list and in the timeline, ${colorScheme}, ${viewport.width} px`, async () => {
            const name = `Ana ${colorScheme} ${viewport.width}`;
            const place = `Mentions ${colorScheme} ${viewport.width}`;
            const { bot, room } = await Bot.join(server.address, `Ben ${colorScheme} ${viewport.width}`, place);
            const ana = await stage.enter(name, place, { viewport, colorScheme });
            await bot.say(room, "nothing for anybody");
            await said(ana, "nothing for anybody").waitFor();
            const open = async (): Promise<void> => {
                if (viewport === phone)
                    await ana.getByRole("button", { name: /Open the room list/ }).click();
            };
            await open();
            await makeRoom(ana, `Elsewhere ${colorScheme} ${viewport.width}`);
            await ana.getByRole("heading", { name: /^Elsewhere/, level: 1 }).waitFor();
            await bot.sayAll(room, [`@${name.toUpperCase()}: have a look`, "no name here", `and you, @${name}?`, `me@${name}`]);
            await open();
            const entry = rooms(ana).getByRole("button", { name: new RegExp(`^${place}`) });
            await until(async () => assert.match((await entry.textContent()) ?? "", /@2 mentions of you, 4 unread/));
            assert.deepEqual(await findings(ana), []);
            await entry.click();
            await log(ana).getByText("have a look").waitFor();
            await until(async () => assert.equal(await log(ana).locator(".is-mention").count(), 2));
            assert.deepEqual(await findings(ana), []);
            await until(async () => assert.ok((await overflow(ana)) <= 0));
            await open();
            await until(async () => assert.doesNotMatch((await entry.textContent()) ?? "", /mention|unread/));
            bot.close();
            await ana.context().close();
        });
    }
}

test("what is read in one window is read in the other, and stays so over a reload", async () => {
    const { bot, room } = await Bot.join(server.address, "Ben R", "Reads");
    const one = await stage.enter("Ana R", "Reads");
    // By the page's own clock: the news of a frame may reach the test late.
    await one.addInitScript(() => {
        const told: number[] = [];
        Object.assign(window, { told });
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (frame): void {
            if (String(frame).includes('"markRead"'))
                told.push(performance.now());
            send.call(this, frame);
        };
    });
    await one.reload();
    await message(one).waitFor();
    const two = await one.context().newPage();
    await two.goto(server.address);
    await makeRoom(two, "Elsewhere");
    await two.getByRole("heading", { name: "Elsewhere", level: 1 }).waitFor();
    const entry = rooms(two).getByRole("button", { name: /^Reads/ });
    await bot.sayAll(room, ["@Ana R one", "two", "three"]);
    await until(async () => assert.match((await entry.textContent()) ?? "", /3 unread/));
    assert.match((await entry.textContent()) ?? "", /You are mentioned/);
    await one.bringToFront();
    await until(async () => assert.doesNotMatch((await entry.textContent()) ?? "", /unread|mention/));
    for (let i = 0; i < 12; ++i) {
        await bot.say(room, `quick ${i}`);
        await one.waitForTimeout(120);
    }
    await said(one, "quick 11").waitFor();
    await until(async () => assert.doesNotMatch((await entry.textContent()) ?? "", /unread/));
    const told = await one.evaluate(() => (window as unknown as { told: number[] }).told);
    const gaps = told.slice(1).map((time, i) => time - (told[i] ?? 0));
    assert.ok(told.length >= 2 && gaps.every((gap) => gap >= 950), `markRead came after ${gaps.join(", ")} ms`);
    const answer = two
        .waitForEvent("websocket")
        .then((socket) => socket.waitForEvent("framereceived", ({ payload }) => String(payload).includes('"loggedIn"')));
    await two.reload();
    await answer;
    await rooms(two).getByRole("button", { name: /^Reads/ }).waitFor();
    await settled(two);
    assert.doesNotMatch((await entry.textContent()) ?? "", /unread/);
    bot.close();
    await one.context().close();
});
