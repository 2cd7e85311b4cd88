// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Locator } from "playwright-core";
import { Bot } from "../support/bot";
import { desk, findings, joinListed, log, message, newRoom, overflow, phone, rooms, said, say, settled, Stage, until } from "../support/browser";
import { Server } from "../support/server";

let server: Server;
let stage: Stage;
before(async () => {
    server = await Server.start();
    stage = await Stage.open(() => server.address);
    const { bot, room } = await Bot.join(server.address, "Maximiliane Hildegard Donnersmar", "A room whose name is as long as a room's name can possibly be ok");
    await bot.sayAll(room, [
        "x".repeat(300),
        `https://example.org/${"a-long-path/".repeat(30)}`,
        "A line of ordinary length that wraps on a phone but not on a desk.",
        "مرحبا بالجميع، كيف حالكم اليوم؟",
        "😀",
    ]);
});
after(async () => {
    await stage?.close();
    await server?.close();
});

const hasFocus = (field: Locator): Promise<boolean> => field.evaluate((element) => element === document.activeElement);
const longRoom = "A room whose name is as long as a room's name can possibly be ok";

for (const width of [320, 360, 599, 600, 899, 900, 1280, 1920]) {
    test(`nothing is wider than a window of ${width} pixels`, async () => {
        const page = await stage.visit({ viewport: { width, height: 720 } });
        assert.ok((await overflow(page)) <= 0, "the entry form is wider");
        await page.getByRole("textbox", { name: "Your name" }).fill(`Someone with a long name at ${width}`);
        await page.getByRole("textbox", { name: "Room" }).fill(longRoom);
        await page.getByRole("button", { name: "Join", exact: true }).click();
        await said(page, "😀").waitFor();
        await message(page).fill("word ".repeat(400));
        await until(async () => {
            assert.ok((await overflow(page)) <= 0, `${await overflow(page)} pixels too wide`);
            const field = await message(page).boundingBox();
            assert.ok(field && field.height > 100 && field.y + field.height <= 720, "the composer is below the window");
        });
    });
}

test("at twice the font size a phone still shows everything", async () => {
    const page = await stage.enter("Large", longRoom, { viewport: { width: 360, height: 740 } });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await said(page, "😀").waitFor();
    await until(async () => assert.ok((await overflow(page)) <= 0, `${await overflow(page)} pixels too wide`));
});

test("on a phone the rooms are a drawer that keeps the focus and gives it back", async () => {
    const page = await stage.enter("Drawer", "Front", { viewport: phone });
    assert.equal(await rooms(page).count(), 0, "the closed drawer is in the accessibility tree");
    const opener = page.getByRole("button", { name: /Open the room list/ });
    await opener.focus();
    await page.keyboard.press("Enter");
    await rooms(page).waitFor();
    for (let i = 0; i < 25; ++i) {
        await page.keyboard.press("Tab");
        const where = await page.evaluate(() => {
            const { activeElement } = document;
            return activeElement === document.body || activeElement?.closest("dialog") !== null;
        });
        assert.ok(where, "the focus left the drawer");
    }
    await page.keyboard.press("Escape");
    await until(async () => assert.equal(await rooms(page).count(), 0));
    await until(async () => assert.equal(await hasFocus(opener), true));
    await settled(page);
    await opener.click();
    await rooms(page).waitFor();
    await settled(page);
    await page.mouse.click(phone.width - 10, 400);
    await until(async () => assert.equal(await rooms(page).count(), 0));
    await settled(page);
    await opener.click();
    await joinListed(page, longRoom);
    await until(async () => assert.equal(await rooms(page).count(), 0));
    await said(page, "😀").waitFor();
});

