// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import { Account } from "./account";
import type { Clock } from "./clock";
import type { Socket } from "./connection";
import { EntryState } from "./entrystate";
import type { EntryLink } from "./entrylink";
import { Errands } from "./errands";
import { Identity } from "./identity";
import type { LocalData } from "./localdata";
import { Moderation } from "./moderation";
import { Pictures } from "./pictures";
import type { Postman } from "./postman";
import type { Person, Profile } from "./profile";
import type { Fact, LoggedIn, Presence, RoomId, Self, User, UserId } from "./protocol/messages";
import type { Reading } from "./reading";
import type { Result } from "./result";
import type { Room } from "./room";
import { RoomBook } from "./roombook";
import { RoomDesk } from "./roomdesk";
import { RoomKeeper } from "./roomkeeper";
import { joinedRooms } from "./roomorder";
import type { RoomSync } from "./roomsync";
import { Session, type Arrival, type WayIn } from "./session";
import type { SessionCookie } from "./sessioncookie";
import { Told } from "./told";
import { TypingNotifier } from "./typing";
import { Viewpoint } from "./viewpoint";

/** Everything the page knows, as signals, and everything that people can do. */
export class ChatClient {
    readonly identity: Identity;
    readonly user: ReadonlySignal<User | null>;
    readonly self: ReadonlySignal<Self | null>;
    private readonly book = new RoomBook();
    readonly rooms = this.book.rooms;
    readonly currentId = signal<RoomId | null>(null);
    readonly current = computed(() => this.rooms.value.find((room) => room.id === this.currentId.value) ?? null);
    /** Inside: with what this browser kept, or after the first log-in; only logging out or a refusal ends it. */
    readonly isInside = signal(false);
    /** It is not known yet whether there is anybody to go on as. */
    readonly isStarting = signal(false);
    readonly totalUnread = computed(() => this.rooms.value.reduce((sum, room) => sum + room.unread.value, 0));
    readonly totalMentions = computed(() => this.rooms.value.reduce((sum, room) => sum + room.mentions.value, 0));
    readonly session: Session;
    readonly entry: EntryState;
    readonly account: Account;
    readonly desk: RoomDesk;
    readonly moderation: Moderation;
    readonly view: Viewpoint;
    readonly pictures: Pictures;
    readonly sync: RoomSync;
    readonly postman: Postman;
    readonly reading: Reading;
    /** The newest message of somebody else in the room one looks at, for screen readers. */
    readonly heard;
    readonly told = new Told();
    readonly cookieSettled = (result: Result<null>): void => this.identity.cookieSettled(result);

    private readonly keeper: RoomKeeper;
    private readonly typing = new TypingNotifier();
    readonly presence = signal<Presence>("here");
    private epoch: string | null = null;
    /** The room to arrive in, by name; made when there is none. Empty for going on where one was. */
    private wanted = "";
    /** Counts log-ins and losses, so that what was begun for one does not go on in another. */
    private logins = 0;

    constructor(
        openSocket: () => Socket,
        clientName: string,
        cookie: SessionCookie,
        readonly profile: Profile,
        readonly local: LocalData,
        private readonly clock: Clock,
    ) {
        this.session = new Session(openSocket, clientName, cookie, this, clock);
        this.identity = new Identity(profile, local);
        this.user = this.identity.user;
        this.self = this.identity.self;
        this.entry = new EntryState(this, new Errands(openSocket, clientName, clock, this.session.welcome));
        this.account = new Account(this.session, this);
        this.moderation = new Moderation(this.session, profile, (blocked) => void local.cache.putBlocked(blocked));
        this.pictures = new Pictures(this.session, local.database, clock);
        this.view = new Viewpoint(this.user, this.self, this.moderation);
        this.keeper = new RoomKeeper(this.session, this.book, profile, local, clock, this.identity.faces, this);
        this.desk = new RoomDesk(this.session, this.keeper, (room) => this.select(room));
        ({ sync: this.sync, postman: this.postman, reading: this.reading, heard: this.heard } = this.keeper);
        effect(() => {
            const phase = this.session.phase.value;
            if (phase.name !== "refused")
                return;
            untracked(() => {
                this.identity.turnAway(phase, this.postman.unsent.value);
                this.leaveInside();
                this.isStarting.value = false;
            });
        });
    }

    // --- coming and going

    /** Goes on as whoever this browser is signed in as. link: what its address brought, which goes before. */
    async resume(link: EntryLink | null = null): Promise<void> {
        this.isStarting.value = true;
        const { person, token } = await this.identity.last();
        if (this.profile.isLeaving) {
            this.session.start({ how: "leave" });
        } else if (link && !this.takeInside(link, person)) {
            this.entry.open(link);
        } else {
            if (person)
                await this.restore(person.user);
            this.session.start({ how: "resume", guest: person?.kind === "guest" ? person.name : undefined, token });
            return; // The session tells how it ends.
        }
        this.isStarting.value = false;
    }

    /** A link that was opened while the page was open already. */
    useLink(link: EntryLink): void {
        if (this.takeInside(link, this.profile.person))
            return;
        this.session.stop();
        this.leaveInside();
        this.entry.open(link);
    }

    /** Somebody came in by another window of this browser, and is who sits in this one too. */
    personArrived(): void {
        const { person } = this.profile;
        if (!person || person.user === this.user.peek()?.id || this.entry.link.peek())
            return;
        this.session.stop();
        this.leaveInside();
        void this.resume();
    }

    enter(way: WayIn & { readonly name: string }, room: string): void {
        this.identity.turnedAway.value = null;
        this.wanted = room;
        this.profile.rememberEntry(way.name, room || this.profile.room);
        this.session.start(way);
    }

