// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import check from "icon:check";
import { limits } from "../limits";
import { personHue } from "../personlook";
import { success } from "../result";
import { cleanName, nameLength } from "../text";
import { Avatar } from "./avatar";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { Icon } from "./icon";
import { PictureChooser } from "./picturechooser";
import { sentenceOf, useTask } from "./task";

// The hues of the design tokens, in their order.
const hueNames = ["Red", "Orange", "Gold", "Olive", "Green", "Jade", "Teal", "Sky", "Blue", "Violet", "Purple", "Pink"];

function Colours({ chosen, onChoose }: { readonly chosen: number; readonly onChoose: (hue: number) => void }): VNode {
    const id = useId();
    return (
        <fieldset class="colours">
            <legend>Colour</legend>
            {hueNames.map((name, hue) => (
                <label key={name} class={`colour hue-${hue}`} title={name}>
                    <input type="radio" class="visually-hidden" name={id} checked={hue === chosen} onChange={() => onChoose(hue)} />
                    <span class="colour-mark">{hue === chosen && <Icon of={check} size={16} />}</span>
                    <span class="visually-hidden">{name}</span>
                </label>
            ))}
        </fieldset>
    );
}

/** How the others see one. */
export function ProfileSettings(): VNode | null {
    const client = useClient();
    const user = client.user.value;
    const self = client.self.value;
    const task = useTask();
    const [name, setName] = useState(user?.name ?? "");
    const [status, setStatus] = useState(self?.status ?? "");
    const own = user ? personHue(user.id) : 0;
    const [hue, setHue] = useState(self?.colour ?? own);
    const [isSaved, setSaved] = useState(false);
    if (!user || !self)
        return null;
    const at = task.error?.code.startsWith("name-") ? "name" : task.error?.code === "status-too-long" ? "status" : null;
    const problem = (field: string): string | null => (task.error && at === field ? sentenceOf(task.error) : null);
    const change = <T,>(set: (value: T) => void) => (value: T): void => {
        set(value);
        setSaved(false);
        task.fail(null);
    };
    const save = async (): Promise<void> => {
        const clean = cleanName(name);
        if (!clean.ok)
            return task.fail(clean.error);
        if (nameLength(status) > limits.statusCharacters)
            return task.fail({ code: "status-too-long", sentence: "" });
        const saved = await task.run(async () => {
            const colour = hue === own ? -1 : hue;
            const done = await client.account.setProfile({ name: clean.value, status: status.trim(), colour });
            return done.ok ? success(true) : done;
        });
        setSaved(saved === true);
    };
    return (
        <div class="settings-form">
            <PictureChooser hasPicture={self.picture !== undefined} set={(image) => client.account.setPicture(image)}>
                <div class="profile-look">
                    <Avatar id={user.id} name={name.trim() || user.name} look={{ colour: hue, picture: self.picture }} />
                    <p>
                        <b dir="auto">{name.trim() || user.name}</b>
                        <span class="muted">
                            You sign in as <span dir="auto">{self.login}</span>
                        </span>
                    </p>
                </div>
            </PictureChooser>
            <Form task={task} submit="Save" done={isSaved ? "Saved." : null} at={at} onSubmit={() => void save()}>
                <Field
                    label="Name"
                    name="name"
                    value={name}
                    what="A name"
                    most={limits.nameCharacters}
                    autocomplete="nickname"
                    hint="What you wrote before keeps the name it had."
                    problem={problem("name")}
                    onType={change(setName)}
                />
                <Field
                    label="Status"
                    name="status"
                    value={status}
                    what="A status"
                    most={limits.statusCharacters}
                    autocomplete="off"
                    capitals="sentences"
                    hint="A line about you, such as where you are."
                    problem={problem("status") || null}
                    onType={change(setStatus)}
                />
                <Colours chosen={hue} onChoose={change(setHue)} />
            </Form>
        </div>
    );
}
