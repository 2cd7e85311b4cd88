// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import type { Database } from "./database";
import type { RoomId, UserId } from "./protocol/messages";

interface DraftRecord {
    readonly room: RoomId;
    readonly text: string;
}

/** Writing with every key would write all the time; this much typing may be lost to a power cut. */
const gather = 250;

/** What one person has begun to write in each room, kept until it is sent. */
export class Drafts {
    private user: UserId | null = null;
    private readonly texts = new Map<RoomId, string>();
    private readonly changed = new Set<RoomId>();
    private callOff: (() => void) | null = null;

    constructor(
        private readonly database: Database,
        private readonly clock: Clock,
    ) {}

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
        this.callOff ??= this.clock.after(gather, () => {
            this.callOff = null;
            void this.flush();
        });
    }

    async flush(): Promise<void> {
        const { user } = this;
        if (user === null || this.changed.size === 0)
            return;
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
