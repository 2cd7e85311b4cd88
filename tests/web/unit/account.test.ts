// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { browserText } from "../../../resources/web/src/useragent";
import { ChatClient } from "../../../resources/web/src/chatclient";
import { MemoryDatabase } from "../../../resources/web/src/database";
import { LocalData } from "../../../resources/web/src/localdata";
import { Profile, usableStore } from "../../../resources/web/src/profile";
import type { SessionInfo, SessionKey } from "../../../resources/web/src/protocol/messages";
import { makeQrCode } from "../../../resources/web/src/qr";
import { SessionCookie } from "../../../resources/web/src/sessioncookie";
import { LoneWindow } from "../../../resources/web/src/windows";
import { FakeClock } from "../support/fakeclock";
import { accountSelf, ana, FakeServer } from "../support/fakeserver";

async function enter(): Promise<{ server: FakeServer; client: ChatClient; profile: Profile }> {
    const server = new FakeServer();
    const clock = new FakeClock();
    const store = usableStore((): never => {
        throw new Error("storage is blocked");
    });
    const profile = new Profile(store, store);
    const local = new LocalData(new MemoryDatabase(true), new LoneWindow(), clock);
    const client = new ChatClient(server.openSocket, "test/1", new SessionCookie(server.fetch, clock), profile, local, clock);
    server.answering.logIn = ({ id }) => server.loggedIn(id, ana, accountSelf);
    client.enter({ how: "logIn", name: "ana", password: "secret words" }, "");
    await server.accept();
    return { server, client, profile };
}

test("the profile changes here at once, and the colour that follows from the id is asked for as such", async () => {
    const { server, client } = await enter();
    server.answering.setProfile = ({ id }) => ({ type: "accepted", id });
    assert.ok((await client.account.setProfile({ name: "Ana Lima", status: "At the sea", colour: 4 })).ok);
    assert.deepEqual([client.user.value?.name, client.self.value?.status, client.self.value?.colour], ["Ana Lima", "At the sea", 4]);
    assert.ok((await client.account.setProfile({ colour: -1 })).ok);
    assert.deepEqual([client.user.value?.name, client.self.value?.colour], ["Ana Lima", undefined]);
    assert.deepEqual(server.of("setProfile").map(({ colour }) => colour), [4, -1]);
    server.answering.setProfile = ({ id }) => ({ type: "error", id, code: "name-taken", message: "Taken.", field: "name" });
    assert.equal((await client.account.setProfile({ name: "Ben" })).ok, false);
    assert.equal(client.user.value?.name, "Ana Lima");
});

test("a second factor is on once its code was right, and off with the password", async () => {
    const { server, client } = await enter();
    server.answering.startTwoFactor = ({ id }) => ({ type: "twoFactorOffered", id, secret: "JBSW", uri: "otpauth://totp/x" });
    server.answering.confirmTwoFactor = ({ id, code }) =>
        code === "123456"
            ? { type: "twoFactorStarted", id, recoveryCodes: ["abcd-efgh"] }
            : { type: "error", id, code: "code-wrong", message: "No." };
    server.answering.stopTwoFactor = ({ id }) => ({ type: "accepted", id });
    assert.ok((await client.account.startTwoFactor("secret words")).ok);
    assert.equal((await client.account.confirmTwoFactor("000000")).ok, false);
    assert.equal(client.self.value?.twoFactor, false);
    const codes = await client.account.confirmTwoFactor("123456");
    assert.ok(codes.ok && codes.value[0] === "abcd-efgh");
    assert.equal(client.self.value?.twoFactor, true);
    assert.ok((await client.account.stopTwoFactor("secret words")).ok);
    assert.equal(client.self.value?.twoFactor, false);
});

test("devices are listed with this one first, and end one by one or all others at once", async () => {
    const { server, client } = await enter();
    const session = (key: string, used: number, current = false): SessionInfo => ({
        key: key as SessionKey, client: "c", address: "a", created: 1, used, current,
    });
    server.answering.getSessions = ({ id }) => ({ type: "sessions", id, sessions: [session("old", 1), session("here", 2, true), session("new", 3)] });
    server.answering.endSession = ({ id }) => ({ type: "accepted", id });
    const sessions = await client.account.sessions();
    assert.deepEqual(sessions.ok && sessions.value.map(({ key }) => key), ["here", "new", "old"]);
    await client.account.endSession("old" as SessionKey);
    await client.account.endOtherSessions();
    assert.deepEqual(server.of("endSession").map(({ session: ended }) => ended), ["old", undefined]);
});

test("an invite is an address of this page", async () => {
    const { server, client } = await enter();
    server.answering.makeInvite = ({ id }) => ({ type: "inviteMade", id, link: "abcdefgh", expires: 9 });
    const made = await client.account.makeInvite(3, 7, "https://chat.example.org/#x");
    assert.deepEqual(made.ok && made.value, { address: "https://chat.example.org/#invite=abcdefgh", expires: 9 });
});

for (const how of ["deactivate", "delete"] as const) {
    test(`after ${how} nothing of the person stays here`, async () => {
        const { server, client, profile } = await enter();
        server.answering[`${how}Account`] = ({ id }: { readonly id: number }) => ({ type: "error", id, code: "wrong-login", message: "No." });
        assert.equal((await client.account[how]("wrong")).ok, false);
        assert.equal(client.isInside.value, true);
        delete server.answering[`${how}Account`];
        assert.ok((await client.account[how]("secret words")).ok);
        assert.equal(client.isInside.value, false);
        assert.equal(profile.person, null);
        assert.equal(profile.isLeaving, false);
        assert.equal(server.exchanges.at(-1), "DELETE session");
    });
}

test("a QR code has its three finder patterns, its margin, and room for a long address", () => {
    const code = makeQrCode(`otpauth://totp/Hobnob:${"a".repeat(60)}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Hobnob`);
    const dark = new Set<string>();
    for (const [, x, y, width] of code.path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
        for (let i = 0; i < Number(width); ++i)
            dark.add(`${Number(x) + i} ${y}`);
    }
    const last = code.size - 5;
    for (const [x, y] of [[4, 4], [last - 6, 4], [4, last - 6]] as const) {
        for (let i = 0; i < 7; ++i) {
            for (let j = 0; j < 7; ++j) {
                const ring = Math.max(Math.abs(i - 3), Math.abs(j - 3));
                assert.equal(dark.has(`${x + i} ${y + j}`), ring !== 2, `${x + i} ${y + j}`);
            }
        }
    }
    for (const place of dark) {
        const [x = 0, y = 0] = place.split(" ").map(Number);
        assert.ok(x >= 4 && y >= 4 && x <= last && y <= last, "the margin is not quiet");
    }
    assert.equal((code.size - 8 - 17) % 4, 0);
});

test("browsers are called as people call them", () => {
    const rows = [
        ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"],
        ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge on Windows"],
        ["Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
        ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", "Safari on iOS"],
        ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15", "Safari on macOS"],
        ["curl/8", "Browser"],
    ] as const;
    for (const [agent, text] of rows)
        assert.equal(browserText(agent), text);
});
