// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Bot } from "../support/bot";
import { fillEntry, leaveRoom, log, message, said, say, Stage, until } from "../support/browser";
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

test("what is written while the server is away goes out once, in order, when it is back", async () => {
    const ana = await stage.enter("Ana");
    const ben = await stage.enter("Ben");
    await say(ana, "before");
    await said(ben, "before").waitFor();
    await server.stop();
    await ana.getByText("Offline.").first().waitFor();
    await say(ana, "written one");
    await say(ana, "written two");
    await ana.getByText("Offline. 2 messages will go out when the server is back.").waitFor();
    await until(async () => assert.equal(await log(ana).getByText("Not sent yet").count(), 2));
    await server.startAgain();
    await said(ben, "written two").waitFor();
    await until(async () => assert.equal(await log(ana).getByText("Not sent yet").count(), 0));
    await until(async () => assert.equal(await ana.getByText("Offline.").count(), 0));
    const texts = (await log(ben).locator(".text").allTextContents()).filter((text) => text.startsWith("written"));
    assert.deepEqual(texts, ["written one", "written two"]);
    assert.equal(await said(ana, "written one").count(), 1);
    stage.wasGood(ana);
});

test("a page comes back by itself, and gets what it missed", async () => {
    const ana = await stage.enter("Ana 2", "Missed");
    await server.stop();
    await ana.getByText("Offline.").first().waitFor();
    await server.startAgain();
    const { bot, room } = await Bot.join(server.address, "Ben 2", "Missed");
    await bot.say(room, "you missed this");
    await until(async () => assert.equal(await said(ana, "you missed this").count(), 1));
    bot.close();
});

test("with no room open it is said too, and nothing moves", async () => {
    const page = await stage.enter("Ana N", "Nowhere");
    await leaveRoom(page);
    const title = page.getByRole("heading", { name: "No room is open" });
    const before = await title.boundingBox();
    await server.stop();
    await page.getByText("Offline. Reconnecting by itself.").waitFor();
    await page.getByRole("button", { name: "Try now" }).waitFor();
    assert.deepEqual(await title.boundingBox(), before);
    await server.startAgain();
    await until(async () => assert.equal(await page.getByText("Offline.").count(), 0));
});

test("the form says when the server cannot be reached, and gets in when it can", async () => {
    const page = await stage.visit();
    await server.stop();
    await fillEntry(page, "Ana 3", "Lobby");
    await page.getByText(/Could not reach 127\.0\.0\.1/).waitFor();
    await server.startAgain();
    await message(page).waitFor();
});

test("a refused message stays with its reason; Try again and Discard do what they say", async () => {
    const page = await stage.visit();
    let refusing = true;
    await page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => {
            const asked = JSON.parse(String(frame)) as { type: string; id: number };
            if (asked.type === "postMessage" && refusing)
                socket.send(JSON.stringify({ type: "error", id: asked.id, code: "storage-failed", message: "The server's disk is full." }));
            else
                real.send(frame);
        });
    });
    await page.reload();
    await fillEntry(page, "Ana 4", "Refused");
    await say(page, "first");
    await log(page).getByText("Not sent. The server's disk is full.").waitFor();
    await said(page, "first").waitFor();
    refusing = false;
    await log(page).getByRole("button", { name: "Try again" }).click();
    await until(async () => assert.equal(await log(page).getByText(/Not sent/).count(), 0));
    refusing = true;
    await say(page, "second");
    await log(page).getByRole("button", { name: "Discard" }).click();
    await until(async () => assert.equal(await said(page, "second").count(), 0));
    await until(async () => assert.equal(await said(page, "first").count(), 1));
});

test("what was not sent survives a reload", async () => {
    const page = await stage.visit();
    let silent = true;
    await page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => {
            if (!(silent && String(frame).includes('"postMessage"')))
                real.send(frame);
        });
    });
    await page.reload();
    await fillEntry(page, "Ana 5", "Survives");
    await say(page, "do not lose me");
    await log(page).getByText("Not sent yet").waitFor();
    silent = false;
    await page.reload();
    await said(page, "do not lose me").waitFor();
    await until(async () => assert.equal(await log(page).getByText("Not sent yet").count(), 0));
    await until(async () => assert.equal(await said(page, "do not lose me").count(), 1));
});

test("storage that is blocked only forgets", async () => {
    const page = await stage.visit();
    await page.addInitScript(() => {
        for (const name of ["localStorage", "sessionStorage"]) {
            Object.defineProperty(window, name, {
                get: () => {
                    throw new DOMException("blocked", "SecurityError");
                },
            });
        }
    });
    await page.reload();
    await fillEntry(page, "Ana 6", "Blocked");
    await say(page, "works all the same");
    await said(page, "works all the same").waitFor();
    stage.wasGood(page);
});
