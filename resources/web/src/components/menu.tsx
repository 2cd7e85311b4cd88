// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import back from "icon:chevron-left";
import check from "icon:check";
import next from "icon:chevron-right";
import { placeBeside } from "../cssom";
import { Icon, type Shapes } from "./icon";
import { useModal } from "./modal";

export interface MenuItem {
    readonly words: string;
    readonly icon?: Shapes;
    readonly look?: "danger";
    /** One of several, of which this is, or is not, the one that holds. */
    readonly isChecked?: boolean;
    readonly choose?: () => void;
    /** What it opens, in place of being chosen. */
    readonly more?: readonly MenuItem[];
}

interface MenuProps {
    readonly label: string;
    readonly items: readonly MenuItem[];
    readonly beside: HTMLElement;
    readonly onClose: () => void;
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
    return [...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
}

function Menu({ label, items, beside, onClose }: MenuProps): VNode {
    const dialog = useModal();
    const menu = useRef<HTMLDivElement>(null);
    const [opened, setOpened] = useState<MenuItem | null>(null);
    const shown = opened?.more ?? items;
    const close = (): void => dialog.current?.close();
    useLayoutEffect(() => {
        if (dialog.current)
            placeBeside(dialog.current, beside);
        const all = itemsOf(menu.current);
        (all.find((item) => item.getAttribute("aria-checked") === "true") ?? all[opened ? 1 : 0])?.focus();
    }, [opened]);

    const choose = (item: MenuItem): void => {
        if (item.more)
            return setOpened(item);
        // First, so that the focus is back where it was when what is chosen takes it.
        close();
        item.choose?.();
    };
    const pressed = (event: KeyboardEvent): void => {
        const all = itemsOf(menu.current);
        const at = all.findIndex((item) => item === document.activeElement);
        const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
        const wanted = to[event.key];
        const opens = event.key === "ArrowRight" && shown.find((item) => item.more && item.words === all[at]?.dataset["words"]);
        if (wanted !== undefined)
            all[(wanted + all.length) % Math.max(1, all.length)]?.focus();
        else if (opens)
            setOpened(opens);
        else if (event.key === "ArrowLeft" && opened)
            setOpened(null);
        else if (event.key === "Tab")
            close();
        else
            return;
        event.preventDefault();
    };
    return (
        <dialog
            ref={dialog}
            class="menu"
            aria-label={label}
            onClose={onClose}
            onClick={(event) => {
                event.stopPropagation();
                if (event.target === dialog.current)
                    close();
            }}
            onKeyDown={(event) => {
                event.stopPropagation();
                pressed(event);
            }}
        >
            <div ref={menu} role="menu" aria-label={opened ? opened.words : label}>
                {opened && (
                    <button role="menuitem" class="menu-back" onClick={() => setOpened(null)}>
                        <Icon of={back} size={16} /> {opened.words}
                    </button>
                )}
                {shown.map((item) => (
                    <button
                        key={item.words}
                        role={item.isChecked === undefined ? "menuitem" : "menuitemradio"}
                        class={item.look === "danger" ? "menu-danger" : undefined}
                        aria-checked={item.isChecked}
                        aria-haspopup={item.more ? "menu" : undefined}
                        data-words={item.words}
                        onClick={() => choose(item)}
                    >
                        {item.icon && <Icon of={item.icon} size={16} />}
                        <span dir="auto">{item.words}</span>
                        {item.more && <Icon of={next} size={16} />}
                        {item.isChecked && <Icon of={check} size={16} />}
                    </button>
                ))}
            </div>
        </dialog>
    );
}

export interface MenuButtonProps {
    readonly label: string;
    readonly icon: Shapes;
    readonly size?: 16 | 20;
    readonly look?: string;
    readonly tabIndex?: number;
    /** Made when it opens. */
    readonly items: () => readonly MenuItem[];
}

/** A button that opens a list of things to do. */
export function MenuButton({ label, icon, size = 20, look = "", tabIndex, items }: MenuButtonProps): VNode {
    const button = useRef<HTMLButtonElement>(null);
    const [shown, setShown] = useState<readonly MenuItem[] | null>(null);
    return (
        <>
            <button
                ref={button}
                type="button"
                class={`button-icon ${look}`}
                aria-label={label}
                title={label}
                aria-haspopup="menu"
                aria-expanded={shown !== null}
                tabIndex={tabIndex}
                onClick={() => setShown(items())}
            >
                <Icon of={icon} size={size} />
            </button>
            {shown && button.current && <Menu label={label} items={shown} beside={button.current} onClose={() => setShown(null)} />}
        </>
    );
}
