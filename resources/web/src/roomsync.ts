// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "./limits";
import type { Clock } from "./clock";
import type { Event, Joined, MembersChanged, RoomId } from "./protocol/messages";
import { failure, type Result } from "./result";
import type { Room } from "./room";
import type { Session } from "./session";

/** Milliseconds between two tries of a page that could not be had. */
const pause = 3000;
/** Milliseconds at least between two tries to join when the server has no time. */
const joinPause = 1000;

const unreachable = failure("unreachable", "You are offline.");

function isLeft(room: Room): boolean {
    return room.membership.value === "outside";
}

/** Brings rooms' logs and member lists up to date, and their older pages in. */
export class RoomSync {
    private readonly loadingMembers = new Set<RoomId>();
    /** Rooms whose members changed beyond what was named while a page of them was under way. */
    private readonly staleMembers = new Set<RoomId>();
    /** When a page that could not be had may be asked for again. */
    private readonly pausedUntil = new Map<RoomId, number>();
    /** Call off the waits of joins that the server had no time for. */
    private readonly waiting = new Set<() => void>();

    constructor(
        private readonly session: Session,
        private readonly clock: Clock,
    ) {}

    /** Joins, or takes the room up again after the last event that is held. */
    async join(room: Room): Promise<Result<Joined>> {
        if (room.membership.value !== "joined")
            room.membership.value = "joining";
        let answer = await this.askToJoin(room);
        while (!answer.ok && (answer.error.code === "rate-limited" || answer.error.code === "busy")) {
            if (!(await this.wait(Math.max(answer.error.retryAfter ?? 0, joinPause))))
                return unreachable;
            if (isLeft(room))
                return answer;
            answer = await this.askToJoin(room);
        }
        if (answer.ok)
            this.take(room, answer.value);
        else if (answer.error.code !== "unreachable")
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
        this.pausedUntil.delete(room.id);
        room.log.join(joined.events, joined.room.lastSeq, joined.gap, joined.more);
        room.log.drop();
        room.members.replace(joined.members, joined.room.memberCount);
        room.membersChanged.value += 1;
        room.update(joined.room);
        void this.fillUp(room);
    }

    add(room: Room, event: Event): void {
        room.log.add(event);
        room.log.drop();
        room.touch();
        void this.fillUp(room);
    }

    async loadOlder(room: Room): Promise<void> {
        const before = room.log.first;
        if (room.loadingOlder.value || !room.log.hasOlder || before === 0 || !this.canLoad(room))
            return;
        room.loadingOlder.value = true;
        const page = await this.session.ask({ type: "getHistory", room: room.id, before, limit: limits.historyDefault * 2 });
        if (page.ok) {
            room.log.prepend(page.value.events, page.value.more);
            room.log.drop();
            room.touch();
        } else {
            this.pausedUntil.set(room.id, this.clock.now() + pause);
        }
        room.loadingOlder.value = false;
    }

    async loadNewer(room: Room): Promise<void> {
        if (room.loadingNewer.value || !room.log.hasNewer || !this.canLoad(room))
            return;
        room.loadingNewer.value = true;
        const last = room.log.last;
        const page = await this.session.ask({
            type: "getHistory",
            room: room.id,
            after: last,
            limit: limits.historyDefault * 2,
        });
        if (page.ok) {
            room.log.append(page.value.events, page.value.more);
            room.log.drop();
            room.touch();
        } else {
            this.pausedUntil.set(room.id, this.clock.now() + pause);
        }
        room.loadingNewer.value = false;
        if (room.log.last > last)
            await this.fillUp(room);
    }

    /** The newest page, wherever one was. */
    async loadNewest(room: Room): Promise<void> {
        room.log.look(0);
        if (!room.log.hasNewer)
            return;
        const page = await this.session.ask({ type: "getHistory", room: room.id, limit: limits.historyDefault });
        if (page.ok) {
            room.log.replace(page.value.events, page.value.more);
            room.touch();
        }
    }

    applyMembers(room: Room, change: MembersChanged): void {
        room.members.apply(change);
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

    /** Events that were missed between what is held and the newest, while one follows the newest. */
    private async fillUp(room: Room): Promise<void> {
        if (room.log.follows && room.log.hasNewer)
            await this.loadNewer(room);
    }
}
