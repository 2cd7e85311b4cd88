// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import type { RoomId } from "../../../resources/web/src/protocol/messages";
import { settle } from "../support/fakeclock";
import { ana, ben, event, events, lobby, memberHere, summary } from "../support/fakeserver";
import { kitchen, Scene } from "../support/scene";

test("one enters by name and room", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    assert.equal(scene.client.isInside.value, true);
    assert.equal(room.id, lobby);
    assert.equal(room.isJoined.value, true);
    assert.equal(scene.server.of("joinNamedRoom")[0]?.name, "Lobby");
});

test("a room name that is refused leads back to the form, beside the room", async () => {
    const scene = new Scene();
    scene.server.answering.joinNamedRoom = ({ id }) => ({ type: "error", id, code: "room-name-invalid", message: "No.", field: "name" });
    scene.client.enter({ how: "guest", name: "Ana" }, "x");
    await scene.server.accept();
    assert.equal(scene.client.isInside.value, false);
    assert.deepEqual(scene.client.entry.problem.value, { field: "room", sentence: "No." });
});

test("history is not news, and what comes later is", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 10);
    const room = await scene.enter();
    assert.equal(room.unread.value, 0);
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(11) });
    assert.equal(room.unread.value, 1);
    assert.equal(scene.client.totalUnread.value, 1);
    assert.equal(room.newAfter.value, 10);
});

test("what is on the screen while one looks is read", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    scene.client.reading.showsBottom(true);
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(1) });
    assert.equal(room.unread.value, 0);
    assert.equal(room.newAfter.value, null);
    scene.client.reading.setAttentive(false);
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(2) });
    assert.equal(room.unread.value, 1);
    scene.client.reading.setAttentive(true);
    assert.equal(room.unread.value, 0);
    assert.equal(room.newAfter.value, 1, "the line stays where one had stopped");
});

test("one's own messages are never news", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(1, ana) });
    assert.equal(room.unread.value, 0);
});

test("what was read is remembered over a reload", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 3);
    await scene.enter();
    scene.server.log = events(1, 8);
    await scene.startAgain();
    await scene.server.accept();
    await settle();
    assert.equal(scene.server.of("resumeSession").length, 1);
    assert.equal(scene.room.unread.value, 5);
    assert.equal(scene.room.newAfter.value, 3);
});

test("after a loss every room goes on after its last event", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 3);
    const room = await scene.enter();
    scene.server.log = events(1, 5);
    await scene.reconnect();
    assert.equal(scene.server.of("joinRoom")[0]?.after, 3);
    assert.deepEqual(room.log.events.map((held) => held.seq), [1, 2, 3, 4, 5]);
});

test("a hole is filled from the history", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 2);
    const room = await scene.enter();
    scene.server.answering.getHistory = ({ id, room: of, after }) => ({
        type: "history", id, room: of, events: events((after ?? 0) + 1, 5), more: false,
    });
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(5) });
    assert.deepEqual(room.log.events.map((held) => held.seq), [1, 2, 3, 4, 5]);
});

test("pages that cannot be had are not asked for again and again", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 120);
    const room = await scene.enter();
    scene.server.answering.getHistory = ({ id }) => ({ type: "error", id, code: "storage-failed", message: "No." });
    for (let i = 0; i < 5; ++i)
        await scene.client.sync.loadOlder(room);
    assert.equal(scene.server.of("getHistory").length, 1);
    await scene.clock.turn(3000);
    await scene.client.sync.loadOlder(room);
    assert.equal(scene.server.of("getHistory").length, 2);
    await scene.server.lose();
    await scene.clock.turn(100);
    const before = room.changed.value;
    await scene.client.sync.loadOlder(room);
    assert.equal(room.loadingOlder.value, false);
    assert.equal(room.changed.value, before);
});

test("a server whose pages do not touch is not asked without end", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 2);
    await scene.enter();
    scene.server.answering.getHistory = ({ id, room }) => ({ type: "history", id, room, events: events(50, 51), more: true });
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(60) });
    await settle();
    assert.equal(scene.server.of("getHistory").length, 1);
});

test("after a reload one is not left in a room that one has left", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.profile.current = "gone" as RoomId;
    await scene.startAgain();
    await scene.server.accept();
    await settle();
    assert.equal(scene.room.id, lobby);
});

test("other data behind the same address are not mixed with ours", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 9);
    await scene.enter();
    scene.server.epoch = "restored";
    scene.server.log = events(1, 2);
    await scene.reconnect();
    assert.deepEqual(scene.room.log.events.map((held) => held.seq), [1, 2]);
    assert.equal(scene.server.of("joinRoom")[0]?.after, undefined);
});

test("a message waits, goes out, and gives way to its event", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    assert.ok((await scene.client.post(room, " Hello \n")).ok);
    const [sent] = scene.server.of("postMessage");
    assert.equal(sent?.text, " Hello");
    assert.equal(scene.client.postman.pending(lobby)[0]?.state, "sending");
    await scene.server.say({ type: "posted", id: sent?.id ?? 0, room: lobby, clientId: sent!.clientId, seq: 1, time: 5 });
    assert.equal(scene.client.postman.pending(lobby)[0]?.state, "sent");
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(1, ana, " Hello", sent!.clientId) });
    assert.deepEqual(scene.client.postman.pending(lobby), []);
});

