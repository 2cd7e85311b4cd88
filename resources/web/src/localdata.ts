// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import type { Database } from "./database";
import { Drafts } from "./drafts";
import { LocalCache } from "./localcache";
import { OutboxStore } from "./outboxstore";
import type { User, UserId } from "./protocol/messages";
import type { Windows } from "./windows";

/** What this browser keeps of a person: rooms and history, what they began to write, what is not sent yet. */
export class LocalData {
    readonly cache: LocalCache;
    readonly drafts: Drafts;
    readonly outbox: OutboxStore;

    constructor(
        readonly database: Database,
        readonly windows: Windows,
        clock: Clock,
    ) {
        this.cache = new LocalCache(database, clock);
        this.drafts = new Drafts(database);
        this.outbox = new OutboxStore(database, windows, clock);
    }

    /** This person is in, in this life of the server. */
    async start(user: User, epoch: string): Promise<void> {
        await Promise.all([this.cache.start(user, epoch), this.drafts.open(user.id)]);
    }

    /** Nobody is in; what is kept stays. */
    close(): void {
        this.cache.close();
        this.drafts.close();
    }

    /** Their session ended elsewhere: what the server has as well goes, what exists only here waits for them. */
    async forgetCopies(user: UserId): Promise<void> {
        await this.cache.forget(user);
    }

    /** The person signed out: nothing of them stays. */
    async forget(user: UserId): Promise<void> {
        const pictures = this.database.write([{ table: "pictures", remove: [] }]);
        await Promise.all([this.cache.forget(user), this.drafts.forget(user), this.outbox.forget(user), pictures]);
    }

    /** The page may end. */
    async flush(): Promise<void> {
        await Promise.all([this.drafts.flush(), this.cache.flush()]);
    }
}
