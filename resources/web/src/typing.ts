// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "./limits";
import type { User, UserId } from "./protocol/messages";

/** Who types in a room, as the server says it: users names the first of count. */
export interface TypingNow {
    readonly users: readonly User[];
    readonly count: number;
}

export const nobodyTypes: TypingNow = { users: [], count: 0 };

/** The line under the timeline; empty when nobody else types. */
export function typingLine(now: TypingNow, me: UserId | null, iType: boolean): string {
    const others = now.users.filter((user) => user.id !== me);
    const listsMe = others.length < now.users.length;
    const isListCut = now.count > now.users.length;
    const count = Math.max(others.length, now.count - (listsMe || (isListCut && iType) ? 1 : 0));
    const [first, second] = others;
    if (count === 0 || !first)
        return "";
    if (count === 1)
        return `${first.name} is typing…`;
    if (count === 2 && second)
        return `${first.name} and ${second.name} are typing…`;
    return "Several people are typing…";
}

/** When to tell the server that somebody types here: at once, then seldom, and when they stop. */
export class TypingNotifier {
    private told: number | null = null;

    /** Whether to send typing: true now. */
    typed(now: number): boolean {
        if (this.told !== null && now - this.told < limits.typingRepeat)
            return false;
        this.told = now;
        return true;
    }

    /** Whether to send typing: false now. */
    stopped(): boolean {
        const was = this.told !== null;
        this.told = null;
        return was;
    }

    isTyping(now: number): boolean {
        return this.told !== null && now - this.told < limits.typingExpiry;
    }
}
