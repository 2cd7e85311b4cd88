// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal } from "@preact/signals";
import type { Clock } from "./clock";
import type { Socket } from "./connection";
import { Postman } from "./postman";
import type { Profile } from "./profile";
import type { Fact, Joined, LoggedIn, Presence, RoomEvent, RoomId, RoomSummary, User } from "./protocol/messages";
import { Reading } from "./reading";
import { success, type Failure, type Result } from "./result";
import { Room } from "./room";
import { RoomSync } from "./roomsync";
import { Session } from "./session";
import { TypingNotifier, nobodyTypes } from "./typing";

/** What was entered on the first screen. */
export interface Entry {
    readonly name: string;
    /** Joined by name, and made when there is none; empty for going on where one was. */
    readonly room: string;
}

/** Everything the page knows, as signals, and everything that people can do. */
export class ChatClient {
    readonly user = signal<User | null>(null);
    readonly rooms = signal<readonly Room[]>([]);
    readonly currentId = signal<RoomId | null>(null);
    readonly current = computed(() => this.rooms.value.find((room) => room.id === this.currentId.value) ?? null);
    /** Inside: the first log-in has succeeded, and only logging out or a refusal ends it. */
    readonly isInside = signal(false);
    readonly entryError = signal<Failure | null>(null);
    readonly totalUnread = computed(() => this.rooms.value.reduce((sum, room) => sum + room.unread.value, 0));
    /** The newest message of somebody else in the room one looks at, for screen readers. */
    readonly heard = signal<RoomEvent | null>(null);
    readonly session: Session;
    readonly sync: RoomSync;
    readonly postman: Postman;
    readonly reading: Reading;

    private readonly typing = new TypingNotifier();
    readonly presence = signal<Presence>("here");
    private epoch: string | null = null;
    private wanted: Entry | null = null;

    constructor(
        openSocket: () => Socket,
        clientName: string,
        readonly profile: Profile,
        private readonly clock: Clock,
    ) {
        this.session = new Session(openSocket, clientName, this, clock);
        this.sync = new RoomSync(this.session, clock);
        this.postman = new Postman(this.session, profile, clock, (id) => this.canPost(id));
        this.reading = new Reading(profile, this.user, this.current);
        effect(() => {
            const phase = this.session.phase.value;
            if (phase.name === "refused")
                this.backToEntry(phase.error);
        });
    }

    // --- coming and going

    /** Goes on after a reload. False when there is nothing to go on with. */
    resume(): boolean {
        const session = this.profile.session;
        if (!session)
            return false;
        this.currentId.value = session.current ?? null;
        this.session.start(session);
        return true;
    }

    enter(entry: Entry): void {
        this.entryError.value = null;
        this.wanted = entry;
        this.profile.rememberEntry(entry.name, entry.room);
        this.session.start({ name: entry.name, token: this.profile.tokenOf(entry.name) });
    }

    async logOut(): Promise<void> {
        const user = this.user.value;
        await this.session.ask({ type: "logOut" });
        if (user) {
            this.profile.forgetToken(user.name);
            this.profile.forgetRooms(user.id);
        }
        this.session.stop();
        this.forgetEverything();
    }

    loggedIn(answer: LoggedIn, epoch: string): void {
        // Another epoch: the server's data were restored, and what is held may never have been.
        if ((this.epoch !== null && this.epoch !== epoch) || (this.user.value && this.user.value.id !== answer.user.id))
            this.rooms.value = [];
        this.epoch = epoch;
        this.user.value = answer.user;
        this.profile.rememberToken(answer.user.name, answer.token);
        this.profile.session = { name: answer.user.name, token: answer.token, current: this.currentId.value ?? undefined };
        this.takeRooms(answer.rooms);
        const remembered = new Set([
            ...answer.joined,
            ...this.profile.joinedRooms(answer.user.id),
            ...this.rooms.value.filter((room) => room.membership.value === "joined").map((room) => room.id),
        ]);
        for (const room of this.rooms.value) {
            if (remembered.has(room.id))
                void this.rejoin(room);
        }
        if (this.presence.peek() !== "here")
            this.session.tell({ type: "setPresence", presence: this.presence.peek() });
        void this.arrive();
    }

