// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Clock } from "./clock";
import { limits } from "./limits";
import type { LocalData } from "./localdata";
import { mentions } from "./mentions";
import { Postman } from "./postman";
import type { Profile } from "./profile";
import type {
    Event, Gap, Joined, LoggedIn, MembersChanged, ReadState, RoomEvent, RoomId, RoomSummary, User, UserId,
} from "./protocol/messages";
import { Reading } from "./reading";
import type { Result } from "./result";
import type { Room } from "./room";
import { RoomBook } from "./roombook";
import { RoomSync } from "./roomsync";
import type { Session } from "./session";
import { nobodyTypes } from "./typing";

/** A browser that has not read its own disk by then is not waited for. */
const patience = 1500;

/** Who looks, and at which room. */
export interface Onlooker {
    readonly user: ReadonlySignal<User | null>;
    readonly current: ReadonlySignal<Room | null>;
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
        session: Session,
        readonly book: RoomBook,
        private readonly profile: Profile,
        private readonly local: LocalData,
        private readonly clock: Clock,
        private readonly onlooker: Onlooker,
    ) {
        this.sync = new RoomSync(session, clock, {
            eventsTaken: (room, events) => this.takeEvents(room, events),
            keptBefore: (room, before) => local.cache.events(room.id, limits.historyDefault * 2, before),
            isWatched: (room) => room === onlooker.current.peek(),
        });
        this.postman = new Postman(session, local.outbox, clock, {
            canPost: (id) => book.find(id)?.isLive === true,
            isPast: (id, seq) => seq <= (book.find(id)?.log.last ?? 0),
        });
        this.reading = new Reading(session, onlooker.current, clock, (room) => this.keep(room));
    }

    // --- coming and going

    /** Takes the rooms that this browser kept; the log of `first` is there when this is done, the others follow. */
    async restore(first: Room | undefined): Promise<void> {
        if (first)
            await this.restoreLog(first);
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

    /** Goes on in every room that the person is in. */
    rejoinAll({ user, joined, reads }: LoggedIn): void {
        this.takeReads(reads);
        const remembered = new Set([...joined, ...this.profile.joinedRooms(user.id), ...this.book.joined.map((room) => room.id)]);
        for (const room of this.book.rooms.peek()) {
            if (remembered.has(room.id))
                void this.rejoin(room);
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

    // --- facts

    takeRooms(summaries: readonly RoomSummary[], how: "replace" | "add"): void {
        this.book.take(summaries, how);
        const named = new Set(summaries.map(({ id }) => id));
        for (const room of this.book.joined) {
            if (named.has(room.id))
                this.keep(room);
        }
    }

    takeEvent(fact: RoomEvent): void {
        const room = this.book.find(fact.room);
        if (!room)
            return;
        const { event } = fact;
        const isMine = event.author.id === this.onlooker.user.peek()?.id;
        this.reading.take(room, isMine, () => this.sync.add(room, event));
        if (!isMine && room === this.onlooker.current.peek())
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
    takeGap({ rooms, joined, reads }: Gap): void {
        this.takeRooms(rooms, "replace");
        this.takeReads(reads);
        const still = new Set(joined);
        for (const room of this.book.rooms.peek()) {
            if (still.has(room.id))
                void this.rejoin(room);
            else if (room.membership.peek() === "joined")
                this.forgetMembership(room);
        }
    }

    takeMembership(id: RoomId, joined: boolean): void {
        const room = this.book.find(id);
        if (!room)
            return;
        if (joined && room.membership.peek() === "outside")
            void this.rejoin(room);
        else if (!joined && room.membership.peek() === "joined")
            this.forgetMembership(room);
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
        if (!joined.ok && joined.error.code === "room-unknown")
            this.forgetMembership(room);
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
        } else if (mentions(event.text, me.name)) {
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
