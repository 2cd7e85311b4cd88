// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { Note } from "./field";

export interface Choice<T extends string | number> {
    readonly value: T;
    readonly words: string;
    /** What it means, in one line. */
    readonly hint?: string;
}

export interface ChoicesProps<T extends string | number> {
    readonly label: string;
    readonly choices: readonly Choice<T>[];
    readonly value: T;
    /** It can be read here, and not changed. */
    readonly isFixed?: boolean;
    readonly onChoose: (value: T) => void;
}

export interface SelectProps<T extends string | number> extends ChoicesProps<T> {
    readonly hint?: string;
}

/** One of a few, each with what it means. */
export function Choices<T extends string | number>({ label, choices, value, isFixed = false, onChoose }: ChoicesProps<T>): VNode {
    const id = useId();
    return (
        <fieldset class="choices" disabled={isFixed}>
            <legend>{label}</legend>
            {choices.map((choice, i) => (
                <label key={choice.value} class="choice">
                    <input
                        type="radio"
                        name={id}
                        checked={choice.value === value}
                        aria-describedby={choice.hint ? `${id}-${i}` : undefined}
                        onChange={() => onChoose(choice.value)}
                    />
                    <span>
                        {choice.words}
                        {choice.hint && (
                            <span id={`${id}-${i}`} class="field-hint">
                                {choice.hint}
                            </span>
                        )}
                    </span>
                </label>
            ))}
        </fieldset>
    );
}

/** One of several, where their words say enough. */
export function Select<T extends string | number>({ label, choices, value, isFixed = false, hint, onChoose }: SelectProps<T>): VNode {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <select
                id={id}
                disabled={isFixed}
                aria-describedby={hint ? `${id}-note` : undefined}
                onChange={(event) => {
                    const chosen = choices[event.currentTarget.selectedIndex];
                    if (chosen)
                        onChoose(chosen.value);
                }}
            >
                {choices.map((choice) => (
                    <option key={choice.value} value={choice.value} selected={choice.value === value}>
                        {choice.words}
                    </option>
                ))}
            </select>
            <Note id={id} problem={null} hint={hint} />
        </div>
    );
}
