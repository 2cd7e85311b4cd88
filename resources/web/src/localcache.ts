// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Clock } from "./clock";
import type { Change, Database } from "./database";
import type { Event, ReadState, RoomId, RoomSummary, Standing, User, UserId } from "./protocol/messages";

/** What is kept of the rooms, and why no more. */
export const cacheLimits = {
    /** The newest events of a room: an evening's reading on a train. Older ones come from the server. */
    eventsPerRoom: 300,
    /** People of one browser: who comes as another each day must not fill the disk. */
    people: 5,
    /** Milliseconds that changes are gathered for: a busy room is no reason to write all the time. */
    gather: 300,
} as const;

/** Whose data it is, and of which of the server's lives: another epoch's events may never have been. */
interface PersonRecord {
    readonly user: User;
    readonly epoch: string;
    /** When they came in. */
    readonly time: number;
    /** Whom they do not want to hear of. Versions before blocking kept none. */
    readonly blocked?: readonly User[];
}

/** A room that the person is in. Others cannot be opened offline, and a server may have 10,000. */
export interface CachedRoom {
    readonly summary: RoomSummary;
    readonly read: ReadState;
    /** What the person may do there. Versions before roles kept none. */
    readonly standing?: Omit<Standing, "room">;
}

export interface CachedState {
    readonly user: User;
    readonly epoch: string;
    readonly rooms: readonly CachedRoom[];
    readonly blocked: readonly User[];
}

/** Of events in order, those at the end that have no hole between them. */
function newestRun(events: readonly Event[]): readonly Event[] {
    let begin = Math.max(0, events.length - 1);
    while (begin > 0 && events[begin - 1]?.seq === (events[begin]?.seq ?? 0) - 1)
        --begin;
    return events.slice(begin);
}

/**
 * The rooms that one person is in and their newest events, for starting before, or without, a
 * server. An event's bytes are the same for all, so that several windows may write at once: each
 * adds to one set, and whoever reads takes the newest run without holes.
 */
export class LocalCache {
    private user: UserId | null = null;
    private epoch = "";
    private waiting: Change[] = [];
    private dirtyRooms = new Map<RoomId, CachedRoom | null>();
    private newest = new Map<RoomId, number>();
    private callOff: (() => void) | null = null;

    constructor(
        private readonly database: Database,
        private readonly clock: Clock,
    ) {}

    /** Takes up what is kept of this person. */
    async open(user: UserId): Promise<CachedState | null> {
        const [record] = (await this.database.read("people", [user])) as readonly PersonRecord[];
        if (!record)
            return null;
        this.use(user, record.epoch);
        const rooms = (await this.database.read("rooms", [user, record.epoch])) as readonly CachedRoom[];
        return { user: record.user, epoch: record.epoch, rooms, blocked: record.blocked ?? [] };
    }

    /** Whoever came in last, in any window; with the token that versions before the cookie kept beside them. */
    async lastPerson(): Promise<(PersonRecord & { readonly token?: string }) | undefined> {
        const people = (await this.database.read("people", [])) as readonly (PersonRecord & { readonly token?: string })[];
        return [...people].sort((a, b) => b.time - a.time)[0];
    }

    async forgetOldTokens(): Promise<void> {
        await this.database.update("people", [], (values) =>
            (values as readonly (PersonRecord & { readonly token?: string })[])
                .filter((record) => record.token !== undefined)
                .map(({ token: _, ...record }) => ({ table: "people", key: [record.user.id], value: record })),
        );
    }

    /** Who is in now; what was kept of another epoch goes. */
    async start(user: User, epoch: string): Promise<void> {
        if (!this.database.isLasting)
            return;
        this.use(user.id, epoch);
        const people = (await this.database.read("people", [])) as readonly PersonRecord[];
        const stale = people
            .filter((record) => record.user.id !== user.id)
            .sort((a, b) => b.time - a.time)
            .slice(cacheLimits.people - 1)
            .flatMap((record) => forgetting(record.user.id));
        const known = people.find((record) => record.user.id === user.id);
        const old = known && known.epoch !== epoch ? forgetting(user.id) : [];
        const record: PersonRecord = { user, epoch, time: this.clock.now(), blocked: known?.blocked ?? [] };
        await this.database.write([...stale, ...old, { table: "people", key: [user.id], value: record }], "durable");
    }

    /** Whom the person that is in does not want to hear of, from now on. */
    async putBlocked(blocked: readonly User[]): Promise<void> {
        const { user } = this;
        if (user !== null)
            await this.database.update("people", [user], (values) =>
                (values as readonly PersonRecord[]).map((record) => ({ table: "people", key: [user], value: { ...record, blocked } })),
            );
    }

    /** The newest events, or those right before one; at most `most`, in order and without a hole. */
    async events(room: RoomId, most: number, before = Infinity): Promise<readonly Event[]> {
        if (this.user === null)
            return [];
        const kept = (await this.database.read("events", [this.user, this.epoch, room])) as readonly Event[];
        const run = newestRun(kept.filter((event) => event.seq < before));
        const touches = before === Infinity || run[run.length - 1]?.seq === before - 1;
        return touches ? run.slice(-most) : [];
    }

    addEvents(room: RoomId, events: readonly Event[]): void {
        const last = Math.max(this.newest.get(room) ?? 0, events[events.length - 1]?.seq ?? 0);
        this.newest.set(room, last);
        const { user, epoch } = this;
        if (user === null)
            return;
        for (const event of events) {
            if (event.seq > last - cacheLimits.eventsPerRoom)
                this.waiting.push({ table: "events", key: [user, epoch, room, event.seq], value: event });
        }
        this.plan();
    }

    putRoom(room: CachedRoom): void {
        this.dirtyRooms.set(room.summary.id, room);
        this.plan();
    }

    /** The person left it. */
    removeRoom(room: RoomId): void {
        this.dirtyRooms.set(room, null);
        this.newest.delete(room);
        if (this.user !== null)
            this.waiting.push({ table: "events", remove: [this.user, this.epoch, room] });
        this.plan();
    }

    /** The person signed out: nothing of them stays. */
    async forget(user: UserId): Promise<void> {
        this.close();
        await this.database.write(forgetting(user));
    }

    /** Takes nothing more until somebody else is in. */
    close(): void {
        this.use(null, "");
    }

    /** Writes what has gathered. */
    async flush(): Promise<void> {
        this.callOff?.();
        this.callOff = null;
        const { user, epoch } = this;
        if (user === null)
            return;
        const changes = this.waiting.splice(0);
        for (const [room, last] of this.newest)
            changes.push({ table: "events", remove: [user, epoch, room], before: last - cacheLimits.eventsPerRoom + 1 });
        for (const [id, room] of this.dirtyRooms)
            changes.push(
                room
                    ? { table: "rooms", key: [user, epoch, id], value: room }
                    : { table: "rooms", remove: [user, epoch, id] },
            );
        this.newest.clear();
        this.dirtyRooms.clear();
        await this.database.write(changes);
    }

    private use(user: UserId | null, epoch: string): void {
        if (user === this.user && epoch === this.epoch)
            return;
        this.user = user;
        this.epoch = epoch;
        this.waiting = [];
        this.dirtyRooms.clear();
        this.newest.clear();
    }

    private plan(): void {
        if (this.user === null || !this.database.isLasting || this.callOff)
            return;
        this.callOff = this.clock.after(cacheLimits.gather, () => {
            this.callOff = null;
            void this.flush();
        });
    }
}

function forgetting(user: UserId): readonly Change[] {
    return (["people", "rooms", "events"] as const).map((table) => ({ table, remove: [user] }));
}
