// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { compareNames } from "./format";
import type { RoomId } from "./protocol/messages";
import type { Room } from "./room";

/** The parts of the room list. */
export interface RoomSections {
    /** By name, archived ones last. */
    readonly rooms: readonly Room[];
    /** Direct ones, the liveliest first. */
    readonly talks: readonly Room[];
}

function byName(a: Room, b: Room): number {
    return compareNames(a.summary.value.name, b.summary.value.name);
}

function byTime(a: Room, b: Room): number {
    return b.summary.value.lastTime - a.summary.value.lastTime;
}

function byUse(a: Room, b: Room): number {
    return Number(a.summary.value.archived) - Number(b.summary.value.archived);
}

function isHidden({ summary, hiddenUpTo }: Room): boolean {
    return summary.value.kind === "direct" && summary.value.lastSeq <= hiddenUpTo.value;
}

/** The rooms that one is in; but for hidden ones, of which one sees the one that one looks at. */
export function roomSections(rooms: readonly Room[], current: RoomId | null): RoomSections {
    const mine = rooms.filter((room) => room.isJoined.value);
    const isDirect = (room: Room): boolean => room.summary.value.kind === "direct";
    return {
        rooms: mine.filter((room) => !isDirect(room)).sort((a, b) => byUse(a, b) || byName(a, b)),
        talks: mine.filter((room) => isDirect(room) && (room.id === current || !isHidden(room))).sort(byTime),
    };
}

/** The same one after the other, as they are listed. */
export function joinedRooms(all: readonly Room[], current: RoomId | null): readonly Room[] {
    const { rooms, talks } = roomSections(all, current);
    return [...rooms, ...talks];
}

/** The public rooms with this in their name or topic: those whose name begins with it first, then the liveliest; archived ones last. */
export function browseRooms(rooms: readonly Room[], typed: string): readonly Room[] {
    const wanted = typed.trim().toLocaleLowerCase();
    const rank = ({ summary }: Room): number => (summary.value.name.toLocaleLowerCase().startsWith(wanted) ? 0 : 1);
    return rooms
        .filter(({ summary }) => {
            const { kind, name, topic } = summary.value;
            return kind === "public" && `${name}\n${topic}`.toLocaleLowerCase().includes(wanted);
        })
        .sort((a, b) => byUse(a, b) || rank(a) - rank(b) || byTime(a, b) || byName(a, b));
}
