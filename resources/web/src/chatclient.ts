// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal } from "@preact/signals";
import type { Clock } from "./clock";
import type { Socket } from "./connection";
import type { LocalData } from "./localdata";
import type { Postman } from "./postman";
import type { Profile, TabSession } from "./profile";
import type { Fact, Joined, LoggedIn, Presence, RoomId, User, UserId } from "./protocol/messages";
import type { Reading } from "./reading";
import { success, type Failure, type Result } from "./result";
import type { Room } from "./room";
import { RoomBook } from "./roombook";
import { RoomKeeper } from "./roomkeeper";
import type { RoomSync } from "./roomsync";
import { Session } from "./session";
import { TypingNotifier } from "./typing";

/** What was entered on the first screen. */
export interface Entry {
    readonly name: string;
    /** Joined by name, and made when there is none; empty for going on where one was. */
    readonly room: string;
}

/** Everything the page knows, as signals, and everything that people can do. */
export class ChatClient {
    readonly user = signal<User | null>(null);
    private readonly book = new RoomBook();
    readonly rooms = this.book.rooms;
    readonly currentId = signal<RoomId | null>(null);
    readonly current = computed(() => this.rooms.value.find((room) => room.id === this.currentId.value) ?? null);
    /** Inside: with what this browser kept, or after the first log-in; only logging out or a refusal ends it. */
    readonly isInside = signal(false);
    /** It is not known yet whether there is anything to go on with. */
    readonly isStarting = signal(false);
    readonly entryError = signal<Failure | null>(null);
    readonly totalUnread = computed(() => this.rooms.value.reduce((sum, room) => sum + room.unread.value, 0));
    readonly totalMentions = computed(() => this.rooms.value.reduce((sum, room) => sum + room.mentions.value, 0));
    readonly session: Session;
    readonly sync: RoomSync;
    readonly postman: Postman;
    readonly reading: Reading;
    /** The newest message of somebody else in the room one looks at, for screen readers. */
    readonly heard;

    private readonly keeper: RoomKeeper;
    private readonly typing = new TypingNotifier();
    readonly presence = signal<Presence>("here");
    private epoch: string | null = null;
    private wanted: Entry | null = null;
    /** Counts log-ins and losses, so that what was begun for one does not go on in another. */
    private logins = 0;

    constructor(
        openSocket: () => Socket,
        clientName: string,
        readonly profile: Profile,
        readonly local: LocalData,
        private readonly clock: Clock,
    ) {
        this.session = new Session(openSocket, clientName, this, clock);
        this.keeper = new RoomKeeper(this.session, this.book, profile, local, clock, this);
        ({ sync: this.sync, postman: this.postman, reading: this.reading, heard: this.heard } = this.keeper);
        effect(() => {
            const phase = this.session.phase.value;
            if (phase.name === "refused")
                this.backToEntry(phase.error);
        });
    }

    // --- coming and going

    /** Goes on after a reload, or where the browser ended. False when there is nothing to go on with. */
    async resume(): Promise<boolean> {
        this.isStarting.value = true;
        const session = this.profile.session ?? (await this.emptySeat());
        if (session) {
            this.profile.session = session;
            this.currentId.value = session.current ?? null;
            await this.restore(session);
            this.session.start(session);
        }
        this.isStarting.value = false;
        return session !== null;
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
        if (user)
            await this.local.forget(user.id);
    }

    loggedIn(answer: LoggedIn, epoch: string): void {
        // Another epoch: the server's data were restored, and what is held may never have been.
        const { id: before } = this.user.peek() ?? answer.user;
        const isOther = before !== answer.user.id;
        if ((this.epoch !== null && this.epoch !== epoch) || isOther)
            this.book.clear();
        this.epoch = epoch;
        this.user.value = answer.user;
        this.profile.rememberToken(answer.user.name, answer.token);
        this.profile.session = {
            name: answer.user.name,
            token: answer.token,
            user: answer.user.id,
            current: this.currentId.value ?? undefined,
            since: this.clock.now(),
        };
        this.keeper.takeRooms(answer.rooms, "replace");
        void this.settleIn(answer, epoch, isOther ? before : undefined);
    }

