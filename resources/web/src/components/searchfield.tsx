// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId } from "preact/hooks";

export interface SearchFieldProps {
    readonly label: string;
    readonly value: string;
    readonly onType: (text: string) => void;
}

/** What is typed here narrows what is listed below. */
export function SearchField({ label, value, onType }: SearchFieldProps): VNode {
    const id = useId();
    return (
        <div class="field">
            <label for={id} class="visually-hidden">
                {label}
            </label>
            <input
                id={id}
                type="search"
                placeholder={label}
                autocomplete="off"
                spellcheck={false}
                dir="auto"
                value={value}
                onInput={(event) => onType(event.currentTarget.value)}
            />
        </div>
    );
}
