// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import { randomId } from "./ids";

/**
 * The windows of this browser that show the page. A window that is killed is gone from the list; one
 * that only sleeps may be, too, and so nothing may break when two windows hold each other for dead.
 */
export interface Windows {
    /** Of this window; a new one after each reload. */
    readonly id: string;
    /** The ids of the other windows that are alive. */
    others(): Promise<ReadonlySet<string>>;
    /** The page goes, or comes back out of the browser's memory. */
    close(): void;
    reopen(): void;
}

const prefix = "hobnob.window";

/** By locks, which a browser lets go of when a window dies. Only secure pages have them. */
export class LockedWindows implements Windows {
    readonly id = randomId();
    private release: () => void = () => undefined;
    private held: Promise<void>;

    constructor(private readonly locks: LockManager) {
        this.held = this.hold();
    }

    async others(): Promise<ReadonlySet<string>> {
        await this.held;
        const all = await this.locks.query();
        const found = new Set<string>();
        for (const { name } of [...(all.held ?? []), ...(all.pending ?? [])]) {
            const [start, id] = (name ?? "").split("/");
            if (start === prefix && id !== undefined && id !== this.id)
                found.add(id);
        }
        return found;
    }

    close(): void {
        this.release();
    }
    reopen(): void {
        this.held = this.hold();
    }

    /** Resolves once the lock is held. */
    private hold(): Promise<void> {
        return new Promise((granted) => {
            const kept = new Promise<void>((release) => (this.release = release));
            const name = [prefix, this.id].join("/");
            this.locks
                .request(name, () => {
                    granted();
                    return kept;
                })
                .catch(() => granted());
        });
    }
}

/** How long a window that is alive may take to answer. */
const patience = 200;

type Called = { readonly ask: string } | { readonly id: string };

/** By calling out to them: for pages on plain http, which have no locks. */
export class CalledWindows implements Windows {
    readonly id = randomId();
    private isOpen = true;
    private readonly listeners = new Set<(id: string) => void>();

    constructor(
        private readonly channel: BroadcastChannel,
        private readonly clock: Clock,
    ) {
        channel.onmessage = ({ data }: MessageEvent<Called>) => this.hear(data);
    }

    others(): Promise<ReadonlySet<string>> {
        return new Promise((resolve) => {
            const found = new Set<string>();
            const listener = (id: string): void => void found.add(id);
            this.listeners.add(listener);
            this.channel.postMessage({ ask: this.id } satisfies Called);
            this.clock.after(patience, () => {
                this.listeners.delete(listener);
                resolve(found);
            });
        });
    }

    close(): void {
        this.isOpen = false;
    }
    reopen(): void {
        this.isOpen = true;
    }
    /** For good: lets go of the channel. */
    end(): void {
        this.channel.close();
    }

    private hear(called: Called): void {
        if ("ask" in called) {
            if (this.isOpen)
                this.channel.postMessage({ id: this.id } satisfies Called);
            return;
        }
        for (const listener of this.listeners)
            listener(called.id);
    }
}

/** Where there is neither, a window knows of no other. */
export class LoneWindow implements Windows {
    readonly id = randomId();
    others(): Promise<ReadonlySet<string>> {
        return Promise.resolve(new Set());
    }
    close(): void {}
    reopen(): void {}
}

export function findWindows(clock: Clock): Windows {
    try {
        // On plain http there are none, whatever the types say.
        const { locks } = navigator as { readonly locks?: LockManager };
        if (locks)
            return new LockedWindows(locks);
        if (typeof BroadcastChannel === "function")
            return new CalledWindows(new BroadcastChannel(prefix), clock);
    } catch {
        // Storage is blocked, and these with it.
    }
    return new LoneWindow();
}
