// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { limits } from "../limits";
import { excerpt, nameLength } from "../text";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { Sheet } from "./sheet";
import type { SheetContent } from "./sheetstate";
import { sentenceOf, useTask } from "./task";

export interface ReportFormProps {
    readonly sheet: Extract<SheetContent, { name: "report" }>;
    readonly onClose: () => void;
}

/** Tells those who keep order of a message. */
export function ReportForm({ sheet, onClose }: ReportFormProps): VNode {
    const client = useClient();
    const task = useTask();
    const [reason, setReason] = useState("");
    const at = task.error?.code === "reason-too-long" ? "reason" : null;
    const room = client.find(sheet.room);
    const isDirect = room?.summary.value.kind === "direct";
    const send = async (): Promise<void> => {
        if (nameLength(reason) > limits.reasonCharacters)
            return task.fail({ code: "reason-too-long", sentence: "" });
        await task.run(async () => {
            const sent = await client.moderation.report(sheet.room, sheet.seq, reason.trim());
            if (sent.ok) {
                client.told.add("Thank you. Your report waits for those who keep order here.");
                onClose();
            }
            return sent;
        });
    };
    return (
        <Sheet title="Report a message" closing="Close without reporting" onClose={onClose}>
            <Form task={task} submit="Report" at={at} onSubmit={() => void send()}>
                <blockquote class="quote">
                    <b dir="auto">{sheet.author.name}</b>
                    <p dir="auto">{excerpt(sheet.text, 300)}</p>
                </blockquote>
                <Field
                    label="What is wrong with it (optional)"
                    name="reason"
                    value={reason}
                    what="A reason"
                    most={limits.reasonCharacters}
                    autocomplete="off"
                    capitals="sentences"
                    hint={
                        isDirect
                            ? "The server's administrators see the message, who reports it and why."
                            : "The room's moderators see the message, who reports it and why."
                    }
                    problem={(at && task.error && sentenceOf(task.error)) || null}
                    onType={(text) => {
                        setReason(text);
                        task.fail(null);
                    }}
                />
            </Form>
        </Sheet>
    );
}
