// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Role } from "../protocol/messages";
import { success } from "../result";
import type { Room } from "../room";
import { spanText } from "../roomwords";
import { Choices, Select, type Choice } from "./choices";
import { useClient } from "./context";
import { Form } from "./form";
import { roomKinds } from "./newroom";
import { useTask } from "./task";

const who: readonly Choice<Role>[] = [
    { value: "member", words: "Everybody but readers" },
    { value: "moderator", words: "Moderators and owners" },
    { value: "owner", words: "Owners" },
];

/** Seconds. */
const pauses: readonly Choice<number>[] = [
    { value: 0, words: "Off" },
    { value: 10, words: "10 seconds" },
    { value: 30, words: "30 seconds" },
    { value: 60, words: "1 minute" },
    { value: 300, words: "5 minutes" },
    { value: 900, words: "15 minutes" },
    { value: 3600, words: "1 hour" },
];

/** What was set otherwise, such as by another program, stays among the choices. */
function pausesWith(value: number): readonly Choice<number>[] {
    return pauses.some((pause) => pause.value === value) ? pauses : [...pauses, { value, words: spanText(value) }];
}

/** Who finds the room, and who may do what in it. */
export function RoomRulesForm({ room }: { readonly room: Room }): VNode {
    const { desk, view } = useClient();
    const task = useTask();
    const summary = room.summary.value;
    const [kind, setKind] = useState(summary.kind === "private" ? ("private" as const) : ("public" as const));
    const [rules, setRules] = useState(summary.rules);
    const [isSaved, setSaved] = useState(false);
    const isFixed = !view.may(room, "changeRoom") || summary.archived;
    const change = (by: Partial<typeof rules>): void => {
        setRules({ ...rules, ...by });
        setSaved(false);
    };
    const save = async (): Promise<void> => {
        const saved = await task.run(async () => {
            const done = await desk.change(room, { kind: kind === summary.kind ? undefined : kind, rules });
            return done.ok ? success(true) : done;
        });
        setSaved(saved === true);
    };
    const fields = (
        <>
            <Choices
                label="Who it is for"
                choices={roomKinds}
                value={kind}
                isFixed={isFixed}
                onChoose={(wanted) => {
                    setKind(wanted);
                    setSaved(false);
                }}
            />
            <Select label="Who posts" choices={who} value={rules.post} isFixed={isFixed} onChoose={(post) => change({ post })} />
            <Select label="Who adds people" choices={who} value={rules.invite} isFixed={isFixed} onChoose={(invite) => change({ invite })} />
            <Select label="Who pins" choices={who} value={rules.pin} isFixed={isFixed} onChoose={(pin) => change({ pin })} />
            <Select
                label="Slow mode"
                hint="So long a member waits between two messages."
                choices={pausesWith(rules.slowMode)}
                value={rules.slowMode}
                isFixed={isFixed}
                onChoose={(slowMode) => change({ slowMode })}
            />
        </>
    );
    if (isFixed)
        return <div class="settings-form">{fields}</div>;
    return (
        <Form task={task} submit="Save" done={isSaved ? "Saved." : null} onSubmit={() => void save()}>
            {fields}
        </Form>
    );
}
