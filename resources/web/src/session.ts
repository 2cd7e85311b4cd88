// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Clock } from "./clock";
import { Connection, type ConnectionListener, type Socket } from "./connection";
import type { Answers, Asked, ErrorMessage, Fact, Goodbye, LoggedIn, Told, Welcome } from "./protocol/messages";
import { protocolVersion } from "./protocol/messages";
import { reconnectDelay } from "./reconnectpolicy";
import type { Failure, Result } from "./result";
import type { SessionCookie } from "./sessioncookie";

/** How somebody comes in. */
export type WayIn =
    /**
     * As whoever this browser's cookie, or a token that an earlier version kept, stands for. guest: the name of a guest,
     * who comes as new under it when the server has forgotten them.
     */
    | { readonly how: "resume"; readonly guest?: string | undefined; readonly token?: string | undefined }
    | { readonly how: "guest"; readonly name: string }
    | { readonly how: "logIn"; readonly name: string; readonly password: string; readonly code?: string | undefined }
    | { readonly how: "register"; readonly name: string; readonly password: string; readonly link?: string | undefined }
    /** Not at all: only to finish signing out. */
    | { readonly how: "leave" };

export type Phase =
    | { readonly name: "idle" }
    | { readonly name: "connecting" }
    | { readonly name: "online" }
    /** Not reached, or lost; the next try is at retryAt (clock's time). */
    | { readonly name: "waiting"; readonly retryAt: number }
    /** The server does not take us as we are; no further try by itself. was: what was tried, or that one was in. */
    | { readonly name: "refused"; readonly error: Failure; readonly was: WayIn["how"] | "online" };

/** "asNewGuest": the server had forgotten the guest that should be resumed, and knows them by another id now. */
export type Arrival = "asAsked" | "asNewGuest";

export interface SessionListener {
    loggedIn(answer: LoggedIn, epoch: string, arrival: Arrival): void;
    factReceived(fact: Fact): void;
    disconnected(): void;
    /** Whether this browser comes in again by itself after a reload. */
    cookieSettled(result: Result<null>): void;
    /** Nobody is signed in with this browser's cookie any more, also on the server. */
    signedOut(): void;
}

