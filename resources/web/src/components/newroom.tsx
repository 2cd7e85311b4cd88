// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { limits } from "../limits";
import { cleanRoomName, nameLength } from "../text";
import { Choices, type Choice } from "./choices";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { Sheet } from "./sheet";
import { sentenceOf, useTask } from "./task";

export const roomKinds: readonly Choice<"public" | "private">[] = [
    { value: "public", words: "Public", hint: "Everybody finds it and may join." },
    { value: "private", words: "Private", hint: "Only those who are added know that it exists." },
];

export function NewRoom({ onClose }: { readonly onClose: () => void }): VNode {
    const { desk, self } = useClient();
    const task = useTask();
    const [name, setName] = useState("");
    const [topic, setTopic] = useState("");
    const [kind, setKind] = useState<"public" | "private">("public");
    const isGuest = self.value?.kind === "guest";
    const code = task.error?.code ?? "";
    const at = code.startsWith("room-") ? "name" : code === "topic-too-long" ? "topic" : null;
    const problem = (field: string): string | null => (task.error && at === field ? sentenceOf(task.error) : null);
    const typing = (set: (text: string) => void) => (text: string): void => {
        set(text);
        task.fail(null);
    };
    const create = async (): Promise<void> => {
        const clean = cleanRoomName(name);
        if (!clean.ok)
            return task.fail(clean.error);
        if (nameLength(topic) > limits.topicCharacters)
            return task.fail({ code: "topic-too-long", sentence: "" });
        await task.run(async () => {
            const made = await desk.create({ name: clean.value, kind, topic: topic.trim() });
            if (made.ok)
                onClose();
            return made;
        });
    };
    return (
        <Sheet title="New room" closing="Close without making a room" onClose={onClose}>
            <Form task={task} submit="Create" at={at} onSubmit={() => void create()}>
                <Field
                    label="Name"
                    name="name"
                    value={name}
                    what="A room's name"
                    most={limits.roomNameCharacters}
                    autocomplete="off"
                    problem={problem("name")}
                    onType={typing(setName)}
                />
                <Field
                    label="Topic (optional)"
                    name="topic"
                    value={topic}
                    what="A topic"
                    most={limits.topicCharacters}
                    autocomplete="off"
                    capitals="sentences"
                    problem={problem("topic") || null}
                    onType={typing(setTopic)}
                />
                {isGuest ? (
                    <p class="muted">Everybody finds it and may join. To have private rooms, make an account.</p>
                ) : (
                    <Choices label="Who it is for" choices={roomKinds} value={kind} onChoose={setKind} />
                )}
            </Form>
        </Sheet>
    );
}
