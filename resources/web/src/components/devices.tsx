// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dayInText, timeText } from "../format";
import { minute } from "../browser";
import type { SessionInfo } from "../protocol/messages";
import { success } from "../result";
import { useClient } from "./context";
import { sentenceOf, useTask } from "./task";

/** "Firefox on Linux", "Hobnob for the desktop", or what the client calls itself. */
export function clientText(client: string): string {
    const [, browser] = /^hobnob-page\/[^ ]* \((.+)\)$/.exec(client) ?? [];
    if (browser)
        return browser;
    if (client.startsWith("hobnob-page/"))
        return "A browser";
    if (client.startsWith("hobnob-desktop/"))
        return "Hobnob for the desktop";
    return client === "" ? "Another program" : client;
}

function usedText(session: SessionInfo, now: number): string {
    if (session.current)
        return "This browser";
    return `Last used ${dayInText(session.used, now)}, ${timeText(session.used)}`;
}

interface DeviceProps {
    readonly session: SessionInfo;
    readonly isBusy: boolean;
    readonly onEnd: () => void;
}

function Device({ session, isBusy, onEnd }: DeviceProps): VNode {
    const name = clientText(session.client);
    return (
        <li class={`device${session.current ? " is-current" : ""}`}>
            <p>
                <b>{name}</b>
                <span class="muted">
                    {usedText(session, minute.value)}
                    {session.address && ` · ${session.address}`}
                </span>
                <span class="muted">Signed in {dayInText(session.created, minute.value)}</span>
            </p>
            {!session.current && (
                <button class="button-plain" aria-disabled={isBusy} aria-label={`Sign out ${name}`} onClick={onEnd}>
                    Sign out
                </button>
            )}
        </li>
    );
}

/** Where one is signed in, and the way to end that. */
export function Devices(): VNode {
    const { account } = useClient();
    const task = useTask();
    const [sessions, setSessions] = useState<readonly SessionInfo[] | null>(null);
    const [done, setDone] = useState("");
    const load = async (): Promise<void> => {
        const found = await task.run(() => account.sessions());
        if (found)
            setSessions(found);
    };
    useEffect(() => void load(), []);
    const end = async (what: SessionInfo | "others"): Promise<void> => {
        const ended = await task.run(async () => {
            const answer = what === "others" ? await account.endOtherSessions() : await account.endSession(what.key);
            return answer.ok ? success(true) : answer;
        });
        if (!ended)
            return;
        setDone(what === "others" ? "Signed out everywhere else." : `Signed out: ${clientText(what.client)}.`);
        await load();
    };
    const others = (sessions ?? []).filter(({ current }) => !current).length;
    return (
        <div class="settings-form">
            {sessions && (
                <ul class="devices">
                    {sessions.map((session) => (
                        <Device key={session.key} session={session} isBusy={task.isBusy} onEnd={() => void end(session)} />
                    ))}
                </ul>
            )}
            {task.error && (
                <p class="field-problem" role="alert">
                    {sentenceOf(task.error)}
                </p>
            )}
            <div class="settings-buttons">
                {others > 1 && (
                    <button class="button-plain" aria-disabled={task.isBusy} onClick={() => void end("others")}>
                        Sign out everywhere else
                    </button>
                )}
                {!sessions && task.error && (
                    <button class="button-plain" onClick={() => void load()}>
                        Try again
                    </button>
                )}
                <p class="settings-done" role="status">
                    {done}
                </p>
            </div>
        </div>
    );
}
