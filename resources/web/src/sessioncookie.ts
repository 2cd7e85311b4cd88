// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import { failure, success, type Result } from "./result";

/** The part of fetch that is used. */
export type Fetch = (address: string, options: RequestInit) => Promise<{ readonly status: number }>;

/** The server takes a ticket for a minute; when it was not reached by then, it is too late. */
const retries = [500, 1500, 4000, 10_000, 20_000] as const;
const patience = 10_000;
const address = "session";

/**
 * The cookie by which the server knows this browser again. No script can read it, and so this holds
 * nothing: it changes a login's ticket for the cookie, and has the cookie cleared.
 */
export class SessionCookie {
    constructor(
        private readonly fetch: Fetch,
        private readonly clock: Clock,
        /** The person forbade this browser all cookies. */
        private readonly areForbidden: () => boolean = () => false,
    ) {}

    async exchange(ticket: string): Promise<Result<null>> {
        if (this.areForbidden())
            return failure("not-allowed", "This browser keeps no cookies.");
        const body = JSON.stringify({ ticket });
        for (const pause of [...retries, null]) {
            const status = await this.ask({ method: "POST", body, headers: { "Content-Type": "application/json" } });
            if (status === 204)
                return success(null);
            // A proxy that has lost its server says 502 to 504, and no more of a ticket than a lost network does.
            if (pause === null || (status !== null && status < 500))
                return failure("not-allowed", "The server does not keep this browser signed in.");
            await new Promise<void>((resolve) => this.clock.after(pause, resolve));
        }
        return failure("unreachable", "The server could not be reached.");
    }

    async clear(): Promise<Result<null>> {
        const status = await this.ask({ method: "DELETE" });
        return status === 204 ? success(null) : failure("unreachable", "The server could not be reached.");
    }

    /** What the server answers; nothing when it cannot be reached. */
    private async ask(options: RequestInit): Promise<number | null> {
        const stop = new AbortController();
        const callOff = this.clock.after(patience, () => stop.abort());
        try {
            // keepalive: who comes in or goes may close the page with the next click.
            const usual = { credentials: "same-origin", cache: "no-store", keepalive: true, signal: stop.signal } as const;
            return (await this.fetch(address, { ...usual, ...options })).status;
        } catch {
            return null;
        } finally {
            callOff();
        }
    }
}
