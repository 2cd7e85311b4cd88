// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { randomId } from "./ids";
import type { PersonKind, RoomId, UserId } from "./protocol/messages";

/** Changes with each arrival. */
export const arrivalKey = "hobnob.arrival";

/** The part of the browser's Storage that a profile uses. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type Theme = "system" | "light" | "dark";

/** Who uses this browser: the one person of all its windows. */
export interface Person {
    readonly user: UserId;
    readonly name: string;
    readonly kind: PersonKind;
    /** What an account signs in with. */
    readonly login: string;
}

class MemoryStore implements Store {
    private readonly items = new Map<string, string>();
    getItem(key: string): string | null {
        return this.items.get(key) ?? null;
    }
    setItem(key: string, value: string): void {
        this.items.set(key, value);
    }
    removeItem(key: string): void {
        this.items.delete(key);
    }
}

/** The browser's storage, or memory where it is blocked: the page then forgets at its end. */
export function usableStore(open: () => Store): Store {
    try {
        const store = open();
        const probe = "hobnob.probe";
        store.setItem(probe, "1");
        store.removeItem(probe);
        return store;
    } catch {
        return new MemoryStore();
    }
}

/**
 * What the page remembers, but for who is signed in: that is in a cookie, which no script can read. The browser keeps it
 * apart for each server, by origin. `lasting` is shared by all windows, `tab` ends with this one. Nothing that is read back
 * is trusted.
 */
export class Profile {
    constructor(
        private readonly lasting: Store,
        private readonly tab: Store,
    ) {}

    /** What was last typed into the entry form. */
    get name(): string {
        return this.lasting.getItem("hobnob.name") ?? "";
    }
    get room(): string {
        return this.lasting.getItem("hobnob.room") ?? "";
    }
    rememberEntry(name: string, room: string): void {
        this.put(this.lasting, "hobnob.name", name);
        this.put(this.lasting, "hobnob.room", room);
    }

    /** How one last came in from here; the form to begin with. */
    get comesAs(): PersonKind {
        return this.lasting.getItem("hobnob.comesAs") === "account" ? "account" : "guest";
    }
    set comesAs(kind: PersonKind) {
        this.put(this.lasting, "hobnob.comesAs", kind);
    }

    get person(): Person | null {
        const { user, name, kind, login } = this.read(this.lasting, "hobnob.person");
        if (typeof user !== "string" || typeof name !== "string")
            return null;
        return {
            user: user as UserId,
            name,
            kind: kind === "account" ? "account" : "guest",
            login: typeof login === "string" ? login : "",
        };
    }
    set person(person: Person | null) {
        if (person)
            this.put(this.lasting, "hobnob.person", JSON.stringify(person));
        else
            this.lasting.removeItem("hobnob.person");
    }

    /** Tells the other windows that somebody has come in, now that they can too; see watchPerson in browser.ts. */
    tellArrival(): void {
        this.put(this.lasting, arrivalKey, randomId());
    }

    /** The room that this window shows, or after the browser's end the last that any did. */
    get current(): RoomId | null {
        const room = this.tab.getItem("hobnob.current") ?? this.lasting.getItem("hobnob.current");
        return room === null || room === "" ? null : (room as RoomId);
    }
    set current(room: RoomId | null) {
        this.put(this.tab, "hobnob.current", room ?? "");
        this.put(this.lasting, "hobnob.current", room ?? "");
    }

    /** Somebody signed out and the server has not heard of it yet. */
    get isLeaving(): boolean {
        return this.lasting.getItem("hobnob.leaving") !== null;
    }
    set isLeaving(leaving: boolean) {
        if (leaving)
            this.put(this.lasting, "hobnob.leaving", "1");
        else
            this.lasting.removeItem("hobnob.leaving");
    }

    /** The token of whoever was in last, which versions before the cookie left here; good for coming in once more. */
    get oldToken(): string | undefined {
        const found = this.read(this.tab, "hobnob.session")["token"] ?? this.read(this.lasting, "hobnob.session")["token"];
        return typeof found === "string" && found !== "" ? found : undefined;
    }
    forgetOldTokens(): void {
        this.tab.removeItem("hobnob.session");
        for (const key of ["hobnob.session", "hobnob.tokens"])
            this.lasting.removeItem(key);
    }

    /** The rooms to be in again. */
    joinedRooms(user: UserId): readonly RoomId[] {
        return Object.keys(this.read(this.lasting, `hobnob.rooms.${user}`)) as RoomId[];
    }
    rememberRoom(user: UserId, room: RoomId): void {
        // Read again: another window may have joined another room.
        const rooms = this.read(this.lasting, `hobnob.rooms.${user}`);
        if (!(room in rooms))
            this.put(this.lasting, `hobnob.rooms.${user}`, JSON.stringify({ ...rooms, [room]: true }));
    }
    forgetRoom(user: UserId, room: RoomId): void {
        const rooms = Object.entries(this.read(this.lasting, `hobnob.rooms.${user}`)).filter(([id]) => id !== room);
        this.put(this.lasting, `hobnob.rooms.${user}`, JSON.stringify(Object.fromEntries(rooms)));
    }
    forgetRooms(user: UserId): void {
        this.lasting.removeItem(`hobnob.rooms.${user}`);
        this.lasting.removeItem(`hobnob.hidden.${user}`);
    }

    /** Direct rooms that one does not want to see, and up to which event: what is said later brings them back. */
    hiddenRooms(user: UserId): Readonly<Record<string, unknown>> {
        return this.read(this.lasting, `hobnob.hidden.${user}`);
    }
    hideRoom(user: UserId, room: RoomId, upTo: number): void {
        this.put(this.lasting, `hobnob.hidden.${user}`, JSON.stringify({ ...this.hiddenRooms(user), [room]: upTo }));
    }

    /** The time of the announcement that was put away last. */
    get dismissed(): number {
        return Number(this.lasting.getItem("hobnob.dismissed") ?? 0);
    }
    set dismissed(time: number) {
        this.put(this.lasting, "hobnob.dismissed", String(time));
    }

    get theme(): Theme {
        const theme = this.lasting.getItem("hobnob.theme");
        return theme === "light" || theme === "dark" ? theme : "system";
    }
    set theme(theme: Theme) {
        this.put(this.lasting, "hobnob.theme", theme);
    }

    /** Full storage is no reason to stop. */
    private put(store: Store, key: string, value: string): void {
        try {
            store.setItem(key, value);
        } catch {
            console.warn(`The browser's storage is full; ${key} is not kept.`);
        }
    }

    private read(store: Store, key: string): Readonly<Record<string, unknown>> {
        try {
            const value: unknown = JSON.parse(store.getItem(key) ?? "{}");
            return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
        } catch {
            return {};
        }
    }
}
