// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { Fragment, type VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import close from "icon:x";
import { Icon } from "./icon";
import { shortcuts } from "./shortcuts";

/** Ctrl+/: what the keyboard can do. The browser's modal dialog closes on Esc and gives the focus back. */
export function ShortcutList({ onClose }: { readonly onClose: () => void }): VNode {
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    useLayoutEffect(() => {
        const element = dialog.current;
        element?.showModal();
        // However it goes: only a dialog that is closed gives the focus back.
        return () => element?.close();
    }, []);
    const shut = (): void => dialog.current?.close();
    return (
        <dialog
            ref={dialog}
            class="jump shortcuts"
            aria-labelledby={id}
            onClose={onClose}
            onClick={(event) => {
                if (event.target === dialog.current)
                    shut();
            }}
        >
            <div class="shortcuts-content">
                <div class="shortcuts-head">
                    <h2 id={id}>Keyboard shortcuts</h2>
                    <button class="button-icon" aria-label="Close the list of shortcuts" onClick={shut}>
                        <Icon of={close} />
                    </button>
                </div>
                <dl>
                    {shortcuts.map(({ keys, what }) => (
                        <div key={what}>
                            <dt>{what}</dt>
                            <dd>
                                {keys.map((key, index) => (
                                    <Fragment key={key}>
                                        {index > 0 && <span class="visually-hidden"> + </span>}
                                        <kbd>{key}</kbd>
                                    </Fragment>
                                ))}
                            </dd>
                        </div>
                    ))}
                </dl>
            </div>
        </dialog>
    );
}
