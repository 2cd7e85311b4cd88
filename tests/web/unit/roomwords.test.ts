// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { auditSentence } from "../../../resources/web/src/auditwords";
import type { NoticeKind, Role, RoomId, RoomSummary, User, UserId } from "../../../resources/web/src/protocol/messages";
import { Room } from "../../../resources/web/src/room";
import { browseRooms, joinedRooms } from "../../../resources/web/src/roomorder";
import { noticeSentence, roomTitle, spanText } from "../../../resources/web/src/roomwords";
import { ana, ben, event, summary } from "../support/fakeserver";

const cleo: User = { id: "cleo" as UserId, name: "Cleo" };

function words(kind: NoticeKind, text = "", subject: User | undefined = ben, author: User = cleo): string {
    return noticeSentence({ ...event(1, author, text), notice: { kind, subject } }, ana.id);
}

test("notices are told in words", () => {
    assert.deepEqual(
        [
            words("renamed", "Garden"), words("topic", "What grows"), words("topic"), words("muted", "Adverts"), words("unmuted"),
            words("kicked"), words("banned", "Adverts"), words("unbanned"), words("archived"), words("unarchived"), words("public"), words("private"),
        ],
        [
            "Cleo renamed the room to “Garden”", "Cleo changed the topic to “What grows”", "Cleo took the topic away", "Cleo muted Ben: Adverts", "Cleo lets Ben write again",
            "Cleo removed Ben", "Cleo banned Ben: Adverts", "Cleo lets Ben come back", "Cleo archived the room",
            "Cleo brought the room back", "Cleo made the room public", "Cleo made the room private",
        ],
    );
});

test("a role is told by whoever gave it, and by itself when it passed on", () => {
    const role = (text: Role, subject: User, author: User): string => words("role", text, subject, author);
    assert.deepEqual(
        [role("moderator", ben, cleo), role("owner", ana, cleo), role("reader", ben, ana), role("owner", ben, ben), role("member", ana, ana)],
        ["Cleo made Ben a moderator", "Cleo made you an owner", "You made Ben a reader", "Ben is an owner now", "You are a member now"],
    );
});

test("a direct room is called by the others in it", () => {
    const direct = (...people: User[]): string => roomTitle({ kind: "direct", name: "", people }, ana.id);
    assert.deepEqual([direct(ana, ben), direct(ben, ana, cleo), direct(ana)], ["Ben", "Ben, Cleo", "Yourself"]);
    assert.equal(roomTitle(summary("x" as RoomId, 0, "Attic"), ana.id), "Attic");
});

test("a span is said in the largest unit that fits", () => {
    assert.deepEqual([1, 30, 60, 90, 300, 3600].map(spanText), ["1 second", "30 seconds", "1 minute", "90 seconds", "5 minutes", "1 hour"]);
});

function room(name: string, change: Partial<RoomSummary> = {}, isIn = true): Room {
    const made = new Room({ ...summary(name.toLowerCase() as RoomId, 0, name), ...change });
    made.membership.value = isIn ? "joined" : "outside";
    return made;
}

function names(rooms: readonly Room[]): readonly string[] {
    return rooms.map((each) => roomTitle(each.summary.value, ana.id));
}

test("one's rooms stand by name, archived ones after them, and direct ones last by use", () => {
    const rooms = [
        room("Zoo"), room("Old", { archived: true }), room("Attic", { kind: "private" }), room("Elsewhere", {}, false),
        room("d1", { kind: "direct", people: [ana, ben], lastTime: 5 }), room("d2", { kind: "direct", people: [ana, cleo], lastTime: 9 }),
    ];
    assert.deepEqual(names(joinedRooms(rooms, null)), ["Attic", "Zoo", "Old", "Cleo", "Ben"]);
});

test("public rooms are found by name and topic, and private ones never", () => {
    const rooms = [
        room("Choir", { topic: "Blue books", lastTime: 2 }), room("Book club", { lastTime: 1 }, false), room("Books of old", { archived: true }),
        room("Secret books", { kind: "private" }), room("Run group", { lastTime: 9 }),
    ];
    assert.deepEqual(names(browseRooms(rooms, " book")), ["Book club", "Choir", "Books of old"]);
    assert.deepEqual(names(browseRooms(rooms, "")), ["Run group", "Choir", "Book club", "Books of old"]);
});

test("what was done is told in words, also what this page does not know yet", () => {
    const record = { number: 1, time: 1, roomName: "", details: "", actor: cleo, subject: ben };
    assert.deepEqual(
        [
            auditSentence({ ...record, action: "member-banned" }), auditSentence({ ...record, action: "announced", subject: undefined }),
            auditSentence({ ...record, action: "account-role", actor: undefined }), auditSentence({ ...record, action: "room-sold" }),
            auditSentence({ ...record, action: "member-added", subject: undefined }), auditSentence({ ...record, action: "member-muted", subject: { ...ben, name: "$&" } }),
        ],
        [
            "Cleo banned Ben", "Cleo announced something", "The operator changed the role of Ben on this server", "Cleo did room-sold to Ben",
            "Cleo added people", "Cleo muted $&",
        ],
    );
});
