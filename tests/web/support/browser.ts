// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

/** Milliseconds that a page may take for something: more than the slowest machine needs, since what passes does not wait. */
export const patience = 60_000;

/** What a page did that it should not. */
interface Misdeeds {
    readonly errors: string[];
    readonly foreign: string[];
}

export function chromiumPath(): string {
    return process.env["CHROMIUM"] ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
}

/** A real browser with one profile for each person. */
export class Stage {
    private readonly misdeeds = new Map<Page, Misdeeds>();

    private constructor(
        private readonly browser: Browser,
        private readonly address: () => string,
    ) {}

    static async open(address: () => string, args: readonly string[] = []): Promise<Stage> {
        // Chromium has no sandbox of its own where tests run as root.
        const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox", ...args] });
        return new Stage(browser, address);
    }

    async close(): Promise<void> {
        await this.browser.close();
    }

    /** A person's page at the entry form. Every page has its own storage. */
    async visit(options: BrowserContextOptions = {}): Promise<Page> {
        const context = await this.browser.newContext({ viewport: desk, locale: "en-GB", ...options });
        context.setDefaultTimeout(patience);
        const page = await context.newPage();
        const misdeeds: Misdeeds = { errors: [], foreign: [] };
        this.misdeeds.set(page, misdeeds);
        page.on("pageerror", (error) => misdeeds.errors.push(error.message));
        page.on("console", (message) => {
            // Of lost connections, and of headers that plain http has no use for, the browser says so by itself.
            if (message.type() === "error" && !/WebSocket|ERR_CONNECTION|ERR_FAILED|URL's origin was untrustworthy/.test(message.text()))
                misdeeds.errors.push(message.text());
        });
        // Signing out with unsent messages asks first.
        page.on("dialog", (dialog) => void dialog.accept());
        page.on("request", (request) => {
            // What scripts made of bytes that they have has no other address.
            const url = request.url().replace(/^blob:/, "");
            if (!url.startsWith(this.address()) && !url.startsWith("data:"))
                misdeeds.foreign.push(request.url());
        });
        await page.goto(this.address());
        // The form comes when the browser's database has said that nobody was here.
        await page.locator(".entry-card input, .chat").first().waitFor();
        return page;
    }

    async enter(name: string, room = "Lobby", options: BrowserContextOptions = {}): Promise<Page> {
        const page = await this.visit(options);
        await fillEntry(page, name, room);
        await message(page).waitFor();
        return page;
    }

    /** Nothing went wrong on the page, its content security policy held, and nothing came from elsewhere. */
    wasGood(page: Page): void {
        assert.deepEqual(this.misdeeds.get(page), { errors: [], foreign: [] });
    }
}

export async function fillEntry(page: Page, name: string, room: string): Promise<void> {
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.getByRole("textbox", { name: "Room" }).fill(room);
    await page.getByRole("button", { name: "Join", exact: true }).click();
}

export const message = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });
export const log = (page: Page): Locator => page.getByRole("log");
export const said = (page: Page, text: string): Locator => log(page).getByText(text, { exact: true });
export const rooms = (page: Page): Locator => page.getByRole("navigation", { name: "Rooms" });

/** Its sheet; the room's name is the first thing that it asks for. */
export const newRoom = (page: Page): Locator => page.getByRole("dialog", { name: "New room" });

export async function makeRoom(page: Page, name: string): Promise<void> {
    await page.getByRole("button", { name: "New room" }).click();
    await newRoom(page).getByRole("textbox", { name: "Name" }).fill(name);
    await newRoom(page).getByRole("button", { name: "Create", exact: true }).click();
}

/** The current one. */
export async function leaveRoom(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Room menu" }).click();
    await page.getByRole("menuitem", { name: "Leave room" }).click();
}

export async function joinListed(page: Page, name: string): Promise<void> {
    await page.getByRole("button", { name: "Browse rooms" }).click();
    await page.getByRole("button", { name: `Join ${name}`, exact: true }).click();
}

export async function say(page: Page, text: string): Promise<void> {
    await message(page).fill(text);
    await message(page).press("Enter");
    // The field is emptied once the message is kept.
    await until(async () => assert.notEqual(await message(page).inputValue(), text));
}

/** Waits until `check` passes; its last failure is what is told. */
export async function until(check: () => Promise<void> | void): Promise<void> {
    const end = Date.now() + patience;
    for (;;) {
        try {
            return await check();
        } catch (error) {
            if (Date.now() > end)
                throw error;
            await new Promise((resolve) => setTimeout(resolve, 25));
        }
    }
}

/** Waits until everything that fades, slides or changes its colour has done so. */
export async function settled(page: Page): Promise<void> {
    await page.evaluate(async () => {
        const moving = (): Animation[] =>
            document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
        do {
            await Promise.allSettled(moving().map(({ finished }) => finished));
            // What follows from the end of one begins with a frame.
            for (let i = 0; i < 2; ++i)
                await new Promise(requestAnimationFrame);
        } while (moving().length > 0);
    });
}

/** Waits until the timeline has neither moved nor grown for some frames. */
export async function atRest(page: Page): Promise<void> {
    await log(page).evaluate(async (element) => {
        const state = (): string => [element.scrollTop, element.scrollHeight, element.clientHeight].join();
        let before = state();
        for (let still = 0; still < 6; ++still) {
            await new Promise(requestAnimationFrame);
            const now = state();
            if (now !== before)
                still = 0;
            before = now;
        }
    });
}

/** What this browser keeps in one of the page's tables. */
export async function kept(page: Page, table: "drafts" | "events" | "outbox" | "people" | "rooms"): Promise<readonly unknown[]> {
    return page.evaluate(
        (name) =>
            new Promise<unknown[]>((resolve, reject) => {
                const open = indexedDB.open("hobnob");
                open.onerror = () => reject(new Error("The browser's database does not open."));
                open.onsuccess = () => {
                    const all = open.result.transaction(name).objectStore(name).getAll();
                    all.onsuccess = () => {
                        open.result.close();
                        resolve(all.result as unknown[]);
                    };
                };
            }),
        table,
    );
}

/** Waits until each of these texts is kept. */
export async function keeps(page: Page, table: Parameters<typeof kept>[1], ...words: readonly string[]): Promise<void> {
    await until(async () => {
        const records = JSON.stringify(await kept(page, table));
        for (const word of words)
            assert.ok(records.includes(JSON.stringify(word)), `${word} is not kept among ${table}`);
    });
}

/** What axe finds wrong, in short; through the debugger, which the page's policy does not bind. */
export async function findings(page: Page): Promise<string[]> {
    await settled(page);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
        interface Axe {
            run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
        }
        const { axe } = window as unknown as { axe: Axe };
        const { violations } = await axe.run({ resultTypes: ["violations"] });
        return violations;
    });
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
}

/** How much wider than its window the page is. */
export async function overflow(page: Page): Promise<number> {
    return page.evaluate(() => {
        const widths = [...document.querySelectorAll("body *")]
            .filter((element) => !element.closest(".visually-hidden, dialog:not([open])"))
            .map((element) => element.getBoundingClientRect().right - innerWidth);
        return Math.max(document.documentElement.scrollWidth - innerWidth, ...widths);
    });
}
