// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";

export interface MenuStop {
    /** The entry whose menu Tab reaches. */
    readonly key: string | undefined;
    /** For the element around all of them. */
    readonly handlers: {
        readonly onFocusCapture: (event: FocusEvent) => void;
        readonly onKeyDownCapture: (event: KeyboardEvent) => void;
    };
}

function entryOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof HTMLElement && target.classList.contains("entry-menu") ? target.closest<HTMLElement>("[data-key]") : null;
}

/**
 * Of the menus in a long list Tab reaches one, of the entry that had the focus last, or else of `first`; the arrows go from
 * there to the others. The buttons have the class entry-menu, the entries data-key.
 */
export function useMenuStop(keys: readonly string[], first: string | undefined): MenuStop {
    const [last, setLast] = useState<string | null>(null);
    return {
        key: last !== null && keys.includes(last) ? last : first,
        handlers: {
            onFocusCapture: ({ target }) => {
                const entry = entryOf(target);
                if (entry)
                    setLast(entry.dataset["key"] ?? null);
            },
            onKeyDownCapture: (event) => {
                const entry = entryOf(event.target);
                if (!entry || (event.key !== "ArrowUp" && event.key !== "ArrowDown"))
                    return;
                event.preventDefault();
                const all = [...(entry.parentElement?.querySelectorAll<HTMLElement>(".entry-menu") ?? [])];
                const at = all.findIndex((button) => entry.contains(button));
                all[at + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
            },
        },
    };
}
