// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { patience, Stage, until } from "../support/browser";
import { Server } from "../support/server";

let server: Server;
before(async () => {
    server = await Server.start();
});
after(async () => {
    await server?.close();
});

type Mode = "old build" | "new build" | "gone" | "slow" | "bad gateway";

/** Stands before the server as a proxy does; its old build has other names and says so in the document. */
class Proxy {
    mode: Mode = "old build";
    readonly asked: string[] = [];
    private readonly http = createServer((request, response) => void this.answer(request, response));

    async open(): Promise<string> {
        this.http.listen(0, "127.0.0.1");
        await once(this.http, "listening");
        return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
    }
    close(): void {
        this.http.closeAllConnections();
        this.http.close();
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const path = request.url ?? "/";
        this.asked.push(path);
        if (this.mode === "gone")
            return void request.socket.destroy();
        if (this.mode === "slow")
            await new Promise((resolve) => setTimeout(resolve, 10 * patience).unref());
        if (this.mode === "bad gateway")
            return void response.writeHead(502, { "content-type": "text/plain" }).end("No server");
        const document = await (await fetch(server.address)).text();
        const script = /app-\w+\.js/.exec(document)?.[0] ?? "";
        const real = await fetch(server.address + path.replace("app-OLD.js", script), { headers: { "accept-encoding": "identity" } });
        let body = await real.text();
        if (this.mode === "old build" && !path.includes("app-")) {
            body = body.replaceAll(script, "app-OLD.js").replace("<title>", '<meta name="old"><title>');
            body = body.replace(/version:"\w+"/, 'version:"old"');
        }
        const kept = ["content-type", "content-security-policy", "cache-control", "x-content-type-options"];
        const headers = Object.fromEntries(kept.flatMap((name) => (real.headers.has(name) ? [[name, real.headers.get(name) ?? ""]] : [])));
        response.writeHead(real.status, headers).end(body);
    }
}

const caches = (page: Page): Promise<string[]> => page.evaluate(async () => window.caches.keys());
const isOld = async (page: Page): Promise<boolean> => (await page.locator('meta[name="old"]').count()) > 0;
const opened = (page: Page): Promise<void> => page.getByRole("heading", { name: "Welcome to Hobnob" }).waitFor();

test("a new build is taken at the next load, and the kept page is always of one build", async () => {
    const proxy = new Proxy();
    const address = await proxy.open();
    const stage = await Stage.open(() => address);
    try {
        const page = await stage.visit();
        await opened(page);
        await until(async () => assert.deepEqual(await caches(page), ["hobnob-page-old"]));
        await page.evaluate(async () => navigator.serviceWorker.ready);
        assert.equal(await isOld(page), true);

        proxy.mode = "gone";
        await page.reload();
        await opened(page);
        assert.equal(await isOld(page), true);
        assert.equal(await page.evaluate(() => fetch("healthz").then(() => "answered", () => "refused")), "refused");
        assert.equal(await page.evaluate(() => fetch("metrics").then(() => "answered", () => "refused")), "refused");

        proxy.mode = "new build";
        await page.reload();
        await opened(page);
        assert.equal(await isOld(page), false, "the old build was shown while the new one could be had");
        await until(async () => {
            const names = await caches(page);
            assert.ok(names.length === 1 && names[0] !== "hobnob-page-old", `kept: ${names.join(", ")}`);
        });

        for (const mode of ["gone", "bad gateway", "slow"] as const) {
            proxy.mode = mode;
            const start = Date.now();
            await page.reload();
            await opened(page);
            assert.equal(await isOld(page), false);
            assert.ok(Date.now() - start < patience / 2, `${mode}: it took ${Date.now() - start} ms`);
        }
        proxy.mode = "new build";
        const before = proxy.asked.length;
        await page.reload();
        await opened(page);
        const again = proxy.asked.slice(before).filter((path) => path.includes("assets/"));
        assert.deepEqual(again, [], "files with a hash in their name were asked for again");
    } finally {
        await stage.close();
        proxy.close();
    }
});
