// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Socket } from "../../../resources/web/src/connection";
import { decodeClientMessage, encode } from "../../../resources/web/src/protocol/codec";
import type {
    ClientId, ClientMessage, Event, GetHistory, Joined, PostMessage, RoomId, RoomSummary, ServerMessage, User, UserId,
} from "../../../resources/web/src/protocol/messages";
import { ana, ben, nothingMore, plainRoom } from "./fakeserver";

export const place = "place" as RoomId;

/** How the server takes a message that it sees for the first time; see tests/data/sync.json. */
export type Taking = "ack" | "event" | "twice" | "busy" | "refuse" | "cutBefore" | "cutAfter";

/** What is broken on purpose, to see that the cases notice; a retry's new id as the server would see it. */
export type Break = "nothing" | "a resume skips one event" | "a retry has a new client id";

class SyncSocket implements Socket {
    readyState = 0;
    onopen: ((event: never) => unknown) | null = null;
    onmessage: ((event: MessageEvent) => unknown) | null = null;
    onclose: ((event: never) => unknown) | null = null;

    constructor(private readonly server: SyncServer) {}

    send(frame: string): void {
        const message = decodeClientMessage(frame);
        if (!message.ok)
            throw new Error(message.error.sentence);
        if (this.readyState === 1)
            this.server.receive(this, message.value);
    }
    close(): void {
        this.readyState = 3;
    }
    /** Frames come later than the call that caused them, as over a real network. */
    deliver(message: ServerMessage): void {
        queueMicrotask(() => {
            if (this.readyState === 1)
                this.onmessage?.({ data: encode(message) } as MessageEvent);
        });
    }
}

/** One room and one person, with the losses and repetitions of the cases in tests/data/sync.json. */
export class SyncServer {
    readonly log: Event[] = [];
    /** How each text is to be taken when it is first seen. */
    readonly takings = new Map<string, Taking>();
    private readonly tried = new Set<string>();
    private readonly isMember = new Set<UserId>();
    private socket: SyncSocket | null = null;
    private isSlow = false;

    constructor(
        private readonly replay: number,
        private readonly page: number,
        private readonly broken: Break = "nothing",
    ) {}

    readonly openSocket = (): Socket => {
        this.socket = new SyncSocket(this);
        return this.socket;
    };

    get isConnected(): boolean {
        return this.socket?.readyState === 1;
    }

    accept(): void {
        if (!this.socket || this.socket.readyState !== 0)
            throw new Error("Nobody waits for a connection.");
        this.isSlow = false;
        this.socket.readyState = 1;
        this.socket.onopen?.(undefined as never);
    }

    cut(): void {
        const { socket } = this;
        if (!socket || socket.readyState !== 1)
            return;
        socket.readyState = 3;
        socket.onclose?.(undefined as never);
    }

    /** The client's program is gone without a word. */
    abandon(): void {
        if (this.socket) {
            this.socket.readyState = 3;
            this.socket.onclose = null;
        }
        this.socket = null;
    }

    slow(): void {
        this.isSlow = true;
    }

    gap(): void {
        this.isSlow = false;
        this.tell({ type: "gap", rooms: [this.summary], joined: [place], reads: [this.readState()], standings: [] });
    }

    add(author: User, clientId: ClientId, text: string): Event {
        const seq = this.log.length + 1;
        const event: Event = { seq, time: 1_767_225_600_000 + seq, author, clientId, text };
        this.log.push(event);
        return event;
    }

    post(texts: readonly string[], how: string): void {
        const events = texts.map((text) => this.add(ben, `ben-${text}` as ClientId, text));
        const [first, ...rest] = events;
        const order = how === "twice" ? events.flatMap((event) => [event, event])
            : how === "late" && first ? [...rest, first]
            : how === "lost" ? rest
            : events;
        for (const event of order)
            this.tellEvent(event);
        this.tell({ type: "roomChanged", room: this.summary });
    }

    receive(socket: SyncSocket, message: ClientMessage): void {
        const answer = this.answer(socket, message);
        if (answer)
            socket.deliver(answer);
    }

