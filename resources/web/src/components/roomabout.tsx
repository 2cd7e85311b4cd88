// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { limits } from "../limits";
import { success } from "../result";
import type { Room } from "../room";
import type { RoomChange } from "../roomdesk";
import { cleanRoomName, messageLength, nameLength } from "../text";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { PictureChooser } from "./picturechooser";
import { RoomMark } from "./roommark";
import { sentenceOf, useTask, type Task } from "./task";
import { TextField } from "./textfield";

/** The field that a failure is shown beside. */
function fieldOf(task: Task): string | null {
    const code = task.error?.code ?? "";
    if (code.startsWith("room-") && code !== "room-archived" && code !== "room-unknown")
        return "name";
    return code === "topic-too-long" ? "topic" : code === "description-too-long" ? "description" : null;
}

interface AboutProps {
    readonly room: Room;
    readonly description: string;
}

function About({ room, description: before }: AboutProps): VNode {
    const { desk, view } = useClient();
    const task = useTask();
    const summary = room.summary.value;
    const [name, setName] = useState(summary.name);
    const [topic, setTopic] = useState(summary.topic);
    const [description, setDescription] = useState(before);
    const [isSaved, setSaved] = useState(false);
    const maySetAll = view.may(room, "changeRoom") && !summary.archived;
    const maySetTopic = view.may(room, "setTopic");
    const at = fieldOf(task);
    const problem = (field: string): string | null => (task.error && at === field ? sentenceOf(task.error) || null : null);
    const typing = (set: (text: string) => void) => (text: string): void => {
        set(text);
        setSaved(false);
        task.fail(null);
    };
    const save = async (): Promise<void> => {
        const clean = cleanRoomName(name);
        if (!clean.ok)
            return task.fail(clean.error);
        if (nameLength(topic) > limits.topicCharacters)
            return task.fail({ code: "topic-too-long", sentence: "" });
        if (messageLength(description) > limits.descriptionCharacters)
            return task.fail({ code: "description-too-long", sentence: "" });
        // Only what is another: each change is told in the room.
        const change: RoomChange = {
            name: maySetAll && clean.value !== summary.name ? clean.value : undefined,
            topic: topic.trim() !== summary.topic ? topic.trim() : undefined,
            description: maySetAll && description.trim() !== before ? description.trim() : undefined,
        };
        const saved = await task.run(async () => {
            const done = await desk.change(room, change);
            return done.ok ? success(true) : done;
        });
        setSaved(saved === true);
    };
    const fields = (
        <>
            <Field
                label="Name"
                name="name"
                value={name}
                what="A room's name"
                most={limits.roomNameCharacters}
                autocomplete="off"
                isFixed={!maySetAll}
                problem={problem("name")}
                onType={typing(setName)}
            />
            <Field
                label="Topic"
                name="topic"
                value={topic}
                what="A topic"
                most={limits.topicCharacters}
                autocomplete="off"
                capitals="sentences"
                isFixed={!maySetTopic}
                hint="One line, beside the name."
                problem={problem("topic")}
                onType={typing(setTopic)}
            />
            <TextField
                label="Description"
                name="description"
                value={description}
                what="A description"
                most={limits.descriptionCharacters}
                isFixed={!maySetAll}
                problem={problem("description")}
                onType={typing(setDescription)}
            />
        </>
    );
    if (!maySetTopic)
        return <div class="settings-form">{fields}</div>;
    return (
        <div class="settings-form">
            {maySetAll && (
                <PictureChooser hasPicture={summary.picture !== undefined} set={(image) => desk.setPicture(room, image)}>
                    <div class="profile-look">
                        <RoomMark room={room} />
                        <b dir="auto">{summary.name}</b>
                    </div>
                </PictureChooser>
            )}
            <Form task={task} submit="Save" done={isSaved ? "Saved." : null} at={at} onSubmit={() => void save()}>
                {fields}
            </Form>
        </div>
    );
}

/** What the room is called and for. */
export function RoomAbout({ room }: { readonly room: Room }): VNode {
    const { desk } = useClient();
    const task = useTask();
    const [description, setDescription] = useState<string | null>(null);
    const load = async (): Promise<void> => {
        const details = await task.run(() => desk.details(room));
        if (details)
            setDescription(details.description);
    };
    useEffect(() => void load(), [room]);
    if (description !== null)
        return <About room={room} description={description} />;
    return (
        <div class="settings-form">
            {task.error && (
                <p class="field-problem" role="alert">
                    {sentenceOf(task.error)}{" "}
                    <button class="button-quiet" onClick={() => void load()}>
                        Try again
                    </button>
                </p>
            )}
        </div>
    );
}
