// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after } from "node:test";
import type { Page } from "playwright-core";
import { fillEntry, log, message, said, say, Stage, until } from "../support/browser";
import { Server } from "../support/server";

// The same with locks and without: on plain http, under a name that is not the computer's own.
for (const [how, host] of [
    ["on a secure page", "127.0.0.1"],
    ["on plain http", "chat.test"],
] as const) {
    test(`two windows ${how}`, async (context) => {
        const server = await Server.start(host === "chat.test" ? ["--allowed-origins", "http://chat.test:PORT"] : []);
        const address = server.address.replace("127.0.0.1", host);
        const stage = await Stage.open(() => address, ["--host-resolver-rules=MAP chat.test 127.0.0.1"]);
        const another = async (page: Page): Promise<Page> => {
            const opened = await page.context().newPage();
            await opened.goto(address);
            return opened;
        };
        after(async () => {
            await stage.close();
            await server.close();
        });

        await context.test("have locks only where the browser gives them", async () => {
            const page = await stage.visit();
            assert.equal(await page.evaluate(() => "locks" in navigator), host === "127.0.0.1");
            await page.context().close();
        });

        await context.test("are one person: who comes in or goes in one does so in the other", async () => {
            const one = await stage.visit();
            const two = await another(one);
            for (const page of [one, two])
                await page.getByRole("textbox", { name: "Your name" }).waitFor();
            await fillEntry(one, "Ana", "Windows");
            for (const page of [one, two])
                await message(page).waitFor();
            const three = await another(two);
            await message(three).waitFor();
            await one.getByRole("button", { name: "Sign out" }).click();
            for (const page of [one, two, three])
                await page.getByRole("textbox", { name: "Your name" }).waitFor();
            await two.reload();
            await two.getByRole("textbox", { name: "Your name" }).waitFor();
            await one.context().close();
        });

        await context.test("of one person send nothing twice, and one takes over what the other leaves", async () => {
            const one = await stage.enter("Cleo", "Shared");
            const two = await another(one);
            await message(two).waitFor();
            const witness = await stage.enter("Dan", "Shared");
            await say(one, "from one");
            await said(two, "from one").waitFor();
            await say(two, "from two");
            await said(one, "from two").waitFor();
            // The first window cannot send, and is closed with what it wrote.
            let posts = 0;
            await server.stop();
            await one.getByText("Offline.").first().waitFor();
            await say(one, "left behind one");
            await say(one, "left behind two");
            await until(async () => assert.equal(await log(one).getByText("Not sent yet").count(), 2));
            two.on("websocket", (socket) =>
                socket.on("framesent", ({ payload }) => {
                    if (String(payload).includes("left behind"))
                        ++posts;
                }),
            );
            await one.close();
            await server.startAgain();
            await said(witness, "left behind two").waitFor();
            await until(async () => assert.equal(await log(two).getByText("Not sent yet").count(), 0));
            for (const page of [two, witness]) {
                const left = (await log(page).locator(".text").allTextContents()).filter((text) => text.startsWith("left"));
                assert.deepEqual(left, ["left behind one", "left behind two"]);
            }
            assert.equal(posts, 2);
            await two.context().close();
            await witness.context().close();
        });

        await context.test("keep what is not sent over a reload", async () => {
            const page = await stage.enter("Eve", "Reloads");
            let silent = true;
            await page.routeWebSocket(/\/ws$/, (socket) => {
                const real = socket.connectToServer();
                socket.onMessage((frame) => {
                    if (!(silent && String(frame).includes('"postMessage"')))
                        real.send(frame);
                });
            });
            await page.reload();
            await say(page, "do not lose me");
            await log(page).getByText("Not sent yet").waitFor();
            silent = false;
            await page.reload();
            await said(page, "do not lose me").waitFor();
            await until(async () => assert.equal(await log(page).getByText("Not sent yet").count(), 0));
            await until(async () => assert.equal(await said(page, "do not lose me").count(), 1));
            stage.wasGood(page);
        });
    });
}
