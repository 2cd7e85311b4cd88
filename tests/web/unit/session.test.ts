// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import type { Fact, LoggedIn } from "../../../resources/web/src/protocol/messages";
import { reconnectDelay } from "../../../resources/web/src/reconnectpolicy";
import type { Result } from "../../../resources/web/src/result";
import { Session, type Arrival } from "../../../resources/web/src/session";
import { SessionCookie } from "../../../resources/web/src/sessioncookie";
import { FakeClock, settle } from "../support/fakeclock";
import { ana, FakeServer, lobby } from "../support/fakeserver";

function scene(): { server: FakeServer; clock: FakeClock; session: Session; heard: string[] } {
    const server = new FakeServer();
    const clock = new FakeClock();
    const heard: string[] = [];
    const listener = {
        loggedIn: (welcome: LoggedIn, epoch: string, arrival: Arrival) =>
            void heard.push(`in as ${welcome.user.name}, epoch ${epoch}${arrival === "asNewGuest" ? ", anew" : ""}`),
        factReceived: (fact: Fact) => void heard.push(fact.type),
        disconnected: () => void heard.push("out"),
        cookieSettled: (result: Result<null>) => void heard.push(result.ok ? "kept" : `not kept: ${result.error.code}`),
        signedOut: () => void heard.push("signed out"),
    };
    const cookie = new SessionCookie(server.fetch, clock);
    return { server, clock, heard, session: new Session(server.openSocket, "test/1", cookie, listener, clock) };
}

test("a guest comes in, and the ticket becomes the cookie", async () => {
    const { server, session, heard } = scene();
    session.start({ how: "guest", name: "Ana" });
    assert.equal(session.phase.value.name, "connecting");
    await server.accept();
    assert.deepEqual(server.received.map((message) => message.type), ["hello", "logInAsGuest"]);
    assert.deepEqual(server.of("hello")[0]?.capabilities, ["cookie"]);
    assert.deepEqual(heard, ["in as Ana, epoch epoch", "kept"]);
    assert.deepEqual(server.exchanges, ["POST session"]);
    assert.equal(server.cookie?.id, ana.id);
    assert.equal(session.phase.value.name, "online");
});

test("with the cookie the session is resumed, and no secret is sent", async () => {
    const { server, session } = scene();
    server.cookie = ana;
    session.start({ how: "resume" });
    await server.accept();
    assert.deepEqual(server.received.map((message) => message.type), ["hello", "resumeSession"]);
    assert.equal(server.of("resumeSession")[0]?.token, undefined);
    assert.deepEqual(server.exchanges, []);
});

test("a token of an earlier version comes in once, and the cookie takes its place", async () => {
    const { server, clock, session } = scene();
    session.start({ how: "resume", token: "aa" });
    await server.accept();
    assert.equal(server.of("resumeSession")[0]?.token, "aa");
    assert.equal(server.cookie?.id, ana.id);
    await server.lose();
    await clock.turn(1000);
    await server.accept();
    assert.equal(server.of("resumeSession")[1]?.token, undefined);
});

test("a guest whom the server forgot comes as new, under the same name", async () => {
    const { server, session, heard } = scene();
    session.start({ how: "resume", guest: "Ben" });
    await server.accept();
    assert.deepEqual(heard.slice(0, 1), ["in as Ben, epoch epoch, anew"]);
});

test("nobody comes in by a cookie that is not there", async () => {
    const { server, session, heard } = scene();
    session.start({ how: "resume" });
    await server.accept();
    const phase = session.phase.value;
    assert.ok(phase.name === "refused" && phase.error.code === "token-unknown" && phase.was === "resume");
    assert.equal(session.welcome.value?.registration, "open");
    assert.ok(!heard.some((what) => what.startsWith("in as")));
});

test("an account signs in, and is asked for its code", async () => {
    const { server, session, heard } = scene();
    server.answering.logIn = ({ id, code }) =>
        code === undefined ? { type: "error", id, code: "code-needed", message: "Code." } : server.loggedIn(id, ana);
    session.start({ how: "logIn", name: "ana", password: "secret words" });
    await server.accept();
    const phase = session.phase.value;
    assert.ok(phase.name === "refused" && phase.error.code === "code-needed");
    session.start({ how: "logIn", name: "ana", password: "secret words", code: "123456" });
    await server.accept();
    assert.ok(heard.includes("in as Ana, epoch epoch"));
});

test("who typed a password is told at once that there were too many tries", async () => {
    const { server, clock, session } = scene();
    server.answering.logIn = ({ id }) => ({ type: "error", id, code: "rate-limited", message: "Later.", retryAfter: 30_000 });
    session.start({ how: "logIn", name: "ana", password: "secret words" });
    await server.accept();
    assert.equal(session.phase.value.name, "refused");
    await clock.turn(120_000);
    assert.equal(server.of("logIn").length, 1, "it was tried behind their back");
});

test("the next connection waits for the cookie", async () => {
    const { server, clock, session, heard } = scene();
    server.exchangeStatus = null;
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    await server.lose();
    await clock.turn(499);
    assert.equal(server.sockets.length, 1);
    server.exchangeStatus = undefined;
    await clock.turn(1);
    assert.deepEqual(heard.at(-1), "kept");
    await clock.turn(0);
    assert.equal(server.sockets.length, 2);
    await server.accept();
    assert.equal(server.of("logInAsGuest").length, 1);
    assert.equal(session.phase.value.name, "online");
});

