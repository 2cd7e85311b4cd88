// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Database } from "./database";
import type { RoomId, UserId } from "./protocol/messages";

interface DraftRecord {
    readonly room: RoomId;
    readonly text: string;
}

/** What one person has begun to write in each room, kept until it is sent. */
export class Drafts {
    /** Counts how often what was kept has come in, since a slow disk may bring it after one could write. */
    readonly arrived = signal(0);

    private user: UserId | null = null;
    private readonly texts = new Map<RoomId, string>();
    private readonly changed = new Set<RoomId>();
    private isWriting = false;
    private opening: Promise<void> = Promise.resolve();

    constructor(private readonly database: Database) {}

    /** Answers when what is kept of this person is here; also when somebody else asked for it before. */
    open(user: UserId): Promise<void> {
        if (user !== this.user) {
            this.close();
            this.user = user;
            this.opening = this.load(user);
        }
        return this.opening;
    }

    private async load(user: UserId): Promise<void> {
        const kept = (await this.database.read("drafts", [user])) as readonly DraftRecord[];
        for (const { room, text } of kept) {
            if (user === this.user && !this.texts.has(room))
                this.texts.set(room, text);
        }
        this.arrived.value += 1;
    }

    close(): void {
        this.user = null;
        this.texts.clear();
        this.changed.clear();
    }

    of(room: RoomId): string {
        return this.texts.get(room) ?? "";
    }

    remember(room: RoomId, text: string): void {
        this.texts.set(room, text);
        this.changed.add(room);
        void this.keep();
    }

    /** The page may end, and what waits for the write before it would wait for ever. */
    async flush(): Promise<void> {
        if (this.user !== null && this.changed.size > 0)
            await this.write(this.user);
    }

    /** At once, since the page may end with the next key; what is typed meanwhile goes in one write after it. */
    private async keep(): Promise<void> {
        if (this.isWriting)
            return;
        this.isWriting = true;
        while (this.user !== null && this.changed.size > 0)
            await this.write(this.user);
        this.isWriting = false;
    }

    private async write(user: UserId): Promise<void> {
        const changes = [...this.changed].map((room) => {
            const text = this.of(room);
            return text === ""
                ? { table: "drafts" as const, remove: [user, room] }
                : { table: "drafts" as const, key: [user, room], value: { room, text } satisfies DraftRecord };
        });
        this.changed.clear();
        await this.database.write(changes);
    }

    async forget(user: UserId): Promise<void> {
        this.close();
        await this.database.write([{ table: "drafts", remove: [user] }]);
    }
}