    private get summary(): RoomSummary {
        return { id: place, name: "Place", lastSeq: this.log.length, lastTime: 1, lastAuthor: "", lastText: "", memberCount: 2, ...plainRoom };
    }

    private readState(): { room: RoomId; read: number; mentions: number; upTo: number } {
        return { room: place, read: 0, mentions: 0, upTo: 0 };
    }

    private tell(fact: ServerMessage): void {
        if (!this.isSlow && this.isMember.has(ana.id))
            this.socket?.deliver(fact);
    }

    private tellEvent(event: Event): void {
        this.tell({ type: "roomEvent", room: place, event });
    }

    private answer(socket: SyncSocket, message: ClientMessage): ServerMessage | null {
        switch (message.type) {
            case "hello":
                return { type: "welcome", id: message.id, version: 1, server: "sync/1", epoch: "epoch", guests: true, registration: "open", setUp: true };
            case "logInAsGuest":
            case "resumeSession":
                return {
                    type: "loggedIn", id: message.id, user: ana, self: { kind: "guest", role: "member", login: "", status: "", twoFactor: false }, token: "", rooms: [this.summary],
                    joined: [...(this.isMember.has(ana.id) ? [place] : [])], reads: [], ...nothingMore,
                };
            case "joinNamedRoom":
            case "joinRoom":
                this.isMember.add(ana.id);
                return this.joined(message.id, message.type === "joinRoom" ? message.after : undefined);
            case "getHistory":
                return this.history(message);
            case "postMessage":
                return this.take(socket, message);
            case "ping":
                return { type: "pong", id: message.id };
            default:
                return null;
        }
    }

    private joined(id: number, after: number | undefined): Joined {
        const missed = this.log.slice(this.resumeFrom(after));
        const most = after === undefined ? this.page : this.replay;
        const isCut = missed.length > most;
        const events = missed.slice(-most);
        return {
            type: "joined", id, room: this.summary, events, gap: after !== undefined && isCut,
            more: isCut, members: [], read: this.readState(), standing: { room: place, role: "member" },
        };
    }

    private resumeFrom(after = 0): number {
        return after > 0 && this.broken === "a resume skips one event" ? after + 1 : after;
    }

    private history({ id, before, after, limit = 50 }: GetHistory): ServerMessage {
        const most = Math.min(this.page, limit);
        if (after !== undefined) {
            const rest = this.log.slice(this.resumeFrom(after));
            return { type: "history", id, room: place, events: rest.slice(0, most), more: rest.length > most };
        }
        const rest = this.log.slice(0, before === undefined ? undefined : before - 1);
        return { type: "history", id, room: place, events: rest.slice(-most), more: rest.length > most };
    }

    private take(socket: SyncSocket, { id, clientId: named, text }: PostMessage): ServerMessage | null {
        const isNew = this.broken === "a retry has a new client id" && this.tried.has(text);
        const clientId = isNew ? (`${named}-again` as ClientId) : named;
        const posted = ({ seq, time }: Event): ServerMessage => ({ type: "posted", id, room: place, clientId, seq, time });
        const known = this.log.find((event) => event.author.id === ana.id && event.clientId === clientId);
        if (known)
            return posted(known);
        const how = this.tried.has(text) ? "ack" : (this.takings.get(text) ?? "ack");
        this.tried.add(text);
        if (how === "busy")
            return { type: "error", id, code: "busy", message: "Later.", retryAfter: 40 };
        if (how === "refuse")
            return { type: "error", id, code: "storage-failed", message: "No." };
        if (how === "cutBefore") {
            this.cut();
            return null;
        }
        const event = this.add(ana, clientId, text);
        if (how === "cutAfter") {
            this.cut();
            return null;
        }
        if (how === "event") {
            this.tellEvent(event);
            return posted(event);
        }
        socket.deliver(posted(event));
        for (let times = how === "twice" ? 2 : 1; times > 0; --times)
            this.tellEvent(event);
        return null;
    }
}
