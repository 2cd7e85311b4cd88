// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { render } from "preact";
import { effect } from "@preact/signals";
import { watchAttention, watchBrowser, watchEnd, watchLinks, watchPerson } from "./browser";
import { ChatClient } from "./chatclient";
import { systemClock } from "./clock";
import { App } from "./components/app";
import { takeLink } from "./entrylink";
import { openDatabase } from "./indexeddb";
import { LocalData } from "./localdata";
import { Profile, usableStore } from "./profile";
import "./styles/page.css";
import { registerServiceWorker } from "./offlinepage";
import { restoreTheme } from "./theme";
import { SessionCookie } from "./sessioncookie";
import { browserText } from "./useragent";
import { findWindows } from "./windows";

function socketAddress(): string {
    const address = new URL("ws", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    address.search = "";
    address.hash = "";
    return address.href;
}

const profile = new Profile(
    usableStore(() => localStorage),
    usableStore(() => sessionStorage),
);
restoreTheme(profile);
// At once, before anybody sees it in the address bar.
const link = takeLink(window);

async function start(): Promise<void> {
    const database = await openDatabase(() => indexedDB);
    const local = new LocalData(database, findWindows(systemClock), systemClock);
    const cookie = new SessionCookie((address, options) => fetch(address, options), systemClock, () => !navigator.cookieEnabled);
    const name = `${HOBNOB_CLIENT} (${browserText(navigator.userAgent)})`;
    const client = new ChatClient(() => new WebSocket(socketAddress()), name, cookie, profile, local, systemClock);
    watchBrowser();
    watchAttention(client);
    watchEnd(client);
    watchPerson(client);
    watchLinks(client);
    effect(() => {
        const unread = client.totalUnread.value;
        document.title = unread > 0 ? `(${unread > 999 ? "999+" : unread}) Hobnob` : "Hobnob";
    });
    void client.resume(link);
    const page = document.getElementById("page");
    if (page)
        render(<App client={client} />, page);
    registerServiceWorker();
}

void start();
