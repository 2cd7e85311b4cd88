// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Clock } from "./clock";
import { limits } from "./limits";
import type { LocalData } from "./localdata";
import { mentions } from "./mentions";
import type { Faces } from "./faces";
import { slowUntil } from "./posting";
import { Postman } from "./postman";
import type { Profile } from "./profile";
import type {
    Event, Gap, Joined, LoggedIn, MembershipChanged, MembersChanged, ReadState, RoomEvent, RoomId, RoomSummary, Standing,
    User, UserId,
} from "./protocol/messages";
import { Reading } from "./reading";
import type { Result } from "./result";
import type { Room } from "./room";
import { RoomBook } from "./roombook";
import { RoomSync } from "./roomsync";
import { roomTitle } from "./roomwords";
import type { Session } from "./session";
import type { Told } from "./told";
import { nobodyTypes } from "./typing";

/** A browser that has not read its own disk by then is not waited for. */
const patience = 1500;

/** Who looks, and at which room. */
export interface Onlooker {
    readonly user: ReadonlySignal<User | null>;
    readonly current: ReadonlySignal<Room | null>;
    /** Whom they do not want to hear of. */
    isBlocked(id: UserId): boolean;
    readonly told: Told;
    /** The person is in this room now. */
    roomJoined(room: Room): void;
    /** The person is not in this room any more. */
    roomLeft(room: Room): void;
}

/** Keeps the rooms as the server tells of them, in memory and in this browser, and sends what is written in them. */
export class RoomKeeper {
    readonly sync: RoomSync;
    readonly postman: Postman;
    readonly reading: Reading;
    /** The newest message of somebody else in the room one looks at, for screen readers. */
    readonly heard = signal<RoomEvent | null>(null);

    /** What this browser kept of the rooms is in their logs. */
    private restored: Promise<void> = Promise.resolve();

    constructor(
        private readonly session: Session,
        readonly book: RoomBook,
        private readonly profile: Profile,
        private readonly local: LocalData,
        private readonly clock: Clock,
        private readonly faces: Faces,
        private readonly onlooker: Onlooker,
    ) {
        this.sync = new RoomSync(session, clock, {
            eventsTaken: (room, events) => this.takeEvents(room, events),
            keptBefore: (room, before) => local.cache.events(room.id, limits.historyDefault * 2, before),
            membersTaken: (members) => this.faces.take(members),
            isWatched: (room) => room === onlooker.current.peek(),
        });
        this.postman = new Postman(session, local.outbox, clock, {
            canPost: (id) => book.find(id)?.isLive === true,
            isPast: (id, seq) => seq <= (book.find(id)?.log.last ?? 0),
            heldBack: (id, wait) => this.holdBack(book.find(id), clock.now() + wait),
        });
        this.reading = new Reading(session, onlooker.current, clock, (room) => this.keep(room));
    }

    // --- coming and going

    /** Takes the rooms that this browser kept; the log of `first` is there when this is done, the others follow. */
    async restore(first: Room | undefined): Promise<void> {
        if (first)
            await this.restoreLog(first);
        this.takeHidden();
        const rest = this.book.joined.filter((room) => room !== first);
        this.restored = Promise.all(rest.map((room) => this.restoreLog(room))).then(() => undefined);
    }

    /** Logged in: what is kept here is of this person and epoch. before: the id that they had, if the server forgot it. */
    async ready({ user }: LoggedIn, epoch: string, before: UserId | undefined): Promise<void> {
        void (before ? this.postman.inherit(before, user.id) : this.postman.open(user.id));
        const kept = Promise.all([this.restored, this.local.start(user, epoch)]);
        await new Promise<void>((resolve) => {
            const callOff = this.clock.after(patience, resolve);
            void kept.then(() => {
                callOff();
                resolve();
            });
        });
    }

    /**
     * Goes on in every room that the person is in. Of an account the server knows which those are: who was removed
     * meanwhile must not come back by itself. Guests it forgets, and they are where they were.
     */
    rejoinAll({ user, self, joined, reads, standings }: LoggedIn): void {
        this.takeReads(reads);
        this.takeStandings(standings, joined);
        const here = this.book.joined.map((room) => room.id);
        const remembered = self.kind === "account" ? [] : [...this.profile.joinedRooms(user.id), ...here];
        this.goOn(new Set([...joined, ...remembered]));
    }

    private goOn(joined: ReadonlySet<RoomId>): void {
        for (const room of this.book.rooms.peek()) {
            if (joined.has(room.id))
                void this.rejoin(room);
            else if (room.membership.peek() === "joined")
                this.forgetMembership(room);
        }
    }

