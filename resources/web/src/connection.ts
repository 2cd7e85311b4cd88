// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import { limits } from "./limits";
import { decodeServerMessage, encode, frameBytes } from "./protocol/codec";
import type { Answers, Asked, ErrorMessage, Fact, Request, ServerMessage, Told } from "./protocol/messages";
import { failure, success, type Failure, type Result } from "./result";

/** The part of WebSocket that a connection uses. */
export interface Socket {
    readonly readyState: number;
    send(frame: string): void;
    close(): void;
    onopen: ((event: never) => unknown) | null;
    onmessage: ((event: MessageEvent) => unknown) | null;
    onclose: ((event: never) => unknown) | null;
}

export interface ConnectionListener {
    opened(): void;
    factReceived(fact: Fact): void;
    /** The server refuses the session as a whole, and will close it. */
    sessionRefused(error: ErrorMessage): void;
    /** Once, whoever closed it; everything asked has failed as "unreachable" by then. */
    closed(): void;
}

const lost: Failure = { code: "unreachable", sentence: "The connection was lost." };
const open = 1;
/** From the first try to an open socket, and from a ping to its pong. */
const patience = 10_000;

/** One socket's life: requests with their answers, facts, and a heartbeat. Used once. */
export class Connection {
    private readonly pending = new Map<number, (result: Result<ServerMessage>) => void>();
    private nextId = 1;
    private over = false;
    private stopTimer: () => void;

    constructor(
        private readonly socket: Socket,
        private readonly listener: ConnectionListener,
        private readonly clock: Clock,
    ) {
        this.stopTimer = clock.after(patience, () => this.close());
        socket.onopen = () => {
            this.stopTimer();
            this.schedulePing();
            listener.opened();
        };
        socket.onmessage = (event: { readonly data: unknown }) => this.receive(event.data);
        socket.onclose = () => this.finish();
    }

    ask<A extends Asked>(asked: A): Promise<Result<Answers[A["type"]]>> {
        const id = this.nextId++;
        const frame = encode({ ...asked, id } as unknown as Request);
        if (this.over || this.socket.readyState !== open)
            return Promise.resolve({ ok: false, error: lost });
        if (frameBytes(frame) > limits.frameBytes)
            return Promise.resolve(failure("too-long", "That is too long to send."));
        return new Promise((resolve) => {
            // Which answer belongs to which request is the protocol's promise; see Answers.
            this.pending.set(id, resolve as unknown as (result: Result<ServerMessage>) => void);
            this.socket.send(frame);
        });
    }

    tell(told: Told): void {
        if (!this.over && this.socket.readyState === open)
            this.socket.send(encode(told));
    }

    close(): void {
        this.socket.close();
        this.finish();
    }

    private receive(data: unknown): void {
        if (this.over)
            return;
        const message = decodeServerMessage(typeof data === "string" ? data : "");
        if (!message.ok) {
            console.error(`The server sent something malformed: ${message.error.sentence}`);
            this.close();
            return;
        }
        this.dispatch(message.value);
    }

    private dispatch(message: ServerMessage): void {
        switch (message.type) {
            case "roomEvent":
            case "roomChanged":
            case "membershipChanged":
            case "membersChanged":
            case "typing":
            case "readMoved":
            case "gap":
            case "goodbye":
            case "selfChanged":
            case "personRenamed":
            case "roomGone":
            case "blocksChanged":
            case "reportsWaiting":
            case "announced":
                this.listener.factReceived(message);
                return;
            case "error":
                if (message.id === undefined)
                    this.listener.sessionRefused(message);
                else
                    this.answer(message.id, { ok: false, error: toFailure(message) });
                return;
            default:
                this.answer(message.id, success(message));
        }
    }

    private answer(id: number, result: Result<ServerMessage>): void {
        const resolve = this.pending.get(id);
        this.pending.delete(id);
        resolve?.(result);
    }

    private schedulePing(): void {
        this.stopTimer = this.clock.after(limits.pingInterval, () => {
            const giveUp = this.clock.after(patience, () => this.close());
            this.stopTimer = giveUp;
            void this.ask({ type: "ping" }).then((pong) => {
                giveUp();
                if (pong.ok && !this.over)
                    this.schedulePing();
            });
        });
    }

    private finish(): void {
        if (this.over)
            return;
        this.over = true;
        this.stopTimer();
        const waiting = [...this.pending.values()];
        this.pending.clear();
        for (const resolve of waiting)
            resolve({ ok: false, error: lost });
        this.listener.closed();
    }
}

export function toFailure(error: ErrorMessage): Failure {
    return { code: error.code, sentence: error.message, field: error.field, retryAfter: error.retryAfter };
}
