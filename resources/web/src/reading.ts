// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ReadonlySignal } from "@preact/signals";
import type { Profile } from "./profile";
import type { User } from "./protocol/messages";
import type { Room } from "./room";

/**
 * How far the person has read in each room, and where the line of what is new stands. A message is
 * read when the end of its room's timeline is on a screen that somebody looks at.
 */
export class Reading {
    private atBottom = false;
    private attentive = true;

    constructor(
        private readonly profile: Profile,
        private readonly user: ReadonlySignal<User | null>,
        private readonly current: ReadonlySignal<Room | null>,
    ) {}

    /** Whether the end of the current room's timeline is on the screen. */
    showsBottom(atBottom: boolean): void {
        this.atBottom = atBottom;
        this.markRead();
    }

    /** Whether somebody looks at this window. */
    setAttentive(attentive: boolean): void {
        this.attentive = attentive;
        this.markRead();
    }

    /** The person turned to this room; where its timeline stands is not known yet. */
    opened(room: Room | null): void {
        this.atBottom = false;
        if (!room)
            return;
        room.newAfter.value = room.unread.value > 0 ? room.log.readSeq : null;
        room.touch();
    }

    closed(room: Room): void {
        room.newAfter.value = null;
        room.log.look(0);
    }

    /** After a join: takes up where this person stopped, in this window or another one. */
    joined(room: Room): void {
        const user = this.user.peek();
        if (!user)
            return;
        if (!room.isReadKnown.peek()) {
            // What was said before one first came is history, not news.
            const remembered = this.profile.readSeq(user.id, room.id);
            room.log.restoreReadSeq(Math.min(remembered ?? room.log.lastSeq, room.log.lastSeq));
            room.isReadKnown.value = true;
            if (room === this.current.peek() && room.log.unread > 0)
                room.newAfter.value = room.log.readSeq;
        }
        this.remember(room);
        room.touch();
        this.markRead();
    }

    /** Adds an event by `add`, and decides whether it is news. */
    take(room: Room, isMine: boolean, add: () => void): void {
        const hadReadAll = room.log.unread === 0;
        const stopped = room.log.readSeq;
        add();
        if (hadReadAll && isMine) {
            room.log.markRead(room.log.lastSeq);
            this.remember(room);
        } else if (hadReadAll && room === this.current.peek() && !(this.atBottom && this.attentive)) {
            room.newAfter.value = stopped;
        }
        this.markRead();
    }

    private markRead(): void {
        const room = this.current.peek();
        if (!room || !this.atBottom || !this.attentive || !room.isJoined.peek())
            return;
        if (room.log.hasNewer || room.log.unread === 0 || !room.isReadKnown.peek())
            return;
        room.log.markRead(room.log.lastSeq);
        this.remember(room);
        room.touch();
    }

    private remember(room: Room): void {
        const user = this.user.peek();
        if (user && room.isJoined.peek())
            this.profile.rememberRoom(user.id, room.id, room.log.readSeq);
    }
}
