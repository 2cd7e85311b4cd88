// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { countText } from "../format";
import { nameLength } from "../text";

export interface FieldProps {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    /** What is named here, to begin a sentence with. */
    readonly what: string;
    /** The length that the server takes; said when it is passed. */
    readonly most: number;
    readonly autocomplete: string;
    readonly problem: string | null;
    readonly hint?: string;
    readonly onType: (text: string) => void;
}

function tooLongText({ value, what, most }: FieldProps): string | null {
    const over = nameLength(value) - most;
    return over > 0
        ? `${countText(over, "character", "characters")} too many. ${what} can have at most ${most}.`
        : null;
}

/** One line to type, with its label above and what is wrong with it below. */
export function Field(props: FieldProps): VNode {
    const id = useId();
    const problem = tooLongText(props) ?? props.problem;
    const note = problem ?? props.hint;
    return (
        <div class="field">
            <label for={id}>{props.label}</label>
            <input
                id={id}
                name={props.name}
                type="text"
                dir="auto"
                value={props.value}
                autocomplete={props.autocomplete}
                autocapitalize="words"
                spellcheck={false}
                aria-invalid={problem !== null}
                aria-describedby={note ? `${id}-note` : undefined}
                onInput={(event) => props.onType(event.currentTarget.value)}
            />
            {note && (
                <p id={`${id}-note`} class={problem ? "field-problem" : "field-hint"}>
                    {note}
                </p>
            )}
        </div>
    );
}