test("a ticket that is refused is not tried again, and one that never arrives is given up", async () => {
    for (const [status, tries, code] of [[403, 1, "not-allowed"], [null, 6, "not-allowed"], [502, 6, "not-allowed"]] as const) {
        const { server, clock, session, heard } = scene();
        server.exchangeStatus = status;
        session.start({ how: "guest", name: "Ana" });
        await server.accept();
        await clock.turn(19_000);
        await clock.turn(19_000);
        assert.equal(server.exchanges.length, tries);
        assert.ok(heard.includes(`not kept: ${code}`));
        assert.equal(session.phase.value.name, "online", "the window works all the same");
    }
});

test("signing out ends the session and clears the cookie", async () => {
    const { server, session, heard } = scene();
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    await session.signOut();
    assert.equal(server.of("logOut").length, 1);
    assert.deepEqual(server.exchanges, ["POST session", "DELETE session"]);
    assert.deepEqual(heard.slice(-2), ["signed out", "out"]);
    assert.equal(session.phase.value.name, "idle");
});

test("signing out offline is finished when the server is back, before anybody else comes in", async () => {
    const { server, clock, session, heard } = scene();
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    await server.lose();
    await session.signOut();
    assert.ok(!heard.includes("signed out"));
    await server.lose();
    session.start({ how: "guest", name: "Ben" });
    await clock.turn(1000);
    await server.accept();
    assert.deepEqual(server.received.slice(2).map(({ type }) => type), ["hello", "resumeSession", "logOut", "logInAsGuest"]);
    assert.deepEqual(server.exchanges, ["POST session", "DELETE session", "POST session"]);
    assert.ok(heard.includes("in as Ben, epoch epoch"));
});

test("a session that ended elsewhere is not resumed", async () => {
    const { server, clock, session } = scene();
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    await server.say({ type: "error", code: "not-logged-in", message: "Your password was changed." });
    const phase = session.phase.value;
    assert.ok(phase.name === "refused" && phase.was === "online" && phase.error.sentence === "Your password was changed.");
    await clock.turn(120_000);
    assert.equal(server.sockets.length, 1);
});

test("a guest becomes an account in place, and comes back as one", async () => {
    const { server, session } = scene();
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    const claimed = await session.claim("Ana", "secret words", "code");
    assert.ok(claimed.ok && claimed.value.self.kind === "account");
    assert.equal(server.of("register")[0]?.link, "code");
    await settle();
    server.cookie = null;
    await server.lose();
    session.retryNow();
    await server.accept();
    assert.equal(server.of("logInAsGuest").length, 1, "an account must not come back as a guest");
    assert.equal(session.phase.value.name, "refused");
});

test("a name that is taken is a refusal, and nothing is tried again", async () => {
    const { server, clock, session } = scene();
    server.answering.logInAsGuest = ({ id }) => ({ type: "error", id, code: "name-taken", message: "Taken.", field: "name" });
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    const phase = session.phase.value;
    assert.ok(phase.name === "refused" && phase.error.code === "name-taken");
    await clock.turn(120_000);
    assert.equal(server.sockets.length, 1);
});

test("a loss is followed by another try, with the cookie", async () => {
    const { server, clock, session, heard } = scene();
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    await server.lose();
    assert.equal(session.phase.value.name, "waiting");
    assert.equal(server.sockets.length, 1);
    await clock.turn(reconnectDelay(0, clock.chance));
    assert.equal(server.sockets.length, 2);
    await server.accept();
    assert.equal(server.of("resumeSession").length, 1);
    assert.deepEqual(heard, ["in as Ana, epoch epoch", "kept", "out", "in as Ana, epoch epoch"]);
});

test("a server that is not there is tried more and more seldom", async () => {
    const { server, clock, session } = scene();
    session.start({ how: "guest", name: "Ana" });
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
    session.start({ how: "guest", name: "Ana" });
    await server.lose();
    session.retryNow();
    session.retryNow();
    await clock.turn(9_000);
    assert.equal(server.sockets.length, 2);
});

test("a server that does not open in time is given up", async () => {
    const { clock, session } = scene();
    session.start({ how: "guest", name: "Ana" });
    await clock.turn(10_000);
    assert.equal(session.phase.value.name, "waiting");
});

test("a server that stops answering pings is given up", async () => {
    const { server, clock, session } = scene();
    session.start({ how: "guest", name: "Ana" });
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
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    await server.say({ type: "goodbye", reason: "Restart.", reconnectAfter: 3000 });
    const phase = session.phase.value;
    assert.ok(phase.name === "waiting" && phase.retryAt - clock.now() >= 3000);
});

test("a malformed frame ends the connection, and the session comes back", async () => {
    const { server, session } = scene();
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    const { error } = console;
    console.error = () => undefined;
    await server.sayRaw('{"type":"pong","id":1,"id":2}');
    console.error = error;
    assert.equal(session.phase.value.name, "waiting");
});

test("what was asked when the connection broke has failed", async () => {
    const { server, session } = scene();
    session.start({ how: "guest", name: "Ana" });
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
    session.start({ how: "guest", name: "Ana" });
    await server.accept();
    const phase = session.phase.value;
    assert.ok(phase.name === "waiting" && phase.retryAt - clock.now() >= 5000);
});

test("nothing is tried after stop", async () => {
    const { server, clock, session } = scene();
    session.start({ how: "guest", name: "Ana" });
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
