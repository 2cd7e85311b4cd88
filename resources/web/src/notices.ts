// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Member, MembersChanged, UserId } from "./protocol/messages";

/** Comings and goings between two messages, coalesced to what is left of them. */
export interface Notice {
    readonly key: string;
    /** It stands after this event of the log. */
    readonly after: number;
    readonly time: number;
    readonly joined: readonly Member[];
    readonly left: readonly Member[];
    readonly moreJoined: number;
    readonly moreLeft: number;
}

/** More than anyone reads again. */
const most = 100;

/** The notices of one room, oldest first. A value, without I/O. */
export class Notices {
    private list: readonly Notice[] = [];
    private made = 0;

    all(): readonly Notice[] {
        return this.list;
    }

    clear(): void {
        this.list = [];
    }

    /** Takes over one tick's comings and goings, oneself apart. False when there is nothing to show. */
    add(change: MembersChanged, after: number, time: number, me: UserId | null): boolean {
        const joined = change.joined.filter((member) => member.id !== me);
        const left = change.left.filter((member) => member.id !== me);
        if (joined.length + left.length + change.moreJoined + change.moreLeft === 0)
            return false;
        const last = this.list[this.list.length - 1];
        const open = last?.after === after ? last : null;
        // Who came and went (or the other way) between two messages is not worth a line.
        const cameAgain = joined.filter((member) => has(open?.left, member));
        const leftAgain = left.filter((member) => has(open?.joined, member));
        const merged: Notice = {
            key: open?.key ?? `notice-${++this.made}`,
            after,
            time: open?.time ?? time,
            joined: without([...(open?.joined ?? []), ...without(joined, cameAgain)], leftAgain),
            left: without([...(open?.left ?? []), ...without(left, leftAgain)], cameAgain),
            moreJoined: (open?.moreJoined ?? 0) + change.moreJoined,
            moreLeft: (open?.moreLeft ?? 0) + change.moreLeft,
        };
        const before = open ? this.list.slice(0, -1) : this.list;
        this.list = noticeText(merged) === "" ? before : [...before, merged].slice(-most);
        return true;
    }
}

function has(list: readonly Member[] | undefined, member: Member): boolean {
    return list?.some((other) => other.id === member.id) ?? false;
}

function without(list: readonly Member[], others: readonly Member[]): readonly Member[] {
    return list.filter((member) => !has(others, member));
}

/** "Ana", "Ana and Ben", "Ana, Ben and Cleo", "Ana, Ben and 12 others". */
export function nameList(names: readonly string[], more = 0): string {
    const count = names.length + more;
    const [first, second, third] = names;
    if (first === undefined)
        return count === 1 ? "Somebody" : `${count} people`;
    if (second === undefined)
        return count === 1 ? first : `${first} and ${others(count - 1)}`;
    if (count === 2)
        return `${first} and ${second}`;
    if (count === 3 && third !== undefined)
        return `${first}, ${second} and ${third}`;
    return `${first}, ${second} and ${others(count - 2)}`;
}

function others(count: number): string {
    return count === 1 ? "1 other" : `${count} others`;
}

/** "Ana, Ben and 12 others joined"; "Ana joined, Ben left". */
export function noticeText(notice: Notice): string {
    const parts: string[] = [];
    if (notice.joined.length + notice.moreJoined > 0)
        parts.push(`${nameList(notice.joined.map((member) => member.name), notice.moreJoined)} joined`);
    if (notice.left.length + notice.moreLeft > 0)
        parts.push(`${nameList(notice.left.map((member) => member.name), notice.moreLeft)} left`);
    return parts.join("; ");
}