    connectionLost(): void {
        this.postman.connectionLost();
        this.sync.connectionLost();
        for (const room of this.book.rooms.peek()) {
            room.typing.value = nobodyTypes;
            room.isLive = false;
        }
    }

    async join(room: Room): Promise<Result<Joined>> {
        const joined = await this.sync.join(room);
        if (joined.ok)
            this.settle(room, joined.value.read);
        return joined;
    }

    /** The answer to a room that was entered by name. */
    take(answer: Joined): Room | undefined {
        this.takeRooms([answer.room], "add");
        const room = this.book.find(answer.room.id);
        if (room) {
            this.sync.take(room, answer);
            this.settle(room, answer.read);
        }
        return room;
    }

    forgetMembership(room: Room): void {
        room.membership.value = "outside";
        room.isLive = false;
        room.notices.clear();
        room.typing.value = nobodyTypes;
        room.newAfter.value = null;
        const user = this.onlooker.user.peek();
        if (user)
            this.profile.forgetRoom(user.id, room.id);
        this.local.cache.removeRoom(room.id);
        this.postman.roomLeft(room.id);
        this.onlooker.roomLeft(room);
    }

    /** Out of the list until somebody says something there; a direct room cannot be left. */
    hide(room: Room): void {
        const user = this.onlooker.user.peek();
        if (!user)
            return;
        room.hiddenUpTo.value = room.log.lastSeq;
        this.profile.hideRoom(user.id, room.id, room.log.lastSeq);
        this.onlooker.roomLeft(room);
    }

    // --- facts

    takeRooms(summaries: readonly RoomSummary[], how: "replace" | "add"): void {
        const freed = summaries.filter(({ id, rules }) => {
            const known = this.book.find(id);
            return known !== undefined && known.summary.peek().rules.slowMode !== rules.slowMode;
        });
        for (const room of this.book.take(summaries, how)) {
            if (room.membership.peek() === "joined")
                this.forgetMembership(room);
        }
        const named = new Set(summaries.map(({ id }) => id));
        for (const room of this.book.joined) {
            if (named.has(room.id))
                this.keep(room);
        }
        for (const { id } of freed)
            this.letGo(this.book.find(id));
        if (how === "replace" || summaries.some(({ kind }) => kind === "direct"))
            this.takeHidden();
    }

    takeEvent(fact: RoomEvent): void {
        const room = this.book.find(fact.room);
        if (!room)
            return;
        const { event } = fact;
        const isMine = event.author.id === this.onlooker.user.peek()?.id;
        room.hear(event);
        this.reading.take(room, isMine, () => this.sync.add(room, event));
        if (!isMine && room === this.onlooker.current.peek() && !this.onlooker.isBlocked(event.author.id))
            this.heard.value = fact;
    }

    takeReads(reads: readonly ReadState[]): void {
        for (const state of reads) {
            const room = this.book.find(state.room);
            if (room)
                this.reading.moved(room, state);
        }
    }

    /** As after a log-in, but here the server knows which rooms we are in. */
    takeGap({ rooms, joined, reads, standings }: Gap): void {
        this.takeRooms(rooms, "replace");
        this.takeReads(reads);
        this.takeStandings(standings, joined);
        this.goOn(new Set(joined));
    }

    /** Joined or left in another window, added or removed by somebody, or with another say in the room. */
    takeMembership(fact: MembershipChanged): void {
        const room = this.book.find(fact.room);
        const { joined, role, mutedUntil } = fact;
        if (!room)
            return void (joined && this.enter(fact));
        if (joined) {
            room.standing.value = { role, mutedUntil };
            this.letGo(room);
        }
        this.keep(room);
        if (joined && room.membership.peek() === "outside")
            void this.rejoin(room).then(() => this.added(room, fact));
        else if (!joined && room.membership.peek() !== "outside")
            this.removed(room, fact);
    }

    /** It was deleted, or is none for this person any more. expected: they know why. */
    takeGone(id: RoomId, expected = false): void {
        const room = this.book.find(id);
        if (!room)
            return;
        if (room.membership.peek() === "joined") {
            this.forgetMembership(room);
            if (!expected)
                this.onlooker.told.add(`${this.title(room)} does not exist any more.`);
        }
        this.book.remove(id);
    }

    takeMembers(change: MembersChanged): void {
        const room = this.book.find(change.room);
        if (!room)
            return;
        this.sync.applyMembers(room, change);
        if (room.notices.add(change, room.log.lastSeq, this.clock.now(), this.onlooker.user.peek()?.id ?? null))
            room.touch();
    }

