// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { accountAnswers, administrator, linkCode } from "../support/accountanswers";
import { alter, type Alteration } from "../support/altered";
import { desk, fillEntry, findings, message, overflow, phone, said, say, Stage, until } from "../support/browser";
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

/** All that scripts could read of what the browser keeps. */
async function readable(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const found = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
        for (const { name } of await indexedDB.databases()) {
            const database = await new Promise<IDBDatabase>((resolve) => {
                const open = indexedDB.open(name ?? "");
                open.onsuccess = () => resolve(open.result);
            });
            for (const table of database.objectStoreNames) {
                found.push(
                    await new Promise<string>((resolve) => {
                        const all = database.transaction(table).objectStore(table).getAll();
                        all.onsuccess = () => resolve(JSON.stringify(all.result));
                    }),
                );
            }
            database.close();
        }
        return found.join("\n");
    });
}

test("who is signed in is in a cookie that no script can read, and nowhere else", async () => {
    const page = await stage.visit();
    const frames: string[] = [];
    page.on("websocket", (socket) => {
        socket.on("framesent", ({ payload }) => frames.push(String(payload)));
        socket.on("framereceived", ({ payload }) => frames.push(String(payload)));
    });
    await page.reload();
    await fillEntry(page, "Ana C", "Cookies");
    await say(page, "kept by the browser alone");
    const sessions = async () => (await page.context().cookies()).filter(({ name }) => name.startsWith("hobnob_session"));
    await until(async () => assert.equal((await sessions()).length, 1));
    const cookies = await sessions();
    const [cookie] = cookies;
    assert.ok(cookie?.httpOnly && cookie.sameSite === "Strict" && cookie.path === "/");
    assert.ok(cookie.expires > Date.now() / 1000 + 24 * 3600, "it ends with the browser");
    await page.reload();
    await said(page, "kept by the browser alone").waitFor();
    await until(async () => assert.equal(await page.getByText("Offline.").count(), 0));
    const everything = (await readable(page)) + frames.join("\n");
    assert.ok(everything.includes("Ana C"), "nothing was looked at");
    assert.ok(!everything.includes(cookie.value), "the token is within reach of scripts");
    assert.doesNotMatch(frames.join("\n"), /"token":"[^"]/);
    stage.wasGood(page);
    await page.context().close();
});

test("after signing out the cookie is gone, and worth nothing", async () => {
    const page = await stage.enter("Ana G", "Cookies");
    const cookies = async () => (await page.context().cookies()).filter(({ name }) => name.startsWith("hobnob_session"));
    await until(async () => assert.equal((await cookies()).length, 1));
    const kept = await cookies();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("textbox", { name: "Your name" }).waitFor();
    await until(async () => assert.deepEqual(await cookies(), []));
    await page.context().addCookies(kept);
    await page.reload();
    await page.getByRole("textbox", { name: "Your name" }).waitFor();
    await page.waitForTimeout(500);
    assert.equal(await message(page).count(), 0);
    await page.context().close();
});

test("who signs out offline is not let in again by a reload", async () => {
    const page = await stage.enter("Ana O", "Cookies");
    await server.stop();
    await page.getByText("Offline.").first().waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText(/You are signed out here, and there as soon as it answers/).waitFor();
    await server.startAgain();
    await until(async () => assert.equal(await page.getByText(/Could not reach/).count(), 0));
    await until(async () => assert.deepEqual(await page.context().cookies(), []));
    await page.reload();
    await page.getByRole("textbox", { name: "Your name" }).waitFor();
    assert.equal(await message(page).count(), 0);
    await page.context().close();
});

test("a browser that gets no cookie works, and says what does not", async () => {
    const page = await stage.visit();
    await page.route("**/session", (route) => route.fulfill({ status: 403 }));
    await fillEntry(page, "Ana N", "Cookies");
    await page.getByText(/You will not stay signed in/).waitFor();
    await say(page, "works all the same");
    await said(page, "works all the same").waitFor();
    await page.getByRole("button", { name: "Hide", exact: true }).click();
    await until(async () => assert.equal(await page.getByText(/You will not stay signed in/).count(), 0));
    await page.context().close();
});

async function visitAltered(alteration: Alteration, view: Parameters<Stage["visit"]>[0] = {}): Promise<Page> {
    const page = await stage.visit(view);
    await alter(page, { answers: accountAnswers, ...alteration });
    await page.reload();
    return page;
}

const password = (page: Page): ReturnType<Page["locator"]> => page.locator('main input[name="password"]');

