// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { CachedRoom } from "./localcache";
import type { RoomId, RoomSummary } from "./protocol/messages";
import { Room } from "./room";

/** The rooms of the server, as far as they are known. */
export class RoomBook {
    readonly rooms = signal<readonly Room[]>([]);

    find(id: RoomId): Room | undefined {
        return this.rooms.peek().find((room) => room.id === id);
    }

    get joined(): readonly Room[] {
        return this.rooms.peek().filter((room) => room.membership.peek() === "joined");
    }

    /** "replace": there are no others. */
    take(summaries: readonly RoomSummary[], how: "replace" | "add"): void {
        const known = new Map(this.rooms.peek().map((room) => [room.id, room]));
        const fresh: Room[] = [];
        for (const summary of summaries) {
            const room = known.get(summary.id);
            if (room)
                room.update(summary);
            else
                fresh.push(new Room(summary));
        }
        if (how === "replace") {
            const named = new Set(summaries.map((summary) => summary.id));
            this.rooms.value = [...this.rooms.peek().filter((room) => named.has(room.id)), ...fresh];
        } else if (fresh.length > 0) {
            this.rooms.value = [...this.rooms.peek(), ...fresh];
        }
    }

    restore(rooms: readonly CachedRoom[]): void {
        this.rooms.value = rooms.map((room) => Room.restored(room));
    }

    clear(): void {
        this.rooms.value = [];
    }
}
