// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ClientId, RoomId } from "./protocol/messages";
import type { Failure } from "./result";

/** A message of ours that is not in the log yet. */
export interface PendingMessage {
    readonly clientId: ClientId;
    readonly room: RoomId;
    readonly text: string;
    /** When it was written, by this computer's clock. */
    readonly time: number;
    /** Its place among all that were written here, over restarts. */
    readonly order: number;
    /** "sent": acknowledged; it stays until its event is in the log, so that it never flickers. */
    readonly state: "waiting" | "sending" | "sent" | "failed";
    /** Why, when it failed. */
    readonly error?: Failure | undefined;
}

/**
 * What was written here and is not in the log yet, in the order of writing. Of each room one
 * message is under way at a time, so that none overtakes another. A value, without I/O.
 */
export class Outbox {
    /** More than anyone writes while offline. */
    static readonly mostPerRoom = 500;

    private entries: readonly PendingMessage[] = [];
    private lastOrder = 0;

    /** What was kept from before; what is here already stays as it is. */
    restore(kept: readonly PendingMessage[]): void {
        const fresh = kept
            .filter((entry) => !this.find(entry.clientId))
            .map((entry) => (entry.state === "failed" ? entry : { ...entry, state: "waiting" as const }));
        this.entries = [...this.entries, ...fresh].sort((a, b) => a.order - b.order);
    }

    all(): readonly PendingMessage[] {
        return this.entries;
    }

    of(room: RoomId): readonly PendingMessage[] {
        return this.entries.filter((entry) => entry.room === room);
    }

    find(id: ClientId): PendingMessage | undefined {
        return this.entries.find((entry) => entry.clientId === id);
    }

    /** All that wait or are under way, of every room. */
    get unsentCount(): number {
        return this.entries.filter((entry) => entry.state === "waiting" || entry.state === "sending").length;
    }

    /** The place of what is written now: after everything else, also when the clock goes back. */
    nextOrder(now: number): number {
        this.lastOrder = this.entries.reduce((most, entry) => Math.max(most, entry.order), Math.max(now - 1, this.lastOrder)) + 1;
        return this.lastOrder;
    }

    isFull(room: RoomId): boolean {
        return this.of(room).length >= Outbox.mostPerRoom;
    }

    add(entry: Omit<PendingMessage, "state">): void {
        this.restore([{ ...entry, state: "waiting" }]);
    }

    /** The oldest that waits, now under way; nothing while another of this room is. */
    takeNext(room: RoomId): PendingMessage | undefined {
        const own = this.of(room);
        if (own.some((entry) => entry.state === "sending"))
            return undefined;
        const next = own.find((entry) => entry.state === "waiting");
        if (next)
            this.change(next.clientId, { state: "sending" });
        return next;
    }

    acknowledge(id: ClientId): void {
        this.change(id, { state: "sent" });
    }

    /** Its event is in the log. */
    remove(id: ClientId): boolean {
        const before = this.entries.length;
        this.entries = this.entries.filter((entry) => entry.clientId !== id);
        return this.entries.length < before;
    }

    fail(id: ClientId, error: Failure): void {
        this.change(id, { state: "failed", error });
    }

    /** The server could not take it yet. */
    postpone(id: ClientId): void {
        this.change(id, { state: "waiting" });
    }

    /** What was under way waits again; the server knows by the client id what it already has. */
    connectionLost(): void {
        this.entries = this.entries.map((entry) =>
            entry.state === "sending" || entry.state === "sent" ? { ...entry, state: "waiting" } : entry,
        );
    }

    /** A failed message waits again, as the newest, under the id that it has. */
    retry(id: ClientId, now: number): PendingMessage | undefined {
        const failed = this.find(id);
        if (failed?.state !== "failed")
            return undefined;
        const { error: _, ...message } = failed;
        const again: PendingMessage = { ...message, time: now, order: this.nextOrder(now), state: "waiting" };
        this.remove(id);
        this.restore([again]);
        return again;
    }

    private change(id: ClientId, change: Partial<PendingMessage>): void {
        this.entries = this.entries.map((entry) => (entry.clientId === id ? { ...entry, ...change } : entry));
    }
}