test("password managers find what they look for", async () => {
    const page = await visitAltered({});
    const attribute = (name: string, which: string): Promise<string | null> => page.locator(`main input[name="${name}"]`).getAttribute(which);
    await page.getByRole("button", { name: "Sign in with an account" }).click();
    assert.deepEqual([await attribute("name", "autocomplete"), await attribute("password", "autocomplete")], ["username", "current-password"]);
    await page.getByRole("textbox", { name: "Name" }).fill("ana");
    await password(page).fill("correct horse");
    await password(page).press("Enter");
    const code = page.getByRole("textbox", { name: "Six-digit code" });
    await code.waitFor();
    assert.deepEqual([await attribute("code", "autocomplete"), await attribute("code", "inputmode")], ["one-time-code", "numeric"]);
    await until(async () => assert.equal(await code.evaluate((element) => element === document.activeElement), true));
    await code.fill("123456");
    await code.press("Enter");
    await page.getByText(/This code is wrong/).waitFor();
    assert.equal(await password(page).inputValue(), "correct horse", "what was typed is lost");
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    assert.equal(await page.getByRole("textbox", { name: "Recovery code" }).getAttribute("inputmode"), "text");
    await page.context().close();

    const other = await visitAltered({});
    await other.getByRole("button", { name: "Make an account" }).click();
    const fresh = (name: string): Promise<string | null> => other.locator(`main input[name="${name}"]`).getAttribute("autocomplete");
    assert.deepEqual([await fresh("name"), await fresh("password")], ["username", "new-password"]);
    await other.context().close();
});

test("a link goes out of the address bar at once, and leads to its form", async () => {
    const page = await visitAltered({ welcome: { guests: false, registration: "invite" } });
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Make an account" }).count(), 0);
    const addresses: string[] = [];
    page.on("framenavigated", (frame) => addresses.push(frame.url()));
    await page.goto("about:blank");
    await page.goto(`${server.address}/#invite=${linkCode}`);
    await page.getByText("You are invited.").waitFor();
    await until(() => assert.equal(page.url(), `${server.address}/`));
    await page.evaluate((code) => void (location.hash = `reset=${code}`), linkCode.slice(1));
    await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
    await until(() => assert.equal(page.url(), `${server.address}/`));
    stage.wasGood(page);
    await page.context().close();
});

for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
        test(`axe finds nothing in the account: ${colorScheme}, ${size}`, async () => {
            const page = await visitAltered({ self: administrator }, { viewport, colorScheme });
            const check = async (what: string): Promise<void> => {
                assert.deepEqual(await findings(page), [], what);
                await until(async () => assert.ok((await overflow(page)) <= 0, `${what} is ${await overflow(page)} pixels too wide`));
            };
            await page.getByRole("button", { name: "Sign in with an account" }).click();
            await page.getByRole("textbox", { name: "Name" }).fill("ana");
            await password(page).fill("correct horse");
            await password(page).press("Enter");
            await page.getByRole("textbox", { name: "Six-digit code" }).waitFor();
            await check("signing in");
            await page.getByRole("textbox", { name: "Name" }).fill("anna");
            await page.getByRole("button", { name: "Make an account" }).click();
            await password(page).fill("password 1");
            await check("making an account");
            await page.getByRole("button", { name: "Continue as a guest" }).click();
            await fillEntry(page, `Ana ${colorScheme} ${size}`, "Accounts");
            await message(page).waitFor();
            if (size === "phone")
                await page.getByRole("button", { name: /Open the room list/ }).click();
            const opener = page.getByRole("button", { name: /^Your account/ });
            await opener.click();
            const dialog = page.getByRole("dialog", { name: "Your account" });
            for (const title of ["Profile", "Password", "Second factor", "Devices", "Invite people", "Close the account"]) {
                if (size === "phone" && title !== "Profile")
                    await dialog.getByRole("button", { name: "Back to all settings" }).click();
                await dialog.getByRole("button", { name: title }).click();
                await dialog.getByRole("heading", { name: title, level: 3 }).waitFor();
                if (title === "Second factor") {
                    await dialog.getByLabel("Your password").fill("correct horse");
                    await dialog.getByLabel("Your password").press("Enter");
                    await dialog.getByRole("img", { name: "QR code for your app" }).waitFor();
                    await check("the offered factor");
                    await dialog.getByRole("textbox", { name: "Six-digit code" }).fill("123456");
                    await dialog.getByRole("textbox", { name: "Six-digit code" }).press("Enter");
                    const saved = page.waitForEvent("download");
                    await dialog.getByRole("button", { name: "Download" }).click();
                    assert.match(readFileSync(await (await saved).path(), "utf8"), /k0fr-9w0d-x3p9\n/);
                }
                if (title === "Devices")
                    await dialog.getByText("Hobnob for the desktop").waitFor();
                if (title === "Invite people") {
                    await dialog.getByRole("button", { name: "Make a link" }).click();
                    await until(async () => assert.equal(await dialog.getByLabel("The link").inputValue(), `${server.address}/#invite=${linkCode}`));
                }
                if (title === "Close the account")
                    await dialog.getByRole("button", { name: /Delete the account/ }).click();
                await check(title);
            }
            await page.keyboard.press("Escape");
            await until(async () => assert.equal(await dialog.count(), 0));
            await until(async () => assert.equal(await opener.evaluate((element) => element === document.activeElement), true, "the focus is lost"));
            stage.wasGood(page);
            await page.context().close();
        });
    }
}