    /** Somebody, or the person themselves, is called otherwise from now on. */
    rename(user: User): void {
        for (const room of this.book.rooms.peek()) {
            if (room.members.rename(user))
                room.membersChanged.value += 1;
        }
    }

    // --- inside

    private async rejoin(room: Room): Promise<void> {
        const joined = await this.join(room);
        if (!joined.ok && (joined.error.code === "room-unknown" || joined.error.code === "banned"))
            this.forgetMembership(room);
    }

    /** Somebody added the person to a room that was not heard of yet. */
    private async enter(fact: MembershipChanged): Promise<void> {
        const joined = await this.session.ask({ type: "joinRoom", room: fact.room });
        const room = joined.ok && this.take(joined.value);
        if (room)
            this.added(room, fact);
    }

    private added(room: Room, { by }: MembershipChanged): void {
        // A direct room begins with a message, which says enough.
        if (by && by.id !== this.onlooker.user.peek()?.id && room.isJoined.peek() && room.summary.peek().kind !== "direct")
            this.onlooker.told.add(`${by.name} added you to ${this.title(room)}.`);
    }

    private removed(room: Room, { by, reason }: MembershipChanged): void {
        this.forgetMembership(room);
        if (by && by.id !== this.onlooker.user.peek()?.id)
            this.onlooker.told.add(`${by.name} removed you from ${this.title(room)}${reason ? `: ${reason}` : "."}`);
    }

    private title(room: Room): string {
        return roomTitle(room.summary.peek(), this.onlooker.user.peek()?.id ?? null);
    }

    /** Where nothing is said of a room, one is a plain member. */
    private takeStandings(standings: readonly Standing[], joined: readonly RoomId[]): void {
        const said = new Map(standings.map(({ room, role, mutedUntil }) => [room, { role, mutedUntil }]));
        for (const id of joined) {
            const room = this.book.find(id);
            if (room)
                room.standing.value = said.get(id) ?? { role: "member" };
        }
    }

    /** What was hidden in this browser, in any window. */
    private takeHidden(): void {
        const user = this.onlooker.user.peek();
        const hidden = user ? this.profile.hiddenRooms(user.id) : {};
        for (const room of this.book.rooms.peek()) {
            const upTo = hidden[room.id];
            room.hiddenUpTo.value = typeof upTo === "number" ? upTo : -1;
        }
    }

    /** Slow mode may not hold them back any more; if it does, the server says so again. */
    private letGo(room: Room | undefined): void {
        if (!room)
            return;
        room.slowUntil.value = 0;
        this.postman.hurry(room.id);
    }

    private holdBack(room: Room | undefined, until: number): void {
        if (room)
            room.slowUntil.value = Math.max(room.slowUntil.peek(), until);
    }

    /** After every join: where one stopped is known, and what waits goes out. */
    private settle(room: Room, read: ReadState): void {
        const user = this.onlooker.user.peek();
        if (user)
            this.profile.rememberRoom(user.id, room.id);
        this.reading.moved(room, read);
        this.reading.joined(room);
        this.postman.deliver(room.id);
        this.onlooker.roomJoined(room);
    }

    /** What the server sent of a room's log, live or later. */
    private takeEvents(room: Room, events: readonly Event[]): void {
        for (const event of events)
            this.count(room, event);
        const { first, last } = room.log;
        this.local.cache.addEvents(room.id, events.filter(({ seq }) => seq >= first && seq <= last));
        this.keep(room);
    }

    private count(room: Room, event: Event): void {
        const me = this.onlooker.user.peek();
        if (!me)
            return;
        if (event.author.id === me.id) {
            this.postman.seen(event);
            this.reading.posted(room, event.seq);
            if (!event.notice)
                this.holdBack(room, slowUntil(room.summary.peek(), room.standing.peek().role, Math.min(event.time, this.clock.now())));
        } else if (!event.notice && !this.onlooker.isBlocked(event.author.id) && mentions(event.text, me.name)) {
            room.mentionCount.hear(event.seq, room.log.readSeq);
        }
    }

    private keep(room: Room): void {
        if (room.membership.peek() === "joined")
            this.local.cache.putRoom(room.cached);
    }

    private async restoreLog(room: Room): Promise<void> {
        const events = await this.local.cache.events(room.id, limits.historyDefault);
        room.log.restore(events);
        for (const event of events)
            this.count(room, event);
        room.touch();
    }
}
