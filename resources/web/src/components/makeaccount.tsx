// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { limits } from "../limits";
import { checkPassword } from "../passwords";
import { cleanName } from "../text";
import { useClient } from "./context";
import { Field, PasswordField } from "./field";
import { Form } from "./form";
import { opened } from "./settingsstate";
import { sentenceOf, useTask } from "./task";

/** How a guest becomes an account, in place. */
export function MakeAccount(): VNode {
    const client = useClient();
    const link = client.account.offered.value;
    const task = useTask();
    const [name, setName] = useState(client.user.value?.name ?? "");
    const [password, setPassword] = useState("");
    if (!link && client.session.welcome.value?.registration !== "open")
        return <p>This server makes accounts by invite. Ask its administrator for a link, and open it in this browser.</p>;
    const code = task.error?.code;
    const at = code?.startsWith("name-") ? "name" : code?.startsWith("password-") ? "password" : null;
    const problem = (field: string): string | null => (task.error && at === field ? sentenceOf(task.error) : null);
    const typing = (set: (text: string) => void) => (text: string): void => {
        set(text);
        task.fail(null);
    };
    const make = async (): Promise<void> => {
        const clean = cleanName(name);
        const checked = clean.ok ? checkPassword(password, clean.value) : clean;
        if (!clean.ok || !checked.ok)
            return task.fail(checked.ok ? null : checked.error);
        const made = await task.run(() => client.account.claim(clean.value, password));
        if (made !== undefined)
            opened.value = "profile";
    };
    return (
        <Form task={task} submit="Make an account" at={at} onSubmit={() => void make()}>
            <p class="muted">
                {link?.kind === "setup"
                    ? "This link makes you the administrator of this server. You keep your rooms and what you wrote."
                    : "You can then sign in from anywhere, and nobody else can take your name. You keep your rooms and what you wrote."}
            </p>
            <Field
                label="Name"
                name="name"
                value={name}
                what="A name"
                most={limits.nameCharacters}
                autocomplete="username"
                problem={problem("name")}
                onType={typing(setName)}
            />
            <PasswordField
                label="Password"
                name="password"
                value={password}
                autocomplete="new-password"
                newFor={name}
                problem={problem("password")}
                onType={typing(setPassword)}
            />
        </Form>
    );
}
