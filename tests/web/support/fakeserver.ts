// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Socket } from "../../../resources/web/src/connection";
import type { Fetch } from "../../../resources/web/src/sessioncookie";
import { decodeClientMessage, encode } from "../../../resources/web/src/protocol/codec";
import type {
    ClientId, ClientMessage, Event, LoggedIn, Member, RoomId, RoomSummary, Self, ServerMessage, User, UserId, Welcome,
} from "../../../resources/web/src/protocol/messages";
import { settle } from "./fakeclock";

export const ana: User = { id: "ana" as UserId, name: "Ana" };
export const ben: User = { id: "ben" as UserId, name: "Ben" };
export const lobby = "lobby" as RoomId;

export const guestSelf: Self = { kind: "guest", role: "member", login: "", status: "", twoFactor: false };
export const accountSelf: Self = { kind: "account", role: "member", login: "ana", status: "", twoFactor: false };

/** What a public room has that nobody changed. */
export const plainRoom = {
    kind: "public", topic: "", archived: false, rules: { post: "member", invite: "member", pin: "member", slowMode: 0 }, people: [],
} as const;

/** What somebody is told at a login who has no say anywhere and blocks nobody. */
export const nothingMore = { standings: [], blocked: [], reportsWaiting: 0 } as const;

export function memberHere(user: User): Member {
    return { ...user, presence: "here", kind: "guest", role: "member", status: "" };
}

export function event(seq: number, author: User = ben, text = `text ${seq}`, clientId = `c${seq}`): Event {
    return { seq, time: 1_767_225_600_000 + seq * 1000, author, clientId: clientId as ClientId, text };
}

export function events(from: number, to: number): Event[] {
    return Array.from({ length: to - from + 1 }, (_, i) => event(from + i));
}

export function summary(id: RoomId, lastSeq = 0, name = "Lobby"): RoomSummary {
    return { id, name, lastSeq, lastTime: 1, lastAuthor: "", lastText: "", memberCount: 1, ...plainRoom };
}

class FakeSocket implements Socket {
    readyState = 0;
    onopen: ((event: never) => unknown) | null = null;
    onmessage: ((event: MessageEvent) => unknown) | null = null;
    onclose: ((event: never) => unknown) | null = null;

    constructor(private readonly server: FakeServer) {}

    send(frame: string): void {
        const message = decodeClientMessage(frame);
        if (!message.ok)
            throw new Error(`The page sent something malformed: ${message.error.sentence}`);
        this.server.receive(message.value);
    }
    close(): void {
        this.readyState = 3;
    }
    open(): void {
        this.readyState = 1;
        this.onopen?.(undefined as never);
    }
    deliver(frame: string): void {
        this.onmessage?.({ data: frame } as MessageEvent);
    }
    lose(): void {
        this.readyState = 3;
        this.onclose?.(undefined as never);
    }
}

type Answering = { [Type in ClientMessage["type"]]?: (asked: Extract<ClientMessage, { type: Type }>) => ServerMessage | null };

/** The server's side of a socket, at the level of messages: a test says what it answers. */
export class FakeServer {
    readonly received: ClientMessage[] = [];
    sockets: FakeSocket[] = [];
    /** What to answer; null keeps silent. Other requests are answered as by a server without rooms. */
    answering: Answering = {};
    epoch = "epoch";
    rooms: readonly RoomSummary[] = [];
    log: readonly Event[] = [];
    /** Who may come in. */
    entrance: Pick<Welcome, "guests" | "registration" | "setUp"> = { guests: true, registration: "open", setUp: true };
    self: Self = guestSelf;
    /** The browser's cookie: whose session it stands for. */
    cookie: User | null = null;
    private readonly tickets = new Map<string, User>();
    /** What was asked of /session, and what to answer in place of what is right; null: not reached. */
    readonly exchanges: string[] = [];
    exchangeStatus: number | null | undefined = undefined;
    /** What a log-in says of rooms, blocks and reports beside the list. */
    standing: Partial<Pick<LoggedIn, "joined" | "standings" | "blocked" | "reportsWaiting" | "announcement">> = {};
    /** How far Ana has read; where nothing is known, she has read all when she joins. */
    readonly reads = new Map<RoomId, number>();

    readonly openSocket = (): Socket => {
        const socket = new FakeSocket(this);
        this.sockets.push(socket);
        return socket;
    };

