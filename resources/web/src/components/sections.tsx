// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import back from "icon:arrow-left";
import next from "icon:chevron-right";
import close from "icon:x";
import { isPhone } from "../browser";
import { Icon, type Shapes } from "./icon";
import { useModal } from "./modal";

export interface SectionsProps<S extends string> {
    readonly title: string;
    readonly there: readonly S[];
    readonly about: Readonly<Record<S, { readonly icon: Shapes; readonly title: string }>>;
    /** "all": the list of sections, or the first beside it. */
    readonly wanted: S | "all";
    readonly onOpen: (section: S | "all") => void;
    readonly onClose: () => void;
    readonly contentOf: (section: S) => ComponentChildren;
}

/** Settings in sections. On a phone first the list, and then one of it; elsewhere beside each other. */
export function Sections<S extends string>({ title, there, about, wanted, onOpen, onClose, contentOf }: SectionsProps<S>): VNode {
    const dialog = useModal();
    const heading = useRef<HTMLHeadingElement>(null);
    const id = useId();
    const known = there.find((section) => section === wanted);
    const current = known ?? (isPhone.value ? null : (there[0] ?? null));
    // With the picture, not after it: who types at once must not lose the field.
    useLayoutEffect(() => heading.current?.focus(), [known]);
    const shut = (): void => dialog.current?.close();
    return (
        <dialog
            ref={dialog}
            class="sheet settings"
            aria-labelledby={id}
            onClose={onClose}
            onClick={(event) => {
                if (event.target === dialog.current)
                    shut();
            }}
        >
            <div class="settings-content">
                <header class="settings-head">
                    {isPhone.value && current !== null && (
                        <button class="button-icon" aria-label="Back to all settings" onClick={() => onOpen("all")}>
                            <Icon of={back} />
                        </button>
                    )}
                    <h2 id={id} dir="auto">
                        {title}
                    </h2>
                    <button class="button-icon" aria-label="Close the settings" onClick={shut}>
                        <Icon of={close} />
                    </button>
                </header>
                <div class="settings-body">
                    {!(isPhone.value && current !== null) && (
                        <nav class="settings-list" aria-label="Settings">
                            <ul>
                                {there.map((section) => (
                                    <li key={section}>
                                        <button aria-current={section === current ? "true" : undefined} onClick={() => onOpen(section)}>
                                            <Icon of={about[section].icon} />
                                            <span>{about[section].title}</span>
                                            {isPhone.value && <Icon of={next} size={16} />}
                                        </button>
                                    </li>
                                ))}
                            </ul>
                        </nav>
                    )}
                    {current && (
                        <section class="settings-section" key={current} aria-labelledby={`${id}-section`}>
                            <h3 id={`${id}-section`} ref={heading} tabIndex={-1}>
                                {about[current].title}
                            </h3>
                            {contentOf(current)}
                        </section>
                    )}
                </div>
            </div>
        </dialog>
    );
}
