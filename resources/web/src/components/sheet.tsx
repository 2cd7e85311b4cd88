// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import close from "icon:x";
import { Icon } from "./icon";
import { useModal } from "./modal";

export interface SheetProps {
    readonly title: string;
    /** Says what the × closes. */
    readonly closing: string;
    readonly size?: "small" | "large";
    readonly onClose: () => void;
    readonly children: ComponentChildren;
}

/** Something to do or to look through, over the page. A touch beside it closes it, too. */
export function Sheet({ title, closing, size = "small", onClose, children }: SheetProps): VNode {
    const dialog = useModal();
    const body = useRef<HTMLDivElement>(null);
    const id = useId();
    useLayoutEffect(() => {
        // On touch screens a keyboard over the list would hide what one came to look through.
        const kinds = matchMedia("(pointer: coarse)").matches ? "input:not([type=search])" : "input";
        body.current?.querySelector<HTMLElement>(kinds)?.focus();
    }, []);
    return (
        <dialog
            ref={dialog}
            class={`sheet sheet-${size}`}
            aria-labelledby={id}
            onClose={onClose}
            onClick={(event) => {
                if (event.target === dialog.current)
                    dialog.current?.close();
            }}
        >
            <div class="sheet-content">
                <header class="sheet-head">
                    <h2 id={id} dir="auto">
                        {title}
                    </h2>
                    <button class="button-icon" aria-label={closing} title={closing} onClick={() => dialog.current?.close()}>
                        <Icon of={close} />
                    </button>
                </header>
                <div class="sheet-body" ref={body}>{children}</div>
            </div>
        </dialog>
    );
}
