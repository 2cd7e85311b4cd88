// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** The browser's modal dialog: it keeps the focus inside, closes on Esc, and gives the focus back. */
export function useModal(): RefObject<HTMLDialogElement | null> {
    const dialog = useRef<HTMLDialogElement>(null);
    useLayoutEffect(() => {
        const element = dialog.current;
        element?.showModal();
        // However it goes: only a dialog that is closed gives the focus back.
        return () => element?.close();
    }, []);
    return dialog;
}
