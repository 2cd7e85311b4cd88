// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import type { Fact, LoggedIn } from "../../../resources/web/src/protocol/messages";
import { reconnectDelay } from "../../../resources/web/src/reconnectpolicy";
import { Session } from "../../../resources/web/src/session";
import { FakeClock, settle } from "../support/fakeclock";
import { FakeServer, lobby } from "../support/fakeserver";

function scene(): { server: FakeServer; clock: FakeClock; session: Session; heard: string[] } {
    const server = new FakeServer();
    const clock = new FakeClock();
    const heard: string[] = [];
    const listener = {
        loggedIn: (welcome: LoggedIn, epoch: string) => void heard.push(`in as ${welcome.user.name}, epoch ${epoch}`),
        factReceived: (fact: Fact) => void heard.push(fact.type),
        disconnected: () => void heard.push("out"),
    };
    return { server, clock, heard, session: new Session(server.openSocket, "test/1", listener, clock) };
}

test("without a token one comes as a guest", async () => {
    const { server, session, heard } = scene();
    session.start({ name: "Ana" });
    assert.equal(session.phase.value.name, "connecting");
    await server.accept();
    assert.deepEqual(server.received.map((message) => message.type), ["hello", "logInAsGuest"]);
    assert.deepEqual(heard, ["in as Ana, epoch epoch"]);
    assert.equal(session.phase.value.name, "online");
});

test("with a token the session is resumed", async () => {
    const { server, session } = scene();
    session.start({ name: "Ana", token: "aa" });
    await server.accept();
    assert.deepEqual(server.received.map((message) => message.type), ["hello", "resumeSession"]);
});

test("an unknown token leads back to the name", async () => {
    const { server, session, heard } = scene();
    server.answering.resumeSession = ({ id }) => ({ type: "error", id, code: "token-unknown", message: "No." });
    session.start({ name: "Ben", token: "aa" });
    await server.accept();
    assert.deepEqual(heard, ["in as Ben, epoch epoch"]);
});

test("a name that is taken is a refusal, and nothing is tried again", async () => {
    const { server, clock, session } = scene();
    server.answering.logInAsGuest = ({ id }) => ({ type: "error", id, code: "name-taken", message: "Taken.", field: "name" });
    session.start({ name: "Ana" });
    await server.accept();
    const phase = session.phase.value;
    assert.ok(phase.name === "refused" && phase.error.code === "name-taken");
    await clock.turn(120_000);
    assert.equal(server.sockets.length, 1);
});

test("a loss is followed by another try, with the token", async () => {
    const { server, clock, session, heard } = scene();
    session.start({ name: "Ana" });
    await server.accept();
    await server.lose();
    assert.equal(session.phase.value.name, "waiting");
    assert.equal(server.sockets.length, 1);
    await clock.turn(reconnectDelay(0, clock.chance));
    assert.equal(server.sockets.length, 2);
    await server.accept();
    assert.equal(server.of("resumeSession")[0]?.token, "11");
    assert.deepEqual(heard, ["in as Ana, epoch epoch", "out", "in as Ana, epoch epoch"]);
});

test("a server that is not there is tried more and more seldom", async () => {
    const { server, clock, session } = scene();
    session.start({ name: "Ana" });
    const waits: number[] = [];
    for (let i = 0; i < 5; ++i) {
        await server.lose();
        const phase = session.phase.value;
        assert.ok(phase.name === "waiting");
        waits.push(phase.retryAt - clock.now());
        await clock.turn(phase.retryAt - clock.now());
    }
    assert.deepEqual(waits, [250, 500, 1000, 2000, 4000]);
});

test("trying now does not wait, and does not try twice", async () => {
    const { server, clock, session } = scene();
    session.start({ name: "Ana" });
    await server.lose();
    session.retryNow();
    session.retryNow();
    await clock.turn(9_000);
    assert.equal(server.sockets.length, 2);
});

test("a server that does not open in time is given up", async () => {
    const { clock, session } = scene();
    session.start({ name: "Ana" });
    await clock.turn(10_000);
    assert.equal(session.phase.value.name, "waiting");
});

test("a server that stops answering pings is given up", async () => {
    const { server, clock, session } = scene();
    session.start({ name: "Ana" });
    await server.accept();
    await clock.turn(20_000);
    assert.equal(server.of("ping").length, 1);
    await clock.turn(20_000);
    assert.equal(server.of("ping").length, 2);
    server.answering.ping = () => null;
    await clock.turn(20_000);
    assert.equal(session.phase.value.name, "online");
    await clock.turn(10_000);
    assert.notEqual(session.phase.value.name, "online");
});

test("a goodbye is obeyed: not before the server asked", async () => {
    const { server, clock, session } = scene();
    session.start({ name: "Ana" });
    await server.accept();
    await server.say({ type: "goodbye", reason: "Restart.", reconnectAfter: 3000 });
    const phase = session.phase.value;
    assert.ok(phase.name === "waiting" && phase.retryAt - clock.now() >= 3000);
});

test("a malformed frame ends the connection, and the session comes back", async () => {
    const { server, session } = scene();
    session.start({ name: "Ana" });
    await server.accept();
    const { error } = console;
    console.error = () => undefined;
    await server.sayRaw('{"type":"pong","id":1,"id":2}');
    console.error = error;
    assert.equal(session.phase.value.name, "waiting");
});

test("what was asked when the connection broke has failed", async () => {
    const { server, session } = scene();
    session.start({ name: "Ana" });
    await server.accept();
    server.answering.joinRoom = () => null;
    const answer = session.ask({ type: "joinRoom", room: lobby });
    await server.lose();
    const result = await answer;
    assert.ok(!result.ok && result.error.code === "unreachable");
});

test("a busy server is asked again after the time that it names", async () => {
    const { server, clock, session } = scene();
    server.answering.logInAsGuest = ({ id }) => ({ type: "error", id, code: "busy", message: "Later.", retryAfter: 5000 });
    session.start({ name: "Ana" });
    await server.accept();
    const phase = session.phase.value;
    assert.ok(phase.name === "waiting" && phase.retryAt - clock.now() >= 5000);
});

test("nothing is tried after stop", async () => {
    const { server, clock, session } = scene();
    session.start({ name: "Ana" });
    await server.accept();
    session.stop();
    await clock.turn(120_000);
    await settle();
    assert.equal(server.sockets.length, 1);
    assert.equal(session.phase.value.name, "idle");
});

test("waiting doubles up to half a minute, and half of it is chance", () => {
    assert.equal(reconnectDelay(0, 0), 250);
    assert.equal(reconnectDelay(0, 0.999), 500);
    assert.equal(reconnectDelay(20, 0), 15_000);
    assert.ok(reconnectDelay(1000, 0.999) <= 30_000);
    assert.equal(reconnectDelay(0, 0, 7000), 7000);
});
