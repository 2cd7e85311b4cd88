// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { checkPassword } from "../passwords";
import { success } from "../result";
import { useClient } from "./context";
import { PasswordField } from "./field";
import { Form, HiddenLogin } from "./form";
import { sentenceOf, useTask } from "./task";

export function PasswordSettings(): VNode {
    const client = useClient();
    const login = client.self.value?.login ?? "";
    const task = useTask();
    const [current, setCurrent] = useState("");
    const [password, setPassword] = useState("");
    const [isDone, setDone] = useState(false);
    const code = task.error?.code;
    const at = code === "wrong-login" ? "current" : code?.startsWith("password-") ? "password" : null;
    const problem = (field: string): string | null => (task.error && at === field ? sentenceOf(task.error) : null);
    const typing = (set: (text: string) => void) => (text: string): void => {
        set(text);
        setDone(false);
        task.fail(null);
    };
    const change = async (): Promise<void> => {
        if (current === "")
            return task.fail({ code: "wrong-login", sentence: "" });
        const checked = checkPassword(password, login);
        if (!checked.ok)
            return task.fail(checked.error);
        const changed = await task.run(async () => {
            const done = await client.account.changePassword(current, password);
            return done.ok ? success(true) : done;
        });
        if (!changed)
            return;
        setCurrent("");
        setPassword("");
        setDone(true);
    };
    return (
        <Form
            task={task}
            submit="Change the password"
            done={isDone ? "Changed. You are signed out everywhere else." : null}
            at={at}
            onSubmit={() => void change()}
        >
            <HiddenLogin login={login} />
            <PasswordField
                label="Current password"
                name="current"
                value={current}
                autocomplete="current-password"
                problem={problem("current")}
                onType={typing(setCurrent)}
            />
            <PasswordField
                label="New password"
                name="password"
                value={password}
                autocomplete="new-password"
                newFor={login}
                problem={problem("password")}
                onType={typing(setPassword)}
            />
        </Form>
    );
}
