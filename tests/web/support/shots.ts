// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { accounts } from "./accountshots";
import { Bot } from "./bot";
import { desk, fillEntry, joinListed, log, message, phone, rooms, said, say, Stage } from "./browser";
import { roomsAndPeople } from "./roomshots";
import { Server } from "./server";
import { perform, tellTimes, type Cast } from "./story";

const film = "Film evening";

class Camera {
    constructor(
        private readonly stage: Stage,
        readonly folder: string,
    ) {}

    async open(options: BrowserContextOptions): Promise<Page> {
        const page = await this.stage.visit({ ...options, deviceScaleFactor: options.viewport === phone ? 2 : 1 });
        await tellTimes(page);
        await page.reload();
        return page;
    }

    async enter(room: string, options: BrowserContextOptions = {}, name = "Ana Lu"): Promise<Page> {
        const page = await this.open({ viewport: desk, ...options });
        await fillEntry(page, name, room);
        await message(page).waitFor();
        return page;
    }

    /** Lets what moves come to rest, and takes the picture. */
    async picture(page: Page, name: string): Promise<void> {
        await page.mouse.move(0, 0);
        await page.waitForTimeout(450);
        await page.screenshot({ path: join(this.folder, `${name}.png`) });
    }

    /** Takes the picture and lets the person go, so that the name is free. */
    async shoot(page: Page, name: string): Promise<void> {
        await this.picture(page, name);
        const isIn = await page.evaluate(() => {
            const out = document.querySelector<HTMLElement>('[aria-label="Sign out"]');
            out?.click();
            return out !== null;
        });
        if (isIn)
            await page.getByRole("textbox", { name: "Your name" }).waitFor();
        await page.context().close();
    }
}

async function entries(camera: Camera): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
        await camera.shoot(await camera.open({ viewport: desk, colorScheme }), `entry-${colorScheme}`);
        await camera.shoot(await camera.open({ viewport: phone, colorScheme }), `entry-phone-${colorScheme}`);
    }
    const refused = await camera.open({ viewport: desk });
    await fillEntry(refused, "Ben", film);
    await refused.locator(".field-problem").waitFor();
    await camera.shoot(refused, "entry-problem");
}

async function conversations(camera: Camera, cast: Cast): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
        for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
            const page = await camera.enter(film, { viewport, colorScheme });
            const ben = cast.bots.get("Ben");
            ben?.type(await ben.joinRoom(film));
            await page.getByRole("status").getByText("Ben is typing").waitFor();
            await camera.shoot(page, `conversation-${size}-${colorScheme}`);
        }
        const page = await camera.enter(film, { viewport: phone, colorScheme });
        await page.getByRole("button", { name: /Open the room list/ }).click();
        await camera.shoot(page, `drawer-${colorScheme}`);
    }
    const tablet = await camera.enter(film, { viewport: { width: 820, height: 1100 } });
    await tablet.getByRole("button", { name: "Show people" }).click();
    await camera.shoot(tablet, "tablet-people");
    const small = await camera.enter(film, { viewport: { width: 320, height: 568 } });
    await camera.shoot(small, "smallest");
}

