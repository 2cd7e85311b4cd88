// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Clock } from "./clock";
import { randomClientId } from "./ids";
import { Outbox, type PendingMessage } from "./outbox";
import type { Profile } from "./profile";
import type { ClientId, Event, RoomId } from "./protocol/messages";
import { failure, success, type Failure, type Result } from "./result";
import type { Session } from "./session";
import { cleanMessage } from "./text";

/** What the server may take a little later, without anybody's doing. */
const passing = new Set<Failure["code"]>(["busy", "rate-limited", "shutting-down"]);
const pause = 1000;

/** Carries what people write here to the server, once, in order, across losses of connection. */
export class Postman {
    /** Counts the changes of the outbox. */
    readonly changed = signal(0);
    readonly unsent = signal(0);

    private readonly outbox: Outbox;
    private readonly calledOff = new Set<() => void>();

    constructor(
        private readonly session: Session,
        private readonly profile: Profile,
        private readonly clock: Clock,
        private readonly canPost: (room: RoomId) => boolean,
    ) {
        this.outbox = new Outbox(profile.outbox);
        this.unsent.value = this.outbox.unsentCount;
    }

    pending(room: RoomId): readonly PendingMessage[] {
        return this.outbox.of(room);
    }

    post(room: RoomId, typed: string): Result<null> {
        const text = cleanMessage(typed);
        if (!text.ok)
            return text;
        const message = { clientId: randomClientId(), room, text: text.value, time: this.clock.now() };
        if (!this.outbox.add(message))
            return failure("busy", "Too many messages wait already. They go out when the server is back.");
        this.touch();
        this.deliver(room);
        return success(null);
    }

    retry(message: PendingMessage): void {
        this.outbox.retry(message.clientId, this.clock.now());
        this.touch();
        this.deliver(message.room);
    }

    discard(id: ClientId): void {
        this.outbox.remove(id);
        this.touch();
    }

    /** Sends what waits, now that the room is ours again. */
    deliver(room: RoomId): void {
        if (!this.canPost(room))
            return;
        const next = this.outbox.takeNext(room);
        if (next)
            void this.send(next);
    }

    /** An event of ours is in the log: it waits no longer. */
    seen(event: Event): void {
        if (this.outbox.remove(event.clientId))
            this.touch();
    }

    connectionLost(): void {
        for (const callOff of this.calledOff)
            callOff();
        this.calledOff.clear();
        this.outbox.connectionLost();
        this.touch();
    }

    private async send(message: PendingMessage): Promise<void> {
        const { clientId, room, text } = message;
        const answer = await this.session.ask({ type: "postMessage", room, clientId, text });
        if (answer.ok)
            this.outbox.acknowledge(clientId);
        else if (answer.error.code === "unreachable")
            return; // connectionLost() has put it back.
        else if (passing.has(answer.error.code))
            return this.postpone(message, answer.error.retryAfter ?? pause);
        else
            this.outbox.fail(clientId, answer.error);
        this.touch();
        this.deliver(room);
    }

    private postpone({ clientId, room }: PendingMessage, wait: number): void {
        const callOff = this.clock.after(wait, () => {
            this.calledOff.delete(callOff);
            this.outbox.postpone(clientId);
            this.deliver(room);
        });
        this.calledOff.add(callOff);
    }

    private touch(): void {
        this.profile.outbox = this.outbox.all();
        this.unsent.value = this.outbox.unsentCount;
        this.changed.value += 1;
    }
}
