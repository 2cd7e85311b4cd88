// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromiumPath, patience, until } from "./browser";

/** A browser with a profile on the disk, which can be killed as a crash or a power cut would. */
export class KillableBrowser {
    private constructor(
        private readonly child: ChildProcess,
        private readonly browser: Browser,
        private readonly profile: string,
    ) {}

    static async start(profile: string): Promise<KillableBrowser> {
        const args = ["--headless=new", "--no-sandbox", "--no-first-run", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
        // A process group of its own, so that all of it can be killed in one moment.
        const child = spawn(chromiumPath(), args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
        const address = await new Promise<string>((resolve, reject) => {
            let said = "";
            child.stderr?.on("data", (chunk: Buffer) => {
                said += chunk.toString();
                const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
                if (found)
                    resolve(found);
            });
            child.once("exit", () => reject(new Error(`Chromium ended: ${said}`)));
        });
        return new KillableBrowser(child, await chromium.connectOverCDP(address), profile);
    }

    async visit(address: string): Promise<Page> {
        const page = await this.browser.contexts()[0]?.newPage();
        if (!page)
            throw new Error("The browser has no profile.");
        page.setDefaultTimeout(patience);
        await page.goto(address);
        return page;
    }

    /** Chromium gathers cookies for half a minute before they are on its disk; who is killed earlier has to come in anew. */
    async isSignedInForGood(): Promise<void> {
        await until(() => {
            const files = ["Cookies", "Network/Cookies"].map((file) => join(this.profile, "Default", file));
            const kept = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, "latin1"));
            assert.ok(kept.some((bytes) => bytes.includes("hobnob_session")), "the cookie is not on the disk");
        });
    }

    async kill(): Promise<void> {
        if (this.child.pid === undefined || this.child.exitCode !== null)
            return;
        const exited = once(this.child, "exit");
        process.kill(-this.child.pid, "SIGKILL");
        await exited;
        await this.browser.close().catch(() => undefined);
    }
}
