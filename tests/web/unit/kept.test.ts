// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { compareKeys, MemoryDatabase, type Key } from "../../../resources/web/src/database";
import { Drafts } from "../../../resources/web/src/drafts";
import { cacheLimits, LocalCache } from "../../../resources/web/src/localcache";
import { MentionCount } from "../../../resources/web/src/mentioncount";
import { OutboxStore } from "../../../resources/web/src/outboxstore";
import type { PendingMessage } from "../../../resources/web/src/outbox";
import type { ClientId, UserId } from "../../../resources/web/src/protocol/messages";
import { CalledWindows, type Windows } from "../../../resources/web/src/windows";
import { FakeClock, settle } from "../support/fakeclock";
import { ana, ben, event, events, lobby, summary } from "../support/fakeserver";

const page = 50;
const read = { room: lobby, read: 0, mentions: 0, upTo: 0 };

/** A window that knows of the others what the test says. */
class ToldWindows implements Windows {
    constructor(
        readonly id: string,
        private readonly alive: Set<string>,
    ) {
        alive.add(id);
    }
    others(): Promise<ReadonlySet<string>> {
        return Promise.resolve(new Set([...this.alive].filter((id) => id !== this.id)));
    }
    close(): void {
        this.alive.delete(this.id);
    }
    reopen(): void {
        this.alive.add(this.id);
    }
}

async function cache(database: MemoryDatabase, epoch = "epoch", user = ana): Promise<LocalCache> {
    const made = new LocalCache(database, new FakeClock());
    await made.start(user, epoch);
    return made;
}

function message(id: string, order: number): PendingMessage {
    return { clientId: id as ClientId, room: lobby, text: id, time: 1, order, state: "waiting" };
}

test("keys are ordered as the browser's database orders them", () => {
    const keys: Key[] = [["a", 10], ["a"], ["a", 9], ["a", "x"], ["b"], [7], ["a", 9, 1]];
    assert.deepEqual([...keys].sort(compareKeys), [[7], ["a"], ["a", 9], ["a", 9, 1], ["a", 10], ["a", "x"], ["b"]]);
});

test("of a room the newest events are kept, as many as the bound says", async () => {
    const disk = new MemoryDatabase(true);
    const kept = await cache(disk);
    kept.putRoom({ summary: summary(lobby, 400), read });
    kept.addEvents(lobby, events(1, 400));
    await kept.flush();
    kept.addEvents(lobby, [event(401)]);
    await kept.flush();
    const seqs = (await kept.events(lobby, 1000)).map(({ seq }) => seq);
    assert.equal(seqs.length, cacheLimits.eventsPerRoom);
    assert.deepEqual([seqs[0], seqs[seqs.length - 1]], [102, 401]);
    assert.equal((await kept.events(lobby, page)).length, page);
    assert.deepEqual((await kept.events(lobby, 2, 200)).map(({ seq }) => seq), [198, 199]);
    assert.deepEqual(await kept.events(lobby, 2, 50), []);
});

test("events of two windows are one run, and what stands before a hole is not shown", async () => {
    const disk = new MemoryDatabase(true);
    const [one, two] = [await cache(disk), await cache(disk)];
    one.addEvents(lobby, events(1, 10));
    two.addEvents(lobby, events(8, 14));
    await Promise.all([one.flush(), two.flush()]);
    assert.deepEqual((await one.events(lobby, page)).map(({ seq }) => seq), Array.from({ length: 14 }, (_, i) => i + 1));
    two.addEvents(lobby, events(20, 21));
    await two.flush();
    assert.deepEqual((await one.events(lobby, page)).map(({ seq }) => seq), [20, 21]);
});

test("another epoch throws away what was kept, and another person does not see it", async () => {
    const disk = new MemoryDatabase(true);
    const old = await cache(disk);
    old.putRoom({ summary: summary(lobby, 3), read });
    old.addEvents(lobby, events(1, 3));
    await old.flush();
    assert.equal((await new LocalCache(disk, new FakeClock()).open(ana.id))?.rooms.length, 1);
    assert.equal(await new LocalCache(disk, new FakeClock()).open(ben.id), null);
    const fresh = await cache(disk, "restored");
    assert.deepEqual(await fresh.events(lobby, page), []);
    assert.deepEqual((await new LocalCache(disk, new FakeClock()).open(ana.id))?.rooms, []);
    assert.equal((await disk.read("events", [])).length, 0);
    // A window that has not heard of the restored data yet writes beside it, not into it.
    old.addEvents(lobby, [event(4)]);
    await old.flush();
    assert.deepEqual(await fresh.events(lobby, page), []);
});

test("a browser that many people use keeps those who came last", async () => {
    const disk = new MemoryDatabase(true);
    const clock = new FakeClock();
    for (let i = 0; i < 8; ++i) {
        await clock.turn(1000);
        await new LocalCache(disk, clock).start({ id: `p${i}` as UserId, name: `P${i}` }, "epoch");
    }
    assert.equal((await disk.read("people", [])).length, cacheLimits.people);
    assert.equal((await new LocalCache(disk, clock).lastPerson())?.user.id, "p7");
});

