// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "./limits";
import type { Clock } from "./clock";
import type { Event, History, Joined, Member, MembersChanged, RoomId } from "./protocol/messages";
import { failure, type Result } from "./result";
import type { Room } from "./room";
import type { Session } from "./session";

/**
 * A hole wider than this is not filled: the log begins anew at its end. So much is a week away from
 * a busy room, and 25 pages; whoever reads there keeps their place.
 */
const widestHole = 5000;
/** The same for a room that nobody looks at. */
const widestHoleInBackground = 1000;
/** Milliseconds between two tries of a page that could not be had. */
const pause = 3000;
/** Milliseconds at least between two tries to join when the server has no time. */
const joinPause = 1000;

/** What was read of a log's missing end; wait: the server gives the rest after so many milliseconds. */
interface Missed {
    readonly events: readonly Event[];
    readonly isWhole: boolean;
    readonly wait?: number | undefined;
}

const unreachable = failure("unreachable", "You are offline.");

function isLeft(room: Room): boolean {
    return room.membership.value === "outside";
}

function isJoined(room: Room): boolean {
    return room.membership.value === "joined";
}

export interface LogListener {
    /** All that the server sent of a room's log, after the log took what belongs to it. */
    eventsTaken(room: Room, events: readonly Event[]): void;
    /** A page of events right before that one, as far as this browser keeps them. */
    keptBefore(room: Room, before: number): Promise<readonly Event[]>;
    /** What is known of these people is as it is here. */
    membersTaken(members: readonly Member[]): void;
    /** Somebody looks at it. */
    isWatched(room: Room): boolean;
}

/** Brings rooms' logs and member lists up to date, and their older pages in. */
export class RoomSync {
    /** Rooms of which what was missed is being read. */
    private readonly filling = new Set<RoomId>();
    private readonly loadingMembers = new Set<RoomId>();
    /** Rooms whose members changed beyond what was named while a page of them was under way. */
    private readonly staleMembers = new Set<RoomId>();
    /** Before these events this browser keeps nothing. */
    private readonly keptFrom = new Map<RoomId, number>();
    /** When a page that could not be had may be asked for again. */
    private readonly pausedUntil = new Map<RoomId, number>();
    /** Call off the waits for a server that had no time. */
    private readonly waiting = new Set<() => void>();

    constructor(
        private readonly session: Session,
        private readonly clock: Clock,
        private readonly listener: LogListener,
    ) {}

    /** Joins, or takes the room up again after the last event that is held. */
    async join(room: Room): Promise<Result<Joined>> {
        if (room.membership.value !== "joined")
            room.membership.value = "joining";
        let answer = await this.askToJoin(room);
        while (!answer.ok && (answer.error.code === "rate-limited" || answer.error.code === "busy")) {
            if (!(await this.wait(Math.max(answer.error.retryAfter ?? 0, joinPause)))) {
                if (!isJoined(room))
                    room.membership.value = "outside";
                return unreachable;
            }
            if (isLeft(room))
                return answer;
            answer = await this.askToJoin(room);
        }
        if (answer.ok)
            this.take(room, answer.value);
        else if (answer.error.code !== "unreachable" || !isJoined(room))
            room.membership.value = "outside";
        return answer;
    }

    connectionLost(): void {
        for (const callOff of this.waiting)
            callOff();
    }

    take(room: Room, joined: Joined): void {
        room.membership.value = "joined";
        room.isLive = true;
        room.standing.value = { role: joined.standing.role, mutedUntil: joined.standing.mutedUntil };
        this.pausedUntil.delete(room.id);
        if (joined.gap && this.isWorthFilling(room, joined.room.lastSeq))
            room.log.join([], joined.room.lastSeq, false, false); // What is missing comes page by page.
        else
            room.log.join(joined.events, joined.room.lastSeq, joined.gap, joined.more);
        room.log.drop();
        room.update(joined.room);
        this.listener.membersTaken(joined.members);
        room.members.replace(joined.members, joined.room.memberCount);
        room.membersChanged.value += 1;
        this.listener.eventsTaken(room, joined.events);
        void this.fillUp(room);
    }

    add(room: Room, event: Event): void {
        room.log.add(event);
        room.log.drop();
        this.listener.eventsTaken(room, [event]);
        room.touch();
        void this.fillUp(room);
    }

    /** From what this browser keeps where it can, else from the server. */
    async loadOlder(room: Room): Promise<void> {
        const { first } = room.log;
        if (room.loadingOlder.value || !room.log.hasOlder || first === 0)
            return;
        if (this.keptFrom.get(room.id) === first && !this.canLoad(room))
            return;
        room.loadingOlder.value = true;
        const kept = await this.listener.keptBefore(room, first);
        if (kept.length > 0) {
            this.prepend(room, kept, (kept[0]?.seq ?? 1) > 1);
        } else {
            this.keptFrom.set(room.id, first);
            if (this.canLoad(room))
                await this.askForOlder(room, first);
        }
        room.loadingOlder.value = false;
    }

    /** One page further down, for who reads far up. */
    async loadNewer(room: Room): Promise<void> {
        if (room.loadingNewer.value || !room.log.hasNewer || !this.canLoad(room))
            return;
        room.loadingNewer.value = true;
        const page = await this.page(room, room.log.last, limits.historyDefault * 2);
        if (page.ok)
            this.append(room, page.value.events, page.value.more);
        else
            this.pausedUntil.set(room.id, this.clock.now() + pause);
        room.loadingNewer.value = false;
        void this.fillUp(room);
    }