    disconnected(): void {
        this.postman.connectionLost();
        this.sync.connectionLost();
        this.typing.stopped();
        for (const room of this.rooms.value) {
            room.typing.value = nobodyTypes;
            room.isLive = false;
        }
    }

    // --- rooms

    select(id: RoomId | null): void {
        if (id === this.currentId.peek())
            return;
        const before = this.current.peek();
        if (before) {
            this.stopTyping();
            this.reading.closed(before);
        }
        this.currentId.value = id;
        const session = this.profile.session;
        if (session)
            this.profile.session = { ...session, current: id ?? undefined };
        const room = this.current.peek();
        this.reading.opened(room);
        if (room)
            this.profile.rememberEntry(this.user.peek()?.name ?? this.profile.name, room.summary.peek().name);
    }

    async joinRoom(room: Room): Promise<Result<null>> {
        if (room.membership.value === "outside") {
            const joined = await this.sync.join(room);
            if (!joined.ok)
                return joined;
            this.settle(room);
        }
        this.select(room.id);
        return success(null);
    }

    async createRoom(name: string): Promise<Result<null>> {
        return this.enterRoom(await this.session.ask({ type: "createRoom", name }));
    }

    async joinNamedRoom(name: string): Promise<Result<null>> {
        return this.enterRoom(await this.session.ask({ type: "joinNamedRoom", name }));
    }

    async leaveRoom(room: Room): Promise<Result<null>> {
        const left = await this.session.ask({ type: "leaveRoom", room: room.id });
        if (!left.ok && left.error.code !== "not-member" && left.error.code !== "room-unknown")
            return left;
        this.forgetMembership(room);
        return success(null);
    }

    // --- the current room

    post(room: Room, typed: string): Result<null> {
        const posted = this.postman.post(room.id, typed);
        if (posted.ok) {
            this.typing.stopped(); // The message itself ends the typing for the others.
            room.newAfter.value = null;
        }
        return posted;
    }

    typed(room: Room): void {
        if (room.isJoined.value && this.typing.typed(this.clock.now()))
            this.session.tell({ type: "setTyping", room: room.id, typing: true });
    }

    stopTyping(): void {
        const room = this.current.value;
        if (room && this.typing.stopped())
            this.session.tell({ type: "setTyping", room: room.id, typing: false });
    }

    get isTyping(): boolean {
        return this.typing.isTyping(this.clock.now());
    }

    setPresence(presence: Presence): void {
        if (this.presence.peek() === presence)
            return;
        this.presence.value = presence;
        this.session.tell({ type: "setPresence", presence });
    }

    find(id: RoomId): Room | undefined {
        return this.rooms.peek().find((room) => room.id === id);
    }

    factReceived(fact: Fact): void {
        switch (fact.type) {
            case "roomEvent":
                return this.takeEvent(fact);
            case "roomChanged":
                return this.takeRooms([fact.room], "add");
            case "membershipChanged":
                return this.takeMembership(fact.room, fact.joined);
            case "membersChanged": {
                const room = this.find(fact.room);
                if (!room)
                    return;
                this.sync.applyMembers(room, fact);
                if (room.notices.add(fact, room.log.lastSeq, this.clock.now(), this.user.value?.id ?? null))
                    room.touch();
                return;
            }
            case "typing": {
                const room = this.find(fact.room);
                if (room)
                    room.typing.value = fact;
                return;
            }
            case "readMoved":
            case "gap":
                return;
            case "goodbye":
                return; // The session hears it first, and comes back by itself.
        }
    }

    // --- inside

