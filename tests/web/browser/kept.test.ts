// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { Bot } from "../support/bot";
import { atRest, fillEntry, keeps, kept, log, message, rooms, said, say, Stage, until } from "../support/browser";
import { KillableBrowser } from "../support/killablebrowser";
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

const offline = (page: Page) => page.getByText("Offline.").first();
const texts = async (page: Page): Promise<string[]> => log(page).locator(".text").allTextContents();

/** The page's files are kept: from here on it opens without its server. */
async function isKept(page: Page): Promise<void> {
    await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        while (!navigator.serviceWorker.controller)
            await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    });
}

async function scrollUpTo(page: Page, text: string): Promise<void> {
    await until(async () => {
        await page.mouse.wheel(0, -1500);
        await atRest(page);
        assert.notEqual(await said(page, text).count(), 0, `"${text}" never came by`);
    });
}

test("what was written offline goes out once, in order, after the browser was killed", async () => {
    const profile = mkdtempSync(join(tmpdir(), "hobnob-killed-"));
    const { bot, room } = await Bot.join(server.address, "Ben K", "Killed");
    let browser = await KillableBrowser.start(profile);
    try {
        const page = await browser.visit(server.address);
        await fillEntry(page, "Ana K", "Killed");
        await message(page).waitFor();
        await browser.isSignedInForGood();
        await bot.say(room, "before the crash");
        await said(page, "before the crash").waitFor();
        bot.close();
        await server.stop();
        await offline(page).waitFor();
        for (const text of ["kept one", "kept two", "kept three"]) {
            await say(page, text);
            await said(page, text).waitFor();
        }
        await message(page).fill("a draft that is not finis");
        await keeps(page, "drafts", "a draft that is not finis");
        await keeps(page, "outbox", "kept one", "kept two", "kept three");
        await keeps(page, "rooms", "Killed");
        await browser.kill();
        await server.startAgain();
        browser = await KillableBrowser.start(profile);
        const again = await browser.visit(server.address);
        await said(again, "kept three").waitFor();
        await until(async () => assert.equal(await log(again).getByText("Not sent yet").count(), 0));
        await until(async () => assert.equal(await message(again).inputValue(), "a draft that is not finis"));
        assert.deepEqual((await texts(again)).filter((text) => text.startsWith("kept")), ["kept one", "kept two", "kept three"]);
        const witness = await stage.enter("Cleo K", "Killed");
        await said(witness, "kept three").waitFor();
        assert.deepEqual((await texts(witness)).filter((text) => text.startsWith("kept")), ["kept one", "kept two", "kept three"]);
    } finally {
        await browser.kill();
        rmSync(profile, { recursive: true, force: true });
    }
});

test("a page whose tab crashed keeps a failed message, with its reason", async () => {
    const page = await stage.visit();
    await page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => {
            const asked = JSON.parse(String(frame)) as { type: string; id: number };
            if (asked.type === "postMessage")
                socket.send(JSON.stringify({ type: "error", id: asked.id, code: "storage-failed", message: "The server's disk is full." }));
            else
                real.send(frame);
        });
    });
    await page.reload();
    await fillEntry(page, "Ana F", "Failed");
    await say(page, "it failed");
    await log(page).getByText("Not sent. The server's disk is full.").waitFor();
    const next = await page.context().newPage();
    const crashed = page.waitForEvent("crash");
    const debug = await page.context().newCDPSession(page);
    void debug.send("Page.crash").catch(() => undefined);
    await crashed;
    await next.goto(server.address);
    await log(next).getByText("Not sent. The server's disk is full.").waitFor();
    await log(next).getByRole("button", { name: "Try again" }).click();
    await until(async () => assert.equal(await log(next).getByText(/Not sent/).count(), 0));
    await until(async () => assert.equal(await said(next, "it failed").count(), 1));
    await page.context().close();
});

