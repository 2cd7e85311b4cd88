// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Where one was reading: a row, and how far below the top of the view it began. */
export interface Anchor {
    readonly key: string;
    readonly below: number;
}

/** Rows from start up to, not including, end. */
export interface Range {
    readonly start: number;
    readonly end: number;
}

/**
 * Which rows of a long list have to exist for what is in view, and where they are. Heights are
 * measured once a row is shown and guessed before. Pure arithmetic: knows no elements.
 */
export class VirtualList {
    private keys: readonly string[] = [];
    private guesses: readonly number[] = [];
    private readonly measured = new Map<string, number>();
    private indexes = new Map<string, number>();
    private tops: Float64Array | null = null;

    setRows(keys: readonly string[], guesses: readonly number[]): void {
        this.keys = keys;
        this.guesses = guesses;
        this.indexes = new Map(keys.map((key, index) => [key, index]));
        this.tops = null;
        // Rows that went are forgotten only now and then: most come back with their page.
        if (this.measured.size > 4 * keys.length + 200) {
            for (const key of this.measured.keys()) {
                if (!this.indexes.has(key))
                    this.measured.delete(key);
            }
        }
    }

    get count(): number {
        return this.keys.length;
    }

    /** True when that is news. */
    setHeight(key: string, height: number): boolean {
        if (this.measured.get(key) === height)
            return false;
        this.measured.set(key, height);
        this.tops = null;
        return true;
    }

    get height(): number {
        return this.top(this.keys.length);
    }

    indexOf(key: string): number | undefined {
        return this.indexes.get(key);
    }

    /** Where row `index` begins; the number of rows gives the height of all. */
    top(index: number): number {
        if (!this.tops) {
            const tops = new Float64Array(this.keys.length + 1);
            this.keys.forEach((key, i) => {
                tops[i + 1] = (tops[i] ?? 0) + (this.measured.get(key) ?? this.guesses[i] ?? 0);
            });
            this.tops = tops;
        }
        return this.tops[Math.max(0, Math.min(index, this.keys.length))] ?? 0;
    }

    /** The row at this height; the nearest when there is none. */
    indexAt(y: number): number {
        let low = 0;
        let high = Math.max(0, this.keys.length - 1);
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.top(middle) <= y)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /** What has to exist for a view, with some more above and below. */
    range(viewTop: number, viewHeight: number, more: number): Range {
        if (this.keys.length === 0)
            return { start: 0, end: 0 };
        return { start: this.indexAt(viewTop - more), end: this.indexAt(viewTop + viewHeight + more) + 1 };
    }

    /** What is in view, first the row at its top; the next ones stand in should that one go. */
    anchors(viewTop: number, viewHeight: number): readonly Anchor[] {
        const { start, end } = this.range(viewTop, viewHeight, 0);
        return this.keys.slice(start, end).map((key, i) => ({ key, below: this.top(start + i) - viewTop }));
    }

    /** Where the view has to begin for the first anchor that is still there to stand where it was. */
    viewTopFor(anchors: readonly Anchor[]): number | null {
        for (const { key, below } of anchors) {
            const index = this.indexes.get(key);
            if (index !== undefined)
                return this.top(index) - below;
        }
        return null;
    }
}
