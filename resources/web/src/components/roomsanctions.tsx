// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { minute } from "../browser";
import type { Sanction } from "../protocol/messages";
import { success } from "../result";
import type { Room } from "../room";
import { isForEver, untilText } from "../roomwords";
import { useClient } from "./context";
import { sentenceOf, useTask } from "./task";

function aboutText({ kind, by, ends }: Sanction, now: number): string {
    const what = kind === "ban" ? "Banned" : "Muted";
    const until = ends === undefined || isForEver(ends, now) ? "for ever" : `until ${untilText(ends, now)}`;
    return `${what} ${until}, by ${by.name}`;
}

/** Who may not write or not come in, and the way to end that. */
export function RoomSanctions({ room }: { readonly room: Room }): VNode {
    const { desk } = useClient();
    const task = useTask();
    const [sanctions, setSanctions] = useState<readonly Sanction[] | null>(null);
    const [done, setDone] = useState("");
    const load = async (): Promise<void> => {
        const found = await task.run(() => desk.sanctions(room));
        if (found)
            setSanctions(found);
    };
    useEffect(() => void load(), [room]);
    const lift = async ({ person, kind }: Sanction): Promise<void> => {
        const lifted = await task.run(async () => {
            const answer = await desk.moderate(room.id, person.id, kind === "ban" ? "unban" : "unmute");
            return answer.ok ? success(true) : answer;
        });
        if (!lifted)
            return;
        setDone(kind === "ban" ? `${person.name} may come in again.` : `${person.name} may write again.`);
        await load();
    };
    return (
        <div class="settings-form">
            {sanctions && sanctions.length > 0 && (
                <ul class="lines">
                    {sanctions.map((sanction) => {
                        const verb = sanction.kind === "ban" ? "Lift" : "Unmute";
                        return (
                            <li key={`${sanction.kind}-${sanction.person.id}`} class="line">
                                <p>
                                    <b dir="auto">{sanction.person.name}</b>
                                    <span class="muted">{aboutText(sanction, minute.value)}</span>
                                    {sanction.reason !== "" && (
                                        <span class="muted" dir="auto">
                                            {sanction.reason}
                                        </span>
                                    )}
                                </p>
                                <button
                                    class="button-plain"
                                    aria-disabled={task.isBusy}
                                    aria-label={sanction.kind === "ban" ? `Lift the ban on ${sanction.person.name}` : `Unmute ${sanction.person.name}`}
                                    onClick={() => void lift(sanction)}
                                >
                                    {verb}
                                </button>
                            </li>
                        );
                    })}
                </ul>
            )}
            {sanctions?.length === 0 && <p class="muted">Nobody is banned or muted here.</p>}
            {task.error && (
                <p class="field-problem" role="alert">
                    {sentenceOf(task.error)}{" "}
                    {!sanctions && (
                        <button class="button-quiet" onClick={() => void load()}>
                            Try again
                        </button>
                    )}
                </p>
            )}
            <p class="settings-done" role="status">
                {done}
            </p>
        </div>
    );
}
