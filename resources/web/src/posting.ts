// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { isAtLeast } from "./permissions";
import type { Role, RoomSummary, User } from "./protocol/messages";
import { isForEver, untilText } from "./roomwords";

/** Where somebody stands who wants to write. */
export interface Writer {
    readonly room: RoomSummary;
    /** What counts: administrators are owners. */
    readonly role: Role;
    readonly mutedUntil: number | undefined;
    /** Of a direct room of two: the other, when the writer blocks them. */
    readonly blocked: User | null;
}

/** Why nothing can be written, and when that ends by itself, if it does. */
export interface Hindrance {
    readonly kind: "archived" | "blocked" | "reader" | "rule" | "muted";
    readonly words: string;
    readonly until?: number;
}

/** Null when one can write. now: as times of the server are. */
export function whyNotWrite({ room, role, mutedUntil, blocked }: Writer, now: number): Hindrance | null {
    if (room.archived)
        return { kind: "archived", words: "This room is archived." };
    if (room.kind === "direct")
        return blocked && { kind: "blocked", words: `You blocked ${blocked.name}.` };
    if (mutedUntil !== undefined && mutedUntil > now)
        return isForEver(mutedUntil, now)
            ? { kind: "muted", words: "You are muted here." }
            : { kind: "muted", words: `You are muted until ${untilText(mutedUntil, now)}.`, until: mutedUntil };
    if (!isAtLeast(role, "member"))
        return { kind: "reader", words: "You are a reader here." };
    if (!isAtLeast(role, room.rules.post))
        return { kind: "rule", words: room.rules.post === "owner" ? "Only owners post here." : "Only moderators post here." };
    return null;
}

/** The countdown of slow mode: what is sent meanwhile waits. */
export function slowWords(seconds: number): string {
    if (seconds < 60)
        return `Slow mode: your next message goes out in ${seconds === 1 ? "one second" : `${seconds} seconds`}.`;
    return `Slow mode: your next message goes out in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}.`;
}

/** Until when a member's next message has to wait after one that was said then; 0 when it has not. */
export function slowUntil({ rules, kind }: RoomSummary, role: Role, said: number): number {
    return kind === "direct" || rules.slowMode === 0 || isAtLeast(role, "moderator") ? 0 : said + rules.slowMode * 1000;
}
