// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useState } from "preact/hooks";

/** The design's spinnerDelay: what is over sooner shows nothing. */
const delay = 300;

/** True once `on` has lasted long enough to be worth showing. */
export function useDelayed(on: boolean): boolean {
    const [isDue, setDue] = useState(false);
    useEffect(() => {
        if (!on)
            return setDue(false);
        const timer = setTimeout(() => setDue(true), delay);
        return () => clearTimeout(timer);
    }, [on]);
    return on && isDue;
}

/** Whole seconds until then, counting down; 0 when there is nothing to wait for. */
export function useSecondsUntil(time: number | null): number {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        if (time === null)
            return undefined;
        setNow(Date.now());
        const timer = setInterval(() => setNow(Date.now()), 500);
        return () => clearInterval(timer);
    }, [time]);
    return time === null ? 0 : Math.max(0, Math.ceil((time - now) / 1000));
}

/** setTimeout takes no more. */
const longestTimer = 2 ** 31 - 1;

/** Now, and shown anew once `until` is past. */
export function useNowUntil(until: number | undefined): number {
    const [, setCount] = useState(0);
    useEffect(() => {
        if (until === undefined)
            return undefined;
        const timer = setTimeout(() => setCount((count) => count + 1), Math.min(Math.max(0, until - Date.now()) + 50, longestTimer));
        return () => clearTimeout(timer);
    }, [until]);
    return Date.now();
}
