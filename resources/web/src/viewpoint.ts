// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ReadonlySignal } from "@preact/signals";
import type { Moderation } from "./moderation";
import { may, mayActOn, type Action } from "./permissions";
import { slowUntil, whyNotWrite, type Hindrance } from "./posting";
import type { Member, Role, Self, User } from "./protocol/messages";
import type { Room } from "./room";
import { othersOf, roomTitle } from "./roomwords";

/** Rooms as they look from where the person in this window stands. Everything here follows the signals that it reads. */
export class Viewpoint {
    constructor(
        private readonly user: ReadonlySignal<User | null>,
        private readonly self: ReadonlySignal<Self | null>,
        private readonly moderation: Moderation,
    ) {}

    titleOf(room: Room): string {
        return roomTitle(room.summary.value, this.user.value?.id ?? null);
    }

    /** What counts in a room that one is in: administrators are owners, but of direct rooms, which have none. */
    roleIn(room: Room): Role {
        const { kind } = room.summary.value;
        return kind !== "direct" && this.self.value?.role === "administrator" ? "owner" : room.standing.value.role;
    }

    may(room: Room, action: Action): boolean {
        return room.isJoined.value && may(this.roleIn(room), action, room.summary.value);
    }

    /** To mute, remove and ban them. */
    mayModerate(room: Room, person: Member): boolean {
        const isOther = person.id !== this.user.value?.id;
        return isOther && this.may(room, "moderate") && mayActOn(this.roleIn(room), person.role);
    }

    /** The others of a direct room. */
    othersIn(room: Room): readonly User[] {
        const { kind, people } = room.summary.value;
        return kind === "direct" ? othersOf(people, this.user.value?.id ?? null) : [];
    }

    /** The other of a direct room of two. */
    partnerIn(room: Room): User | null {
        const [other, ...more] = this.othersIn(room);
        return other && more.length === 0 ? other : null;
    }

    /** Null when one can write here. */
    whyNotWrite(room: Room, now: number): Hindrance | null {
        const partner = this.partnerIn(room);
        return whyNotWrite(
            {
                room: room.summary.value,
                role: this.roleIn(room),
                mutedUntil: room.standing.value.mutedUntil,
                blocked: partner && this.moderation.isBlocked(partner.id) ? partner : null,
            },
            now,
        );
    }

    /** Until when slow mode holds back what one says; in the past when it does not. */
    slowUntil(room: Room): number {
        const isSlow = slowUntil(room.summary.value, this.roleIn(room), 0) > 0;
        return isSlow ? room.slowUntil.value : 0;
    }
}
