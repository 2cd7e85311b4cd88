// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The parts of a key, the most significant first. Numbers come before texts. */
export type Key = readonly (string | number)[];

export const tables = ["people", "rooms", "events", "outbox", "drafts", "pictures"] as const;
export type Table = (typeof tables)[number];

export type Change =
    | { readonly table: Table; readonly key: Key; readonly value: unknown }
    /** Everything whose key begins so; with `before`, only where the next part is less. */
    | { readonly table: Table; readonly remove: Key; readonly before?: number };

/** "durable": on the disk before it is answered, for what exists nowhere else. */
export type Care = "durable" | "relaxed";

/**
 * What this browser keeps of ours, in tables by key. Changes of one call are made as a whole or not
 * at all, and never between those of another window. Nothing here throws or rejects.
 */
export interface Database {
    /** Survives the end of the page. */
    readonly isLasting: boolean;
    /** The values whose keys begin with `prefix`, by key; nothing when they cannot be had. */
    read(table: Table, prefix: Key): Promise<readonly unknown[]>;
    /** False when it could not be kept. */
    write(changes: readonly Change[], care?: Care): Promise<boolean>;
    /** Reads, and writes what `decide` makes of it, while no other window can. */
    update(table: Table, prefix: Key, decide: (values: readonly unknown[]) => readonly Change[]): Promise<boolean>;
}

function comparePart(a: string | number, b: string | number): number {
    if (typeof a !== typeof b)
        return typeof a === "number" ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
}

export function compareKeys(a: Key, b: Key): number {
    for (const [i, part] of a.entries()) {
        const other = b[i];
        if (other === undefined)
            return 1;
        const order = comparePart(part, other);
        if (order !== 0)
            return order;
    }
    return a.length - b.length;
}

function begins(key: Key, prefix: Key): boolean {
    return prefix.every((part, i) => key[i] === part);
}

/** What is kept does not change with what it was made from. */
function copied(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}

interface Entry {
    readonly key: Key;
    readonly value: unknown;
}

/** For browsers that keep nothing, and for tests: gone with the page unless somebody holds on to it. */
export class MemoryDatabase implements Database {
    private readonly content = new Map<Table, Map<string, Entry>>(tables.map((table) => [table, new Map<string, Entry>()]));

    constructor(readonly isLasting = false) {}

    read(table: Table, prefix: Key): Promise<readonly unknown[]> {
        return Promise.resolve(this.find(table, prefix));
    }

    write(changes: readonly Change[]): Promise<boolean> {
        this.apply(changes);
        return Promise.resolve(true);
    }

    update(table: Table, prefix: Key, decide: (values: readonly unknown[]) => readonly Change[]): Promise<boolean> {
        this.apply(decide(this.find(table, prefix)));
        return Promise.resolve(true);
    }

    private find(table: Table, prefix: Key): readonly unknown[] {
        return [...this.of(table).values()]
            .filter(({ key }) => begins(key, prefix))
            .sort((a, b) => compareKeys(a.key, b.key))
            .map(({ value }) => copied(value));
    }

    private apply(changes: readonly Change[]): void {
        for (const change of changes) {
            const entries = this.of(change.table);
            if ("key" in change) {
                entries.set(JSON.stringify(change.key), { key: change.key, value: copied(change.value) });
                continue;
            }
            const { remove, before } = change;
            for (const [id, { key }] of entries) {
                const next = key[remove.length];
                if (begins(key, remove) && (before === undefined || (typeof next === "number" && next < before)))
                    entries.delete(id);
            }
        }
    }

    private of(table: Table): Map<string, Entry> {
        const entries = this.content.get(table);
        if (!entries)
            throw new Error(`There is no table ${table}.`);
        return entries;
    }
}
