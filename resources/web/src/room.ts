// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import type { CachedRoom } from "./localcache";
import { limits } from "./limits";
import { MemberList } from "./memberlist";
import { MentionCount } from "./mentioncount";
import { Notices } from "./notices";
import { plainRules } from "./permissions";
import type { Event, RoomId, RoomSummary, Standing } from "./protocol/messages";
import { RoomLog } from "./roomlog";
import { excerpt } from "./text";
import { nobodyTypes } from "./typing";

export type Membership = "outside" | "joining" | "joined" | "leaving";

const plain = { kind: "public", topic: "", archived: false, rules: plainRules, people: [] } as const;

/** All that is known of one room. The logs are plain values; `changed` tells that one moved on. */
export class Room {
    readonly id: RoomId;
    readonly summary;
    readonly membership = signal<Membership>("outside");
    /** The server counts this session as being here; false from a loss of connection to the next join. */
    isLive = false;
    /** How far the person has read is known; before that, nothing counts as unread. */
    readonly isReadKnown = signal(false);
    /** What one may do here; of rooms that one is in. */
    readonly standing = signal<Omit<Standing, "room">>({ role: "member" });
    /** Slow mode: when one may say something again, by this computer's clock. */
    readonly slowUntil = signal(0);
    /** How far the server knows that the person has read. */
    readByServer = 0;
    readonly log = new RoomLog();
    readonly mentionCount = new MentionCount();
    readonly notices = new Notices();
    readonly members = new MemberList();
    readonly typing = signal(nobodyTypes);
    /** Events past this one are new since one last looked; null: no line. */
    readonly newAfter = signal<number | null>(null);
    /** Of messages of people whom one blocks, those that one wanted to see. */
    readonly unfolded = signal<ReadonlySet<number>>(new Set());
    /** Out of the list while nothing is said past this event; -1: it was not hidden. */
    readonly hiddenUpTo = signal(-1);
    /** Counts the changes of log, notices and reading. */
    readonly changed = signal(0);
    readonly membersChanged = signal(0);
    readonly loadingOlder = signal(false);
    readonly loadingNewer = signal(false);
    readonly isJoined = computed(() => this.membership.value === "joined");
    readonly unread = computed(() => (this.isCounted() ? this.log.unread : 0));
    /** Of the unread messages, those that mention the person. */
    readonly mentions = computed(() => (this.isCounted() ? Math.min(this.mentionCount.count, this.log.unread) : 0));

    constructor(summary: RoomSummary) {
        this.id = summary.id;
        this.summary = signal(summary);
        this.log.hearOf(summary.lastSeq);
    }

    /** What this browser kept, before the server was heard of. */
    static restored({ summary, read, standing }: CachedRoom): Room {
        // An earlier version kept less of a room.
        const room = new Room({ ...plain, ...summary });
        if (standing)
            room.standing.value = standing;
        room.membership.value = "joined";
        room.isReadKnown.value = true;
        room.log.restoreReadSeq(read.read);
        room.mentionCount.take(read, read.read);
        return room;
    }

    /** What to keep in this browser. */
    get cached(): CachedRoom {
        return {
            summary: { ...this.summary.peek(), lastSeq: this.log.lastSeq },
            read: { room: this.id, read: this.log.readSeq, ...this.mentionCount.state },
            standing: this.standing.peek(),
        };
    }

    update(summary: RoomSummary): void {
        this.log.hearOf(summary.lastSeq);
        this.summary.value = summary;
        this.touch();
    }

    /** What is said moves the room's line on: the server tells of lines only those who are not in the room. */
    hear({ seq, time, author, text, notice }: Event): void {
        const line = this.summary.peek();
        if (seq <= line.lastSeq)
            return;
        const said = notice ? {} : { lastAuthor: author.name, lastText: excerpt(text, limits.excerptCharacters) };
        this.summary.value = { ...line, lastSeq: seq, lastTime: time, ...said };
    }

    touch(): void {
        this.changed.value += 1;
    }

    private isCounted(): boolean {
        void this.changed.value;
        return this.membership.value === "joined" && this.isReadKnown.value;
    }
}
