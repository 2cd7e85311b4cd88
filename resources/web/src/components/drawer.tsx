// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface DrawerProps {
    readonly isOpen: boolean;
    readonly side: "start" | "end";
    readonly label: string;
    readonly onClose: () => void;
    readonly children: ComponentChildren;
}

/**
 * Slides over the page. The browser's modal dialog keeps the focus inside, gives it back, and
 * closes on Esc; a touch beside it closes it too.
 */
export function Drawer({ isOpen, side, label, onClose, children }: DrawerProps): VNode {
    const dialog = useRef<HTMLDialogElement>(null);
    useLayoutEffect(() => {
        const element = dialog.current;
        if (!element || element.open === isOpen)
            return;
        if (isOpen)
            element.showModal();
        else
            element.close();
    }, [isOpen]);
    return (
        <dialog
            ref={dialog}
            class={`drawer drawer-${side}`}
            aria-label={label}
            onClose={onClose}
            onClick={(event) => {
                if (event.target === dialog.current)
                    onClose();
            }}
        >
            <div class="drawer-content">{children}</div>
        </dialog>
    );
}
