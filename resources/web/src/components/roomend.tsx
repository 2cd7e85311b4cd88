// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Room } from "../room";
import { limits } from "../limits";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { useTask } from "./task";

function Archive({ room }: { readonly room: Room }): VNode {
    const { desk } = useClient();
    const task = useTask();
    const { archived } = room.summary.value;
    return (
        <div class="ending">
            <h4>{archived ? "Take out of the archive" : "Archive"}</h4>
            <p class="muted">{archived ? "People can write here again." : "Nobody writes here any more. It can be read, and taken out of the archive again."}</p>
            <Form
                task={task}
                submit={archived ? "Take it out of the archive" : "Archive the room"}
                look="plain"
                onSubmit={() => void task.run(() => desk.change(room, { archived: !archived }))}
            />
        </div>
    );
}

function Delete({ room }: { readonly room: Room }): VNode {
    const { desk } = useClient();
    const task = useTask();
    const [isChosen, setChosen] = useState(false);
    const [typed, setTyped] = useState("");
    const { name } = room.summary.value;
    const at = task.error?.code === "room-name-invalid" ? "name" : null;
    const run = async (): Promise<void> => {
        if (typed.trim() !== name)
            return task.fail({ code: "room-name-invalid", sentence: "This is not the room's name." });
        await task.run(() => desk.delete(room));
    };
    return (
        <div class="ending">
            <h4>Delete</h4>
            <p class="muted">For ever, with everything that was said in it. Its name is free for others.</p>
            {isChosen ? (
                <Form
                    task={task}
                    submit="Delete the room"
                    look="danger"
                    at={at}
                    takesFocus
                    onSubmit={() => void run()}
                    also={
                        <button
                            type="button"
                            class="button-plain"
                            onClick={() => {
                                setChosen(false);
                                setTyped("");
                                task.fail(null);
                            }}
                        >
                            Cancel
                        </button>
                    }
                >
                    <Field
                        label="The room's name, to be sure"
                        name="name"
                        value={typed}
                        what="A room's name"
                        most={limits.roomNameCharacters}
                        autocomplete="off"
                        capitals="none"
                        hint={name}
                        problem={at && (task.error?.sentence ?? null)}
                        onType={(text) => {
                            setTyped(text);
                            task.fail(null);
                        }}
                    />
                </Form>
            ) : (
                <button class="button-danger-quiet" onClick={() => setChosen(true)}>
                    Delete the room…
                </button>
            )}
        </div>
    );
}

/** How a room comes to its end. */
export function RoomEnd({ room }: { readonly room: Room }): VNode {
    return (
        <div class="settings-form">
            <Archive room={room} />
            <Delete room={room} />
        </div>
    );
}
