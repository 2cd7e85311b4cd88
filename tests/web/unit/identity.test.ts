// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { MemoryDatabase, tables } from "../../../resources/web/src/database";
import type { UserId } from "../../../resources/web/src/protocol/messages";
import { settle } from "../support/fakeclock";
import { accountSelf, ana, ben, event, events, lobby } from "../support/fakeserver";
import { Scene } from "../support/scene";

test("a browser that nobody used asks who is there", async () => {
    const scene = new Scene();
    await scene.client.resume();
    assert.equal(scene.client.isStarting.value, true);
    await scene.server.accept();
    assert.equal(scene.client.isStarting.value, false);
    assert.equal(scene.client.isInside.value, false);
    assert.equal(scene.client.entry.reason.value, null, "there is nothing to explain");
});

test("signing out forgets who one was", async () => {
    const disk = new MemoryDatabase(true);
    const scene = new Scene(disk);
    const room = await scene.enter();
    await scene.client.post(room, "not sent");
    await scene.client.signOut();
    assert.equal(scene.server.of("logOut").length, 1);
    assert.equal(scene.client.isInside.value, false);
    assert.equal(scene.profile.person, null);
    assert.equal(scene.profile.isLeaving, false);
    assert.equal(scene.server.cookie, null);
    for (const table of tables)
        assert.deepEqual(await disk.read(table, []), [], `${table} keeps something`);
});

test("a page that ended while it signed out offline does not come back as that person", async () => {
    const scene = new Scene();
    await scene.enter();
    await scene.server.lose();
    await scene.client.signOut();
    assert.equal(scene.client.isInside.value, false);
    await scene.startAgain();
    await scene.server.accept();
    assert.deepEqual(scene.server.received.slice(-3).map(({ type }) => type), ["hello", "resumeSession", "logOut"]);
    assert.equal(scene.client.isInside.value, false);
    assert.equal(scene.profile.isLeaving, false);
});

test("a session that ended elsewhere leads to the entry, says why, and keeps what was not sent for that person", async () => {
    const disk = new MemoryDatabase(true);
    const scene = new Scene(disk);
    scene.server.self = accountSelf;
    scene.server.log = events(1, 3);
    const room = await scene.enter();
    await scene.clock.turn(1000);
    scene.server.answering.postMessage = () => null;
    await scene.client.post(room, "do not lose me");
    await scene.server.say({ type: "error", code: "not-logged-in", message: "You were signed out on another device." });
    await settle();
    assert.equal(scene.client.isInside.value, false);
    assert.equal(scene.client.entry.form.value, "signIn");
    assert.equal(scene.client.entry.name.value, "ana");
    assert.equal(
        scene.client.entry.reason.value,
        "You have been signed out here. A message that is not sent yet waits here until you are back.",
    );
    assert.deepEqual(await disk.read("events", []), [], "what the server has is left behind");
    // Somebody else comes in: it is none of theirs.
    scene.server.answering.logIn = ({ id, name }) => scene.server.loggedIn(id, name === "ben" ? ben : ana, accountSelf);
    scene.client.enter({ how: "logIn", name: "ben", password: "words of ben" }, "Lobby");
    await scene.server.accept();
    assert.deepEqual(scene.client.postman.pending(lobby), []);
    await scene.client.signOut();
    delete scene.server.answering.postMessage;
    scene.client.enter({ how: "logIn", name: "ana", password: "words of ana" }, "Lobby");
    await scene.server.accept();
    await settle();
    assert.equal(scene.server.of("postMessage").at(-1)?.text, "do not lose me");
});

test("another person's cookie takes over nothing of what was not sent", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.server.lose();
    await scene.client.post(room, "mine alone");
    scene.server.cookie = ben;
    scene.client.session.retryNow();
    await scene.server.accept();
    await settle();
    assert.equal(scene.client.user.value?.id, ben.id);
    assert.deepEqual(scene.client.postman.pending(lobby), []);
    assert.equal(scene.server.of("postMessage").length, 0);
});

test("what earlier versions left of tokens is used once, and is gone once the cookie is there", async () => {
    const disk = new MemoryDatabase(true);
    for (const [user, token, time] of [[ana, "aa", 2], [ben, "bb", 1]] as const)
        await disk.write([{ table: "people", key: [user.id], value: { user, epoch: "epoch", token, time } }]);
    const scene = new Scene(disk);
    scene.server.exchangeStatus = null;
    await scene.client.resume();
    await scene.server.accept();
    assert.equal(scene.server.of("resumeSession")[0]?.token, "aa");
    scene.server.exchangeStatus = undefined;
    await scene.clock.turn(500);
    await settle();
    assert.equal(JSON.stringify(await disk.read("people", [])).includes("token"), false);
    assert.equal(scene.server.cookie?.id, ana.id);
});

test("without the cookie the window works, and says what does not", async () => {
    const scene = new Scene();
    scene.server.exchangeStatus = 403;
    const room = await scene.enter();
    assert.equal(scene.client.identity.cookieProblem.value?.code, "not-allowed");
    assert.ok((await scene.client.post(room, "works all the same")).ok);
});

test("what another window came in as, this one is too", async () => {
    const scene = new Scene();
    await scene.client.resume();
    await scene.server.accept();
    scene.server.cookie = ana;
    scene.profile.person = { user: ana.id, name: "Ana", kind: "guest", login: "" };
    scene.client.personArrived();
    await settle();
    await scene.server.accept();
    assert.equal(scene.client.user.value?.id, ana.id);
    scene.server.cookie = ben;
    scene.profile.person = { user: ben.id, name: "Ben", kind: "guest", login: "" };
    scene.client.personArrived();
    await settle();
    await scene.server.accept();
    assert.equal(scene.client.user.value?.id, ben.id);
});

test("a new name is everywhere at once, and what was written keeps the old", async () => {
    const scene = new Scene();
    scene.server.log = [event(1, ana)];
    const room = await scene.enter();
    await scene.server.say({ type: "selfChanged", user: { ...ana, name: "Ana Lima" }, self: { ...accountSelf, colour: 3 } });
    assert.equal(scene.client.user.value?.name, "Ana Lima");
    assert.equal(scene.client.identity.hueOf(ana.id), 3);
    assert.deepEqual(room.members.sorted(() => 0).map(({ name }) => name), ["Ana Lima"]);
    assert.equal(room.log.events[0]?.author.name, "Ana");
    assert.equal(scene.profile.person?.name, "Ana Lima");
});

test("what was written for a server that forgot the person is not sent under another id, and not lost", async () => {
    const scene = new Scene();
    const room = await scene.enter();
    await scene.server.lose();
    await scene.client.post(room, "mine to decide");
    scene.server.cookie = null;
    scene.server.answering.logInAsGuest = ({ id, name }) => ({ ...scene.server.loggedIn(id, { id: "stranger" as UserId, name }), joined: [lobby] });
    scene.client.session.retryNow();
    await scene.server.accept();
    await settle();
    assert.equal(scene.server.of("postMessage").length, 0);
    const [message] = scene.client.postman.pending(lobby);
    assert.ok(message?.state === "failed" && message.text === "mine to decide");
    await scene.client.postman.retry(message);
    assert.equal(scene.server.of("postMessage")[0]?.text, "mine to decide");
});
