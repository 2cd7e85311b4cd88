// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { RoomLog, type Bounds, type LogChange } from "../../../resources/web/src/roomlog";
import { sharedData } from "../support/data";
import { event } from "../support/fakeserver";

interface Step {
    readonly op: string;
    readonly events?: readonly number[];
    readonly seq?: number;
    readonly last?: number;
    readonly gap?: boolean;
    readonly more?: boolean;
    readonly change?: readonly [string, number];
}
interface Case {
    readonly name: string;
    readonly bounds?: Bounds;
    readonly steps: readonly Step[];
    readonly expect: object;
}

function take(log: RoomLog, step: Step): LogChange | void {
    const { seq = 0, last = 0, gap = false, more = false } = step;
    const page = (step.events ?? []).map((number) => event(number));
    switch (step.op) {
        case "joined":
            return log.join(page, last, gap, more);
        case "event":
            return log.add(event(seq));
        case "older":
            return log.prepend(page, more);
        case "newer":
            return log.append(page, more);
        case "newest":
            return log.replace(page, more);
        case "drop":
            return log.drop();
        case "forget":
            return log.forget();
        case "heard":
            return log.hearOf(last);
        case "look":
            return log.look(seq);
        case "read":
            return log.markRead(seq);
        case "restoreRead":
            return log.restoreReadSeq(seq);
        default:
            throw new Error(`no such step: ${step.op}`);
    }
}

for (const { name, bounds, steps, expect } of sharedData<readonly Case[]>("roomlog.json")) {
    test(name, () => {
        const log = new RoomLog();
        if (bounds)
            log.setBounds(bounds);
        for (const step of steps) {
            const change = take(log, step);
            if (step.change)
                assert.deepEqual([change?.kind, change?.count], step.change);
        }
        assert.deepEqual(
            {
                seqs: log.events.map((held) => held.seq),
                older: log.hasOlder,
                newer: log.hasNewer,
                follows: log.follows,
                last: log.lastSeq,
                read: log.readSeq,
                unread: log.unread,
                resume: log.resumePoint ?? null,
            },
            expect,
        );
    });
}

test("memory stays bounded", () => {
    const log = new RoomLog();
    for (let seq = 1; seq <= 5000; ++seq) {
        assert.equal(log.add(event(seq)).kind, "appended");
        log.drop();
    }
    assert.ok(log.events.length <= 1000);
    assert.equal(log.last, 5000);
});