test("the people fold away, and come back", async () => {
    const page = await stage.enter("Folds", "Front", { viewport: desk });
    const people = page.getByRole("complementary", { name: "People" });
    await people.waitFor();
    await page.getByRole("button", { name: "Hide people" }).click();
    await until(async () => assert.equal(await people.count(), 0));
    await page.getByRole("button", { name: "Show people" }).click();
    await people.waitFor();
    await page.setViewportSize({ width: 800, height: 700 });
    await until(async () => assert.equal(await people.count(), 0));
    await page.getByRole("button", { name: "Show people" }).click();
    await people.getByText("Folds", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await until(async () => assert.equal(await people.count(), 0));
});

for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
        test(`axe finds nothing: ${colorScheme}, ${size}`, async () => {
            const page = await stage.visit({ viewport, colorScheme });
            assert.deepEqual(await findings(page), [], "entry");
            await page.getByRole("button", { name: "Join", exact: true }).click();
            await until(async () => assert.equal(await page.locator(".field-problem").count(), 1));
            assert.deepEqual(await findings(page), [], "entry with a problem");
            await page.getByRole("textbox", { name: "Your name" }).fill(`Axe ${colorScheme} ${size}`);
            await page.getByRole("textbox", { name: "Room" }).fill(longRoom);
            await page.getByRole("button", { name: "Join", exact: true }).click();
            await said(page, "😀").waitFor();
            await say(page, "See https://example.org/");
            await message(page).fill("y".repeat(8001));
            await page.getByText("1 character too many.").waitFor();
            assert.deepEqual(await findings(page), [], "conversation");
            if (size === "phone")
                await page.getByRole("button", { name: /Open the room list/ }).click();
            assert.deepEqual(await findings(page), [], "rooms");
            await page.getByRole("button", { name: "New room" }).click();
            await newRoom(page).getByRole("textbox", { name: "Name" }).waitFor();
            assert.deepEqual(await findings(page), [], "new room");
            await page.keyboard.press("Escape");
            await page.keyboard.press("Control+k");
            await page.getByRole("combobox", { name: "Find a room" }).waitFor();
            assert.deepEqual(await findings(page), [], "jump palette");
            await page.keyboard.press("Escape");
            await until(async () => assert.equal(await page.getByRole("combobox", { name: "Find a room" }).count(), 0));
            await page.keyboard.press("Control+/");
            await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
            assert.deepEqual(await findings(page), [], "shortcuts");
            stage.wasGood(page);
        });
    }
}

test("the keyboard alone is enough", async () => {
    const page = await stage.visit();
    await until(async () => assert.equal(await hasFocus(page.getByRole("textbox", { name: "Your name" })), true));
    await page.keyboard.type("Keys");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("First");
    await page.keyboard.press("Enter");
    await until(async () => assert.equal(await hasFocus(message(page)), true));
    await page.keyboard.type("typed without a mouse");
    await page.keyboard.press("Enter");
    await said(page, "typed without a mouse").waitFor();
    await page.keyboard.press("Control+k");
    await until(async () => assert.equal(await hasFocus(page.getByRole("combobox", { name: "Find a room" })), true));
    await page.keyboard.type("whose name");
    await until(async () => assert.equal(await page.getByRole("option").count(), 1));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: longRoom, level: 1 }).waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("heading", { name: "First", level: 1 }).waitFor();
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByRole("heading", { name: longRoom, level: 1 }).waitFor();
    await until(async () => assert.equal(await hasFocus(message(page)), true));
    await log(page).focus();
    await page.keyboard.press("PageUp");
    stage.wasGood(page);
});

test("Ctrl+/ lists the shortcuts, and puts them away again", async () => {
    const page = await stage.enter("Shortcuts", "Front");
    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await message(page).focus();
    for (const key of ["Escape", "Control+/"]) {
        await page.keyboard.press("Control+/");
        await list.getByText("Jump to a room").waitFor();
        await until(async () => assert.equal(await hasFocus(message(page)), false));
        await page.keyboard.press(key);
        // Out of the page, not only out of sight: until then the same key would put it away.
        await until(async () => assert.equal(await page.locator("dialog.shortcuts").count(), 0));
        await until(async () => assert.equal(await hasFocus(message(page)), true));
    }
    stage.wasGood(page);
});

test("the time of a line stands beside it, and makes it no higher", async () => {
    const page = await stage.enter("Times", "Times", { locale: "en-US" });
    await say(page, "first");
    await say(page, "second");
    await said(page, "second").waitFor();
    await until(async () => assert.equal(await log(page).getByText("Not sent yet").count(), 0));
    const second = log(page).locator(".message").last();
    await second.locator("time").waitFor({ state: "attached" });
    const time = await second.locator("time").boundingBox();
    const text = await second.locator(".text").boundingBox();
    const line = await second.boundingBox();
    assert.ok(time && text && line);
    assert.match((await second.locator("time").textContent()) ?? "", /^\d+:\d\d$/);
    assert.ok(time.x + time.width <= text.x - 8 && time.y >= line.y && time.y + time.height <= line.y + line.height);
    assert.equal(line.height, text.height + 2);
});

test("the form stays where it is when something is wrong", async () => {
    const page = await stage.visit({ viewport: desk });
    const title = page.getByRole("heading", { name: "Welcome to Hobnob" });
    const before = await title.boundingBox();
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.locator(".field-problem").waitFor();
    assert.deepEqual(await title.boundingBox(), before);
});

test("right-to-left text stands on its side, whatever the page's", async () => {
    const page = await stage.enter("RTL", longRoom);
    const text = said(page, "مرحبا بالجميع، كيف حالكم اليوم؟");
    await text.waitFor();
    assert.equal(await text.evaluate((element) => getComputedStyle(element).direction), "rtl");
});
