// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

const first = 500;
const most = 30_000;

/**
 * Milliseconds to wait before try number `attempt` (0 is the first after a loss). Doubles up to
 * half a minute; half of it is chance, so that a thousand pages do not come back in one moment.
 * `atLeast`: what the server asked for.
 */
export function reconnectDelay(attempt: number, random: number, atLeast = 0): number {
    const full = Math.min(most, first * 2 ** Math.min(attempt, 16));
    return Math.round(Math.max(full / 2, atLeast) + (full / 2) * random);
}
