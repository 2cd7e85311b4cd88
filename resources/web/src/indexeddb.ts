// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { MemoryDatabase, tables, type Care, type Change, type Database, type Key, type Table } from "./database";

/** Goes up with each table that is new. */
const version = 2;
/** A browser that has not opened its database by then will not do so while somebody waits. */
const openPatience = 5000;

function opened(factory: IDBFactory, name: string): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = factory.open(name, version);
        const timer = setTimeout(() => reject(new Error("The browser's database does not open.")), openPatience);
        request.onupgradeneeded = () => {
            for (const table of tables) {
                if (!request.result.objectStoreNames.contains(table))
                    request.result.createObjectStore(table);
            }
        };
        request.onsuccess = () => {
            clearTimeout(timer);
            resolve(request.result);
        };
        request.onerror = () => {
            clearTimeout(timer);
            reject(request.error ?? new Error("The browser's database does not open."));
        };
    });
}

/** Every key that begins with `prefix`: a list sorts after all numbers and texts. */
function rangeOf(prefix: Key, before?: number): IDBKeyRange {
    return before === undefined
        ? IDBKeyRange.bound([...prefix], [...prefix, []])
        : IDBKeyRange.bound([...prefix], [...prefix, before], false, true);
}

/**
 * Makes the transaction's changes, and commits it: one that waits for its answers to do so is taken
 * back when the page ends before them.
 */
function apply(transaction: IDBTransaction, changes: readonly Change[]): void {
    for (const change of changes) {
        const store = transaction.objectStore(change.table);
        if ("key" in change)
            store.put(change.value, [...change.key]);
        else
            store.delete(rangeOf(change.remove, change.before));
    }
    transaction.commit();
}

function completed(transaction: IDBTransaction): Promise<void> {
    return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error("The browser did not keep it."));
    });
}

/** The browser's own database, which all windows share. Opens again when the browser closed it. */
class IndexedDatabase implements Database {
    readonly isLasting = true;
    private opening: Promise<IDBDatabase> | null = null;

    constructor(
        private readonly factory: IDBFactory,
        private readonly name: string,
    ) {}

    open(): Promise<IDBDatabase> {
        this.opening ??= opened(this.factory, this.name).then(
            (database) => {
                const forget = (): void => {
                    this.opening = null;
                };
                database.onclose = forget;
                // Another window brings a newer page: it must not wait for this one.
                database.onversionchange = () => {
                    database.close();
                    forget();
                };
                return database;
            },
            (error: unknown) => {
                this.opening = null;
                throw error;
            },
        );
        return this.opening;
    }

    async read(table: Table, prefix: Key): Promise<readonly unknown[]> {
        try {
            const database = await this.open();
            const request = database.transaction(table, "readonly").objectStore(table).getAll(rangeOf(prefix));
            return await new Promise<readonly unknown[]>((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error ?? new Error("The browser's database cannot be read."));
            });
        } catch (error) {
            complain(error);
            return [];
        }
    }

    async write(changes: readonly Change[], care: Care = "relaxed"): Promise<boolean> {
        if (changes.length === 0)
            return true;
        try {
            await this.attempt(changes, care);
            return true;
        } catch (error) {
            return care === "durable" ? this.writeInstead(changes) : complain(error);
        }
    }

    async update(table: Table, prefix: Key, decide: (values: readonly unknown[]) => readonly Change[]): Promise<boolean> {
        try {
            const transaction = (await this.open()).transaction(table, "readwrite", { durability: "strict" });
            const request = transaction.objectStore(table).getAll(rangeOf(prefix));
            request.onsuccess = () => apply(transaction, decide(request.result));
            await completed(transaction);
            return true;
        } catch (error) {
            return complain(error);
        }
    }

    private async attempt(changes: readonly Change[], care: Care): Promise<void> {
        const used = [...new Set(changes.map(({ table }) => table))];
        const durability = care === "durable" ? "strict" : "relaxed";
        const transaction = (await this.open()).transaction(used, "readwrite", { durability });
        apply(transaction, changes);
        await completed(transaction);
    }

    /** What people wrote is worth more than history, which the server has as well. */
    private async writeInstead(changes: readonly Change[]): Promise<boolean> {
        try {
            await this.attempt([{ table: "events", remove: [] }], "relaxed");
            await this.attempt(changes, "durable");
            return true;
        } catch (error) {
            return complain(error);
        }
    }
}

function complain(error: unknown): false {
    console.warn(`The browser does not keep what it should: ${String(error)}`);
    return false;
}

/** Memory where the browser has no database, or does not open it: the page then forgets at its end. */
export async function openDatabase(find: () => IDBFactory | undefined, name = "hobnob"): Promise<Database> {
    try {
        const factory = find();
        if (!factory)
            return new MemoryDatabase();
        const database = new IndexedDatabase(factory, name);
        await database.open();
        return database;
    } catch (error) {
        complain(error);
        return new MemoryDatabase();
    }
}
