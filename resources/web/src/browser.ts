// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ChatClient } from "./chatclient";
import { setPixels } from "./cssom";
import { takeLink } from "./entrylink";
import { arrivalKey } from "./profile";

/** How long nobody has to touch the page until its person counts as away. */
const idleTime = 5 * 60_000;
/** A page in the background is soon away, but switching windows for a moment is not leaving. */
const hiddenTime = 60_000;

function media(query: string): ReadonlySignal<boolean> {
    const list = matchMedia(query);
    const matches = signal(list.matches);
    list.addEventListener("change", () => (matches.value = list.matches));
    return matches;
}

// The breakpoints of design/tokens.json.
export const isPhone = media("(max-width: 599.98px)");
export const isNarrow = media("(max-width: 899.98px)");

/** Moves on once a minute, for times that say "Today". */
export const minute = signal(Date.now());

export function scrollsCalmly(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Keeps the page's height to what the on-screen keyboard leaves of it, where dvh does not. */
function followViewport(): void {
    const view = window.visualViewport;
    if (!view)
        return;
    const follow = (): void => {
        // Pinch zoom shrinks the view too, and must not shrink the page.
        if (view.scale > 1.01)
            return;
        setPixels(document.documentElement, "--view-height", view.height);
        if (view.offsetTop > 0)
            window.scrollTo(0, 0);
    };
    view.addEventListener("resize", follow);
    view.addEventListener("scroll", follow);
    follow();
}

/** Tells the client whether somebody looks, and whether they are here or away. */
export function watchAttention(client: ChatClient): void {
    let timer = 0;
    const plan = (): void => {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => client.setPresence("away"), document.hidden ? hiddenTime : idleTime);
    };
    let planned = 0;
    const touched = (): void => {
        // Pointers move a hundred times a second; the timer need not.
        if (Date.now() - planned < 1000)
            return;
        planned = Date.now();
        client.setPresence("here");
        plan();
    };
    const look = (): void => {
        client.reading.setAttentive(!document.hidden && document.hasFocus());
        if (!document.hidden) {
            client.session.retryNow();
            client.setPresence("here");
        }
        plan();
    };
    for (const kind of ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"] as const)
        window.addEventListener(kind, touched, { passive: true });
    for (const kind of ["focus", "blur"] as const)
        window.addEventListener(kind, look);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", () => client.session.retryNow());
    look();
}

/** Another window of this browser came in as somebody: so does this one. */
export function watchPerson(client: ChatClient): void {
    window.addEventListener("storage", ({ key }) => {
        if (key === arrivalKey)
            client.personArrived();
    });
}

/** A link that is opened while the page is there changes only what follows the #. */
export function watchLinks(client: ChatClient): void {
    window.addEventListener("hashchange", () => {
        const link = takeLink(window);
        if (link)
            client.useLink(link);
    });
}

/** The page may go at any time, and a phone gives no second chance after it was hidden. */
export function watchEnd(client: ChatClient): void {
    const { local, postman } = client;
    document.addEventListener("visibilitychange", () => {
        if (document.hidden)
            void local.flush();
        else
            void client.attended();
    });
    window.addEventListener("focus", () => void client.attended());
    window.addEventListener("pagehide", () => {
        void local.flush();
        local.windows.close();
    });
    window.addEventListener("pageshow", (event) => {
        if (event.persisted)
            local.windows.reopen();
    });
    window.addEventListener("beforeunload", (event) => {
        if (!postman.isSafe.peek() && postman.unsent.peek() > 0)
            event.preventDefault();
    });
}

export function watchBrowser(): void {
    followViewport();
    window.setInterval(() => (minute.value = Date.now()), 60_000);
}
