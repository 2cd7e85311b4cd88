// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { auditSentence } from "../auditwords";
import { minute } from "../browser";
import { dayText, timeText } from "../format";
import type { AuditRecord, RoomId } from "../protocol/messages";
import { success } from "../result";
import { useClient } from "./context";
import { Pager } from "./pager";
import { usePages } from "./pages";

function Line({ record, withRoom }: { readonly record: AuditRecord; readonly withRoom: boolean }): VNode {
    const { time, roomName, details } = record;
    const when = `${dayText(time, minute.value)}, ${timeText(time)}`;
    return (
        <li class="line">
            <p>
                <span dir="auto">{auditSentence(record)}</span>
                {details !== "" && (
                    <span class="muted" dir="auto">
                        {details}
                    </span>
                )}
                <span class="muted" dir="auto">
                    {withRoom && roomName !== "" ? `${when} · ${roomName}` : when}
                </span>
            </p>
        </li>
    );
}

/** What people with power over others did: in one room, or on all of the server. */
export function AuditList({ room }: { readonly room?: RoomId }): VNode {
    const { moderation } = useClient();
    const pages = usePages<AuditRecord>(room ?? "", async (before) => {
        const page = await moderation.audit(room, before);
        return page.ok ? success({ entries: page.value.records, more: page.value.more }) : page;
    });
    return (
        <Pager pages={pages} empty="Nothing has been done yet.">
            {(record) => <Line key={record.number} record={record} withRoom={room === undefined} />}
        </Pager>
    );
}
