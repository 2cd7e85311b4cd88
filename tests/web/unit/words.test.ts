// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { dayText, shortTimeText } from "../../../resources/web/src/format";
import { isEmojiOnly, withLinks } from "../../../resources/web/src/links";
import { MemberList } from "../../../resources/web/src/memberlist";
import { nameList, Notices, noticeText } from "../../../resources/web/src/notices";
import { Outbox } from "../../../resources/web/src/outbox";
import { Profile, usableStore } from "../../../resources/web/src/profile";
import type { ClientId, Member, MembersChanged, RoomId, User, UserId } from "../../../resources/web/src/protocol/messages";
import { typingLine } from "../../../resources/web/src/typing";
import { sharedData } from "../support/data";
import { ana, ben, lobby, memberHere } from "../support/fakeserver";

const cleo: User = { id: "cleo" as UserId, name: "Cleo" };
const here = (user: User): Member => memberHere(user);

function change(part: Partial<MembersChanged>): MembersChanged {
    return { type: "membersChanged", room: lobby, memberCount: 3, joined: [], left: [], changed: [], moreJoined: 0, moreLeft: 0, moreChanged: 0, ...part };
}

test("the typing line names one or two of the others, and then only counts", () => {
    assert.equal(typingLine({ users: [], count: 0 }, ana.id, false), "");
    assert.equal(typingLine({ users: [ana], count: 1 }, ana.id, true), "");
    assert.equal(typingLine({ users: [ben], count: 1 }, ana.id, false), "Ben is typing…");
    assert.equal(typingLine({ users: [ana, ben], count: 2 }, ana.id, true), "Ben is typing…");
    assert.equal(typingLine({ users: [ben, cleo], count: 2 }, ana.id, false), "Ben and Cleo are typing…");
    assert.equal(typingLine({ users: [ben, ana, cleo], count: 3 }, ana.id, true), "Ben and Cleo are typing…");
    assert.equal(typingLine({ users: [ben, ana, cleo], count: 40 }, ana.id, true), "Several people are typing…");
});

test("names are listed up to three, and then counted", () => {
    assert.equal(nameList(["Ana"]), "Ana");
    assert.equal(nameList(["Ana", "Ben"]), "Ana and Ben");
    assert.equal(nameList(["Ana", "Ben", "Cleo"]), "Ana, Ben and Cleo");
    assert.equal(nameList(["Ana", "Ben", "Cleo", "Dan"]), "Ana, Ben and 2 others");
    assert.equal(nameList(["Ana", "Ben"], 12), "Ana, Ben and 12 others");
    assert.equal(nameList(["Ana"], 1), "Ana and one other");
    assert.equal(nameList([], 5), "5 people");
});

test("comings between two messages are one line", () => {
    const notices = new Notices();
    notices.add(change({ joined: [here(ana), here(ben)] }), 7, 1, ana.id);
    notices.add(change({ joined: [here(cleo)], moreJoined: 12 }), 7, 2, ana.id);
    assert.deepEqual(notices.all().map(noticeText), ["Ben, Cleo and 12 others joined"]);
    notices.add(change({ left: [here(cleo)] }), 8, 3, ana.id);
    assert.deepEqual(notices.all().map(noticeText), ["Ben, Cleo and 12 others joined", "Cleo left"]);
});

test("who comes and goes between two messages changes the line, which stays", () => {
    const notices = new Notices();
    notices.add(change({ joined: [here(ben)] }), 7, 1, ana.id);
    const [first] = notices.all();
    notices.add(change({ left: [here(ben)] }), 7, 2, ana.id);
    assert.deepEqual(notices.all().map(noticeText), ["Ben came and went"]);
    assert.equal(notices.all()[0]?.key, first?.key);
    assert.equal(notices.add(change({ changed: [here(cleo)] }), 7, 3, ana.id), false);
});

test("a new day begins a new line", () => {
    const notices = new Notices();
    const midnight = new Date(2026, 4, 4).getTime();
    notices.add(change({ joined: [here(ben)] }), 7, midnight - 1, ana.id);
    notices.add(change({ left: [here(ben)] }), 7, midnight, ana.id);
    assert.deepEqual(notices.all().map(noticeText), ["Ben joined", "Ben left"]);
});

test("names in a notice are bounded", () => {
    const notices = new Notices();
    const guests = Array.from({ length: 1000 }, (_, i) => here({ id: `id${i}` as UserId, name: `Guest${i}` }));
    for (const guest of guests)
        notices.add(change({ joined: [guest] }), 7, 1, ana.id);
    assert.deepEqual(notices.all().map(noticeText), ["Guest0, Guest1 and 998 others joined"]);
    for (const guest of guests)
        notices.add(change({ left: [guest] }), 7, 1, ana.id);
    assert.deepEqual(notices.all().map(noticeText), ["Guest0, Guest1 and 998 others came and went"]);
});

interface NoticeStep { readonly joined?: readonly string[]; readonly left?: readonly string[]; readonly moreJoined?: number; readonly moreLeft?: number }
interface NoticeCase { readonly name: string; readonly steps: readonly NoticeStep[]; readonly text: string }

for (const { name, steps, text } of sharedData<readonly NoticeCase[]>("notices.json")) {
    test(`notices: ${name}`, () => {
        const notices = new Notices();
        const people = (names: readonly string[] = []): Member[] => names.map((each) => here({ id: `id${each}` as UserId, name: each }));
        for (const { joined, left, moreJoined = 0, moreLeft = 0 } of steps)
            notices.add(change({ joined: people(joined), left: people(left), moreJoined, moreLeft }), 7, 1, "idMe" as UserId);
        assert.deepEqual(notices.all().map(noticeText), text === "" ? [] : [text]);
    });
}

