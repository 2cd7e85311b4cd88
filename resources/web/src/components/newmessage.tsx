// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { limits } from "../limits";
import type { Person } from "../protocol/messages";
import type { Result } from "../result";
import type { Room } from "../room";
import { useClient } from "./context";
import { Form } from "./form";
import { PeoplePicker, type PeoplePickerProps } from "./peoplepicker";
import { Sheet } from "./sheet";
import { sentenceOf, useTask } from "./task";

interface ChoosingProps extends Pick<PeoplePickerProps, "label" | "most" | "without"> {
    readonly submit: string;
    readonly run: (chosen: readonly Person[]) => Promise<Result<null>>;
    readonly onDone: () => void;
}

function Choosing({ submit, run, onDone, ...picker }: ChoosingProps): VNode {
    const task = useTask();
    const [chosen, setChosen] = useState<readonly Person[]>([]);
    const send = async (): Promise<void> => {
        if (chosen.length === 0)
            return task.fail({ code: "person-unknown", sentence: "Choose somebody first." });
        await task.run(async () => {
            const done = await run(chosen);
            if (done.ok)
                onDone();
            return done;
        });
    };
    return (
        <Form task={task} submit={submit} at="people" onSubmit={() => void send()}>
            <PeoplePicker
                {...picker}
                chosen={chosen}
                problem={task.error && sentenceOf(task.error)}
                onChoose={(people) => {
                    setChosen(people);
                    task.fail(null);
                }}
            />
        </Form>
    );
}

/** A direct message to one person or a few; the same people have the same one every time. */
export function NewMessage({ onClose }: { readonly onClose: () => void }): VNode {
    const { desk } = useClient();
    return (
        <Sheet title="New message" closing="Close without writing to anybody" onClose={onClose}>
            <Choosing
                label="To"
                submit="Open"
                most={limits.directPeople - 1}
                run={(chosen) => desk.openDirect(chosen.map(({ id }) => id))}
                onDone={onClose}
            />
        </Sheet>
    );
}

export function AddPeople({ room, onClose }: { readonly room: Room; readonly onClose: () => void }): VNode {
    const { desk, view } = useClient();
    return (
        <Sheet title={`Add people to ${view.titleOf(room)}`} closing="Close without adding anybody" onClose={onClose}>
            <Choosing
                label="Whom to add"
                submit="Add"
                most={limits.addedPeople}
                without={(id) => room.members.find(id) !== undefined}
                run={(chosen) => desk.add(room, chosen.map(({ id }) => id))}
                onDone={onClose}
            />
        </Sheet>
    );
}
