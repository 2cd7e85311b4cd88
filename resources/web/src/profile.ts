// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { RoomId, UserId } from "./protocol/messages";

/** The part of the browser's Storage that a profile uses. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type Theme = "system" | "light" | "dark";

/** What this tab would go on with after a reload. */
export interface TabSession {
    readonly name: string;
    readonly token: string;
    /** Whose data this browser keeps; known once they were in. */
    readonly user?: UserId | undefined;
    readonly current?: RoomId | undefined;
    /** When they came in. */
    readonly since?: number | undefined;
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
 * What the page remembers. The browser keeps it apart for each server, by origin. `lasting` is
 * shared by all windows, `tab` ends with this one: so a reload goes on as the same person, while a
 * second window asks who is there. Nothing that is read back is trusted.
 */
export class Profile {
    constructor(
        private readonly lasting: Store,
        private readonly tab: Store,
    ) {}

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

    /** The token of whoever last came in under this name from this browser. */
    tokenOf(name: string): string | undefined {
        const token = this.read(this.lasting, "hobnob.tokens")[name];
        return typeof token === "string" ? token : undefined;
    }
    rememberToken(name: string, token: string): void {
        const others = Object.entries(this.read(this.lasting, "hobnob.tokens")).filter(([other]) => other !== name);
        this.put(this.lasting, "hobnob.tokens", JSON.stringify(Object.fromEntries([...others.slice(-9), [name, token]])));
    }
    forgetToken(name: string): void {
        const others = Object.entries(this.read(this.lasting, "hobnob.tokens")).filter(([other]) => other !== name);
        this.put(this.lasting, "hobnob.tokens", JSON.stringify(Object.fromEntries(others)));
    }

    get session(): TabSession | null {
        return this.readSession(this.tab);
    }
    /** Also what a window would go on with after the browser's end, if nobody else sits there. */
    set session(session: TabSession | null) {
        if (session) {
            this.put(this.tab, "hobnob.session", JSON.stringify(session));
            this.put(this.lasting, "hobnob.session", JSON.stringify(session));
            return;
        }
        // Another window may have been used since, by another person.
        if (this.lastSession?.token === this.session?.token)
            this.lasting.removeItem("hobnob.session");
        this.tab.removeItem("hobnob.session");
    }
    /** Whoever was in last in this browser, in any window. */
    get lastSession(): TabSession | null {
        return this.readSession(this.lasting);
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

    private readSession(store: Store): TabSession | null {
        const { name, token, user, current, since } = this.read(store, "hobnob.session");
        if (typeof name !== "string" || typeof token !== "string")
            return null;
        return {
            name,
            token,
            user: typeof user === "string" ? (user as UserId) : undefined,
            current: typeof current === "string" ? (current as RoomId) : undefined,
            since: typeof since === "number" ? since : undefined,
        };
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
