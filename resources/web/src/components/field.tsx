// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { characterCount } from "../text";

export interface FieldProps {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    /** The length that the server takes; said when it is passed. */
    readonly most: number;
    readonly autocomplete: string;
    readonly problem: string | null;
    readonly hint?: string;
    readonly onType: (text: string) => void;
}

/** One line to type, with its label above and what is wrong with it below. */
export function Field(props: FieldProps): VNode {
    const id = useId();
    const over = characterCount(props.value) - props.most;
    const problem = props.problem ?? (over > 0 ? `${over} too many: at most ${props.most} characters.` : null);
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
