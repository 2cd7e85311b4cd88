// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Result } from "../result";
import { useClient } from "./context";
import { PasswordField } from "./field";
import { Form, HiddenLogin } from "./form";
import { sentenceOf, useTask } from "./task";

interface EndingProps {
    readonly title: string;
    readonly words: string;
    readonly submit: string;
    readonly end: (password: string) => Promise<Result<null>>;
}

/** One way of going, which asks for the password once it is chosen. */
function Ending({ title, words, submit, end }: EndingProps): VNode {
    const login = useClient().self.value?.login ?? "";
    const task = useTask();
    const [isChosen, setChosen] = useState(false);
    const [password, setPassword] = useState("");
    const at = task.error?.code === "wrong-login" ? "password" : null;
    const close = (): void => {
        setChosen(false);
        setPassword("");
        task.fail(null);
    };
    return (
        <div class="ending">
            <h4>{title}</h4>
            <p class="muted">{words}</p>
            {isChosen ? (
                <Form
                    task={task}
                    submit={submit}
                    look="danger"
                    at={at}
                    takesFocus
                    onSubmit={() => void (password === "" ? task.fail({ code: "wrong-login", sentence: "" }) : task.run(() => end(password)))}
                    also={
                        <button type="button" class="button-plain" onClick={close}>
                            Cancel
                        </button>
                    }
                >
                    <HiddenLogin login={login} />
                    <PasswordField
                        label="Your password"
                        name="password"
                        value={password}
                        autocomplete="current-password"
                        problem={task.error && at ? sentenceOf(task.error) : null}
                        onType={(text) => {
                            setPassword(text);
                            task.fail(null);
                        }}
                    />
                </Form>
            ) : (
                <button class="button-danger-quiet" onClick={() => setChosen(true)}>
                    {submit}…
                </button>
            )}
        </div>
    );
}

export function LeaveAccount(): VNode {
    const { account } = useClient();
    return (
        <div class="settings-form">
            <Ending
                title="Deactivate"
                words="You are signed out everywhere and cannot sign in. Your name stays yours, and an administrator can undo it."
                submit="Deactivate the account"
                end={(password) => account.deactivate(password)}
            />
            <Ending
                title="Delete"
                words="For ever. What you wrote stays in its rooms, under the name it had. Your name is free for others."
                submit="Delete the account"
                end={(password) => account.delete(password)}
            />
        </div>
    );
}