/** As long as a slow network takes for one question and its answer. */
const cookiePatience = 1000;

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
    /** What the server last said of who may come in. */
    readonly welcome = signal<Welcome | null>(null);

    private connection: Connection | null = null;
    private way: WayIn | null = null;
    /** Signing out is not known to be complete; it goes before everything else. */
    private isLeaving = false;
    private exchange: Promise<void> | null = null;
    private attempt = 0;
    private atLeast = 0;
    private cancelRetry: () => void = () => undefined;

    constructor(
        private readonly openSocket: () => Socket,
        private readonly clientName: string,
        private readonly cookie: SessionCookie,
        private readonly listener: SessionListener,
        private readonly clock: Clock,
    ) {}

    start(way: WayIn): void {
        this.stop();
        this.way = way;
        this.isLeaving ||= way.how === "leave";
        this.attempt = 0;
        this.connect();
    }

    stop(): void {
        this.way = null;
        this.cancelRetry();
        this.connection?.close();
        this.phase.value = { name: "idle" };
    }

    /** Ends the person's session, here and on the server; goes on until it is done. */
    async signOut(): Promise<void> {
        const leaving: WayIn = { how: "leave" };
        const isOnline = this.phase.peek().name === "online";
        this.isLeaving = true;
        this.way = leaving;
        const out = isOnline ? await this.ask({ type: "logOut" }) : null;
        // A session that ended meanwhile is what was wanted.
        if (out && (out.ok || out.error.code === "not-logged-in"))
            await this.forgetCookie();
        // Somebody may come in by another way already, which finishes this first.
        if (this.way !== leaving)
            return;
        if (this.isLeaving)
            this.start(leaving);
        else
            this.stop();
    }

    /** The server has ended the session, so that a cookie which cannot be cleared now is worth nothing. */
    async forgetCookie(): Promise<void> {
        await this.cookie.clear();
        this.isLeaving = false;
        this.listener.signedOut();
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

    /** Waits for the cookie of a login, but not for long: without it, a reload would not come in again. */
    async cookieTried(): Promise<void> {
        const { exchange } = this;
        if (!exchange)
            return;
        await new Promise<void>((resolve) => {
            const callOff = this.clock.after(cookiePatience, resolve);
            void exchange.then(() => {
                callOff();
                resolve();
            });
        });
    }

    /** The guest who is in becomes an account, and stays where they are. */
    async claim(name: string, password: string, link?: string): Promise<Result<LoggedIn>> {
        const answer = await this.ask({ type: "register", name, password, link });
        if (answer.ok)
            this.settle(answer.value);
        return answer;
    }

    /** What to come back with. */
    private settle({ user, self, ticket }: LoggedIn, token?: string): void {
        const guest = self.kind === "guest" ? user.name : undefined;
        this.way = { how: "resume", guest, token };
        if (ticket !== undefined)
            this.keep(ticket);
    }

    /** Changes the ticket for the cookie. The next connection waits for it, or would come without. */
    private keep(ticket: string): void {
        const exchange = this.cookie.exchange(ticket).then((result) => {
            this.exchange = null;
            if (result.ok && this.way?.how === "resume")
                this.way = { how: "resume", guest: this.way.guest };
            this.listener.cookieSettled(result);
        });
        this.exchange = exchange;
    }

    private connect(): void {
        this.cancelRetry();
        this.atLeast = 0;
        this.phase.value = { name: "connecting" };
        const { exchange } = this;
        if (!exchange)
            this.connection = new Connection(this.openSocket(), this, this.clock);
        else
            void exchange.then(() => {
                if (this.way && !this.connection && this.phase.peek().name === "connecting")
                    this.connect();
            });
    }

    opened(): void {
        void this.greet();
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
        else if (error.code === "not-logged-in" && this.phase.peek().name === "online" && !this.isLeaving)
            this.refuse({ code: error.code, sentence: error.message }, "online");
        else
            console.error(`The server closes the session: ${error.message}`);
    }

    closed(): void {
        this.connection = null;
        this.listener.disconnected();
        if (!this.way || this.phase.value.name === "refused")
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

    private async greet(): Promise<void> {
        const { connection, way } = this;
        if (!connection || !way)
            return;
        const welcome = await connection.ask({
            type: "hello",
            version: protocolVersion,
            client: this.clientName,
            capabilities: ["cookie"],
        });
        if (!welcome.ok)
            return this.turnAway(welcome.error, way);
        this.welcome.value = welcome.value;
        const left = this.isLeaving ? await this.leave(connection) : null;
        if (this.connection !== connection)
            return;
        if (left)
            return this.turnAway(left, { how: "leave" });
        if (way.how === "leave")
            return this.stop();
        const { answer, arrival } = await this.comeIn(connection, way);
        if (this.connection !== connection)
            return;
        if (!answer.ok)
            return this.turnAway(answer.error, way);
        this.attempt = 0;
        this.settle(answer.value, way.how === "resume" ? way.token : undefined);
        this.phase.value = { name: "online" };
        this.listener.loggedIn(answer.value, welcome.value.epoch, arrival);
    }

    private async comeIn(
        connection: Connection, way: Exclude<WayIn, { how: "leave" }>,
    ): Promise<{ answer: Result<LoggedIn>; arrival: Arrival }> {
        switch (way.how) {
            case "guest":
                return { answer: await connection.ask({ type: "logInAsGuest", name: way.name }), arrival: "asAsked" };
            case "logIn":
                return { answer: await connection.ask({ type: "logIn", name: way.name, password: way.password, code: way.code }), arrival: "asAsked" };
            case "register":
                return { answer: await connection.ask({ type: "register", name: way.name, password: way.password, link: way.link }), arrival: "asAsked" };
            case "resume": {
                const answer = await connection.ask({ type: "resumeSession", token: way.token });
                if (answer.ok || answer.error.code !== "token-unknown" || way.guest === undefined)
                    return { answer, arrival: "asAsked" };
                return { answer: await connection.ask({ type: "logInAsGuest", name: way.guest }), arrival: "asNewGuest" };
            }
        }
    }

    /** The connection came with the cookie of whoever signed out; without one there is nothing to end. */
    private async leave(connection: Connection): Promise<Failure | null> {
        const back = await connection.ask({ type: "resumeSession" });
        const out = back.ok ? await connection.ask({ type: "logOut" }) : back;
        if (!out.ok && retryable.has(out.error.code))
            return out.error;
        await this.forgetCookie();
        return null;
    }

    /** Who typed a password looks at the form, and is told at once; nothing is tried behind their back. */
    private turnAway(error: Failure, way: WayIn): void {
        const isTyped = way.how === "logIn" || way.how === "register";
        const isPassing = isTyped ? error.code === "unreachable" || error.code === "shutting-down" : retryable.has(error.code);
        if (!isPassing)
            return this.refuse(error, way.how);
        this.atLeast = error.retryAfter ?? 0;
        this.connection?.close();
    }

    private refuse(error: Failure, was: WayIn["how"] | "online"): void {
        this.way = null;
        this.phase.value = { name: "refused", error, was };
        this.connection?.close();
    }
}
