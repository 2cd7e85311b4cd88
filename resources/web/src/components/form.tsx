// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Task } from "./task";
import { sentenceOf } from "./task";

export interface FormProps {
    readonly task: Task;
    readonly submit: string;
    readonly look?: "primary" | "danger" | "plain";
    /** What was done, once it is. */
    readonly done?: string | null;
    /** The name of the field that what failed is shown beside; without one it is shown above the button. */
    readonly at?: string | null;
    /** It came when one asked for it, and takes the focus. */
    readonly takesFocus?: boolean;
    readonly onSubmit: () => void;
    readonly children?: ComponentChildren;
    /** Beside the button. */
    readonly also?: ComponentChildren;
}

/** A part of the settings that is sent as a whole; the focus goes to what is wrong. */
export function Form({ task, submit, look = "primary", done, at, takesFocus = false, onSubmit, children, also }: FormProps): VNode {
    const element = useRef<HTMLFormElement>(null);
    useLayoutEffect(() => {
        if (takesFocus)
            element.current?.querySelector<HTMLElement>("input:not([tabindex])")?.focus();
    }, []);
    useLayoutEffect(() => {
        if (task.error && at)
            element.current?.querySelector<HTMLInputElement>(`[name="${at}"]`)?.focus();
    }, [task.error]);
    return (
        <form
            class="settings-form"
            ref={element}
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                onSubmit();
            }}
        >
            {children}
            {task.error && !at && (
                <p class="field-problem" role="alert">
                    {sentenceOf(task.error)}
                </p>
            )}
            <div class="settings-buttons">
                <button type="submit" class={`button-${look}`} aria-disabled={task.isBusy}>
                    {submit}
                </button>
                {also}
                <p class="settings-done" role="status">
                    {!task.error && !task.isBusy ? done : ""}
                </p>
            </div>
        </form>
    );
}

/** The password that goes with what must not happen by accident; whose it is, for password managers. */
export function HiddenLogin({ login }: { readonly login: string }): VNode {
    return <input class="visually-hidden" type="text" name="username" autocomplete="username" value={login} readOnly tabIndex={-1} aria-hidden="true" />;
}
