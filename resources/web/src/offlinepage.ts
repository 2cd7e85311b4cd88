// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Lets the page open without its server, where browsers allow it: on https and on the computer
 * itself. After the page has loaded, because it must not slow that down.
 */
export function registerServiceWorker(): void {
    const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
    if (!serviceWorker)
        return;
    const register = (): void => {
        serviceWorker.register("serviceworker.js").catch((error: unknown) => {
            console.warn(`The page will not open without its server: ${String(error)}`);
        });
    };
    if (document.readyState === "complete")
        register();
    else
        window.addEventListener("load", register, { once: true });
}
