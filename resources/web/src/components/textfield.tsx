// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { messageLength } from "../text";
import { Note, tooLongText } from "./field";

export interface TextFieldProps {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    /** What is written here, to begin a sentence with. */
    readonly what: string;
    /** The length that the server takes; said when it is passed. */
    readonly most: number;
    readonly problem: string | null;
    readonly hint?: string;
    readonly isFixed?: boolean;
    readonly onType: (text: string) => void;
}

/** Several lines to type. */
export function TextField({ label, name, value, what, most, problem, hint, isFixed = false, onType }: TextFieldProps): VNode {
    const id = useId();
    const note = tooLongText(messageLength(value), what, most) ?? problem;
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <textarea
                id={id}
                name={name}
                dir="auto"
                rows={3}
                value={value}
                readOnly={isFixed}
                aria-invalid={note !== null}
                aria-describedby={note ?? hint ? `${id}-note` : undefined}
                onInput={(event) => onType(event.currentTarget.value)}
            />
            <Note id={id} problem={note} hint={hint} />
        </div>
    );
}