    /** Ends the session on the server too, and if that cannot be reached, once it can. */
    async signOut(): Promise<void> {
        this.profile.isLeaving = true;
        const done = this.session.signOut();
        await this.forgetPerson();
        await done;
    }

    /** The account is gone, or may not come in any more. */
    async accountEnded(): Promise<void> {
        this.profile.isLeaving = true;
        this.session.stop();
        await this.forgetPerson();
        await this.session.forgetCookie();
    }

    signedOut(): void {
        this.profile.isLeaving = false;
    }

    loggedIn(answer: LoggedIn, epoch: string, arrival: Arrival): void {
        // Another epoch: the server's data were restored, and what is held may never have been.
        const { id: before } = this.user.peek() ?? answer.user;
        const isOther = before !== answer.user.id;
        if ((this.epoch !== null && this.epoch !== epoch) || isOther)
            this.book.clear();
        this.epoch = epoch;
        this.selfChanged(answer.user, answer.self);
        this.moderation.take(answer);
        this.pictures.loggedIn();
        this.keeper.takeRooms(answer.rooms, "replace");
        // What another person left unsent stays theirs; what a forgotten guest did is still this one's.
        void this.settleIn(answer, epoch, isOther && arrival === "asNewGuest" ? before : undefined);
    }

    selfChanged(user: User, self: Self): void {
        this.identity.take(user, self);
        this.keeper.rename(user);
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
        this.profile.current = id;
        const room = this.current.peek();
        this.reading.opened(room);
        if (room && room.summary.peek().kind === "public")
            this.profile.rememberEntry(this.profile.name, room.summary.peek().name);
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
        if (room.isJoined.value && !this.view.whyNotWrite(room, this.clock.now()) && this.typing.typed(this.clock.now()))
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

    /** Of the list. */
    private get firstRoom(): Room | undefined {
        return joinedRooms(this.rooms.peek(), null)[0];
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
                return this.keeper.takeMembership(fact);
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
                return this.selfChanged(fact.user, fact.self);
            case "personRenamed":
                return this.keeper.rename(fact.user);
            case "roomGone":
                return this.keeper.takeGone(fact.room);
            case "blocksChanged":
            case "reportsWaiting":
            case "announced":
                return this.moderation.takeFact(fact);
            case "goodbye":
                return; // The session hears it first, and comes back by itself.
        }
    }

    isBlocked(id: UserId): boolean {
        return this.moderation.isBlocked(id);
    }

    roomJoined(room: Room): void {
        if (this.currentId.peek() === null && this.isInside.peek())
            this.select(room.id);
    }

    roomLeft(room: Room): void {
        if (this.currentId.peek() === room.id)
            this.select(this.firstRoom?.id ?? null);
    }

    // --- inside

    /** A guest with an invite becomes an account, and so goes on; everyone else comes in by the link. */
    private takeInside(link: EntryLink, person: Person | null): boolean {
        if (person?.kind !== "guest" || link.kind === "reset")
            return false;
        this.account.offered.value = link;
        return true;
    }

    /** Shows what this browser kept, before the server is asked. */
    private async restore(user: UserId): Promise<void> {
        const kept = await this.local.cache.open(user);
        if (!kept || kept.rooms.length === 0)
            return;
        this.identity.user.value = kept.user;
        this.epoch = kept.epoch;
        this.book.restore(kept.rooms);
        this.moderation.blocked.value = kept.blocked;
        // Where one was may not be among what was kept: the server knows it, and one is there again after
        // the log-in. Until then no other room stands in its place, to be written in by mistake.
        const { current } = this.profile;
        const shown = current === null ? this.firstRoom : this.find(current);
        await Promise.all([
            this.local.drafts.open(kept.user.id),
            this.postman.open(kept.user.id),
            this.keeper.restore(shown),
        ]);
        this.currentId.value = shown?.id ?? current;
        this.reading.opened(shown ?? null);
        this.isInside.value = true;
    }

    private async settleIn(answer: LoggedIn, epoch: string, before: UserId | undefined): Promise<void> {
        const login = ++this.logins;
        await this.keeper.ready(answer, epoch, before);
        void this.local.cache.putBlocked(answer.blocked);
        if (login !== this.logins)
            return;
        this.keeper.rejoinAll(answer);
        if (this.presence.peek() !== "here")
            this.session.tell({ type: "setPresence", presence: this.presence.peek() });
        await this.arrive();
    }

    /** Logged in: into the room that was asked for, and then inside. */
    private async arrive(): Promise<void> {
        if (this.wanted !== "") {
            const joined = await this.desk.joinNamed(this.wanted);
            if (!joined.ok) {
                if (joined.error.code === "unreachable")
                    return; // The session comes back, and this is asked again.
                this.identity.turnedAway.value = { error: { ...joined.error, field: "room" }, was: "guest", person: null, unsent: 0 };
                await this.signOut();
                return;
            }
        }
        this.wanted = "";
        await this.session.cookieTried();
        if (!this.user.peek())
            return;
        this.currentId.value ??= this.profile.current;
        // Where one was may be gone, or may have been left by another window.
        if ((this.current.peek()?.membership.peek() ?? "outside") === "outside")
            this.select(null);
        if (this.currentId.peek() === null)
            this.select(this.firstRoom?.id ?? null);
        this.isInside.value = true;
        this.isStarting.value = false;
    }

    private async forgetPerson(): Promise<void> {
        const forgotten = this.identity.forget();
        this.leaveInside();
        await forgotten;
    }

    /** Nobody is in this window any more. */
    private leaveInside(): void {
        this.wanted = "";
        this.isInside.value = false;
        this.currentId.value = null;
        this.book.clear();
        this.moderation.clear();
        this.told.clear();
        this.identity.leave();
        this.epoch = null;
        this.postman.close();
    }
}
