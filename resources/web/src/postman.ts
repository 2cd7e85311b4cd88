// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Clock } from "./clock";
import { randomClientId } from "./ids";
import { Outbox, type PendingMessage } from "./outbox";
import type { OutboxStore } from "./outboxstore";
import type { ClientId, Event, RoomId, UserId } from "./protocol/messages";
import { failure, success, type Failure, type Result } from "./result";
import type { Session } from "./session";
import { cleanMessage } from "./text";

/** What the server may take a little later, without anybody's doing. */
const passing = new Set<Failure["code"]>(["busy", "rate-limited", "slow-mode", "shutting-down"]);
const pause = 1000;

/** What a postman has to know of the rooms. */
export interface Places {
    /** The server counts us as being there. */
    canPost(room: RoomId): boolean;
    /** The event is in the log that is held, or before it. */
    isPast(room: RoomId, seq: number): boolean;
    /** Slow mode lets nothing out for so many milliseconds. */
    heldBack(room: RoomId, wait: number): void;
}

/** Carries what people write here to the server, once, in order, across losses of connection and restarts. */
export class Postman {
    /** Counts the changes of the outbox. */
    readonly changed = signal(0);
    readonly unsent = signal(0);
    /** What waits survives the end of the page. */
    readonly isSafe = signal(true);

    private outbox = new Outbox();
    private user: UserId | null = null;
    /** What the server takes later, and how to call that off. */
    private readonly postponed = new Map<ClientId, { readonly room: RoomId; readonly callOff: () => void }>();
    private readonly unkept = new Set<ClientId>();

    constructor(
        private readonly session: Session,
        private readonly store: OutboxStore,
        private readonly clock: Clock,
        private readonly places: Places,
    ) {}

    /** Takes up what this person wrote and nobody else sends, also again and again. */
    async open(user: UserId): Promise<void> {
        if (this.user !== user)
            this.close();
        this.user = user;
        const kept = await this.store.claim(user);
        if (this.user !== user)
            return;
        this.outbox.restore(kept);
        this.touch();
        for (const room of new Set(kept.map((message) => message.room)))
            this.deliver(room);
    }

    /** The same person under another id, which is open from then on. */
    async inherit(from: UserId, to: UserId): Promise<void> {
        await this.store.inherit(from, to, {
            code: "unreachable",
            sentence: "The server does not know you any more, and may or may not have it.",
        });
        await this.open(to);
    }

    /** Holds nobody's messages any more; they stay where they are kept. */
    close(): void {
        this.user = null;
        this.outbox = new Outbox();
        this.unkept.clear();
        this.touch();
    }

    pending(room: RoomId): readonly PendingMessage[] {
        return this.outbox.of(room);
    }

    /** Answers once the message is kept, so that whoever wrote it may let go of it. */
    async post(room: RoomId, typed: string): Promise<Result<null>> {
        const text = cleanMessage(typed);
        if (!text.ok)
            return text;
        if (this.outbox.isFull(room))
            return failure("busy", "Too many messages wait already. They go out when the server is back.");
        const { user } = this;
        const time = this.clock.now();
        const order = this.outbox.nextOrder(time);
        const message: PendingMessage = { clientId: randomClientId(), room, text: text.value, time, order, state: "waiting" };
        await this.keep(message);
        if (this.user !== user)
            return success(null);
        this.outbox.add(message);
        this.touch();
        this.deliver(room);
        return success(null);
    }

    async retry({ clientId, room }: PendingMessage): Promise<void> {
        const again = this.outbox.retry(clientId, this.clock.now());
        if (!again)
            return;
        this.touch();
        await this.keep(again);
        this.deliver(room);
    }

    discard(id: ClientId): void {
        this.drop(id);
    }

    /** Sends what waits, now that the room is ours again. */
    deliver(room: RoomId): void {
        if (!this.places.canPost(room))
            return;
        const next = this.outbox.takeNext(room);
        if (next)
            void this.send(next);
    }

    /** The room's rules changed, so that what they held back may go now. */
    hurry(room: RoomId): void {
        for (const [clientId, waiting] of [...this.postponed]) {
            if (waiting.room !== room)
                continue;
            waiting.callOff();
            this.goOn(clientId, room);
        }
    }

    /** An event of ours is in the log: it waits no longer. */
    seen(event: Event): void {
        this.drop(event.clientId);
    }

    /** The person left the room, so that what waits there cannot go out by itself. */
    roomLeft(room: RoomId): void {
        for (const { clientId, state } of this.outbox.of(room)) {
            if (state === "waiting")
                this.fail(clientId, { code: "not-member", sentence: "You are not in this room any more." });
        }
        this.touch();
    }

    connectionLost(): void {
        for (const { callOff } of this.postponed.values())
            callOff();
        this.postponed.clear();
        this.outbox.connectionLost();
        this.touch();
    }

    private async send(message: PendingMessage): Promise<void> {
        const { clientId, room, text } = message;
        const { outbox } = this;
        const answer = await this.session.ask({ type: "postMessage", room, clientId, text });
        if (outbox !== this.outbox)
            return; // Somebody else is here now.
        if (answer.ok)
            this.acknowledge(message, answer.value.seq);
        else if (answer.error.code === "unreachable")
            return; // connectionLost() has put it back.
        else if (passing.has(answer.error.code))
            return this.postpone(message, answer.error);
        else
            this.fail(clientId, answer.error);
        this.touch();
        this.deliver(room);
    }

    private acknowledge({ clientId, room }: PendingMessage, seq: number): void {
        // It was sent before the page ended, and only its answer was lost.
        if (this.places.isPast(room, seq))
            this.drop(clientId);
        else
            this.outbox.acknowledge(clientId);
    }

    private fail(id: ClientId, error: Failure): void {
        this.outbox.fail(id, error);
        const failed = this.outbox.find(id);
        if (failed)
            void this.keep(failed);
    }

    private postpone({ clientId, room }: PendingMessage, { code, retryAfter }: Failure): void {
        const wait = retryAfter ?? pause;
        if (code === "slow-mode")
            this.places.heldBack(room, wait);
        this.postponed.set(clientId, { room, callOff: this.clock.after(wait, () => this.goOn(clientId, room)) });
    }

    private goOn(clientId: ClientId, room: RoomId): void {
        this.postponed.delete(clientId);
        this.outbox.postpone(clientId);
        this.deliver(room);
    }

    private async keep(message: PendingMessage): Promise<void> {
        const { user } = this;
        if (user === null)
            return;
        if (await this.store.keep(user, message))
            this.unkept.delete(message.clientId);
        else
            this.unkept.add(message.clientId);
        // Somebody may have discarded it, or its event may have come, while it was written.
        if (this.user === user && message.state === "failed" && !this.outbox.find(message.clientId))
            this.store.remove(user, message.clientId);
        this.isSafe.value = this.unkept.size === 0;
    }

    private drop(id: ClientId): void {
        if (!this.outbox.remove(id))
            return;
        if (this.user !== null)
            this.store.remove(this.user, id);
        this.unkept.delete(id);
        this.touch();
    }

    private touch(): void {
        this.unsent.value = this.outbox.unsentCount;
        this.isSafe.value = this.unkept.size === 0;
        this.changed.value += 1;
    }
}
