// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Database } from "./database";
import type { RoomId, UserId } from "./protocol/messages";

interface DraftRecord {
    readonly room: RoomId;
    readonly text: string;
}

/** What one person has begun to write in each room, kept until it is sent. */
export class Drafts {
    private user: UserId | null = null;
    private readonly texts = new Map<RoomId, string>();
    private readonly changed = new Set<RoomId>();
    private isWriting = false;

    constructor(private readonly database: Database) {}

    async open(user: UserId): Promise<void> {
        if (user === this.user)
            return;
        this.close();
        this.user = user;
        const kept = (await this.database.read("drafts", [user])) as readonly DraftRecord[];
        for (const { room, text } of kept) {
            if (user === this.user && !this.texts.has(room))
                this.texts.set(room, text);
        }
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
