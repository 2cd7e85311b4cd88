// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import { randomId } from "./ids";
import type { UserId } from "./protocol/messages";

/**
 * The windows of this browser that show the page, and who sits in each. A window that is killed is
 * gone from the list; one that only sleeps may be, too, and so nothing may break when two windows
 * hold each other for dead.
 */
export interface Windows {
    /** Of this window; a new one after each reload. */
    readonly id: string;
    /** Tells the others who sits here. */
    sitAs(person: UserId | null): void;
    /** The other windows that are alive, by id, with who sits there. */
    others(): Promise<ReadonlyMap<string, UserId | null>>;
    /** The page goes, or comes back out of the browser's memory. */
    close(): void;
    reopen(): void;
}

const prefix = "hobnob.window";

/** By locks, which a browser lets go of when a window dies. Only secure pages have them. */
export class LockedWindows implements Windows {
    readonly id = randomId();
    private person: UserId | null = null;
    private release: () => void = () => undefined;
    private held: Promise<void>;

    constructor(private readonly locks: LockManager) {
        this.held = this.hold();
    }

    sitAs(person: UserId | null): void {
        if (person === this.person)
            return;
        this.person = person;
        const { release } = this;
        this.held = this.hold().then(release);
    }

    async others(): Promise<ReadonlyMap<string, UserId | null>> {
        await this.held;
        const all = await this.locks.query();
        const found = new Map<string, UserId | null>();
        for (const { name } of [...(all.held ?? []), ...(all.pending ?? [])]) {
            const [start, id, person] = (name ?? "").split("/");
            if (start === prefix && id !== undefined && id !== this.id)
                found.set(id, person ? (person as UserId) : null);
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
            const name = [prefix, this.id, this.person ?? ""].join("/");
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

type Called = { readonly ask: string } | { readonly id: string; readonly person: UserId | null };

/** By calling out to them: for pages on plain http, which have no locks. */
export class CalledWindows implements Windows {
    readonly id = randomId();
    private person: UserId | null = null;
    private isOpen = true;
    private readonly listeners = new Set<(id: string, person: UserId | null) => void>();

    constructor(
        private readonly channel: BroadcastChannel,
        private readonly clock: Clock,
    ) {
        channel.onmessage = ({ data }: MessageEvent<Called>) => this.hear(data);
    }

    sitAs(person: UserId | null): void {
        this.person = person;
    }

    others(): Promise<ReadonlyMap<string, UserId | null>> {
        return new Promise((resolve) => {
            const found = new Map<string, UserId | null>();
            const listener = (id: string, person: UserId | null): void => void found.set(id, person);
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
                this.channel.postMessage({ id: this.id, person: this.person } satisfies Called);
            return;
        }
        for (const listener of this.listeners)
            listener(called.id, called.person);
    }
}

/** Where there is neither, a window knows of no other. */
export class LoneWindow implements Windows {
    readonly id = randomId();
    sitAs(): void {}
    others(): Promise<ReadonlyMap<string, UserId | null>> {
        return Promise.resolve(new Map());
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
