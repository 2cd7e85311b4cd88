// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { may, mayActOn, roles, rolesFor, type Action } from "../../../resources/web/src/permissions";
import { slowUntil, slowWords, whyNotWrite, type Writer } from "../../../resources/web/src/posting";
import type { Role, RoomRules } from "../../../resources/web/src/protocol/messages";
import { ben, lobby, summary } from "../support/fakeserver";

const open: RoomRules = { post: "member", invite: "member", pin: "member", slowMode: 0 };
const strict: RoomRules = { post: "moderator", invite: "owner", pin: "owner", slowMode: 30 };
const room = { ...summary(lobby), rules: open };

/** The table of docs/PROTOCOL.md, row by row: the least role, of an open room and of a strict one. */
const table: Readonly<Record<Action, readonly [Role, Role]>> = {
    post: ["member", "moderator"],
    invite: ["member", "owner"],
    setTopic: ["moderator", "moderator"],
    moderate: ["moderator", "moderator"],
    seeSanctions: ["moderator", "moderator"],
    changeRoom: ["owner", "owner"],
    setRole: ["owner", "owner"],
    deleteRoom: ["owner", "owner"],
    seeActivity: ["owner", "owner"],
};

for (const [action, least] of Object.entries(table) as [Action, readonly [Role, Role]][]) {
    for (const [i, rules] of [open, strict].entries()) {
        for (const role of roles) {
            const wanted = roles.indexOf(role) >= roles.indexOf(least[i] ?? "owner");
            test(`${role}: ${action} where the rules are ${i === 0 ? "open" : "strict"}`, () => {
                assert.equal(may(role, action, { ...room, rules }), wanted);
                assert.equal(may(role, action, { ...room, rules, kind: "direct" }), action === "post");
            });
        }
    }
}

test("a reader does not post, whatever the rules say", () => {
    assert.equal(may("reader", "post", { ...room, rules: { ...open, post: "reader", invite: "reader" } }), false);
    assert.equal(may("reader", "invite", { ...room, rules: { ...open, invite: "reader" } }), false);
});

test("in an archived room nobody posts or adds people, and owners can take it out again", () => {
    const archived = { ...room, archived: true };
    assert.deepEqual((["post", "invite", "setTopic", "changeRoom", "deleteRoom"] as const).map((action) => may("owner", action, archived)), [false, false, false, true, true]);
});

test("guests and bots look after nothing", () => {
    assert.deepEqual(rolesFor({ kind: "account" }), ["owner", "moderator", "member", "reader"]);
    for (const kind of ["guest", "bot"] as const)
        assert.deepEqual(rolesFor({ kind }), ["member", "reader"]);
});

test("nobody acts upon somebody whose role is not below theirs, but owners on all", () => {
    const able = roles.map((role) => roles.filter((other) => mayActOn(role, other)));
    assert.deepEqual(able, [[], [], ["reader", "member"], ["reader", "member", "moderator", "owner"]]);
});

test("why one cannot write is said, and until when", () => {
    const noon = new Date(2026, 4, 3, 12).getTime();
    const writer: Writer = { room, role: "member", mutedUntil: undefined, blocked: null };
    const why = (change: Partial<Writer>): string | undefined => whyNotWrite({ ...writer, ...change }, noon)?.words;
    assert.equal(why({}), undefined);
    assert.equal(why({ room: { ...room, archived: true }, role: "owner" }), "This room is archived.");
    assert.equal(why({ role: "reader" }), "You are a reader here.");
    assert.equal(why({ room: { ...room, rules: strict } }), "Only moderators post here.");
    assert.equal(why({ room: { ...room, rules: { ...open, post: "owner" } }, role: "moderator" }), "Only owners post here.");
    assert.equal(why({ room: { ...room, kind: "direct" }, blocked: ben }), "You blocked Ben.");
    assert.equal(why({ mutedUntil: noon - 1 }), undefined);
    assert.match(why({ mutedUntil: noon + 125 * 60_000 }) ?? "", /^You are muted until (14:05|2:05.PM)\.$/);
    assert.match(why({ mutedUntil: noon + 86_400_000 }) ?? "", /^You are muted until tomorrow, /);
    assert.equal(why({ mutedUntil: noon + 100 * 366 * 86_400_000 }), "You are muted here.");
});

test("slow mode holds back members, and nobody above them", () => {
    const slow = { ...room, rules: strict };
    assert.deepEqual(roles.map((role) => slowUntil(slow, role, 1000)), [31_000, 31_000, 0, 0]);
    assert.equal(slowUntil(room, "member", 1000), 0);
});

test("the countdown of slow mode is said in seconds, and then in minutes", () => {
    assert.deepEqual(
        [1, 12, 65, 3600].map((seconds) => slowWords(seconds).replace("Slow mode: your next message goes out in ", "")),
        ["one second.", "12 seconds.", "1:05.", "60:00."],
    );
});
