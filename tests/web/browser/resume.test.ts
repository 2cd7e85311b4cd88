// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { Bot } from "../support/bot";
import { atRest, fillEntry, log, message, said, Stage, until } from "../support/browser";
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

const lines = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}${i % 9 === 0 ? " and more words".repeat(14) : ""}`);

/** A page whose network somebody holds the switch of. */
async function enter(name: string, room: string): Promise<{ page: Page; cut: () => void; mend: () => void }> {
    const page = await stage.visit();
    let isCut = false;
    const open = new Set<() => void>();
    await page.routeWebSocket(/\/ws$/, (socket) => {
        if (isCut)
            return void socket.close();
        const real = socket.connectToServer();
        socket.onMessage((frame) => real.send(frame));
        real.onMessage((frame) => socket.send(frame));
        open.add(() => {
            void real.close();
            void socket.close();
        });
    });
    await page.reload();
    await fillEntry(page, name, room);
    await message(page).waitFor();
    return {
        page,
        cut: () => {
            isCut = true;
            open.forEach((close) => close());
            open.clear();
        },
        mend: () => (isCut = false),
    };
}

/** The first whole message in view, and where it stands. */
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

for (const [missed, what] of [
    [600, "what was missed comes as one replay"],
    [1600, "what was missed comes page by page, after a gap"],
] as const) {
    test(`a reader further up keeps their place to the pixel while ${what}`, async () => {
        const room = `Missed ${missed}`;
        const { bot, room: id } = await Bot.join(server.address, `Ben ${missed}`, room);
        await bot.sayAll(id, lines(1, 200));
        const { page, cut, mend } = await enter(`Ana ${missed}`, room);
        await said(page, "line 200").waitFor();
        await log(page).hover();
        await page.mouse.wheel(0, -1800);
        await page.getByRole("button", { name: "Jump to latest" }).waitFor();
        await atRest(page);
        cut();
        await page.getByText("Offline.").first().waitFor();
        await bot.sayAll(id, lines(201, 200 + missed));
        await atRest(page);
        const place = await inView(page);
        // Looks at every frame, so that a jump that is taken back is seen as well.
        await log(page).evaluate((element, text) => {
            const row = [...element.querySelectorAll(".text")].find((one) => one.textContent === text);
            const tops: number[] = [];
            Object.assign(window, { tops });
            const look = (): void => {
                if (row)
                    tops.push(row.isConnected ? row.getBoundingClientRect().top : Number.NaN);
                requestAnimationFrame(look);
            };
            look();
        }, place.text);
        mend();
        await page.getByRole("button", { name: new RegExp(`^${missed.toLocaleString("en-GB")} new messages$`) }).waitFor();
        await until(async () => assert.equal(await page.getByText("Offline.").count(), 0));
        // Whatever still comes may not move anything either.
        await page.evaluate(async () => {
            for (let frame = 0; frame < 30; ++frame)
                await new Promise(requestAnimationFrame);
        });
        const now = await inView(page);
        assert.equal(now.text, place.text);
        assert.ok(Math.abs(now.top - place.top) <= 1, `it moved by ${now.top - place.top} pixels`);
        const tops = await page.evaluate(() => (window as unknown as { tops: number[] }).tops);
        // The offline line goes, and gives its height back below: nothing above it may move by more than a pixel.
        const jumps = tops.filter((top) => !(Math.abs(top - place.top) <= 1));
        assert.deepEqual(jumps, [], `it stood elsewhere in ${jumps.length} of ${tops.length} frames`);
        await page.getByRole("button", { name: /new messages/ }).click();
        await said(page, `line ${200 + missed}`).or(log(page).getByText(`line ${200 + missed} and`)).first().waitFor();
        bot.close();
        await page.context().close();
    });
}

test("at the end, what was missed is there at once, and nothing runs by", async () => {
    const { bot, room } = await Bot.join(server.address, "Ben end", "Missed at the end");
    await bot.sayAll(room, lines(1, 98));
    const { page, cut, mend } = await enter("Ana end", "Missed at the end");
    await said(page, "line 98").waitFor();
    cut();
    await page.getByText("Offline.").first().waitFor();
    await bot.sayAll(room, lines(99, 1700));
    await log(page).evaluate((element) => {
        const ends = new Set<string>();
        Object.assign(window, { ends });
        const look = (): void => {
            const texts = element.querySelectorAll(".text");
            ends.add(texts[texts.length - 1]?.textContent ?? "");
            requestAnimationFrame(look);
        };
        look();
    });
    mend();
    await said(page, "line 1700").waitFor();
    const ends = await page.evaluate(() => [...(window as unknown as { ends: Set<string> }).ends]);
    assert.deepEqual(ends, ["line 98", "line 1700"]);
    bot.close();
    await page.context().close();
});
