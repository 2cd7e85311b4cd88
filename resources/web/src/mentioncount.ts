// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ReadState } from "./protocol/messages";

/**
 * How many unread messages of one room mention the person: what the server counted up to upTo, and
 * those after it that were heard of here.
 */
export class MentionCount {
    private counted = 0;
    private upTo = 0;
    private heard = new Set<number>();

    get count(): number {
        return this.counted + this.heard.size;
    }
    /** The server's share, for keeping it. */
    get state(): Pick<ReadState, "mentions" | "upTo"> {
        return { mentions: this.counted, upTo: this.upTo };
    }

    /** What the server says. Older than what is read here by now, it counts what is read already. */
    take(state: ReadState, read: number): void {
        if (state.read < read && read >= state.upTo)
            return this.readUpTo(read);
        this.counted = state.mentions;
        this.upTo = state.upTo;
        this.heard = new Set([...this.heard].filter((seq) => seq > state.upTo));
    }

    /** A message mentions the person; it may be told several times. */
    hear(seq: number, read: number): void {
        if (seq > this.upTo && seq > read)
            this.heard.add(seq);
    }

    readUpTo(seq: number): void {
        if (seq >= this.upTo)
            this.counted = 0;
        this.heard = new Set([...this.heard].filter((mention) => mention > seq));
    }
}
