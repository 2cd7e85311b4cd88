// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { dayOf } from "./format";
import type { Member, MembersChanged, UserId } from "./protocol/messages";

/** Someone of whom the run told: how it found them and how it left them. */
interface Person {
    readonly id: UserId;
    readonly name: string;
    readonly first: "joined" | "left";
    readonly last: "joined" | "left";
}

type Outcome = "joined" | "left" | "came and went" | "left and came back";

/** In the order in which it is told. */
const outcomes: readonly Outcome[] = ["joined", "left", "came and went", "left and came back"];

/** The comings and goings between two messages. Everyone is told of once. */
export interface Notice {
    readonly key: string;
    /** It stands after this event of the log. */
    readonly after: number;
    readonly time: number;
    readonly people: readonly Person[];
    /** Those who are only counted. */
    readonly more: Readonly<Record<Outcome, number>>;
}

/** More than anyone reads again. */
const most = 100;
/** As many as one change can name; past it people are only counted. */
const mostNamed = 100;

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

    /**
     * Takes over one tick's comings and goings, oneself apart. A notice changes its words and never
     * goes away. False when there is nothing to show.
     */
    add(change: MembersChanged, after: number, time: number, me: UserId | null): boolean {
        const joined = change.joined.filter((member) => member.id !== me);
        const left = change.left.filter((member) => member.id !== me);
        if (joined.length + left.length + change.moreJoined + change.moreLeft === 0)
            return false;
        const last = this.list[this.list.length - 1];
        const open = last?.after === after && dayOf(last.time) === dayOf(time) ? last : undefined;
        const people = new Map((open?.people ?? []).map((person) => [person.id, person]));
        const moreJoined = change.moreJoined + note(people, joined, "joined");
        const moreLeft = change.moreLeft + note(people, left, "left");
        const before = open?.more ?? { joined: 0, left: 0, "came and went": 0, "left and came back": 0 };
        // The uncounted who came before and the uncounted who go now are most likely the same;
        // those of one change are not.
        const back = Math.min(before.left, moreJoined);
        const gone = Math.min(before.joined, moreLeft);
        const notice: Notice = {
            key: open?.key ?? `notice-${++this.made}`,
            after,
            time: open?.time ?? time,
            people: [...people.values()],
            more: {
                joined: before.joined + moreJoined - back - gone,
                left: before.left + moreLeft - gone - back,
                "came and went": before["came and went"] + gone,
                "left and came back": before["left and came back"] + back,
            },
        };
        this.list = [...(open ? this.list.slice(0, -1) : this.list), notice].slice(-most);
        return true;
    }
}

/** How many of `members` there was no place for. */
function note(people: Map<UserId, Person>, members: readonly Member[], move: "joined" | "left"): number {
    let more = 0;
    for (const { id, name } of members) {
        const known = people.get(id);
        if (known)
            people.set(id, { ...known, last: move });
        else if (people.size < mostNamed)
            people.set(id, { id, name, first: move, last: move });
        else
            ++more;
    }
    return more;
}

function outcomeOf({ first, last }: Person): Outcome {
    if (first === last)
        return first;
    return first === "joined" ? "came and went" : "left and came back";
}

/** "Ana", "Ana and Ben", "Ana, Ben and Cleo", "Ana, Ben and 12 others". */
export function nameList(names: readonly string[], more = 0): string {
    const count = names.length + more;
    const [first, second, third] = names;
    if (first === undefined)
        return count === 1 ? "Someone" : `${count} people`;
    if (second === undefined)
        return count === 1 ? first : `${first} and ${others(count - 1)}`;
    if (count === 2)
        return `${first} and ${second}`;
    if (count === 3 && third !== undefined)
        return `${first}, ${second} and ${third}`;
    return `${first}, ${second} and ${others(count - 2)}`;
}

function others(count: number): string {
    return count === 1 ? "one other" : `${count} others`;
}

/** "Ana, Ben and 12 others joined", or several sentences: "Ana joined. Ben came and went." */
export function noticeText(notice: Notice): string {
    const sentences: string[] = [];
    for (const outcome of outcomes) {
        const names = notice.people.filter((person) => outcomeOf(person) === outcome).map(({ name }) => name);
        const more = notice.more[outcome];
        if (names.length + more > 0)
            sentences.push(`${nameList(names, more)} ${outcome}`);
    }
    return sentences.length < 2 ? sentences.join("") : sentences.map((sentence) => `${sentence}.`).join(" ");
}
