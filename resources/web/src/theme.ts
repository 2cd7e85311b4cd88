// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Profile, Theme } from "./profile";

const order: readonly Theme[] = ["system", "light", "dark"];

/** Which colours the page wears: the system's, unless somebody chose. */
export const theme = signal<Theme>("system");

function apply(chosen: Theme): void {
    theme.value = chosen;
    if (chosen === "system")
        delete document.documentElement.dataset["theme"];
    else
        document.documentElement.dataset["theme"] = chosen;
}

export function restoreTheme(profile: Profile): void {
    apply(profile.theme);
}

export function nextTheme(profile: Profile): void {
    const next = order[(order.indexOf(theme.value) + 1) % order.length] ?? "system";
    profile.theme = next;
    apply(next);
}