    disconnected(): void {
        ++this.logins;
        this.keeper.connectionLost();
        this.typing.stopped();
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
            const joined = await this.keeper.join(room);
            if (!joined.ok)
                return joined;
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
        this.keeper.forgetMembership(room);
        return success(null);
    }

    // --- the current room

    /** Answers once the message is kept here; it goes out by itself. */
    async post(room: Room, typed: string): Promise<Result<null>> {
        const posted = await this.postman.post(room.id, typed);
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
        return this.book.find(id);
    }

    /** Somebody looks at the page again, or leaves it. */
    async attended(): Promise<void> {
        const user = this.user.peek();
        if (user)
            await this.postman.open(user.id);
    }

    factReceived(fact: Fact): void {
        switch (fact.type) {
            case "roomEvent":
                return this.keeper.takeEvent(fact);
            case "roomChanged":
                return this.keeper.takeRooms([fact.room], "add");
            case "membershipChanged":
                return this.keeper.takeMembership(fact.room, fact.joined);
            case "membersChanged":
                return this.keeper.takeMembers(fact);
            case "typing": {
                const room = this.find(fact.room);
                if (room)
                    room.typing.value = fact;
                return;
            }
            case "readMoved":
                return this.keeper.takeReads([fact.read]);
            case "gap":
                return this.keeper.takeGap(fact);
            case "selfChanged":
            case "personRenamed":
                return;
            case "goodbye":
                return; // The session hears it first, and comes back by itself.
        }
    }

    roomJoined(room: Room): void {
        if (this.currentId.peek() === null && this.isInside.peek())
            this.select(room.id);
    }

    roomLeft(room: Room): void {
        if (this.currentId.peek() === room.id)
            this.select(this.book.joined[0]?.id ?? null);
    }

    // --- inside

    /** The person last in this browser, when no other of its windows is theirs. */
    private async emptySeat(): Promise<TabSession | null> {
        let session = this.profile.lastSession;
        // Of a browser that was killed, what the profile holds may be older than the database, or nothing.
        const last = await this.local.cache.lastPerson();
        const isNewer = session ? (session.since ?? 0) < (last?.time ?? 0) : this.profile.name === "";
        if (last && isNewer)
            session = { name: last.user.name, token: last.token, user: last.user.id };
        if (!session)
            return null;
        const others = await this.local.windows.others();
        return [...others.values()].includes(session.user ?? null) ? null : session;
    }

    /** Shows what this browser kept, before the server is asked. */
    private async restore({ user, current }: TabSession): Promise<void> {
        const kept = user === undefined ? null : await this.local.cache.open(user);
        if (!kept || kept.rooms.length === 0)
            return;
        this.user.value = kept.user;
        this.epoch = kept.epoch;
        this.local.windows.sitAs(kept.user.id);
        this.book.restore(kept.rooms);
        // Where one was may not be among what was kept: the server knows it, and one is there again after
        // the log-in. Until then no other room stands in its place, to be written in by mistake.
        const shown = current === undefined ? this.book.joined[0] : this.find(current);
        await Promise.all([
            this.local.drafts.open(kept.user.id),
            this.postman.open(kept.user.id),
            this.keeper.restore(shown),
        ]);
        this.currentId.value = shown?.id ?? current ?? null;
        this.reading.opened(shown ?? null);
        this.isInside.value = true;
    }

    private async settleIn(answer: LoggedIn, epoch: string, before: UserId | undefined): Promise<void> {
        const login = ++this.logins;
        await this.keeper.ready(answer, epoch, before);
        if (login !== this.logins)
            return;
        this.keeper.rejoinAll(answer);
        if (this.presence.peek() !== "here")
            this.session.tell({ type: "setPresence", presence: this.presence.peek() });
        await this.arrive();
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
        const room = this.keeper.take(answer.value);
        if (room)
            this.select(room.id);
        return success(null);
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
        this.book.clear();
        this.user.value = null;
        this.epoch = null;
        this.postman.close();
        this.local.close();
    }
}
