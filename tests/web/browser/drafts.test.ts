// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { fillEntry, keeps, kept, makeRoom, message, Stage, until } from "../support/browser";
import { Server } from "../support/server";

// A draft and the room it stands in are there again, at whatever moment the page ended.

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

async function create(page: Page, room: string): Promise<void> {
    await makeRoom(page, room);
    await isIn(page, room);
}

async function isIn(page: Page, room: string): Promise<void> {
    await page.getByRole("heading", { name: room, level: 1 }).waitFor();
}

/** Puts several texts into the field one after the other, as quick fingers do, and ends the page with the last. */
async function typeAndReload(page: Page, texts: readonly string[]): Promise<void> {
    const loaded = page.waitForEvent("load");
    await message(page).evaluate((element, all) => {
        const put = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
        for (const text of all) {
            put?.call(element, text);
            element.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
        location.reload();
    }, texts);
    await loaded;
}

test("what was typed last is there again when the page ends before its disk has answered", async () => {
    const page = await stage.visit();
    await page.addInitScript(() => {
        // What only waits for its answers is never done.
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...args): IDBRequest<IDBValidKey> {
            const request = put.apply(this, args);
            const hold = (): void => {
                try {
                    this.count().onsuccess = hold;
                } catch {
                    // It was committed.
                }
            };
            hold();
            return request;
        };
        // And what is done is told late.
        Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
            set(this: IDBTransaction, told: () => void) {
                this.addEventListener("complete", () => setTimeout(told, 5000));
            },
        });
    });
    await page.reload();
    await fillEntry(page, "Ana E", "Ends one");
    await message(page).waitFor();
    await create(page, "Ends two");
    await typeAndReload(page, ["f", "fo", "for", "for two"]);
    await isIn(page, "Ends two");
    await until(async () => assert.equal(await message(page).inputValue(), "for two"));
    await page.context().close();
});

test("the room is found again although this browser kept only others", async () => {
    const page = await stage.enter("Ana K", "Keeps one");
    await keeps(page, "rooms", "Keeps one");
    await page.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...args): IDBRequest {
            return this.name === "rooms" ? this.count() : put.apply(this, args);
        };
    });
    await create(page, "Keeps two");
    await message(page).fill("for two");
    assert.equal((await kept(page, "rooms")).length, 1);
    await page.reload();
    await isIn(page, "Keeps two");
    await until(async () => assert.equal(await message(page).inputValue(), "for two"));
    await page.reload();
    await isIn(page, "Keeps two");
    await page.context().close();
});

test("a draft that the disk brings late comes into the empty field, and not over what was typed since", async () => {
    const page = await stage.enter("Ana L", "Late");
    await message(page).fill("brought late");
    await keeps(page, "drafts", "brought late");
    for (const [typed, shown] of [
        ["", "brought late"],
        ["typed since", "typed since"],
    ] as const) {
        const next = await page.context().newPage();
        await next.addInitScript(() => {
            // Without rooms to show, the page waits for the log-in, and then not for long for its disk.
            const { getAll } = IDBObjectStore.prototype;
            IDBObjectStore.prototype.getAll = function (...args): IDBRequest<unknown[]> {
                const request = this.name === "rooms" ? getAll.call(this, "nothing") : getAll.apply(this, args);
                if (this.name === "drafts") {
                    Object.defineProperty(request, "onsuccess", {
                        set(told: () => void) {
                            request.addEventListener("success", () => Object.assign(window, { bring: told }));
                        },
                    });
                }
                return request;
            };
        });
        await next.goto(server.address);
        await message(next).waitFor();
        assert.equal(await message(next).inputValue(), "");
        if (typed !== "")
            await message(next).fill(typed);
        await next.evaluate(() => (window as unknown as { bring: () => void }).bring());
        await until(async () => assert.equal(await message(next).inputValue(), shown));
        await next.close();
    }
    await page.context().close();
});
