// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { limits } from "../limits";
import { nameLength } from "../text";
import { Select, type Choice } from "./choices";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { Sheet } from "./sheet";
import type { SheetContent } from "./sheetstate";
import { sentenceOf, useTask } from "./task";

/** Minutes; 0: for ever. */
const spans: readonly Choice<number>[] = [
    { value: 10, words: "10 minutes" },
    { value: 60, words: "1 hour" },
    { value: 24 * 60, words: "1 day" },
    { value: 7 * 24 * 60, words: "1 week" },
    { value: 0, words: "For ever" },
];

interface Act {
    readonly verb: string;
    /** How long it lasts at first; null: it is over at once. */
    readonly minutes: number | null;
    readonly meaning: string;
}

const acts: Readonly<Record<"mute" | "kick" | "ban", Act>> = {
    mute: { verb: "Mute", minutes: 60, meaning: "They can read, and not write." },
    kick: { verb: "Remove", minutes: null, meaning: "They are out of the room. Into a public room they can come back." },
    ban: { verb: "Ban", minutes: 0, meaning: "They are out of the room, and kept out." },
};

export interface SanctionFormProps {
    readonly sheet: Extract<SheetContent, { name: "sanction" }>;
    readonly onClose: () => void;
}

/** Why somebody is muted, removed or banned, and for how long. */
export function SanctionForm({ sheet, onClose }: SanctionFormProps): VNode {
    const { desk } = useClient();
    const task = useTask();
    const { verb, minutes, meaning } = acts[sheet.act];
    const [reason, setReason] = useState("");
    const [span, setSpan] = useState(minutes ?? 0);
    const at = task.error?.code === "reason-too-long" ? "reason" : null;
    const run = async (): Promise<void> => {
        if (nameLength(reason) > limits.reasonCharacters)
            return task.fail({ code: "reason-too-long", sentence: "" });
        await task.run(async () => {
            const lasting = minutes === null || span === 0 ? undefined : span;
            const done = await desk.moderate(sheet.room, sheet.person.id, sheet.act, reason.trim(), lasting);
            if (done.ok)
                onClose();
            return done;
        });
    };
    return (
        <Sheet title={`${verb} ${sheet.person.name}`} closing="Close without doing anything" onClose={onClose}>
            <Form task={task} submit={verb} look={sheet.act === "mute" ? "primary" : "danger"} at={at} onSubmit={() => void run()}>
                <p class="muted">
                    In {sheet.place}. {meaning}
                </p>
                <Field
                    label="Reason (optional)"
                    name="reason"
                    value={reason}
                    what="A reason"
                    most={limits.reasonCharacters}
                    autocomplete="off"
                    capitals="sentences"
                    hint="They and everybody in the room see it."
                    problem={(at && task.error && sentenceOf(task.error)) || null}
                    onType={(text) => {
                        setReason(text);
                        task.fail(null);
                    }}
                />
                {minutes !== null && <Select label="For how long" choices={spans} value={span} onChoose={setSpan} />}
            </Form>
        </Sheet>
    );
}