    /** The newest page, wherever one was. */
    async loadNewest(room: Room): Promise<void> {
        room.log.look(0);
        if (!room.log.hasNewer)
            return;
        const page = await this.session.ask({ type: "getHistory", room: room.id, limit: limits.historyDefault });
        if (page.ok) {
            room.log.replace(page.value.events, page.value.more);
            this.listener.eventsTaken(room, page.value.events);
            room.touch();
        }
    }

    applyMembers(room: Room, change: MembersChanged): void {
        room.members.apply(change);
        this.listener.membersTaken([...change.joined, ...change.changed]);
        room.summary.value = { ...room.summary.value, memberCount: change.memberCount };
        room.membersChanged.value += 1;
        if (change.moreJoined + change.moreLeft + change.moreChanged > 0)
            void this.reloadMembers(room);
    }

    async loadMoreMembers(room: Room): Promise<void> {
        if (!room.members.hasMore)
            return;
        await this.members(room, room.members.lastOfPages);
    }

    private async reloadMembers(room: Room): Promise<void> {
        await this.members(room, undefined);
    }

    private async members(room: Room, after: string | undefined): Promise<void> {
        if (this.loadingMembers.has(room.id)) {
            this.staleMembers.add(room.id);
            return;
        }
        this.staleMembers.delete(room.id);
        this.loadingMembers.add(room.id);
        const page = await this.session.ask({ type: "getMembers", room: room.id, after });
        this.loadingMembers.delete(room.id);
        if (!page.ok)
            return;
        this.listener.membersTaken(page.value.members);
        if (after === undefined)
            room.members.replace(page.value.members, room.summary.value.memberCount);
        else
            room.members.addPage(page.value.members, page.value.more);
        room.membersChanged.value += 1;
        if (this.staleMembers.has(room.id))
            await this.reloadMembers(room);
    }

    private askToJoin(room: Room): Promise<Result<Joined>> {
        return this.session.ask({ type: "joinRoom", room: room.id, after: room.log.resumePoint });
    }

    /** False when the connection was lost meanwhile. */
    private wait(milliseconds: number): Promise<boolean> {
        return new Promise((resolve) => {
            const callOff = (): void => {
                cancel();
                this.waiting.delete(callOff);
                resolve(false);
            };
            const cancel = this.clock.after(milliseconds, () => {
                this.waiting.delete(callOff);
                resolve(true);
            });
            this.waiting.add(callOff);
        });
    }

    /** The timeline asks again with every scroll; a page that failed is not asked for at once. */
    private canLoad(room: Room): boolean {
        return room.isLive && this.clock.now() >= (this.pausedUntil.get(room.id) ?? 0);
    }

    private isWorthFilling(room: Room, lastSeq: number): boolean {
        const widest = this.listener.isWatched(room) ? widestHole : widestHoleInBackground;
        const { log } = room;
        return log.last > 0 && log.follows && lastSeq - log.last <= widest;
    }

    private async askForOlder(room: Room, before: number): Promise<void> {
        const page = await this.session.ask({ type: "getHistory", room: room.id, before, limit: limits.historyDefault * 2 });
        if (!page.ok)
            return void this.pausedUntil.set(room.id, this.clock.now() + pause);
        this.prepend(room, page.value.events, page.value.more);
        this.listener.eventsTaken(room, page.value.events);
    }

    private prepend(room: Room, events: readonly Event[], more: boolean): void {
        room.log.prepend(events, more);
        room.log.drop();
        room.touch();
    }

    private page(room: Room, after: number, limit: number): Promise<Result<History>> {
        return this.session.ask({ type: "getHistory", room: room.id, after, limit });
    }

    private append(room: Room, events: readonly Event[], more: boolean): void {
        room.log.append(events, more);
        room.log.drop();
        this.listener.eventsTaken(room, events);
        room.touch();
    }

    /**
     * Reads what was missed between what is held and the newest, while one follows the newest. It
     * comes in at once, however many pages it was, so that nothing runs by.
     */
    private async fillUp(room: Room): Promise<void> {
        if (this.filling.has(room.id))
            return;
        this.filling.add(room.id);
        let wait: number | null = null;
        while (wait === null && room.isLive && room.log.follows && room.log.hasNewer) {
            const before = room.log.last;
            const missed = await this.missedAfter(room, before);
            if (missed.events.length > 0 || missed.isWhole)
                this.append(room, missed.events, !missed.isWhole);
            if (missed.wait !== undefined)
                wait = missed.wait;
            else if (room.log.last === before)
                break; // The server does not send what it names; asking again would not end.
        }
        this.filling.delete(room.id);
        if (wait !== null && (await this.wait(wait)))
            void this.fillUp(room);
    }

    private async missedAfter(room: Room, last: number): Promise<Missed> {
        const events: Event[] = [];
        for (let after = last; ; ) {
            const page = await this.page(room, after, limits.historyPage);
            if (!page.ok) {
                const wait = page.error.code === "unreachable" ? undefined : Math.max(page.error.retryAfter ?? 0, pause);
                return { events, isWhole: false, wait };
            }
            const fresh = page.value.events.filter((event) => event.seq > after);
            events.push(...fresh);
            const end = fresh[fresh.length - 1]?.seq;
            if (end === undefined || fresh[0]?.seq !== after + 1 || !page.value.more)
                return { events, isWhole: !page.value.more };
            after = end;
        }
    }
}