test("what was written offline goes out once, in order, under the same ids", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.client.post(room, "one");
    await scene.server.lose();
    await scene.client.post(room, "two");
    assert.equal(scene.client.postman.unsent.value, 2);
    scene.server.answering.postMessage = ({ id, room: of, clientId }) => ({ type: "posted", id, room: of, clientId, seq: id, time: 1 });
    scene.client.session.retryNow();
    await scene.server.accept();
    await settle();
    const sent = scene.server.of("postMessage");
    assert.deepEqual(sent.map(({ text }) => text), ["one", "one", "two"]);
    assert.equal(sent[0]?.clientId, sent[1]?.clientId);
    assert.equal(scene.client.postman.unsent.value, 0);
});

test("a refused message keeps its text and says why; it can be tried again or discarded", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    scene.server.answering.postMessage = ({ id }) => ({ type: "error", id, code: "storage-failed", message: "The disk is full." });
    await scene.client.post(room, "keep me");
    await settle();
    const [failed] = scene.client.postman.pending(lobby);
    assert.ok(failed?.state === "failed" && failed.text === "keep me" && failed.error?.sentence === "The disk is full.");
    await scene.client.postman.retry(failed);
    await settle();
    assert.equal(scene.server.of("postMessage").length, 2);
    scene.client.postman.discard(failed.clientId);
    assert.deepEqual(scene.client.postman.pending(lobby), []);
});

test("a busy server is asked again by itself", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    scene.server.answering.postMessage = ({ id }) => ({ type: "error", id, code: "busy", message: "Later.", retryAfter: 700 });
    await scene.client.post(room, "patience");
    await settle();
    await scene.clock.turn(699);
    assert.equal(scene.server.of("postMessage").length, 1);
    await scene.clock.turn(1);
    assert.equal(scene.server.of("postMessage").length, 2);
});

test("a room that the server has no time for is joined a little later", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    const joinsBefore = scene.server.of("joinRoom").length;
    scene.server.answering.joinRoom = ({ id }) => ({ type: "error", id, code: "rate-limited", message: "Later.", retryAfter: 1500 });
    await scene.reconnect();
    const joins = (): number => scene.server.of("joinRoom").length - joinsBefore;
    assert.equal(joins(), 1);
    assert.equal(room.isJoined.value, true);
    await scene.clock.turn(1499);
    assert.equal(joins(), 1);
    delete scene.server.answering.joinRoom;
    await scene.clock.turn(1);
    await settle();
    assert.equal(joins(), 2);
    assert.equal(room.isJoined.value, true);
    assert.equal(room.isLive, true);
});

test("a join that waits ends with the connection", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.server.answering.joinRoom = ({ id }) => ({ type: "error", id, code: "busy", message: "Later." });
    await scene.reconnect();
    await scene.reconnect();
    const joins = scene.server.of("joinRoom").length;
    await scene.clock.turn(1000);
    assert.equal(scene.server.of("joinRoom").length, joins + 1);
});

test("what was not confirmed survives a reload", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.server.lose();
    await scene.client.post(room, "not lost");
    await scene.startAgain();
    await scene.server.accept();
    await settle();
    assert.equal(scene.server.of("postMessage")[0]?.text, "not lost");
});

test("typing is told at once and then seldom, and ends with the message", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    scene.client.typed(room);
    scene.client.typed(room);
    await scene.clock.turn(3000);
    scene.client.typed(room);
    scene.client.stopTyping();
    scene.client.stopTyping();
    assert.deepEqual(scene.server.of("setTyping").map(({ typing }) => typing), [true, true, false]);
});

test("leaving goes on in another room and forgets the membership", async () => {
    const scene = new Scene();
    const first = await scene.enter();
    await scene.client.desk.joinNamed("Kitchen");
    const second = scene.room;
    await scene.client.desk.leave(second);
    assert.equal(second.isJoined.value, false);
    assert.equal(scene.room, first);
    assert.deepEqual(scene.profile.joinedRooms(ana.id), [lobby]);
});

test("another window's joining and leaving counts here too", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.server.say({ type: "membershipChanged", room: kitchen, joined: true, role: "member" });
    assert.equal(scene.client.find(kitchen)?.isJoined.value, true);
    await scene.server.say({ type: "membershipChanged", room: kitchen, joined: false, role: "member" });
    assert.equal(scene.client.find(kitchen)?.isJoined.value, false);
});

test("a new room appears in the list", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.server.say({ type: "roomChanged", room: summary("attic" as RoomId, 0, "Attic") });
    assert.ok(scene.client.rooms.value.some((room) => room.summary.value.name === "Attic"));
});

test("comings and goings become notices and members", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.server.say({
        type: "membersChanged", room: lobby, memberCount: 2, joined: [memberHere(ben)], left: [], changed: [],
        moreJoined: 0, moreLeft: 0, moreChanged: 0,
    });
    assert.equal(room.notices.all().length, 1);
    assert.equal(room.members.count, 2);
    assert.equal(room.summary.value.memberCount, 2);
});

test("rooms and history are there before the server has answered", async () => {
    const scene = new Scene();
    scene.server.log = events(1, 8);
    await scene.enter();
    await scene.server.say({ type: "roomEvent", room: lobby, event: event(9, ben, "@Ana look") });
    await scene.startAgain();
    assert.equal(scene.client.isInside.value, true);
    assert.equal(scene.client.session.phase.value.name, "connecting");
    assert.deepEqual(scene.room.log.events.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual([scene.room.unread.value, scene.room.mentions.value], [1, 1]);
    await scene.server.accept();
    assert.equal(scene.server.of("joinRoom").at(-1)?.after, 9);
});
