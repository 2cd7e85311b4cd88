// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { log, makeRoom, message, rooms, said, say, settled, Stage, until } from "../support/browser";
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

test("Enter sends, Shift+Enter breaks the line", async () => {
    const page = await stage.enter("Ana", "Keys");
    await message(page).pressSequentially("one");
    await page.keyboard.press("Shift+Enter");
    await message(page).pressSequentially("two");
    assert.equal(await message(page).inputValue(), "one\ntwo");
    await page.keyboard.press("Enter");
    await said(page, "one\ntwo").or(log(page).locator(".text").filter({ hasText: /one\s*two/ })).first().waitFor();
    await until(async () => assert.equal(await message(page).inputValue(), ""));
});

test("Enter that ends an input method's word does not send", async () => {
    const page = await stage.enter("Ana I", "Input method");
    await message(page).focus();
    const keys = await page.context().newCDPSession(page);
    await keys.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    // What browsers send for a key that the input method takes.
    await message(page).evaluate((element) => {
        element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }));
    });
    await keys.send("Input.insertText", { text: "日本" });
    assert.equal(await message(page).inputValue(), "日本");
    assert.equal(await log(page).locator(".text").count(), 0);
    await page.keyboard.press("Enter");
    await said(page, "日本").waitFor();
});

test("the field grows to eight lines and then scrolls", async () => {
    const page = await stage.enter("Ana G", "Grows");
    const height = async (): Promise<number> => (await message(page).boundingBox())?.height ?? 0;
    const one = await height();
    await message(page).fill("a\nb\nc");
    await until(async () => assert.ok((await height()) > one * 1.8, `${one} to ${await height()}`));
    const three = await height();
    await message(page).fill("a\n".repeat(7) + "h");
    await until(async () => assert.ok((await height()) > three * 2, `${three} to ${await height()}`));
    const eight = await height();
    await message(page).fill("a\n".repeat(40));
    await settled(page);
    assert.equal(await height(), eight);
    await message(page).fill("");
    await until(async () => assert.equal(await height(), one));
});

test("what is too long is said while typing, and the text stays", async () => {
    const page = await stage.enter("Ana Long", "Limits");
    await message(page).fill("é".repeat(7990));
    await page.getByText("10 characters left").waitFor();
    await message(page).fill("é".repeat(8003));
    await page.getByText(/3 characters too many/).waitFor();
    await message(page).press("Enter");
    await page.getByText("3 characters too many. Shorten it, or send it in parts.").waitFor();
    assert.equal((await message(page).inputValue()).length, 8003);
    // The server counts an accent and its letter as one.
    await message(page).fill("e\u0301".repeat(7999));
    await page.getByText("1 character left").waitFor();
    await message(page).fill("😀".repeat(8000));
    await message(page).press("Enter");
    await until(async () => assert.equal(await log(page).locator(".text").count(), 1));
    await until(async () => assert.equal(await log(page).getByText("Not sent yet").count(), 0));
});

test("a blank message is not sent", async () => {
    const page = await stage.enter("Ana B", "Blank");
    await message(page).fill("  \n ");
    await message(page).press("Enter");
    await say(page, "word");
    await said(page, "word").waitFor();
    assert.equal(await log(page).locator(".text").count(), 1);
});

test("the draft stays with its room, and over a reload", async () => {
    const page = await stage.enter("Ana D", "Draft one");
    await makeRoom(page, "Draft two");
    await page.getByRole("heading", { name: "Draft two", level: 1 }).waitFor();
    await message(page).fill("for two");
    await rooms(page).getByRole("button", { name: /Draft one/ }).click();
    await page.getByRole("heading", { name: "Draft one", level: 1 }).waitFor();
    await until(async () => assert.equal(await message(page).inputValue(), ""));
    await rooms(page).getByRole("button", { name: /Draft two/ }).click();
    await until(async () => assert.equal(await message(page).inputValue(), "for two"));
    await page.reload();
    await until(async () => assert.equal(await message(page).inputValue(), "for two"));
});

test("the button sends too, on a touch screen as well", async () => {
    const page = await stage.enter("Ana T", "Touch", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await message(page).fill("by button");
    await page.getByRole("button", { name: "Send" }).tap();
    await said(page, "by button").waitFor();
    await message(page).fill("by key");
    await message(page).press("Enter");
    await said(page, "by key").waitFor();
});

test("the colours can be chosen, and stay chosen", async () => {
    const page = await stage.enter("Ana C", "Colours", { colorScheme: "light" });
    const surface = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await surface();
    await page.getByRole("button", { name: "Colours: as the system" }).click();
    await page.getByRole("button", { name: "Colours: light" }).click();
    await page.getByRole("button", { name: "Colours: dark" }).waitFor();
    await until(async () => assert.notEqual(await surface(), light));
    await page.reload();
    await message(page).waitFor();
    assert.notEqual(await surface(), light);
});
