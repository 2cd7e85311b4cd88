// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { request } from "node:http";
import test, { after, before } from "node:test";
import { message, said, say, Stage } from "../support/browser";
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

/** The bytes of an answer as they come over the wire. */
async function transferred(path: string, encoding: string): Promise<{ bytes: number; headers: NodeJS.Dict<string | string[]>; text: string }> {
    return new Promise((resolve, reject) => {
        request(new URL(path, server.address), { headers: { "accept-encoding": encoding } }, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("end", () => {
                const all = Buffer.concat(chunks);
                resolve({ bytes: all.length, headers: response.headers, text: all.toString() });
            });
        })
            .on("error", reject)
            .end();
    });
}

test("the first load is at most 100 KiB compressed", async () => {
    const page = await stage.visit();
    const paths = await page.evaluate(() =>
        ["/", ...performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)].filter((path) => path !== "/ws"),
    );
    assert.ok(paths.length >= 3);
    for (const encoding of ["gzip", "br"]) {
        let sum = 0;
        for (const path of new Set(paths))
            sum += (await transferred(path, encoding)).bytes;
        assert.ok(sum > 1000 && sum <= 100 * 1024, `${sum} bytes as ${encoding}`);
    }
});

test("the page has no inline script, style or handler", async () => {
    const { text, headers } = await transferred("/", "identity");
    assert.doesNotMatch(text, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/i);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /worker-src 'self'/);
    assert.doesNotMatch(policy, /unsafe/);
});

test("the policy holds through a whole conversation, and nothing comes from elsewhere", async () => {
    const page = await stage.visit();
    await page.evaluate(() => {
        const seen: string[] = [];
        document.addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective} ${event.blockedURI}`));
        Object.assign(window, { seen });
    });
    await page.getByRole("textbox", { name: "Your name" }).fill("Ana");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await message(page).waitFor();
    for (let i = 0; i < 60; ++i)
        await say(page, `line ${i} https://example.org/`);
    await said(page, "line 59").or(page.getByText("line 59")).first().waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    assert.deepEqual(await page.evaluate(() => (window as unknown as { seen: string[] }).seen), []);
    stage.wasGood(page);
});

test("the browser can install the page", async () => {
    const { text, headers } = await transferred("/manifest.webmanifest", "identity");
    assert.equal(headers["content-type"], "application/manifest+json");
    const manifest = JSON.parse(text) as { name: string; icons: { src: string }[] };
    assert.equal(manifest.name, "Hobnob");
    const icon = await transferred(`/${manifest.icons[0]?.src ?? ""}`, "identity");
    assert.equal(icon.headers["content-type"], "image/svg+xml");
});