test("without a server the page opens on what it keeps, and what is written goes out later", async () => {
    const { bot, room } = await Bot.join(server.address, "Ben O", "Kept room");
    await bot.sayAll(room, Array.from({ length: 250 }, (_, i) => `line ${i + 1}`));
    const page = await stage.enter("Ana O", "Kept room");
    await said(page, "line 250").waitFor();
    await log(page).hover();
    await scrollUpTo(page, "line 20");
    await isKept(page);
    await keeps(page, "events", "line 20", "line 250");
    await keeps(page, "rooms", "Kept room");
    bot.close();
    await server.stop();
    await page.reload();
    await said(page, "line 250").waitFor();
    await rooms(page).getByRole("button", { name: /Kept room/ }).waitFor();
    await offline(page).waitFor();
    await log(page).hover();
    await scrollUpTo(page, "line 20");
    await say(page, "written without a server");
    await page.getByText("Offline. 1 message will go out when the server is back.").waitFor();
    assert.doesNotMatch((await page.locator(".offline").textContent()) ?? "", /Keep this page open/);
    await server.startAgain();
    await until(async () => assert.equal(await log(page).getByText("Not sent yet").count(), 0));
    await until(async () => assert.equal(await said(page, "written without a server").count(), 1));
    await until(async () => assert.equal(await page.getByText("Offline.").count(), 0));
    stage.wasGood(page);
    await page.context().close();
});

test("what is kept is on the screen before the server has answered", async () => {
    const page = await stage.enter("Ana Q", "Quick");
    await say(page, "kept history");
    await keeps(page, "events", "kept history");
    await keeps(page, "rooms", "Quick");
    await page.routeWebSocket(/\/ws$/, () => undefined); // It opens, and nobody ever answers.
    await page.reload();
    await said(page, "kept history").waitFor();
    await message(page).waitFor();
    await page.context().close();
});

test("another life of the server, or another person, is not mixed with what is kept", async () => {
    const page = await stage.enter("Ana E", "Epoch");
    await say(page, "of the old life");
    await keeps(page, "events", "of the old life");
    await keeps(page, "rooms", "Epoch");
    await page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => {
            const asked = JSON.parse(String(frame)) as { type: string; after?: number };
            assert.ok(asked.type !== "joinRoom" || asked.after === undefined, "it went on from what it held");
            real.send(frame);
        });
        real.onMessage((frame) => socket.send(String(frame).replace(/"epoch":"[^"]*"/, '"epoch":"restored"')));
    });
    await page.reload();
    await said(page, "of the old life").waitFor();
    await until(async () => {
        const kept = await page.evaluate(
            () =>
                new Promise<string[]>((resolve) => {
                    const open = indexedDB.open("hobnob");
                    open.onsuccess = () => {
                        const keys = open.result.transaction("events").objectStore("events").getAllKeys();
                        keys.onsuccess = () => resolve([...new Set(keys.result.map((key) => String((key as string[])[1])))]);
                    };
                }),
        );
        assert.deepEqual(kept, ["restored"]);
    });
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("textbox", { name: "Your name" }).waitFor();
    await until(async () => {
        const left = await Promise.all((["people", "rooms", "events", "outbox", "drafts"] as const).map((table) => kept(page, table)));
        assert.deepEqual(left.flat(), [], "logging out leaves something behind");
    });
    await page.context().close();
});

for (const [what, breakIt] of [
    ["no database", "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } });"],
    ["a database that does not open", "IDBFactory.prototype.open = function () { throw new DOMException('no', 'InvalidStateError'); };"],
    ["a full disk", "IDBObjectStore.prototype.put = function () { throw new DOMException('full', 'QuotaExceededError'); };"],
] as const) {
    test(`with ${what} everything works in memory, and it is said when something could be lost`, async () => {
        const page = await stage.visit();
        await page.addInitScript(breakIt);
        await page.reload();
        const room = `Memory ${what}`;
        await fillEntry(page, `Ana ${what.slice(0, 6)}`, room);
        await say(page, "works all the same");
        await said(page, "works all the same").waitFor();
        await until(async () => assert.equal(await log(page).getByText("Not sent yet").count(), 0));
        assert.equal(await page.getByText("Keep this page open").count(), 0);
        await server.stop();
        await offline(page).waitFor();
        assert.equal(await page.getByText("Keep this page open").count(), 0);
        await say(page, "could be lost");
        await page.getByText("Keep this page open until then: this browser does not store them.").waitFor();
        await server.startAgain();
        await until(async () => assert.equal(await page.getByText("Offline.").count(), 0));
        await until(async () => assert.equal(await said(page, "could be lost").count(), 1));
        stage.wasGood(page);
        await page.context().close();
    });
}
