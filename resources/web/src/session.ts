// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Clock } from "./clock";
import { Connection, type ConnectionListener, type Socket } from "./connection";
import type { Answers, Asked, ErrorMessage, Fact, Goodbye, LoggedIn, Told } from "./protocol/messages";
import { protocolVersion } from "./protocol/messages";
import { reconnectDelay } from "./reconnectpolicy";
import type { Failure, Result } from "./result";

export interface Credentials {
    readonly name: string;
    /** From an earlier session of this person; without one, or when it is unknown, they come as new. */
    readonly token?: string | undefined;
}

export type Phase =
    | { readonly name: "idle" }
    | { readonly name: "connecting" }
    | { readonly name: "online" }
    /** Not reached, or lost; the next try is at retryAt (clock's time). */
    | { readonly name: "waiting"; readonly retryAt: number }
    /** The server does not take us as we are; no further try by itself. */
    | { readonly name: "refused"; readonly error: Failure };

export interface SessionListener {
    loggedIn(welcome: LoggedIn, epoch: string): void;
    factReceived(fact: Fact): void;
    disconnected(): void;
}

const retryable = new Set<Failure["code"]>([
    "unreachable",
    "busy",
    "rate-limited",
    "storage-failed",
    "shutting-down",
    "internal",
]);

/** Keeps one person connected: greets, logs in or resumes, and comes back after every loss. */
export class Session implements ConnectionListener {
    readonly phase = signal<Phase>({ name: "idle" });

    private connection: Connection | null = null;
    private credentials: Credentials | null = null;
    private attempt = 0;
    private atLeast = 0;
    private cancelRetry: () => void = () => undefined;

    constructor(
        private readonly openSocket: () => Socket,
        private readonly clientName: string,
        private readonly listener: SessionListener,
        private readonly clock: Clock,
    ) {}

    start(credentials: Credentials): void {
        this.stop();
        this.credentials = credentials;
        this.attempt = 0;
        this.connect();
    }

    stop(): void {
        this.credentials = null;
        this.cancelRetry();
        this.connection?.close();
        this.phase.value = { name: "idle" };
    }

    /** Does not wait for the next try: the network is back, or somebody asks for it. */
    retryNow(): void {
        if (this.phase.value.name === "waiting")
            this.connect();
    }

    ask<A extends Asked>(asked: A): Promise<Result<Answers[A["type"]]>> {
        if (this.connection)
            return this.connection.ask(asked);
        return Promise.resolve({ ok: false, error: { code: "unreachable", sentence: "You are offline." } });
    }

    tell(told: Told): void {
        if (this.phase.value.name === "online")
            this.connection?.tell(told);
    }

    private connect(): void {
        this.cancelRetry();
        this.atLeast = 0;
        this.phase.value = { name: "connecting" };
        this.connection = new Connection(this.openSocket(), this, this.clock);
    }

    opened(): void {
        void this.logIn();
    }

    factReceived(fact: Fact): void {
        if (fact.type === "goodbye")
            this.sayGoodbye(fact);
        else
            this.listener.factReceived(fact);
    }

    sessionRefused(error: ErrorMessage): void {
        if (retryable.has(error.code))
            this.atLeast = error.retryAfter ?? 0;
        else
            console.error(`The server closes the session: ${error.message}`);
    }

    closed(): void {
        this.connection = null;
        this.listener.disconnected();
        if (!this.credentials || this.phase.value.name === "refused")
            return;
        const delay = reconnectDelay(this.attempt++, this.clock.random(), this.atLeast);
        this.phase.value = { name: "waiting", retryAt: this.clock.now() + delay };
        this.cancelRetry = this.clock.after(delay, () => this.connect());
    }

    private sayGoodbye(goodbye: Goodbye): void {
        this.attempt = 0;
        this.atLeast = goodbye.reconnectAfter;
        this.connection?.close();
    }

    private async logIn(): Promise<void> {
        const { connection, credentials } = this;
        if (!connection || !credentials)
            return;
        const welcome = await connection.ask({
            type: "hello",
            version: protocolVersion,
            client: this.clientName,
            capabilities: [],
        });
        if (!welcome.ok)
            return this.refuse(welcome.error);
        let answer: Result<LoggedIn> | null = null;
        if (credentials.token !== undefined) {
            answer = await connection.ask({ type: "resumeSession", token: credentials.token });
            if (!answer.ok && answer.error.code === "token-unknown")
                answer = null;
        }
        answer ??= await connection.ask({ type: "logInAsGuest", name: credentials.name });
        if (!answer.ok)
            return this.refuse(answer.error);
        if (this.connection !== connection)
            return;
        this.attempt = 0;
        this.credentials = { name: answer.value.user.name, token: answer.value.token };
        this.phase.value = { name: "online" };
        this.listener.loggedIn(answer.value, welcome.value.epoch);
    }

    private refuse(error: Failure): void {
        if (retryable.has(error.code)) {
            this.atLeast = error.retryAfter ?? 0;
        } else {
            this.credentials = null;
            this.phase.value = { name: "refused", error };
        }
        this.connection?.close();
    }
}

