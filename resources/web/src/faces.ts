// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type Signal } from "@preact/signals";
import type { Person, UserId } from "./protocol/messages";

/** How somebody chose to look. */
export type Look = Pick<Person, "colour" | "picture">;

const plain: Look = {};

/** How people look of whom we were told more than their names; everything that shows one follows. */
export class Faces {
    private readonly looks = new Map<UserId, Signal<Look>>();

    of(id: UserId): Look {
        return this.signal(id).value;
    }

    take(people: readonly Person[]): void {
        for (const { id, colour, picture } of people) {
            const look = this.signal(id);
            const now = look.peek();
            if (now.colour !== colour || now.picture !== picture)
                look.value = { colour, picture };
        }
    }

    private signal(id: UserId): Signal<Look> {
        let look = this.looks.get(id);
        if (!look) {
            look = signal(plain);
            this.looks.set(id, look);
        }
        return look;
    }
}
