// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";

/** More than anybody reads who was away for long; the oldest goes. */
const most = 4;

/** What happened to the person who looks, or did not work out, in lines that stay until they are put away. */
export class Told {
    /** The newest last. */
    readonly lines = signal<readonly string[]>([]);

    add(words: string): void {
        this.lines.value = [...this.lines.peek().filter((line) => line !== words), words].slice(-most);
    }

    putAway(words: string): void {
        this.lines.value = this.lines.peek().filter((line) => line !== words);
    }

    clear(): void {
        this.lines.value = [];
    }
}
