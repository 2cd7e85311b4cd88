// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import { MemberList } from "./memberlist";
import { Notices } from "./notices";
import type { RoomId, RoomSummary } from "./protocol/messages";
import { RoomLog } from "./roomlog";
import { nobodyTypes } from "./typing";

export type Membership = "outside" | "joining" | "joined" | "leaving";

/** All that is known of one room. The logs are plain values; `changed` tells that one moved on. */
export class Room {
    readonly id: RoomId;
    readonly summary;
    readonly membership = signal<Membership>("outside");
    /** The server counts this session as being here; false from a loss of connection to the next join. */
    isLive = false;
    /** How far the person has read is known; before that, nothing counts as unread. */
    readonly isReadKnown = signal(false);
    readonly log = new RoomLog();
    readonly notices = new Notices();
    readonly members = new MemberList();
    readonly typing = signal(nobodyTypes);
    /** Events past this one are new since one last looked; null: no line. */
    readonly newAfter = signal<number | null>(null);
    /** Counts the changes of log, notices and reading. */
    readonly changed = signal(0);
    readonly membersChanged = signal(0);
    readonly loadingOlder = signal(false);
    readonly loadingNewer = signal(false);
    readonly isJoined = computed(() => this.membership.value === "joined");
    readonly unread = computed(() => {
        void this.changed.value;
        return this.membership.value === "joined" && this.isReadKnown.value ? this.log.unread : 0;
    });

    constructor(summary: RoomSummary) {
        this.id = summary.id;
        this.summary = signal(summary);
        this.log.hearOf(summary.lastSeq);
    }

    update(summary: RoomSummary): void {
        this.log.hearOf(summary.lastSeq);
        this.summary.value = summary;
        this.touch();
    }

    touch(): void {
        this.changed.value += 1;
    }
}