    private takeEvent(fact: RoomEvent): void {
        const room = this.find(fact.room);
        if (!room)
            return;
        const { event } = fact;
        const isMine = event.author.id === this.user.peek()?.id;
        this.reading.take(room, isMine, () => this.sync.add(room, event));
        if (isMine)
            this.postman.seen(event);
        else if (room === this.current.peek())
            this.heard.value = fact;
    }

    private takeRooms(summaries: readonly RoomSummary[], how: "replace" | "add" = "replace"): void {
        const known = new Map(this.rooms.peek().map((room) => [room.id, room]));
        const fresh: Room[] = [];
        for (const summary of summaries) {
            const room = known.get(summary.id);
            if (room)
                room.update(summary);
            else
                fresh.push(new Room(summary));
        }
        if (how === "replace") {
            const named = new Set(summaries.map((summary) => summary.id));
            this.rooms.value = [...this.rooms.peek().filter((room) => named.has(room.id)), ...fresh];
        } else if (fresh.length > 0) {
            this.rooms.value = [...this.rooms.peek(), ...fresh];
        }
    }

    private takeMembership(id: RoomId, joined: boolean): void {
        const room = this.find(id);
        if (!room)
            return;
        if (joined && room.membership.peek() === "outside")
            void this.rejoin(room);
        else if (!joined && room.membership.peek() === "joined")
            this.forgetMembership(room);
    }

    private async rejoin(room: Room): Promise<void> {
        const joined = await this.sync.join(room);
        if (joined.ok)
            this.settle(room);
        else if (joined.error.code === "room-unknown")
            this.forgetMembership(room);
    }

    /** After every join: what is in the log waits no longer, and what waits goes out. */
    private settle(room: Room): void {
        for (const event of room.log.events) {
            if (event.author.id === this.user.peek()?.id)
                this.postman.seen(event);
        }
        this.reading.joined(room);
        this.postman.deliver(room.id);
        if (this.currentId.peek() === null && this.isInside.peek())
            this.select(room.id);
    }

    /** Logged in: into the room that was asked for, and then inside. */
    private async arrive(): Promise<void> {
        const { wanted } = this;
        if (wanted && wanted.room !== "") {
            const joined = await this.joinNamedRoom(wanted.room);
            if (!joined.ok) {
                if (joined.error.code === "unreachable")
                    return; // The session comes back, and this is asked again.
                this.session.stop();
                this.forgetEverything();
                this.entryError.value = { ...joined.error, field: "room" };
                return;
            }
        }
        this.wanted = null;
        // Where one was may be gone, or may have been left by another window.
        if ((this.current.peek()?.membership.peek() ?? "outside") === "outside")
            this.select(null);
        if (this.currentId.peek() === null)
            this.select(this.rooms.peek().find((room) => room.isJoined.peek())?.id ?? null);
        this.isInside.value = true;
    }

    private enterRoom(answer: Result<Joined>): Result<null> {
        if (!answer.ok)
            return answer;
        this.takeRooms([answer.value.room], "add");
        const room = this.find(answer.value.room.id);
        if (room) {
            this.sync.take(room, answer.value);
            this.settle(room);
            this.select(room.id);
        }
        return success(null);
    }

    private forgetMembership(room: Room): void {
        room.membership.value = "outside";
        room.isLive = false;
        room.notices.clear();
        room.typing.value = nobodyTypes;
        room.newAfter.value = null;
        const user = this.user.peek();
        if (user)
            this.profile.forgetRoom(user.id, room.id);
        if (this.currentId.peek() === room.id) {
            const next = this.rooms.peek().find((other) => other.isJoined.peek());
            this.select(next?.id ?? null);
        }
    }

    private backToEntry(error: Failure): void {
        this.forgetEverything();
        this.entryError.value = error;
    }

    private forgetEverything(): void {
        this.profile.session = null;
        this.wanted = null;
        this.isInside.value = false;
        this.currentId.value = null;
        this.rooms.value = [];
        this.user.value = null;
    }

    private canPost(id: RoomId): boolean {
        return this.find(id)?.isLive === true;
    }
}