    readonly fetch: Fetch = async (address, { method = "GET", body }) => {
        this.exchanges.push(`${method} ${address}`);
        await Promise.resolve();
        if (this.exchangeStatus === null)
            throw new TypeError("Failed to fetch");
        if (this.exchangeStatus !== undefined)
            return { status: this.exchangeStatus };
        const { ticket } = JSON.parse(typeof body === "string" ? body : "{}") as { ticket?: string };
        const user = this.tickets.get(ticket ?? "");
        this.tickets.delete(ticket ?? "");
        if (method === "POST" && !user)
            return { status: 403 };
        this.cookie = user ?? null;
        return { status: 204 };
    };

    private get socket(): FakeSocket {
        const socket = this.sockets[this.sockets.length - 1];
        if (!socket)
            throw new Error("Nobody has connected.");
        return socket;
    }

    async accept(): Promise<void> {
        this.socket.open();
        await settle();
    }
    async say(message: ServerMessage): Promise<void> {
        this.socket.deliver(encode(message));
        await settle();
    }
    async sayRaw(frame: string): Promise<void> {
        this.socket.deliver(frame);
        await settle();
    }
    async lose(): Promise<void> {
        this.socket.lose();
        await settle();
    }

    of<Type extends ClientMessage["type"]>(type: Type): Extract<ClientMessage, { type: Type }>[] {
        return this.received.filter((message): message is Extract<ClientMessage, { type: Type }> => message.type === type);
    }

    receive(message: ClientMessage): void {
        this.received.push(message);
        const own = this.answering[message.type] as ((asked: ClientMessage) => ServerMessage | null) | undefined;
        const answer = own ? own(message) : this.usual(message);
        if (answer)
            this.socket.deliver(encode(answer));
    }

    joined(id: number, after?: number, room: RoomSummary = this.rooms[0] ?? summary(lobby)): ServerMessage {
        const held = this.log.filter((entry) => entry.seq > (after ?? 0));
        const last = this.log[this.log.length - 1]?.seq ?? 0;
        const read = Math.min(this.reads.get(room.id) ?? last, last);
        this.reads.set(room.id, read);
        return {
            type: "joined", id, room: { ...room, lastSeq: last }, events: held.slice(-50), gap: after !== undefined && held.length > 50,
            more: held.length > 50, members: [memberHere(ana)], read: { room: room.id, read, mentions: 0, upTo: read }, standing: { room: room.id, role: "member" },
        };
    }

    /** Comes in as this person, with a ticket for the cookie. */
    loggedIn(id: number, user: User, self: Self = this.self): LoggedIn {
        const ticket = `ticket-${this.received.length}`;
        this.tickets.set(ticket, user);
        return { type: "loggedIn", id, user, self, token: "", ticket, rooms: this.rooms, joined: [], reads: [], ...nothingMore, ...this.standing };
    }

    private usual(message: ClientMessage): ServerMessage | null {
        switch (message.type) {
            case "hello":
                return { type: "welcome", id: message.id, version: 1, server: "fake/1", epoch: this.epoch, ...this.entrance };
            case "logInAsGuest":
                return this.loggedIn(message.id, { ...ana, name: message.name });
            case "logIn":
            case "register":
                return this.loggedIn(message.id, { ...ana, name: message.name }, { ...accountSelf, login: message.name.toLowerCase() });
            case "resumeSession":
                if (message.token !== undefined)
                    return this.loggedIn(message.id, ana);
                if (!this.cookie)
                    return { type: "error", id: message.id, code: "token-unknown", message: "The session is unknown." };
                return { type: "loggedIn", id: message.id, user: this.cookie, self: this.self, token: "", rooms: this.rooms, joined: [], reads: [], ...nothingMore, ...this.standing };
            case "joinRoom":
                return this.joined(message.id, message.after, this.rooms.find((room) => room.id === message.room));
            case "joinNamedRoom":
            case "createRoom":
                return this.joined(message.id, undefined, this.rooms.find((room) => room.name === message.name) ?? summary("fresh" as RoomId, 0, message.name));
            case "changeRoom":
            case "deleteRoom":
            case "addPeople":
            case "setRole":
            case "moderate":
            case "setBlocked":
            case "reportEvent":
            case "resolveReport":
            case "announce":
                return { type: "accepted", id: message.id };
            case "leaveRoom":
                return { type: "left", id: message.id, room: message.room };
            case "markRead":
                this.reads.set(message.room, Math.max(message.seq, this.reads.get(message.room) ?? 0));
                return null;
            case "ping":
                return { type: "pong", id: message.id };
            case "logOut":
            case "deactivateAccount":
            case "deleteAccount":
                this.cookie = null;
                return { type: "loggedOut", id: message.id };
            default:
                return null;
        }
    }
}
