// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { Pages } from "./pages";
import { sentenceOf } from "./task";
import { useDelayed } from "./time";

export interface PagerProps<T> {
    readonly pages: Pages<T>;
    readonly empty: string;
    readonly children: (entry: T) => VNode;
}

/** The entries of a list that comes page by page, and what there is to say instead of them. */
export function Pager<T>({ pages, empty, children }: PagerProps<T>): VNode {
    const { entries, hasMore, isBusy, error } = pages;
    const isWaiting = useDelayed(isBusy);
    return (
        <div class="pager">
            {entries && entries.length > 0 && <ul class="lines">{entries.map(children)}</ul>}
            {entries?.length === 0 && <p class="muted">{empty}</p>}
            {error && (
                <p class="field-problem" role="alert">
                    {sentenceOf(error)}{" "}
                    <button class="button-quiet" onClick={entries ? pages.more : pages.again}>
                        Try again
                    </button>
                </p>
            )}
            {isWaiting && <span class="spinner" />}
            {hasMore && !error && (
                <button class="button-quiet" aria-disabled={isBusy} onClick={pages.more}>
                    Show more
                </button>
            )}
        </div>
    );
}
