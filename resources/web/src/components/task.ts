// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useRef, useState } from "preact/hooks";
import type { Failure, Result } from "../result";

/** Something that is asked of the server from a form: whether it is under way, and why it failed. */
export interface Task {
    readonly isBusy: boolean;
    readonly error: Failure | null;
    /** Nothing happens while the last is under way. The value, or nothing when it failed. */
    run<T>(ask: () => Promise<Result<T>>): Promise<T | undefined>;
    fail(error: Failure | null): void;
}

export function useTask(): Task {
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<Failure | null>(null);
    const isRunning = useRef(false);
    return {
        isBusy,
        error,
        fail: setError,
        async run(ask) {
            if (isRunning.current)
                return undefined;
            isRunning.current = true;
            setBusy(true);
            setError(null);
            const result = await ask();
            isRunning.current = false;
            setBusy(false);
            if (result.ok)
                return result.value;
            setError(result.error);
            return undefined;
        },
    };
}

/** A sentence for what failed; what is plain on a form is said shorter than the server does. */
export function sentenceOf({ code, sentence, retryAfter }: Failure): string {
    switch (code) {
        case "unreachable":
            return "You are offline. Try again when the server is back.";
        case "wrong-login":
            return "This is not your password.";
        case "code-wrong":
            return "This code is wrong, too old, or was used before. Type the next one.";
        case "busy":
        case "rate-limited": {
            const seconds = Math.max(1, Math.ceil((retryAfter ?? 1000) / 1000));
            return `Too many tries for now. Wait ${seconds === 1 ? "a second" : `${seconds} seconds`}, and try again.`;
        }
        default:
            return sentence;
    }
}
