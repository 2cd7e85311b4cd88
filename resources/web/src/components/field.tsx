// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import eyeOff from "icon:eye-off";
import eye from "icon:eye";
import { countText } from "../format";
import { passwordStrength, type Strength } from "../passwords";
import { nameLength } from "../text";
import { Icon } from "./icon";

export interface FieldProps {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    readonly autocomplete: string;
    readonly problem: string | null;
    readonly hint?: string;
    readonly onType: (text: string) => void;
}

export interface LineProps extends FieldProps {
    /** What is named here, to begin a sentence with. */
    readonly what: string;
    /** The length that the server takes; said when it is passed. */
    readonly most: number;
    readonly capitals?: "words" | "sentences" | "none";
    /** It can be read here, and not changed. */
    readonly isFixed?: boolean;
}

/** what: to begin a sentence with; most: what the server takes. */
export function tooLongText(length: number, what: string, most: number): string | null {
    const over = length - most;
    return over > 0
        ? `${countText(over, "character", "characters")} too many. ${what} can have at most ${most}.`
        : null;
}

/** What a field's line below it says, and to whom it belongs. */
export function Note({ id, problem, hint }: { readonly id: string; readonly problem: string | null; readonly hint?: string | undefined }): VNode | null {
    const note = problem ?? hint;
    if (!note)
        return null;
    return (
        <p id={`${id}-note`} class={problem ? "field-problem" : "field-hint"}>
            {note}
        </p>
    );
}

/** One line to type, with its label above and what is wrong with it below. */
export function Field(props: LineProps): VNode {
    const id = useId();
    const problem = tooLongText(nameLength(props.value), props.what, props.most) ?? props.problem;
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
                autocapitalize={props.capitals ?? "words"}
                spellcheck={false}
                readOnly={props.isFixed}
                aria-invalid={problem !== null}
                aria-describedby={problem ?? props.hint ? `${id}-note` : undefined}
                onInput={(event) => props.onType(event.currentTarget.value)}
            />
            <Note id={id} problem={problem} hint={props.hint} />
        </div>
    );
}

const strengthWords: Readonly<Record<Strength, string>> = {
    short: "At least 8 characters. Three or four words are easy to keep in mind.",
    weak: "Easy to guess. Make it longer: three or four words are good.",
    fair: "Good. A word more would make it strong.",
    strong: "Strong.",
};

export interface PasswordFieldProps extends FieldProps {
    readonly autocomplete: "current-password" | "new-password";
    /** A new password for whoever has this name: says how good it is. */
    readonly newFor?: string;
}

/** The types of an input tell its kinds apart, and a password that is shown is another kind. */
function shownOrNot(isShown: boolean): { readonly type: "password" } {
    return { type: isShown ? ("text" as "password") : "password" };
}

/** What is typed here is hidden until one asks to see it. */
export function PasswordField({ newFor, ...props }: PasswordFieldProps): VNode {
    const id = useId();
    const [isShown, setShown] = useState(false);
    const strength = newFor === undefined ? null : passwordStrength(props.value, newFor);
    const hint = strength ? strengthWords[strength] : props.hint;
    const words = isShown ? "Hide the password" : "Show the password";
    return (
        <div class="field">
            <label for={id}>{props.label}</label>
            <div class="field-with-button">
                <input
                    id={id}
                    name={props.name}
                    {...shownOrNot(isShown)}
                    value={props.value}
                    autocomplete={props.autocomplete}
                    autocapitalize="none"
                    spellcheck={false}
                    aria-invalid={props.problem !== null}
                    aria-describedby={props.problem ?? hint ? `${id}-note` : undefined}
                    onInput={(event) => props.onType(event.currentTarget.value)}
                />
                <button type="button" class="button-icon" aria-label={words} title={words} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
                    <Icon of={isShown ? eyeOff : eye} />
                </button>
            </div>
            {strength && props.value !== "" && (
                <span class={`strength strength-${strength}`} aria-hidden="true">
                    <span />
                </span>
            )}
            <Note id={id} problem={props.problem} hint={hint} />
        </div>
    );
}

/** The second factor's six digits, which phones and password managers fill in; or one of the recovery codes. */
export function CodeField({ canRecover, ...props }: Omit<FieldProps, "label" | "autocomplete" | "name"> & { readonly canRecover: boolean }): VNode {
    const id = useId();
    const [recovers, setRecovers] = useState(false);
    const hint = recovers ? "One of the ten that you kept. Each is good for once." : props.hint;
    return (
        <div class="field">
            <label for={id}>{recovers ? "Recovery code" : "Six-digit code"}</label>
            <input
                id={id}
                name="code"
                type="text"
                class="field-code"
                value={props.value}
                autocomplete={recovers ? "off" : "one-time-code"}
                inputMode={recovers ? "text" : "numeric"}
                autocapitalize="none"
                spellcheck={false}
                maxLength={32}
                aria-invalid={props.problem !== null}
                aria-describedby={props.problem ?? hint ? `${id}-note` : undefined}
                onInput={(event) => props.onType(event.currentTarget.value)}
            />
            <Note id={id} problem={props.problem} hint={hint} />
            {canRecover && (
                <button type="button" class="button-quiet field-other" onClick={() => setRecovers(!recovers)}>
                    {recovers ? "Use a six-digit code" : "Use a recovery code"}
                </button>
            )}
        </div>
    );
}