test("a dead window's messages go to one of those that ask, in order; a live one's to nobody", async () => {
    const disk = new MemoryDatabase(true);
    const alive = new Set<string>();
    const [dead, one, two] = ["dead", "one", "two"].map((id) => new ToldWindows(id, alive)) as [ToldWindows, ToldWindows, ToldWindows];
    const store = (windows: Windows): OutboxStore => new OutboxStore(disk, windows, new FakeClock());
    await store(dead).keep(ana.id, message("b", 2));
    await store(dead).keep(ana.id, message("a", 1));
    assert.deepEqual(await store(one).claim(ana.id), []);
    dead.close();
    const claims = await Promise.all([store(one).claim(ana.id), store(two).claim(ana.id)]);
    assert.deepEqual(claims.map((claim) => claim.map(({ clientId }) => clientId)), [["a", "b"], []]);
    assert.deepEqual((await store(one).claim(ana.id)).length, 2, "a window's own stay its own");
    assert.deepEqual(await store(two).claim(ben.id), []);
});

test("what a disk does not take in time counts as not kept", async () => {
    const clock = new FakeClock();
    const disk = new MemoryDatabase(true);
    disk.write = () => new Promise(() => undefined);
    const kept = new OutboxStore(disk, new ToldWindows("one", new Set()), clock).keep(ana.id, message("a", 1));
    await clock.turn(1500);
    assert.equal(await kept, false);
    assert.equal(await new OutboxStore(new MemoryDatabase(), new ToldWindows("one", new Set()), clock).keep(ana.id, message("a", 1)), false);
});

test("drafts are kept for their person and room until they are empty", async () => {
    const disk = new MemoryDatabase(true);
    const drafts = new Drafts(disk);
    await drafts.open(ana.id);
    drafts.remember(lobby, "half");
    drafts.remember(lobby, "half a sen");
    await settle();
    const again = new Drafts(disk);
    await again.open(ana.id);
    assert.equal(again.of(lobby), "half a sen");
    await again.open(ben.id);
    assert.equal(again.of(lobby), "");
    await again.open(ana.id);
    again.remember(lobby, "");
    await settle();
    assert.equal((await disk.read("drafts", [])).length, 0);
});

test("whoever asks for the drafts while they are being read waits for them too", async () => {
    const disk = new MemoryDatabase(true);
    const before = new Drafts(disk);
    await before.open(ana.id);
    before.remember(lobby, "half");
    await settle();
    const read = disk.read.bind(disk);
    disk.read = async (...asked) => {
        await settle();
        return read(...asked);
    };
    const drafts = new Drafts(disk);
    const arrivals = drafts.arrived.value;
    void drafts.open(ana.id);
    await drafts.open(ana.id);
    assert.equal(drafts.of(lobby), "half");
    assert.equal(drafts.arrived.value, arrivals + 1);
});

test("a page that ends does not wait for the draft before the last to be on the disk", async () => {
    const disk = new MemoryDatabase(true);
    const drafts = new Drafts(disk);
    await drafts.open(ana.id);
    const write = disk.write.bind(disk);
    disk.write = (changes) => {
        void write(changes);
        return new Promise(() => undefined);
    };
    drafts.remember(lobby, "half");
    drafts.remember(lobby, "half a sen");
    void drafts.flush();
    await settle();
    const again = new Drafts(disk);
    await again.open(ana.id);
    assert.equal(again.of(lobby), "half a sen");
});

test("windows without locks find each other by calling, and miss those that are gone", async () => {
    const clock = new FakeClock();
    const open = (): CalledWindows => new CalledWindows(new BroadcastChannel("windows-test") as unknown as globalThis.BroadcastChannel, clock);
    const [one, two, three] = [open(), open(), open()];
    three.close();
    const asked = one.others();
    for (let i = 0; i < 20; ++i)
        await settle();
    await clock.turn(300);
    assert.deepEqual([...(await asked)], [two.id]);
    for (const windows of [one, two, three])
        windows.end();
});

test("mentions are the server's count and those heard of since", () => {
    const count = new MentionCount();
    count.take({ ...read, read: 5, mentions: 2, upTo: 10 }, 5);
    count.hear(9, 5); // Counted by the server already.
    count.hear(11, 5);
    count.hear(11, 5);
    assert.equal(count.count, 3);
    count.take({ ...read, read: 5, mentions: 3, upTo: 11 }, 5);
    assert.equal(count.count, 3);
    count.readUpTo(11);
    assert.equal(count.count, 0);
    count.take({ ...read, read: 5, mentions: 3, upTo: 11 }, 11); // It has not heard yet that we read on.
    assert.equal(count.count, 0);
    count.hear(12, 11);
    assert.equal(count.count, 1);
});
