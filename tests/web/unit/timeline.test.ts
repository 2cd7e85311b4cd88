// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { Notices } from "../../../resources/web/src/notices";
import type { PendingMessage } from "../../../resources/web/src/outbox";
import type { ClientId, User, UserId } from "../../../resources/web/src/protocol/messages";
import { timelineRows, type TimelineContent } from "../../../resources/web/src/timelinerows";
import { VirtualList } from "../../../resources/web/src/virtuallist";
import { ana, ben, event, events, lobby, memberHere } from "../support/fakeserver";

const cleo: User = { id: "cleo" as UserId, name: "Cleo" };
const minute = 60_000;
const noon = new Date(2026, 4, 3, 12).getTime();

function at(seq: number, time: number, author = ben): ReturnType<typeof event> {
    return { ...event(seq, author), time };
}

function rows(content: Partial<TimelineContent>): readonly string[] {
    const all = timelineRows({
        events: [], hasOlder: true, hasNewer: false, notices: [], pending: [], newAfter: null, me: ana, ...content,
    });
    return all.map((row) =>
        row.kind === "message" ? `${row.isHead ? "head" : "line"} ${row.seq}` : row.kind === "notice" ? row.text : row.kind,
    );
}

function pending(id: string, time: number): PendingMessage {
    return { clientId: id as ClientId, room: lobby, text: "mine", time, order: time, state: "waiting" };
}

test("one person's messages within five minutes are one group", () => {
    const log = [at(1, noon), at(2, noon + 4 * minute), at(3, noon + 5 * minute), at(4, noon + 6 * minute, ana), at(5, noon + 6 * minute)];
    assert.deepEqual(rows({ events: log }), ["day", "head 1", "line 2", "head 3", "head 4", "head 5"]);
});

test("a group ends after twenty messages, so that a name is never far", () => {
    const shown = rows({ events: Array.from({ length: 45 }, (_, i) => at(i + 1, noon)) });
    assert.deepEqual(shown.filter((row) => row.startsWith("head")), ["head 1", "head 21", "head 41"]);
});

test("what a bot wrote is marked, and another name of its begins a group", () => {
    const bot = (seq: number, name: string): ReturnType<typeof event> => ({ ...at(seq, noon, { id: cleo.id, name }), bot: true });
    const all = timelineRows({
        events: [bot(1, "Build"), bot(2, "Build"), bot(3, "Deploy"), at(4, noon)], hasOlder: true, hasNewer: false,
        notices: [], pending: [], newAfter: null, me: ana,
    });
    const shown = all.flatMap((row) => (row.kind === "message" ? [`${row.author.name} ${row.isHead} ${row.isBot}`] : []));
    assert.deepEqual(shown, ["Build true true", "Build false true", "Deploy true true", "Ben true false"]);
});

test("days are separated, and a group ends with its day", () => {
    const midnight = new Date(2026, 4, 4).getTime();
    assert.deepEqual(rows({ events: [at(1, midnight - 1), at(2, midnight)] }), ["day", "head 1", "day", "head 2"]);
});

test("the line of what is new stands before the first message of somebody else", () => {
    const log = [at(1, noon), at(2, noon, ana), at(3, noon), at(4, noon)];
    assert.deepEqual(rows({ events: log, newAfter: 1 }), ["day", "head 1", "head 2", "new", "head 3", "line 4"]);
    assert.ok(!rows({ events: log, newAfter: 4 }).includes("new"));
});

test("the line of what is new waits while what is new begins further up", () => {
    assert.ok(!rows({ events: events(50, 60), newAfter: 10 }).includes("new"));
});

test("notices stand where they happened", () => {
    const kept = new Notices();
    kept.add({
        type: "membersChanged", room: lobby, memberCount: 2, joined: [memberHere(ben)], left: [], changed: [],
        moreJoined: 0, moreLeft: 0, moreChanged: 0,
    }, 1, noon, ana.id);
    const notices = kept.all();
    assert.deepEqual(rows({ events: [at(1, noon), at(2, noon)], notices }), ["day", "head 1", "Ben joined", "head 2"]);
    assert.deepEqual(rows({ events: [at(1, noon)], notices }), ["day", "head 1", "Ben joined"]);
    assert.deepEqual(rows({ events: [at(40, noon)], notices }), ["day", "head 40"]);
});