async function states(camera: Camera, server: Server, cast: Cast): Promise<void> {
    await camera.shoot(await camera.enter("A new room"), "empty-desk");
    await camera.shoot(await camera.enter("Another new room", { viewport: phone }), "empty-phone");

    const jump = await camera.enter(film);
    await jump.keyboard.press("Control+k");
    await camera.shoot(jump, "jump");

    const unread = await camera.enter(film);
    for (const name of ["Allotment", "Choir", "Run group"]) {
        await joinListed(unread, name);
        await unread.getByRole("heading", { name, level: 1 }).waitFor();
    }
    const ben = cast.bots.get("Ben");
    for (const [name, count] of [["Allotment", 3], ["Choir", 128], [film, 2]] as const) {
        const room = await ben?.joinRoom(name);
        for (let i = 0; room && i < count; ++i)
            await ben?.say(room, i % 2 ? "And one more thing" : "Who can water the beds on Sunday?");
    }
    await rooms(unread).getByRole("button", { name: /Choir.*128 unread/ }).waitFor();
    await camera.shoot(unread, "many-unread");

    const news = await camera.enter("Run group");
    await joinListed(news, "Allotment");
    await news.getByRole("heading", { name: "Allotment", level: 1 }).waitFor();
    await rooms(news).getByRole("button", { name: /^Run group/ }).click();
    const allotment = await ben?.joinRoom("Allotment");
    if (ben && allotment)
        await ben.say(allotment, "The beans are up.");
    await rooms(news).getByRole("button", { name: /Allotment.*1 unread/ }).click();
    await log(news).getByText("New messages").waitFor();
    await camera.shoot(news, "new-messages");

    const reading = await camera.enter("Choir");
    await said(reading, "And one more thing").last().waitFor();
    await log(reading).hover();
    await reading.mouse.wheel(0, -900);
    await reading.getByRole("button", { name: /Jump to latest/ }).waitFor();
    await camera.shoot(reading, "reading-back");

    const loud = await Bot.join(server.address, "Maximiliane Hildegard Donnersmar", "A room whose name is as long as a room's name can possibly be ok");
    await loud.bot.sayAll(loud.room, ["x".repeat(200), "My name is long, and so is the room's.", `https://example.org/${"long-path/".repeat(12)}`]);
    for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
        const long = await camera.enter("A room whose name is as long as a room's name can possibly be ok", { viewport });
        await say(long, "Mine is short.");
        await camera.shoot(long, `long-names-${size}`);
    }

    const hebrew = await Bot.join(server.address, "נועה כהן", "שלום لجميع");
    await hebrew.bot.sayAll(hebrew.room, ["שלום לכולם! מה שלומכם היום?", "الاجتماع غداً الساعة 10:30 في المكتبة.", "Mixed: שלום and hello, https://example.org/"]);
    for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
        const page = await camera.enter("שלום لجميع", { viewport });
        await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
        await camera.shoot(page, `right-to-left-${size}`);
    }

    for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
        const large = await camera.open({ viewport });
        await large.evaluate(() => document.documentElement.style.setProperty("font-size", "150%"));
        await fillEntry(large, "Ana Lu", film);
        await message(large).waitFor();
        await camera.shoot(large, `large-text-${size}`);
    }

    const writing = await camera.enter(film);
    await message(writing).fill("A longer message that is still being written.\n\nIt has lines,\nand more lines,\nand the field grows with it.");
    await camera.shoot(writing, "writing");
}

async function mentioned(camera: Camera, server: Server): Promise<void> {
    const { bot, room } = await Bot.join(server.address, "Mira K", "Weekend");
    for (const colorScheme of ["light", "dark"] as const) {
        for (const [size, viewport] of [["desk", desk], ["phone", phone]] as const) {
            const page = await camera.enter("Weekend", { viewport, colorScheme });
            const list = async (): Promise<void> => {
                if (viewport === phone)
                    await page.getByRole("button", { name: /Open the room list/ }).click();
            };
            await list();
            await joinListed(page, "Run group");
            await page.getByRole("heading", { name: "Run group", level: 1 }).waitFor();
            await bot.sayAll(room, [
                "The boat is ours from ten to four.",
                "@Ana Lu, can you bring the life jackets?\nThere are five in the cellar, the small ones are on the shelf.",
                "And @Ana Lu: the key is under the blue pot.",
                "See you there!",
            ]);
            await list();
            await rooms(page).getByRole("button", { name: /Weekend.*mentions/ }).waitFor();
            await page.screenshot({ path: join(camera.folder, `mentioned-list-${size}-${colorScheme}.png`) });
            await rooms(page).getByRole("button", { name: /^Weekend/ }).click();
            await log(page).getByText("See you there!").last().waitFor();
            await camera.shoot(page, `mentioned-${size}-${colorScheme}`);
        }
    }
    bot.close();
}

async function offline(camera: Camera, server: Server): Promise<void> {
    const wide = await camera.enter(film);
    const narrow = await camera.enter(film, { viewport: phone, colorScheme: "dark" }, "Eva Lu");
    await server.stop();
    for (const page of [wide, narrow]) {
        await page.getByText("Offline.").first().waitFor();
        await say(page, "I'll bring the extension lead.");
        await say(page, "And cushions.");
    }
    await camera.shoot(wide, "offline-desk");
    await camera.shoot(narrow, "offline-phone");
    await server.startAgain();
}

async function failed(camera: Camera): Promise<void> {
    const page = await camera.open({ viewport: desk });
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
    await fillEntry(page, "Ana Lu", film);
    await say(page, "This one does not get through.");
    await log(page).getByText(/Not sent/).waitFor();
    await camera.shoot(page, "failed");
}

export async function takeShots(folder: string): Promise<void> {
    const server = await Server.start();
    const stage = await Stage.open(() => server.address);
    try {
        const camera = new Camera(stage, folder);
        const cast = await perform(server.address);
        await entries(camera);
        await accounts(camera);
        await roomsAndPeople(camera, server.address);
        await conversations(camera, cast);
        await states(camera, server, cast);
        await mentioned(camera, server);
        cast.close();
        await offline(camera, server);
        await failed(camera);
    } finally {
        await stage.close();
        await server.close();
    }
}
