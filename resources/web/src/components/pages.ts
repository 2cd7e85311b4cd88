// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure, Result } from "../result";

export interface Page<T> {
    readonly entries: readonly T[];
    readonly more: boolean;
}

export interface Pages<T> {
    /** Null until the first page is there. */
    readonly entries: readonly T[] | null;
    readonly hasMore: boolean;
    readonly isBusy: boolean;
    readonly error: Failure | null;
    readonly more: () => void;
    /** From the newest on. */
    readonly again: () => void;
}

interface State<T> extends Page<T> {
    readonly key: string;
}

/** A list that the server gives newest first, page by page; key: of what, so that another begins anew. */
export function usePages<T extends { readonly number: number }>(key: string, ask: (before?: number) => Promise<Result<Page<T>>>): Pages<T> {
    const [held, setHeld] = useState<State<T> | null>(null);
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<Failure | null>(null);
    /** Counts what is asked: of two answers only the later question's is wanted. */
    const asked = useRef(0);
    const mine = held?.key === key ? held : null;
    const load = async (before: readonly T[]): Promise<void> => {
        const question = ++asked.current;
        setBusy(true);
        setError(null);
        const page = await ask(before[before.length - 1]?.number);
        if (question !== asked.current)
            return;
        setBusy(false);
        if (page.ok)
            setHeld({ key, entries: [...before, ...page.value.entries], more: page.value.more });
        else
            setError(page.error);
    };
    useEffect(() => {
        void load([]);
        return () => void ++asked.current;
    }, [key]);
    return {
        entries: mine?.entries ?? null,
        hasMore: mine?.more ?? false,
        isBusy,
        error,
        more: () => {
            if (!isBusy)
                void load(mine?.entries ?? []);
        },
        again: () => void load([]),
    };
}