test("what waits stands last, and keeps its key when its event comes", () => {
    const waiting = timelineRows({ events: [at(1, noon)], hasOlder: true, hasNewer: false, notices: [], pending: [pending("m", noon)], newAfter: null, me: ana });
    const done = timelineRows({
        events: [at(1, noon), { ...at(2, noon, ana), clientId: "m" as ClientId }],
        hasOlder: true, hasNewer: false, notices: [], pending: [pending("m", noon)], newAfter: null, me: ana,
    });
    assert.equal(done.length, waiting.length);
    assert.equal(done[done.length - 1]?.key, waiting[waiting.length - 1]?.key);
});

test("what waits is not shown in the middle of a log that goes on", () => {
    assert.deepEqual(rows({ events: [at(1, noon)], hasNewer: true, pending: [pending("m", noon)] }), ["day", "head 1"]);
});

test("the room's beginning is shown once all is held", () => {
    assert.deepEqual(rows({ hasOlder: false }), ["start"]);
});

test("every row has its own key", () => {
    const all = timelineRows({
        events: events(1, 300), hasOlder: false, hasNewer: false, notices: [], pending: [pending("m", noon)], newAfter: 7, me: ana,
    });
    assert.equal(new Set(all.map((row) => row.key)).size, all.length);
});

function list(count: number, guess = 50): VirtualList {
    const made = new VirtualList();
    made.setRows(Array.from({ length: count }, (_, i) => `r${i}`), Array.from({ length: count }, () => guess));
    return made;
}

test("a long list needs few rows", () => {
    const { start, end } = list(100_000).range(1_000_000, 800, 700);
    assert.ok(end - start <= 46, `${end - start} rows`);
    assert.ok(start <= 20_000 && end > 20_016);
});

test("rows that turn out higher move what is below them", () => {
    const virtual = list(10);
    assert.equal(virtual.setHeight("r3", 80), true);
    assert.equal(virtual.setHeight("r3", 80), false);
    assert.equal(virtual.top(3), 150);
    assert.equal(virtual.top(4), 230);
    assert.equal(virtual.height, 530);
    assert.equal(virtual.indexAt(229), 3);
    assert.equal(virtual.indexAt(230), 4);
    assert.equal(virtual.indexAt(-5), 0);
    assert.equal(virtual.indexAt(9999), 9);
});

test("what one reads stays when rows come in above", () => {
    const virtual = list(10);
    const anchors = virtual.anchors(125, 200);
    assert.deepEqual(anchors[0], { key: "r2", below: -25 });
    virtual.setRows(["a", "b", ...Array.from({ length: 10 }, (_, i) => `r${i}`)], Array.from({ length: 12 }, () => 50));
    assert.equal(virtual.viewTopFor(anchors), 225);
});

test("when the row that one reads goes, the next one stands in", () => {
    const virtual = list(10);
    const anchors = virtual.anchors(100, 200);
    virtual.setRows(["r3", "r4", "r5"], [50, 50, 50]);
    assert.equal(virtual.viewTopFor(anchors), -50);
    virtual.setRows(["x"], [50]);
    assert.equal(virtual.viewTopFor(anchors), null);
});

test("an empty list has no rows and no height", () => {
    const virtual = list(0);
    assert.deepEqual(virtual.range(0, 800, 700), { start: 0, end: 0 });
    assert.equal(virtual.height, 0);
});

test("a notice of the log is a line of its own, ends a group, and mentions nobody", () => {
    const log = [at(1, noon), { ...at(2, noon, cleo), text: "@Ana", notice: { kind: "kicked", subject: ben } } as const, at(3, noon)];
    assert.deepEqual(rows({ events: log }), ["day", "head 1", "Cleo removed Ben: @Ana", "head 3"]);
});

test("what people wrote whom one blocks is folded into one line, until one asks for it", () => {
    const log = [at(1, noon, cleo), at(2, noon), at(3, noon + minute), at(4, noon, cleo), at(5, noon)];
    const isBlocked = (id: UserId): boolean => id === ben.id;
    assert.deepEqual(rows({ events: log, isBlocked }), ["day", "head 1", "folded", "head 4", "folded"]);
    assert.deepEqual(rows({ events: log, isBlocked, unfolded: new Set([2, 3]) }), ["day", "head 1", "head 2", "line 3", "head 4", "folded"]);
});

test("the line of what is new stands before what is folded, too", () => {
    assert.deepEqual(rows({ events: [at(1, noon), at(2, noon)], isBlocked: () => true, newAfter: 1 }), ["day", "folded", "new", "folded"]);
});