test("members are paged, changed and sorted: here first, then by name", () => {
    const members = new MemberList();
    members.replace([here(cleo), here(ana)], 3);
    assert.equal(members.hasMore, true);
    members.addPage([here(ben)], false);
    members.apply(change({ changed: [{ ...here(ana), presence: "away" }] }));
    assert.deepEqual(members.sorted((a, b) => (a < b ? -1 : 1)).map(({ name }) => name), ["Ben", "Cleo", "Ana"]);
    // After a restart people come back without being announced.
    members.apply(change({ changed: [here({ id: "dan" as UserId, name: "Dan" })], memberCount: 4 }));
    assert.deepEqual(members.sorted((a, b) => (a < b ? -1 : 1)).map(({ name }) => name), ["Ben", "Cleo", "Dan", "Ana"]);
    members.apply(change({ left: [here(ben)], memberCount: 2 }));
    assert.equal(members.count, 2);
    assert.equal(members.hasMore, false);
});

test("web addresses become links, with the sentence's punctuation left out", () => {
    const links = (text: string): (string | undefined)[] => withLinks(text).filter((part) => part.href !== undefined).map((part) => part.text);
    assert.deepEqual(links("See https://example.org/a_(b)."), ["https://example.org/a_(b)"]);
    assert.deepEqual(links("(http://example.org/x), and https://example.org!"), ["http://example.org/x", "https://example.org"]);
    assert.deepEqual(links("https://例え.jp/道?q=1#x"), ["https://例え.jp/道?q=1#x"]);
    assert.deepEqual(links('javascript:alert(1) data:text/html,x ftp://a.b file:///etc "https://a.b/"'), ["https://a.b/"]);
    assert.deepEqual(links("https:// and http://"), []);
    assert.equal(withLinks("a https://b.c/ d").map((part) => part.text).join(""), "a https://b.c/ d");
});

test("thousands of brackets cost no time", () => {
    const start = Date.now();
    withLinks(`https://a.b/${")".repeat(7000)}`);
    assert.ok(Date.now() - start < 2000);
});

test("only a few emoji and nothing else are shown large", () => {
    for (const text of ["😀", "👩‍🚀", "🏳️‍🌈 🇪🇺", "👍🏽"])
        assert.ok(isEmojiOnly(text), text);
    for (const text of ["", "a😀", "1", "😀".repeat(30), "#"])
        assert.ok(!isEmojiOnly(text), text);
});

test("days are called by their names", () => {
    const now = new Date(2026, 4, 3, 12).getTime();
    const day = 86_400_000;
    assert.match(dayText(now, now), /^today$/i);
    assert.match(dayText(now - day, now), /^yesterday$/i);
    assert.match(dayText(now - 400 * day, now), /2025/);
    assert.doesNotMatch(dayText(now - 20 * day, now), /2026/);
    assert.match(shortTimeText(now, now), /12/);
});

test("the outbox sends one message of a room at a time", () => {
    const outbox = new Outbox();
    const other = "kitchen" as RoomId;
    const id = (text: string): ClientId => text as ClientId;
    for (const [clientId, room] of [["a", lobby], ["b", lobby], ["c", other]] as const)
        outbox.add({ clientId: id(clientId), room, text: clientId, time: 0, order: outbox.nextOrder(5) });
    assert.equal(outbox.takeNext(lobby)?.text, "a");
    assert.equal(outbox.takeNext(lobby), undefined);
    assert.equal(outbox.takeNext(other)?.text, "c");
    outbox.fail(id("a"), { code: "internal", sentence: "No." });
    assert.equal(outbox.takeNext(lobby)?.text, "b");
    outbox.retry(id("a"), 9);
    assert.deepEqual(outbox.of(lobby).map(({ text }) => text), ["b", "a"]);
    assert.equal(outbox.unsentCount, 3);
});

test("the profile trusts nothing that it reads back", () => {
    const items = new Map<string, string>();
    const store = {
        getItem: (key: string) => items.get(key) ?? null,
        setItem: (key: string, value: string) => void items.set(key, value),
        removeItem: (key: string) => void items.delete(key),
    };
    const profile = new Profile(usableStore(() => store), usableStore(() => store));
    for (const rubbish of ["", "{", "null", "[1]", '{"name":1,"token":{}}', '"x"', '[{"clientId":5}]']) {
        for (const key of ["hobnob.session", "hobnob.tokens", "hobnob.person", "hobnob.comesAs", "hobnob.rooms.ana", "hobnob.theme"])
            items.set(key, rubbish);
        assert.equal(profile.person, null);
        assert.equal(profile.oldToken, undefined);
        assert.equal(profile.comesAs, "guest");
        assert.equal(profile.theme, "system");
    }
});

test("two windows do not lose each other's rooms", () => {
    const items = new Map<string, string>();
    const store = {
        getItem: (key: string) => items.get(key) ?? null,
        setItem: (key: string, value: string) => void items.set(key, value),
        removeItem: (key: string) => void items.delete(key),
    };
    const [one, two] = [0, 1].map(() => new Profile(usableStore(() => store), usableStore(() => store)));
    one?.rememberRoom(ana.id, lobby);
    two?.rememberRoom(ana.id, "kitchen" as RoomId);
    assert.deepEqual(one?.joinedRooms(ana.id), [lobby, "kitchen"]);
});
