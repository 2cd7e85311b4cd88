// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { dayInText, timeText } from "./format";
import type { Event, Role, RoomSummary, User, UserId } from "./protocol/messages";

/** What a room is called: a direct one by the others in it. */
export function roomTitle({ kind, name, people }: Pick<RoomSummary, "kind" | "name" | "people">, me: UserId | null): string {
    if (kind !== "direct")
        return name;
    const others = othersOf(people, me);
    return others.length === 0 ? "Yourself" : others.map((person) => person.name).join(", ");
}

/** Everybody of a direct room but oneself. */
export function othersOf(people: readonly User[], me: UserId | null): readonly User[] {
    return people.filter(({ id }) => id !== me);
}

export const roleWords: Readonly<Record<Role, string>> = { owner: "owner", moderator: "moderator", member: "member", reader: "reader" };

/** "an owner", "a reader". */
export function aRole(role: Role): string {
    return role === "owner" ? "an owner" : `a ${roleWords[role]}`;
}

/** Further away than this is for ever. */
const longest = 10 * 366 * 86_400_000;

export function isForEver(until: number, now: number): boolean {
    return until - now > longest;
}

/** "14:05", "tomorrow, 14:05", "Monday, 3 May, 14:05"; to follow "until". */
export function untilText(until: number, now: number): string {
    const day = dayInText(until, now);
    return day === dayInText(now, now) ? timeText(until) : `${day}, ${timeText(until)}`;
}

/** "30 seconds", "5 minutes", "90 seconds", "1 hour". */
export function spanText(seconds: number): string {
    const [size, unit] = ([[3600, "hour"], [60, "minute"]] as const).find(([each]) => seconds % each === 0) ?? [1, "second"];
    return seconds === size ? `1 ${unit}` : `${seconds / size} ${unit}s`;
}

/** What a notice of the log tells, in a sentence without its full stop. */
export function noticeSentence({ author, text, notice }: Event, me: UserId | null): string {
    if (!notice)
        return text;
    const who = author.id === me ? "You" : author.name;
    const { subject } = notice;
    const whom = subject ? (subject.id === me ? (subject.id === author.id ? "yourself" : "you") : subject.name) : "somebody";
    const because = text === "" ? "" : `: ${text}`;
    const lets = author.id === me ? "let" : "lets";
    switch (notice.kind) {
        case "renamed":
            return `${who} renamed the room to “${text}”`;
        case "topic":
            return text === "" ? `${who} took the topic away` : `${who} changed the topic to “${text}”`;
        case "role":
            return subject && subject.id === author.id
                ? `${who} ${author.id === me ? "are" : "is"} ${aRole(text as Role)} now`
                : `${who} made ${whom} ${aRole(text as Role)}`;
        case "muted":
            return `${who} muted ${whom}${because}`;
        case "unmuted":
            return `${who} ${lets} ${whom} write again${because}`;
        case "kicked":
            return `${who} removed ${whom}${because}`;
        case "banned":
            return `${who} banned ${whom}${because}`;
        case "unbanned":
            return `${who} ${lets} ${whom} come back${because}`;
        case "archived":
            return `${who} archived the room`;
        case "unarchived":
            return `${who} brought the room back`;
        case "public":
            return `${who} made the room public`;
        case "private":
            return `${who} made the room private`;
    }
}
