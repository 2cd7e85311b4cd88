// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import type { Change, Database } from "./database";
import type { PendingMessage } from "./outbox";
import type { ClientId, UserId } from "./protocol/messages";
import type { Failure } from "./result";
import type { Windows } from "./windows";

/** Somebody waits with a finger on Enter; a disk that is slower than this is not waited for. */
const patience = 1500;

interface KeptMessage extends PendingMessage {
    /** The window that sends it. */
    readonly window: string;
}

function isKept(value: unknown): value is KeptMessage {
    if (typeof value !== "object" || value === null)
        return false;
    const entry = value as Record<string, unknown>;
    return (
        typeof entry["clientId"] === "string" &&
        typeof entry["room"] === "string" &&
        typeof entry["text"] === "string" &&
        typeof entry["time"] === "number" &&
        typeof entry["order"] === "number" &&
        typeof entry["window"] === "string"
    );
}

/**
 * Where messages that are not in the log yet outlive the page. Each belongs to the window that
 * sends it; those of a window that died go to the next that asks, and to one only. Should a window
 * that sleeps be held for dead, its message is sent by two under one client id, which the server
 * takes once.
 */
export class OutboxStore {
    constructor(
        private readonly database: Database,
        private readonly windows: Windows,
        private readonly clock: Clock,
    ) {}

    /** False when the message would not survive the end of the page. */
    async keep(user: UserId, message: PendingMessage): Promise<boolean> {
        const value: KeptMessage = { ...message, window: this.windows.id };
        const written = this.database.write([{ table: "outbox", key: [user, message.clientId], value }], "durable");
        const isInTime = await this.inTime(written);
        return isInTime && this.database.isLasting;
    }

    remove(user: UserId, id: ClientId): void {
        void this.database.write([{ table: "outbox", remove: [user, id] }]);
    }

    /** What this window is to send: its own, and from now on what dead windows left. */
    async claim(user: UserId): Promise<readonly PendingMessage[]> {
        const others = await this.windows.others();
        let mine: KeptMessage[] = [];
        await this.database.update("outbox", [user], (values) => {
            mine = values.filter(isKept).filter((message) => !others.has(message.window));
            return mine
                .filter((message) => message.window !== this.windows.id)
                .map((message): Change => ({
                    table: "outbox",
                    key: [user, message.clientId],
                    value: { ...message, window: this.windows.id },
                }));
        });
        return mine.sort((a, b) => a.order - b.order).map(({ window: _, ...message }) => message);
    }

    /**
     * The server knows the person by another id, because it forgot the old one. Whether it has what
     * they wrote is not known either, and under the new id it would take it twice: they decide.
     */
    async inherit(from: UserId, to: UserId, why: Failure): Promise<void> {
        await this.database.update("outbox", [from], (values) => [
            ...values.filter(isKept).map((message): Change => ({
                table: "outbox",
                key: [to, message.clientId],
                value: { ...message, state: "failed", error: message.error ?? why },
            })),
            { table: "outbox", remove: [from] },
        ]);
    }

    async forget(user: UserId): Promise<void> {
        await this.database.write([{ table: "outbox", remove: [user] }]);
    }

    private inTime(written: Promise<boolean>): Promise<boolean> {
        return new Promise((resolve) => {
            const callOff = this.clock.after(patience, () => resolve(false));
            void written.then((isWritten) => {
                callOff();
                resolve(isWritten);
            });
        });
    }
}
