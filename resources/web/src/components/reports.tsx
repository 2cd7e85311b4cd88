// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import flag from "icon:flag";
import { minute } from "../browser";
import { countText, dayInText, timeText } from "../format";
import { limits } from "../limits";
import type { Report, RoomId, User } from "../protocol/messages";
import { success } from "../result";
import { excerpt, nameLength } from "../text";
import { useClient } from "./context";
import { Field } from "./field";
import { Form } from "./form";
import { Icon } from "./icon";
import { Pager } from "./pager";
import { usePages } from "./pages";
import { Sheet } from "./sheet";
import { openSheet } from "./sheetstate";
import { sentenceOf, useTask } from "./task";

type Which = "waiting" | "resolved";

const tabs: readonly (readonly [Which, string])[] = [["waiting", "Waiting"], ["resolved", "Resolved"]];

function whenText(time: number): string {
    return `${dayInText(time, minute.value)}, ${timeText(time)}`;
}

/** What came of it. */
function Resolving({ report, onDone }: { readonly report: Report; readonly onDone: () => void }): VNode {
    const { moderation } = useClient();
    const task = useTask();
    const [note, setNote] = useState("");
    const at = task.error?.code === "reason-too-long" ? "note" : null;
    const resolve = async (): Promise<void> => {
        if (nameLength(note) > limits.reasonCharacters)
            return task.fail({ code: "reason-too-long", sentence: "" });
        await task.run(async () => {
            const done = await moderation.resolve(report.number, note.trim());
            if (done.ok)
                onDone();
            return done;
        });
    };
    return (
        <Form task={task} submit="Resolve" at={at} takesFocus onSubmit={() => void resolve()}>
            <Field
                label="What came of it (optional)"
                name="note"
                value={note}
                what="A note"
                most={limits.reasonCharacters}
                autocomplete="off"
                capitals="sentences"
                problem={(at && task.error && sentenceOf(task.error)) || null}
                onType={(text) => {
                    setNote(text);
                    task.fail(null);
                }}
            />
        </Form>
    );
}

/** Muting and banning the author where they wrote it, if one may there. */
function Acts({ report }: { readonly report: Report }): VNode | null {
    const client = useClient();
    const room = client.find(report.room);
    const { author } = report.event;
    if (!room || !client.view.may(room, "moderate") || author.id === client.user.value?.id)
        return null;
    const open = (act: "mute" | "ban", place: RoomId, person: User) => (): void =>
        openSheet({ name: "sanction", act, room: place, person, place: report.roomName });
    return (
        <>
            <button class="button-plain" onClick={open("mute", room.id, author)}>
                Mute…<span class="visually-hidden"> {author.name}</span>
            </button>
            <button class="button-danger-quiet" onClick={open("ban", room.id, author)}>
                Ban…<span class="visually-hidden"> {author.name}</span>
            </button>
        </>
    );
}

function Entry({ report, onDone }: { readonly report: Report; readonly onDone: () => void }): VNode {
    const [isResolving, setResolving] = useState(false);
    const { event, roomName, reporter, reason, created, resolvedBy, resolved, note } = report;
    return (
        <li class="report">
            <p class="muted">
                {event.author.name} in {roomName === "" ? "a direct message" : roomName}, {whenText(event.time)}
            </p>
            <blockquote class="quote">
                <p dir="auto">{excerpt(event.text, 1000)}</p>
            </blockquote>
            <p>
                <b>{reporter.name}</b>
                {reason === "" ? " gave no reason" : `: ${reason}`}
                <span class="muted"> · {whenText(created)}</span>
            </p>
            {resolvedBy && resolved !== undefined && (
                <p class="muted">
                    Resolved by {resolvedBy.name}, {whenText(resolved)}
                    {note !== "" && `: ${note}`}
                </p>
            )}
            {!resolvedBy && isResolving && <Resolving report={report} onDone={onDone} />}
            {!resolvedBy && (
                <div class="report-acts">
                    {!isResolving && (
                        <button class="button-plain" onClick={() => setResolving(true)}>
                            Resolve…
                        </button>
                    )}
                    <Acts report={report} />
                </div>
            )}
        </li>
    );
}

/** What people object to, for those who keep order. */
export function Reports({ onClose }: { readonly onClose: () => void }): VNode {
    const { moderation } = useClient();
    const [which, setWhich] = useState<Which>("waiting");
    const pages = usePages<Report>(which, async (before) => {
        const page = await moderation.reports(which, before);
        return page.ok ? success({ entries: page.value.reports, more: page.value.more }) : page;
    });
    const waiting = moderation.reportsWaiting.value;
    useEffect(() => {
        if (pages.entries)
            pages.again();
    }, [waiting]);
    return (
        <Sheet title="Reports" closing="Close the reports" size="large" onClose={onClose}>
            <div class="segments" role="group" aria-label="Which reports">
                {tabs.map(([value, words]) => (
                    <button key={value} aria-pressed={value === which} onClick={() => setWhich(value)}>
                        {words}
                        {value === "waiting" && waiting > 0 && <span class="pill">{waiting}</span>}
                    </button>
                ))}
            </div>
            <p class="visually-hidden" role="status">
                {pages.entries ? countText(pages.entries.length, "report", "reports") : ""}
            </p>
            <Pager pages={pages} empty={which === "waiting" ? "Nothing waits. What people report comes here." : "No report was resolved yet."}>
                {(report) => <Entry key={report.number} report={report} onDone={pages.again} />}
            </Pager>
        </Sheet>
    );
}

/** In the room list, for those who have something to look at. */
export function ReportsLine(): VNode | null {
    const { moderation } = useClient();
    const waiting = moderation.reportsWaiting.value;
    if (waiting === 0)
        return null;
    return (
        <button class="rooms-browse rooms-reports" aria-haspopup="dialog" onClick={() => openSheet({ name: "reports" })}>
            <Icon of={flag} size={16} /> {countText(waiting, "report", "reports")}
        </button>
    );
}
