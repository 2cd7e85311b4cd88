// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeps the page's own files, so that it opens without its server. It runs apart from the page and
// knows nothing of rooms. Each build of the page has its own cache, filled as a whole when the
// build is first seen: document and scripts always are of one build.

/** The part of a service worker's scope that is used; the DOM's types do not have it. */
interface ExtendableEvent extends globalThis.Event {
    waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
    readonly request: Request;
    respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
    readonly registration: { readonly scope: string };
    readonly clients: { claim(): Promise<void> };
    skipWaiting(): Promise<void>;
    addEventListener(type: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
    addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
}
const worker = self as unknown as WorkerScope;

/** Whoever opens the page waits so long for a server before they get the page that is kept. */
const patience = 2500;
const prefix = "hobnob-page-";
const cacheName = prefix + HOBNOB_SHELL.version;

async function install(): Promise<void> {
    const cache = await caches.open(cacheName);
    // The document must be of this build, whatever the browser's own cache holds.
    await cache.addAll(HOBNOB_SHELL.files.map((file) => new Request(file, { cache: file === "./" ? "reload" : "default" })));
    await worker.skipWaiting();
}

async function activate(): Promise<void> {
    for (const name of await caches.keys()) {
        if (name.startsWith(prefix) && name !== cacheName)
            await caches.delete(name);
    }
    await worker.clients.claim();
}

/** The server's answer, unless it does not come in time or is a proxy's excuse for it. */
async function fromServer(request: Request): Promise<Response | null> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
        const response = await fetch(request, { signal: stop.signal });
        return response.status >= 500 ? null : response;
    } catch {
        return null;
    } finally {
        clearTimeout(timer);
    }
}

async function openPage(request: Request): Promise<Response> {
    const cache = await caches.open(cacheName);
    return (await fromServer(request)) ?? (await cache.match("./")) ?? Response.error();
}

/** What has its hash in its name never changes. */
async function openAsset(request: Request): Promise<Response> {
    const cache = await caches.open(cacheName);
    return (await cache.match(request)) ?? fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const { scope } = worker.registration;
    if (request.method !== "GET" || !request.url.startsWith(scope))
        return;
    const path = request.url.slice(scope.length).replace(/[?#].*$/, "");
    if (path === "")
        event.respondWith(openPage(request));
    else if (path.startsWith("assets/") || path === "manifest.webmanifest")
        event.respondWith(path.startsWith("assets/") ? openAsset(request) : fallback(request));
});

async function fallback(request: Request): Promise<Response> {
    return (await fromServer(request)) ?? (await caches.match(request)) ?? Response.error();
}
