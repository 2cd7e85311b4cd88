// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "../../../resources/web/src/clock";

/** A clock that stands still until it is turned. */
export class FakeClock implements Clock {
    private time = 1_767_225_600_000;
    private timers: { readonly at: number; readonly call: () => void }[] = [];
    chance = 0;

    now(): number {
        return this.time;
    }
    random(): number {
        return this.chance;
    }
    after(milliseconds: number, call: () => void): () => void {
        const timer = { at: this.time + milliseconds, call };
        this.timers.push(timer);
        return () => {
            this.timers = this.timers.filter((other) => other !== timer);
        };
    }

    async turn(milliseconds: number): Promise<void> {
        const end = this.time + milliseconds;
        for (;;) {
            const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
            if (!due)
                break;
            this.timers = this.timers.filter((timer) => timer !== due);
            this.time = due.at;
            due.call();
            await settle();
        }
        this.time = end;
        await settle();
    }
}

/** Lets everything that waits for a promise run. */
export async function settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
}
