// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { MemoryDatabase } from "../../../resources/web/src/database";
import type { Member, RoomId, RoomSummary, User, UserId } from "../../../resources/web/src/protocol/messages";
import { joinedRooms } from "../../../resources/web/src/roomorder";
import { settle } from "../support/fakeclock";
import { accountSelf, ana, ben, event, lobby, memberHere, summary } from "../support/fakeserver";
import { kitchen, Scene } from "../support/scene";

const cleo: User = { id: "cleo" as UserId, name: "Cleo" };
const den = "den" as RoomId;

function privateRoom(id: RoomId = den, name = "Den"): RoomSummary {
    return { ...summary(id, 0, name), kind: "private" };
}
function direct(id: RoomId, ...people: readonly User[]): RoomSummary {
    return { ...summary(id, 0, ""), kind: "direct", people };
}

test("who is added to a room that nobody told of is in it at once", async () => {
    const scene = new Scene();
    const current = await scene.enter();
    scene.server.answering.joinRoom = ({ id }) => scene.server.joined(id, undefined, privateRoom());
    await scene.server.say({ type: "membershipChanged", room: den, joined: true, role: "member", by: ben });
    const room = scene.client.find(den);
    assert.equal(room?.isJoined.value, true);
    assert.equal(scene.room, current, "what one looks at stays");
    assert.deepEqual(scene.client.told.lines.value, ["Ben added you to Den."]);
});

test("who is removed goes on elsewhere, and is told by whom and why", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.client.desk.joinNamed("Kitchen");
    assert.equal(scene.room.id, kitchen);
    await scene.server.say({ type: "membershipChanged", room: kitchen, joined: false, role: "member", by: ben, reason: "Advertising" });
    assert.equal(scene.room.id, lobby);
    assert.equal(scene.client.find(kitchen)?.isJoined.value, false);
    assert.deepEqual(scene.client.told.lines.value, ["Ben removed you from Kitchen: Advertising"]);
});

test("leaving in another window is no news", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.server.say({ type: "membershipChanged", room: lobby, joined: false, role: "member" });
    assert.deepEqual(scene.client.told.lines.value, []);
});

test("a room that is gone leaves the list, and what was kept of it goes", async () => {
    const disk = new MemoryDatabase(true);
    const scene = new Scene(disk);
    scene.server.rooms = [...scene.server.rooms, privateRoom()];
    await scene.enter("Den");
    await scene.clock.turn(1000);
    assert.equal((await disk.read("rooms", [])).length, 1);
    await scene.server.say({ type: "roomGone", room: den });
    await scene.clock.turn(1000);
    assert.equal(scene.client.find(den), undefined);
    assert.equal(scene.client.current.value, null);
    assert.deepEqual(await disk.read("rooms", []), []);
    assert.deepEqual(scene.client.told.lines.value, ["Den does not exist any more."]);
});

test("a public room that one is not in goes without a word", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.server.say({ type: "roomGone", room: kitchen });
    assert.equal(scene.client.find(kitchen), undefined);
    assert.deepEqual(scene.client.told.lines.value, []);
});

test("an account that was removed while it was away does not come back by itself", async () => {
    const scene = new Scene();
    scene.server.self = accountSelf;
    await scene.enter();
    scene.server.standing = { joined: [] };
    const joins = scene.server.of("joinRoom").length;
    await scene.reconnect();
    assert.equal(scene.server.of("joinRoom").length, joins);
    assert.equal(scene.client.find(lobby)?.isJoined.value, false);
});

test("what one may do follows the log-in, the join and what changes later", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    const { view } = scene.client;
    assert.deepEqual([view.roleIn(room), view.may(room, "moderate")], ["member", false]);
    await scene.server.say({ type: "membershipChanged", room: lobby, joined: true, role: "moderator", by: ben });
    assert.deepEqual([view.roleIn(room), view.may(room, "moderate")], ["moderator", true]);
    const member = (role: Member["role"]): Member => ({ ...memberHere(cleo), role });
    assert.deepEqual((["member", "moderator", "owner"] as const).map((role) => view.mayModerate(room, member(role))), [true, false, false]);
    await scene.server.say({ type: "gap", rooms: scene.server.rooms, joined: [lobby], reads: [], standings: [{ room: lobby, role: "reader" }] });
    scene.server.answering.joinRoom = () => null;
    assert.equal(view.roleIn(room), "member", "the join that follows says it anew");
});

