// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Time and chance, so that tests can turn the clock by hand. */
export interface Clock {
    now(): number;
    random(): number;
    /** Calls back once after so many milliseconds; the function that it returns calls it off. */
    after(milliseconds: number, call: () => void): () => void;
}

export const systemClock: Clock = {
    now: () => Date.now(),
    random: () => Math.random(),
    after(milliseconds, call) {
        const timer = setTimeout(call, milliseconds);
        return () => clearTimeout(timer);
    },
};
