// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Event } from "./protocol/messages";

/** What one step did to a log. */
export interface LogChange {
    readonly kind: "nothing" | "appended" | "prepended" | "replaced" | "droppedOldest" | "droppedNewest";
    /** How many events were added or dropped; for "replaced", how many there are now. */
    readonly count: number;
}

const nothing: LogChange = { kind: "nothing", count: 0 };

/** Past most, drop() thins the log to keep, from the end that is far from what one looks at. */
export interface Bounds {
    readonly most: number;
    readonly keep: number;
}

/** Of events, the run without holes that begins right after seq. */
function runAfter(events: readonly Event[], seq: number): readonly Event[] {
    const begin = events.findIndex((event) => event.seq > seq);
    if (begin < 0)
        return [];
    let end = begin;
    while (events[end]?.seq === seq + 1 + end - begin)
        ++end;
    return events.slice(begin, end);
}

/** Of events, the run without holes that ends right before seq. */
function runBefore(events: readonly Event[], seq: number): readonly Event[] {
    const found = events.findIndex((event) => event.seq >= seq);
    const end = found < 0 ? events.length : found;
    let begin = end;
    while (events[begin - 1]?.seq === seq - 1 - (end - begin))
        --begin;
    return events.slice(begin, end);
}

/**
 * The part of one room's log that this page holds: a run of events without holes, and how far the
 * person has read. Order is by seq alone. The C++ counterpart is desktop/client/roomlog.h.
 */
export class RoomLog {
    private held: readonly Event[] = [];
    private heardOf = 0;
    private read = 0;
    private lookAt = 0;
    private older = false;
    private following = true;
    private bounds: Bounds = { most: 1000, keep: 900 };

    /** Oldest first; the seqs are consecutive. */
    get events(): readonly Event[] {
        return this.held;
    }
    /** 0 when the log is empty. */
    get first(): number {
        return this.held[0]?.seq ?? 0;
    }
    get last(): number {
        return this.held[this.held.length - 1]?.seq ?? 0;
    }
    get hasOlder(): boolean {
        return this.older;
    }
    /** The room goes on after last. */
    get hasNewer(): boolean {
        return this.last < this.heardOf;
    }
    /** The newest seq of the room that we heard of. */
    get lastSeq(): number {
        return this.heardOf;
    }
    /** The newest event was held when last we looked, so that events that follow are wanted too. */
    get follows(): boolean {
        return this.following;
    }
    get readSeq(): number {
        return this.read;
    }
    get unread(): number {
        return Math.max(0, this.heardOf - this.read);
    }
    /** What to name in joinRoom.after; undefined when there is nothing to go on from. */
    get resumePoint(): number | undefined {
        if (this.held.length === 0)
            return undefined;
        // Someone who reads far up is not to lose their place: the end is loaded when they go there.
        return this.following ? this.last : this.heardOf;
    }

    /** The answer to a join; gap and more as in Joined. */
    join(events: readonly Event[], lastSeq: number, gap: boolean, more: boolean): LogChange {
        this.hearOf(lastSeq);
        this.read = Math.min(this.read, this.heardOf);
        if (this.held.length > 0 && !this.following) {
            this.hearOf(events[events.length - 1]?.seq ?? 0);
            return nothing;
        }
        if (this.held.length === 0 || gap)
            return this.replace(events, more);
        return events.length === 0 ? nothing : this.append(events, false);
    }

    /** A live event. One past a hole is not taken, and then hasNewer is true. */
    add(event: Event): LogChange {
        const isNext = event.seq === this.last + 1 && this.following;
        this.hearOf(event.seq);
        if (!isNext)
            return nothing;
        this.held = [...this.held, event];
        return { kind: "appended", count: 1 };
    }

    /** A page that ends right before first; others are passed over. */
    prepend(events: readonly Event[], more: boolean): LogChange {
        if (this.held.length === 0)
            return nothing;
        const run = runBefore(events, this.first);
        if (run.length === 0) {
            if (events.length === 0)
                this.older = more;
            return nothing;
        }
        this.older = more || run[0]?.seq !== events[0]?.seq;
        this.held = [...run, ...this.held];
        return { kind: "prepended", count: run.length };
    }

    /** A page that begins right after last, or earlier. */
    append(events: readonly Event[], more: boolean): LogChange {
        const [first] = events;
        if (!first) {
            // The server knows of nothing after what we hold; what we heard otherwise was wrong.
            if (!more) {
                this.heardOf = this.last;
                this.following = true;
            }
            return nothing;
        }
        if (this.held.length === 0)
            return this.replace(events, first.seq > 1);
        this.hearOf(events[events.length - 1]?.seq ?? 0);
        const run = runAfter(events, this.last);
        if (run.length === 0)
            return nothing;
        this.held = [...this.held, ...run];
        this.following ||= !more;
        return { kind: "appended", count: run.length };
    }

    /** The newest page, in place of what is held. */
    replace(events: readonly Event[], more: boolean): LogChange {
        const wasEmpty = this.held.length === 0;
        const last = events[events.length - 1];
        this.held = last ? runBefore(events, last.seq + 1) : [];
        this.older = more || this.held.length < events.length;
        this.following = true;
        this.lookAt = 0;
        if (this.held.length === 0)
            this.heardOf = 0;
        this.hearOf(this.last);
        return wasEmpty && this.held.length === 0 ? nothing : { kind: "replaced", count: this.held.length };
    }

    /** What was kept from before, while nothing is held. */
    restore(events: readonly Event[]): LogChange {
        return this.held.length > 0 ? nothing : this.append(events, false);
    }

    /** Lets go of the events, not of what is known about the room. */
    forget(): LogChange {
        const { heardOf } = this;
        const change = this.replace([], false);
        this.heardOf = heardOf;
        return change;
    }

    /** The room's newest seq, heard elsewhere (the room list). Never goes back. */
    hearOf(seq: number): void {
        this.heardOf = Math.max(this.heardOf, seq);
    }

    /** Thins the log when it is past its bound. Call it after each step that adds. */
    drop(): LogChange {
        const { most, keep } = this.bounds;
        const count = this.held.length - keep;
        if (this.held.length <= most)
            return nothing;
        if (this.lookAt > 0 && this.lookAt - this.first < this.last - this.lookAt) {
            this.held = this.held.slice(0, keep);
            this.following = false;
            return { kind: "droppedNewest", count };
        }
        this.held = this.held.slice(count);
        this.older = true;
        return { kind: "droppedOldest", count };
    }

    /** What is on the screen, so that drop() spares it; 0: the newest. */
    look(at: number): void {
        this.lookAt = at;
    }
    setBounds(bounds: Bounds): void {
        this.bounds = bounds;
    }
    /** Everything up to seq was read; never goes back, never past lastSeq. */
    markRead(seq: number): void {
        this.read = Math.max(this.read, Math.min(seq, this.heardOf));
    }
    /** What was remembered from before; may be anything. */
    restoreReadSeq(seq: number): void {
        this.read = seq;
    }
}
