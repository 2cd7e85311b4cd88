// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { fullTimeText } from "../format";
import { limits } from "../limits";
import { success } from "../result";
import { messageLength } from "../text";
import { useClient } from "./context";
import { TextField } from "./textfield";
import { Form } from "./form";
import { sentenceOf, useTask } from "./task";

/** A line that everybody is shown until it is replaced or taken back. */
export function AnnounceSettings(): VNode {
    const { moderation } = useClient();
    const task = useTask();
    const standing = moderation.standing.value;
    const [text, setText] = useState("");
    const [done, setDone] = useState<string | null>(null);
    const at = task.error?.code.startsWith("announcement-") || task.error?.code === "message-empty" ? "text" : null;
    const announce = async (words: string): Promise<void> => {
        if (messageLength(words) > limits.announcementCharacters)
            return task.fail({ code: "announcement-too-long", sentence: "" });
        const announced = await task.run(async () => {
            const answer = await moderation.announce(words);
            return answer.ok ? success(true) : answer;
        });
        if (!announced)
            return;
        setDone(words === "" ? "It is over." : "Announced.");
        setText("");
    };
    return (
        <Form
            task={task}
            submit="Announce"
            at={at}
            done={done}
            onSubmit={() => void (text.trim() === "" ? task.fail({ code: "message-empty", sentence: "Write what everybody should know." }) : announce(text.trim()))}
            also={
                standing && (
                    <button type="button" class="button-plain" aria-disabled={task.isBusy} onClick={() => void announce("")}>
                        End it
                    </button>
                )
            }
        >
            <p class="muted">Everybody sees it above their messages, now and when they come, until it is replaced or ended.</p>
            {standing && (
                <blockquote class="quote">
                    <b>Now, by {standing.author.name}</b>
                    <p dir="auto">{standing.text}</p>
                    <p class="muted">{fullTimeText(standing.time)}</p>
                </blockquote>
            )}
            <TextField
                label="What everybody should know"
                name="text"
                value={text}
                what="An announcement"
                most={limits.announcementCharacters}
                problem={(at && task.error && sentenceOf(task.error)) || null}
                onType={(typed) => {
                    setText(typed);
                    setDone(null);
                    task.fail(null);
                }}
            />
        </Form>
    );
}
