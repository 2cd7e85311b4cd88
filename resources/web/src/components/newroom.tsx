// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { limits } from "../limits";
import { cleanRoomName } from "../text";
import { useClient } from "./context";
import { Field } from "./field";

export function NewRoom({ onClose }: { readonly onClose: () => void }): VNode {
    const client = useClient();
    const [name, setName] = useState("");
    const [problem, setProblem] = useState<string | null>(null);
    const form = useRef<HTMLFormElement>(null);
    useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);

    const create = async (): Promise<void> => {
        const clean = cleanRoomName(name);
        const created = clean.ok ? await client.desk.create({ name: clean.value, kind: "public", topic: "" }) : clean;
        if (created.ok)
            onClose();
        else
            setProblem(created.error.code === "unreachable" ? "You are offline. Try again when the server is back." : created.error.sentence);
    };
    return (
        <form
            class="new-room"
            ref={form}
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                void create();
            }}
            onKeyDown={(event) => {
                if (event.key !== "Escape")
                    return;
                // In the drawer, Esc closes only this form.
                event.preventDefault();
                event.stopPropagation();
                onClose();
            }}
        >
            <Field
                label="Name of the new room"
                name="new-room"
                value={name}
                what="A room's name"
                most={limits.roomNameCharacters}
                autocomplete="off"
                problem={problem}
                onType={(text) => {
                    setName(text);
                    setProblem(null);
                }}
            />
            <div class="new-room-buttons">
                <button type="button" class="button-quiet" onClick={onClose}>
                    Cancel
                </button>
                <button type="submit" class="button-primary">
                    Create
                </button>
            </div>
        </form>
    );
}