test("an administrator is owner of every room but the direct ones", async () => {
    const scene = new Scene();
    scene.server.self = { ...accountSelf, role: "administrator" };
    scene.server.rooms = [...scene.server.rooms, direct(den, ana, ben)];
    const room = await scene.enter();
    assert.equal(scene.client.view.roleIn(room), "owner");
    const talk = scene.client.find(den);
    assert.ok(talk);
    await scene.client.desk.join(talk);
    assert.equal(scene.client.view.roleIn(talk), "member");
});

test("a direct room is called by the others in it, and is found again", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.server.answering.openDirect = ({ id, people }) =>
        scene.server.joined(id, undefined, direct(den, ana, ...[ben, cleo].filter(({ id: other }) => people.includes(other))));
    assert.ok((await scene.client.desk.openDirect([cleo.id, ben.id])).ok);
    assert.equal(scene.client.view.titleOf(scene.room), "Ben, Cleo");
    assert.equal(scene.client.view.partnerIn(scene.room), null);
    const opened = scene.room;
    await scene.client.desk.join(scene.client.rooms.value[0] ?? opened);
    await scene.client.desk.openDirect([cleo.id, ben.id]);
    assert.equal(scene.room, opened);
});

test("leaving a private room leaves nothing of it behind", async () => {
    const scene = new Scene();
    scene.server.rooms = [...scene.server.rooms, privateRoom()];
    const room = await scene.enter("Den");
    await scene.client.desk.leave(room);
    assert.equal(scene.client.find(den), undefined);
    assert.deepEqual(scene.client.told.lines.value, []);
});

test("somebody whom one blocks mentions nobody", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.server.say({ type: "blocksChanged", blocked: [ben] });
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(1, ben, "@Ana look") });
    assert.deepEqual([room.unread.value, room.mentions.value], [1, 0]);
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(2, cleo, "@Ana look") });
    assert.equal(room.mentions.value, 1);
});

test("whom one blocks and what one may do are known before the server has answered", async () => {
    const scene = new Scene();
    scene.server.standing = { blocked: [cleo] };
    await scene.enter();
    await scene.server.say({ type: "membershipChanged", room: lobby, joined: true, role: "reader", by: ben });
    await scene.server.say({ type: "blocksChanged", blocked: [ben] });
    await scene.startAgain();
    assert.equal(scene.client.session.phase.value.name, "connecting");
    assert.equal(scene.client.moderation.isBlocked(ben.id), true);
    assert.equal(scene.client.moderation.isBlocked(cleo.id), false);
    assert.equal(scene.client.view.roleIn(scene.room), "reader");
});

test("an announcement is shown until it is over, or put away here", async () => {
    const scene = new Scene();
    const noon = { text: "At noon", author: ben, time: 12 };
    scene.server.standing = { announcement: noon };
    await scene.enter();
    const shown = (): string | undefined => scene.client.moderation.announcement.value?.text;
    assert.equal(shown(), "At noon");
    scene.client.moderation.dismiss(noon);
    assert.equal(shown(), undefined);
    await scene.startAgain();
    await scene.server.accept();
    assert.equal(shown(), undefined);
    await scene.server.say({ type: "announced", announcement: { ...noon, text: "At one", time: 13 } });
    assert.equal(shown(), "At one");
    await scene.server.say({ type: "announced" });
    assert.equal(shown(), undefined);
});

test("slow mode: a message that came too soon waits, and goes out by itself", async () => {
    const scene = new Scene();
    scene.server.rooms = [{ ...summary(lobby), rules: { post: "member", invite: "member", pin: "member", slowMode: 30 } }];
    const room = await scene.enter();
    scene.server.answering.postMessage = ({ id }) => ({ type: "error", id, code: "slow-mode", message: "Wait.", retryAfter: 20_000 });
    await scene.client.post(room, "too soon");
    await settle();
    assert.equal(scene.client.postman.pending(lobby)[0]?.state, "sending");
    assert.equal(scene.client.view.slowUntil(room), scene.clock.now() + 20_000);
    delete scene.server.answering.postMessage;
    scene.server.answering.postMessage = ({ id, room: of, clientId }) => ({ type: "posted", id, room: of, clientId, seq: 1, time: 1 });
    await scene.clock.turn(20_000);
    assert.equal(scene.server.of("postMessage").length, 2);
    assert.equal(scene.client.postman.pending(lobby)[0]?.state, "sent");
});

