// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ReadonlySignal } from "@preact/signals";
import type { Clock } from "./clock";
import type { ReadState, RoomId } from "./protocol/messages";
import type { Room } from "./room";
import type { Session } from "./session";

/** Milliseconds between two tellings of one room. */
const pause = 1000;

/**
 * How far the person has read in each room, and where the line of what is new stands. A message is
 * read when the end of its room's timeline is on a screen that somebody looks at. The server keeps
 * the pointers; what is read while it cannot be reached is told when it can.
 */
export class Reading {
    private atBottom = false;
    private attentive = true;
    /** Rooms that were told of a moment ago. */
    private readonly resting = new Set<RoomId>();

    constructor(
        private readonly session: Session,
        private readonly current: ReadonlySignal<Room | null>,
        private readonly clock: Clock,
        private readonly keep: (room: Room) => void,
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

    /** The server says how far the person has read, in this window or another; what is read never goes back. */
    moved(room: Room, state: ReadState): void {
        const ours = room.isReadKnown.peek() ? room.log.readSeq : 0;
        room.log.restoreReadSeq(Math.max(ours, state.read));
        room.isReadKnown.value = true;
        room.readByServer = state.read;
        room.mentionCount.take(state, room.log.readSeq);
        this.changed(room);
    }

    /** After a join: shows where this person stopped, and tells the server what it missed. */
    joined(room: Room): void {
        const isCurrent = room === this.current.peek();
        if (isCurrent && room.newAfter.peek() === null && room.log.unread > 0)
            room.newAfter.value = room.log.readSeq;
        this.changed(room);
        this.markRead();
        this.tell(room);
    }

    /** Somebody's own post: they have read what came before it, and the server knows. */
    posted(room: Room, seq: number): void {
        room.log.markRead(seq);
        room.mentionCount.readUpTo(room.log.readSeq);
        room.readByServer = Math.max(room.readByServer, seq);
        this.keep(room);
    }

    /** Adds an event by `add`, and decides whether it is news. */
    take(room: Room, isMine: boolean, add: () => void): void {
        const hadReadAll = room.log.unread === 0;
        const stopped = room.log.readSeq;
        add();
        if (!isMine && hadReadAll && room === this.current.peek() && !(this.atBottom && this.attentive))
            room.newAfter.value = stopped;
        this.markRead();
    }

    private markRead(): void {
        const room = this.current.peek();
        if (!room || !this.atBottom || !this.attentive || !room.isJoined.peek())
            return;
        if (room.log.hasNewer || room.log.unread === 0 || !room.isReadKnown.peek())
            return;
        room.log.markRead(room.log.lastSeq);
        room.mentionCount.readUpTo(room.log.readSeq);
        this.changed(room);
        this.tell(room);
    }

    private changed(room: Room): void {
        this.keep(room);
        room.touch();
    }

    /** At once, and then at most once a second. */
    private tell(room: Room): void {
        const seq = room.log.readSeq;
        if (!room.isLive || seq <= room.readByServer || this.resting.has(room.id))
            return;
        room.readByServer = seq;
        this.session.tell({ type: "markRead", room: room.id, seq });
        this.resting.add(room.id);
        this.clock.after(pause, () => {
            this.resting.delete(room.id);
            this.tell(room);
        });
    }
}
