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

    /** "replace": there are no others. Those that were held and are none any more. */
    take(summaries: readonly RoomSummary[], how: "replace" | "add"): readonly Room[] {
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
            const held = this.rooms.peek();
            this.rooms.value = [...held.filter((room) => named.has(room.id)), ...fresh];
            return held.filter((room) => !named.has(room.id));
        }
        if (fresh.length > 0)
            this.rooms.value = [...this.rooms.peek(), ...fresh];
        return [];
    }

    remove(id: RoomId): void {
        this.rooms.value = this.rooms.peek().filter((room) => room.id !== id);
    }

    restore(rooms: readonly CachedRoom[]): void {
        this.rooms.value = rooms.map((room) => Room.restored(room));
    }

    clear(): void {
        this.rooms.value = [];
    }
}