test("what slow mode held back goes out when there is none any more", async () => {
    const scene = new Scene();
    const slow = { ...summary(lobby), rules: { post: "member", invite: "member", pin: "member", slowMode: 30 } } as const;
    scene.server.rooms = [slow];
    const room = await scene.enter();
    scene.server.answering.postMessage = ({ id }) => ({ type: "error", id, code: "slow-mode", message: "Wait.", retryAfter: 20_000 });
    await scene.client.post(room, "too soon");
    await settle();
    scene.server.answering.postMessage = ({ id, room: of, clientId }) => ({ type: "posted", id, room: of, clientId, seq: 1, time: 1 });
    await scene.server.say({ type: "roomChanged", room: { ...slow, topic: "Other" } });
    assert.equal(scene.server.of("postMessage").length, 1, "the rules are the same");
    await scene.server.say({ type: "roomChanged", room: { ...slow, rules: { ...slow.rules, slowMode: 0 } } });
    assert.equal(scene.server.of("postMessage").length, 2);
    assert.equal(scene.client.view.slowUntil(room), 0);
    await scene.clock.turn(30_000);
    assert.equal(scene.server.of("postMessage").length, 2);
});

test("a room's line moves on with what is said in it", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    const line = () => room.summary.peek();
    await scene.server.say({ type: "roomEvent", room: lobby, event: { ...event(1, ana), time: 7, text: `a\n${"b".repeat(200)}` } });
    assert.deepEqual([line().lastSeq, line().lastTime, line().lastAuthor], [1, 7, ana.name]);
    assert.equal(line().lastText, `a ${"b".repeat(118)}…`);
    await scene.server.say({ type: "roomEvent", room: lobby, event: { ...event(2, ben), time: 8, notice: { kind: "topic" } } });
    assert.deepEqual([line().lastSeq, line().lastTime, line().lastAuthor], [2, 8, ana.name]);
});

test("slow mode counts from one's own last message", async () => {
    const scene = new Scene();
    scene.server.rooms = [{ ...summary(lobby), rules: { post: "member", invite: "member", pin: "member", slowMode: 30 } }];
    const room = await scene.enter();
    const now = scene.clock.now();
    await scene.server.say({ type: "roomEvent", room: lobby, event: { ...event(1, ana), time: now } });
    assert.equal(scene.client.view.slowUntil(room), now + 30_000);
    await scene.server.say({ type: "membershipChanged", room: lobby, joined: true, role: "moderator", by: ben });
    assert.equal(scene.client.view.slowUntil(room), 0);
});

test("people look everywhere as they chose to", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.server.say({
        type: "membersChanged", room: lobby, memberCount: 2, joined: [{ ...memberHere(ben), colour: 7, picture: "aa" }], left: [], changed: [],
        moreJoined: 0, moreLeft: 0, moreChanged: 0,
    });
    assert.deepEqual([scene.client.identity.hueOf(ben.id), scene.client.identity.pictureOf(ben.id)], [7, "aa"]);
});

test("a direct room that is hidden comes back with what is said there", async () => {
    const scene = new Scene();
    scene.server.rooms = [...scene.server.rooms, direct(den, ana, ben)];
    scene.server.standing = { joined: [den] };
    await scene.enter();
    const listed = (): boolean => joinedRooms(scene.client.rooms.value, scene.client.currentId.value).some(({ id }) => id === den);
    const talk = scene.client.find(den);
    assert.ok(talk && listed());
    scene.client.select(den);
    scene.client.desk.hide(talk);
    assert.deepEqual([listed(), scene.room.id], [false, lobby]);
    scene.client.select(den);
    assert.ok(listed(), "one looks at it");
    scene.client.select(lobby);
    await scene.reconnect();
    assert.equal(listed(), false);
    await scene.server.say({ type: "roomChanged", room: { ...direct(den, ana, ben), lastSeq: 1 } });
    assert.ok(listed());
});
