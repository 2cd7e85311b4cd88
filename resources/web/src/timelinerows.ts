// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { dayOf } from "./format";
import { mentions } from "./mentions";
import { noticeText, type Notice } from "./notices";
import type { PendingMessage } from "./outbox";
import type { ClientId, Event, User, UserId } from "./protocol/messages";
import { noticeSentence } from "./roomwords";

export interface MessageRow {
    readonly kind: "message";
    readonly key: string;
    readonly author: User;
    readonly text: string;
    readonly time: number;
    /** 0 while it has no place in the log yet. */
    readonly seq: number;
    /** The first of a group, with avatar, name and time. */
    readonly isHead: boolean;
    readonly pending: PendingMessage | null;
    /** Somebody else names the person who looks. */
    readonly mentionsMe: boolean;
    /** A program wrote it. */
    readonly isBot: boolean;
}

export type Row =
    | { readonly kind: "start"; readonly key: string }
    | { readonly kind: "day"; readonly key: string; readonly time: number }
    | { readonly kind: "new"; readonly key: string }
    | { readonly kind: "notice"; readonly key: string; readonly text: string; readonly time: number }
    /** What people wrote whom one does not want to hear of: these events, one after the other. */
    | { readonly kind: "folded"; readonly key: string; readonly seqs: readonly number[] }
    | MessageRow;

export interface TimelineContent {
    readonly events: readonly Event[];
    readonly hasOlder: boolean;
    readonly hasNewer: boolean;
    readonly notices: readonly Notice[];
    readonly pending: readonly PendingMessage[];
    /** Events past this one are new since one last looked; null: no line. */
    readonly newAfter: number | null;
    readonly me: User | null;
    /** Whose messages are folded, but for those that were unfolded. */
    readonly isBlocked?: (id: UserId) => boolean;
    readonly unfolded?: ReadonlySet<number>;
}

const groupSpan = HOBNOB_GROUP.minutes * 60_000;

/** Keeps its key when its event replaces it, so that nothing on the screen is made anew. */
function messageKey(author: User, clientId: ClientId): string {
    return `${author.id}/${clientId}`;
}

class Builder {
    readonly rows: Row[] = [];
    private day = Number.NaN;
    private group: { readonly author: User; readonly time: number; count: number } | null = null;

    startDay(time: number): void {
        const day = dayOf(time);
        if (day === this.day)
            return;
        this.day = day;
        this.group = null;
        this.rows.push({ kind: "day", key: `day-${day}`, time });
    }

    fold(key: string, { seq, time }: Event): void {
        this.startDay(time);
        const last = this.rows[this.rows.length - 1];
        if (last?.kind === "folded")
            this.rows[this.rows.length - 1] = { ...last, seqs: [...last.seqs, seq] };
        else
            this.separate({ kind: "folded", key: `folded-${key}`, seqs: [seq] });
    }

    separate(row: Row): void {
        this.group = null;
        this.rows.push(row);
    }

    message(row: Omit<MessageRow, "kind" | "isHead">): void {
        this.startDay(row.time);
        const { group } = this;
        const isHead =
            !group ||
            group.author.id !== row.author.id ||
            group.author.name !== row.author.name ||
            row.time - group.time >= groupSpan ||
            group.count >= HOBNOB_GROUP.messages;
        if (isHead)
            this.group = { author: row.author, time: row.time, count: 1 };
        else
            ++group.count;
        this.rows.push({ ...row, kind: "message", isHead });
    }
}

/** What a room's timeline shows, top to bottom. Pure. */
export function timelineRows(content: TimelineContent): readonly Row[] {
    const { events, notices, newAfter, me } = content;
    const builder = new Builder();
    if (!content.hasOlder)
        builder.separate({ kind: "start", key: "start" });
    const first = events[0]?.seq ?? 0;
    let next = notices.findIndex((notice) => notice.after >= first - 1);
    let isNewShown = false;
    const noticesUpTo = (seq: number): void => {
        for (; next >= 0 && next < notices.length; ++next) {
            const notice = notices[next];
            if (!notice || notice.after > seq)
                return;
            builder.startDay(notice.time);
            builder.separate({ kind: "notice", key: notice.key, text: noticeText(notice), time: notice.time });
        }
    };
    for (const event of events) {
        noticesUpTo(event.seq - 1);
        if (newAfter !== null && !isNewShown && event.seq > newAfter && event.author.id !== me?.id) {
            isNewShown = true;
            // A line above the oldest that is held says nothing: what is new may begin further up.
            if (event.seq > first || !content.hasOlder) {
                builder.startDay(event.time);
                builder.separate({ kind: "new", key: "new" });
            }
        }
        const key = messageKey(event.author, event.clientId);
        if (event.notice) {
            builder.startDay(event.time);
            builder.separate({ kind: "notice", key, text: noticeSentence(event, me?.id ?? null), time: event.time });
            continue;
        }
        if (content.isBlocked?.(event.author.id) && !content.unfolded?.has(event.seq)) {
            builder.fold(key, event);
            continue;
        }
        builder.message({
            key,
            author: event.author,
            text: event.text,
            time: event.time,
            seq: event.seq,
            pending: null,
            mentionsMe: me !== null && event.author.id !== me.id && mentions(event.text, me.name),
            isBot: event.bot === true,
        });
    }
    // While the log goes on below what is held, what comes last has no place yet.
    if (content.hasNewer)
        return builder.rows;
    noticesUpTo(Number.MAX_SAFE_INTEGER);
    if (!me)
        return builder.rows;
    const held = new Set(events.slice(-200).map((event) => messageKey(event.author, event.clientId)));
    for (const pending of content.pending) {
        const key = messageKey(me, pending.clientId);
        if (!held.has(key))
            builder.message({ key, author: me, text: pending.text, time: pending.time, seq: 0, pending, mentionsMe: false, isBot: false });
    }
    return builder.rows;
}
