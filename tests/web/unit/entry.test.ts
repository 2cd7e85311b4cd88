// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { ChatClient } from "../../../resources/web/src/chatclient";
import { MemoryDatabase } from "../../../resources/web/src/database";
import { linkAddress, parseLink, takeLink } from "../../../resources/web/src/entrylink";
import { offeredForms, type EntryField, type EntryForm } from "../../../resources/web/src/entrystate";
import { LocalData } from "../../../resources/web/src/localdata";
import { checkPassword, passwordStrength } from "../../../resources/web/src/passwords";
import { Profile, usableStore } from "../../../resources/web/src/profile";
import type { Welcome } from "../../../resources/web/src/protocol/messages";
import { SessionCookie } from "../../../resources/web/src/sessioncookie";
import { LoneWindow } from "../../../resources/web/src/windows";
import { FakeClock, settle } from "../support/fakeclock";
import { accountSelf, ana, ben, FakeServer } from "../support/fakeserver";

const code = "abcdefghijklmnopqrstuvwxyz234567";

class Scene {
    readonly server = new FakeServer();
    readonly clock = new FakeClock();
    readonly profile: Profile;
    readonly client: ChatClient;

    constructor() {
        const store = usableStore((): never => {
            throw new Error("storage is blocked");
        });
        this.profile = new Profile(store, store);
        const local = new LocalData(new MemoryDatabase(true), new LoneWindow(), this.clock);
        const cookie = new SessionCookie(this.server.fetch, this.clock);
        this.client = new ChatClient(this.server.openSocket, "test/1", cookie, this.profile, local, this.clock);
    }
    get entry(): ChatClient["entry"] {
        return this.client.entry;
    }
    async begin(): Promise<void> {
        await this.client.resume();
        await this.server.accept();
    }
    async open(kind: "invite" | "setup" | "reset"): Promise<void> {
        await this.client.resume({ kind, code });
        await this.server.accept();
    }
    async submit(): Promise<void> {
        await this.entry.submit();
        await this.server.accept();
    }
}

test("what the server allows decides what is offered", () => {
    const rows: readonly (readonly [Pick<Welcome, "guests" | "registration"> | null, "guest" | "account", readonly EntryForm[]])[] = [
        [null, "guest", ["guest", "signIn"]],
        [{ guests: true, registration: "open" }, "guest", ["guest", "signIn", "register"]],
        [{ guests: true, registration: "open" }, "account", ["signIn", "guest", "register"]],
        [{ guests: false, registration: "open" }, "guest", ["signIn", "register"]],
        [{ guests: false, registration: "invite" }, "guest", ["signIn"]],
        [{ guests: true, registration: "closed" }, "guest", ["guest", "signIn"]],
    ];
    for (const [said, comesAs, forms] of rows) {
        const welcome = said && ({ type: "welcome", id: 1, version: 1, server: "", epoch: "", setUp: true, ...said } as const);
        assert.deepEqual(offeredForms(welcome, null, comesAs), forms);
    }
    const closed: Welcome = { type: "welcome", id: 1, version: 1, server: "", epoch: "", setUp: true, guests: false, registration: "closed" };
    assert.deepEqual(offeredForms(closed, { kind: "setup", code, state: "good" }, "guest"), ["register", "signIn"]);
    assert.deepEqual(offeredForms(closed, { kind: "reset", code, state: "good" }, "guest"), ["reset"]);
    assert.deepEqual(offeredForms(closed, { kind: "invite", code, state: "bad" }, "guest"), ["signIn"]);
});

test("a newcomer gets in with just a name", async () => {
    const scene = new Scene();
    await scene.begin();
    assert.equal(scene.entry.form.value, "guest");
    scene.entry.type("name", "Ana");
    await scene.submit();
    assert.equal(scene.client.isInside.value, true);
    assert.deepEqual(scene.server.of("logInAsGuest").map(({ name }) => name), ["Ana"]);
});

test("what is wrong is said beside its field, before the server is asked, and nothing typed is lost", async () => {
    const scene = new Scene();
    await scene.begin();
    const sockets = scene.server.sockets.length;
    await scene.entry.submit();
    assert.equal(scene.entry.problem.value?.field, "name");
    scene.entry.choose("register");
    scene.entry.type("name", "Ana");
    scene.entry.type("password", "short");
    await scene.entry.submit();
    assert.deepEqual(scene.entry.problem.value, { field: "password", sentence: "A password has at least 8 characters." });
    assert.equal(scene.server.sockets.length, sockets);
    scene.entry.choose("signIn");
    assert.equal(scene.entry.problem.value, null);
    assert.deepEqual([scene.entry.name.value, scene.entry.password.value], ["Ana", "short"]);
});

test("signing in asks for the code when the account has one, and keeps what was typed", async () => {
    const scene = new Scene();
    await scene.begin();
    scene.server.answering.logIn = ({ id, code: given }) => {
        if (given === undefined)
            return { type: "error", id, code: "code-needed", message: "Code." };
        return given === "123456"
            ? scene.server.loggedIn(id, ana, accountSelf)
            : { type: "error", id, code: "code-wrong", message: "No." };
    };
    scene.entry.choose("signIn");
    scene.entry.type("name", "ana");
    scene.entry.type("password", "secret words");
    await scene.submit();
    assert.equal(scene.entry.asksCode.value, true);
    const wrong = (): EntryField | null | undefined => scene.entry.problem.value?.field;
    assert.equal(wrong(), undefined);
    await scene.entry.submit();
    assert.equal(wrong(), "code");
    scene.entry.type("code", "000 000");
    await scene.submit();
    assert.equal(wrong(), "code");
    assert.equal(scene.entry.password.value, "secret words");
    scene.entry.type("code", "123 456");
    await scene.submit();
    assert.equal(scene.client.isInside.value, true);
    assert.deepEqual([scene.entry.password.value, scene.entry.code.value], ["", ""], "the password is still there");
});

test("a wrong password and an unknown name are one sentence, and too many tries say how long to wait", async () => {
    const scene = new Scene();
    await scene.begin();
    scene.entry.choose("signIn");
    scene.entry.type("name", "ana");
    scene.entry.type("password", "wrong words");
    scene.server.answering.logIn = ({ id }) => ({ type: "error", id, code: "wrong-login", message: "No." });
    await scene.submit();
    assert.deepEqual(scene.entry.problem.value, { field: "password", sentence: "The name or the password is wrong." });
    scene.server.answering.logIn = ({ id }) => ({ type: "error", id, code: "rate-limited", message: "No.", retryAfter: 29_500 });
    await scene.submit();
    assert.deepEqual(scene.entry.problem.value, { field: null, sentence: "Too many tries for now. Wait 30 seconds, and try again." });
});

test("an invite leads to the form for an account, and is used with it", async () => {
    const scene = new Scene();
    scene.server.entrance = { guests: false, registration: "invite", setUp: true };
    scene.server.answering.checkLink = ({ id }) => ({ type: "linkChecked", id, kind: "invite", expires: 5 });
    await scene.open("invite");
    assert.equal(scene.entry.form.value, "register");
    scene.entry.type("name", "Ana");
    scene.entry.type("password", "secret words");
    await scene.submit();
    assert.equal(scene.server.of("register")[0]?.link, code);
    assert.equal(scene.client.isInside.value, true);
    assert.equal(scene.entry.link.value, null);
});

test("a link that does not work says so, and the usual forms are there", async () => {
    const scene = new Scene();
    scene.server.answering.checkLink = ({ id }) => ({ type: "error", id, code: "link-unknown", message: "No." });
    await scene.open("invite");
    assert.equal(scene.entry.link.value?.state, "bad");
    assert.match(scene.entry.reason.value ?? "", /does not work any more/);
    assert.deepEqual(scene.entry.forms.value, ["guest", "signIn", "register"]);
});

test("a link is looked at again when the server was not there", async () => {
    const scene = new Scene();
    scene.server.answering.checkLink = ({ id }) => ({ type: "linkChecked", id, kind: "setup", expires: 5 });
    await scene.client.resume({ kind: "setup", code });
    await scene.server.lose();
    assert.equal(scene.entry.link.value?.state, "unreached");
    void scene.entry.check({ kind: "setup", code });
    await scene.server.accept();
    assert.equal(scene.entry.link.value?.state, "good");
});

test("a reset link sets the password, and one is in with it", async () => {
    const scene = new Scene();
    scene.server.answering.checkLink = ({ id }) => ({ type: "linkChecked", id, kind: "reset", expires: 5, name: "ana" });
    scene.server.answering.resetPassword = ({ id }) => ({ type: "accepted", id });
    await scene.open("reset");
    assert.equal(scene.entry.form.value, "reset");
    scene.entry.type("password", "new secret words");
    const submitted = scene.entry.submit();
    await scene.server.accept();
    await submitted;
    await scene.server.accept();
    assert.deepEqual(scene.server.of("resetPassword").map(({ link, password }) => [link, password]), [[code, "new secret words"]]);
    assert.deepEqual(scene.server.of("logIn").map(({ name, password }) => [name, password]), [["ana", "new secret words"]]);
    assert.equal(scene.client.isInside.value, true);
});

test("a guest with an invite goes on, and is offered to become an account; a person with one can go on too", async () => {
    const scene = new Scene();
    scene.server.cookie = ana;
    scene.profile.person = { user: ana.id, name: "Ana", kind: "guest", login: "" };
    await scene.open("invite");
    assert.equal(scene.client.isInside.value, true);
    assert.equal(scene.client.account.offered.value?.code, code);
    assert.ok((await scene.client.account.claim("Ana", "secret words")).ok);
    assert.equal(scene.server.of("register")[0]?.link, code);
    assert.equal(scene.client.self.value?.kind, "account");

    scene.server.answering.checkLink = ({ id }) => ({ type: "linkChecked", id, kind: "invite", expires: 5 });
    scene.client.useLink({ kind: "invite", code });
    await scene.server.accept();
    assert.equal(scene.client.isInside.value, false);
    assert.equal(scene.entry.form.value, "register");
    scene.entry.dropLink();
    await settle();
    await scene.server.accept();
    assert.equal(scene.client.user.value?.id, ana.id);
    assert.equal(scene.client.isInside.value, true);
});

test("who signed in last is asked for their password first", async () => {
    const scene = new Scene();
    await scene.begin();
    scene.entry.choose("signIn");
    scene.entry.type("name", "ben");
    scene.entry.type("password", "words of ben");
    scene.server.answering.logIn = ({ id }) => scene.server.loggedIn(id, ben, { ...accountSelf, login: "ben" });
    await scene.submit();
    await scene.client.signOut();
    assert.deepEqual([scene.entry.form.value, scene.entry.name.value, scene.entry.password.value], ["signIn", "ben", ""]);
});

test("a guest who became an account signs in the next time, and so does who just made one", async () => {
    const scene = new Scene();
    await scene.begin();
    scene.entry.type("name", "Ana");
    await scene.submit();
    assert.ok((await scene.client.account.claim("Ana Lima", "secret words")).ok);
    await scene.client.signOut();
    assert.deepEqual([scene.entry.form.value, scene.entry.name.value], ["signIn", "ana lima"]);
    scene.entry.choose("register");
    scene.entry.type("name", "Ben");
    scene.entry.type("password", "secret words");
    await scene.submit();
    assert.equal(scene.client.isInside.value, true);
    await scene.client.signOut();
    assert.deepEqual([scene.entry.form.value, scene.entry.name.value], ["signIn", "ben"]);
});

test("links are read from the end of an address, and taken from it", () => {
    assert.deepEqual(parseLink(`#invite=${code}`), { kind: "invite", code });
    for (const other of ["", "#", "#invite=", "#login=abcdefgh", "#invite=a b", `#invite=${"a".repeat(65)}`, "#invite=<script>"])
        assert.equal(parseLink(other), null, other);
    const shown: string[] = [];
    const bar = (hash: string): Parameters<typeof takeLink>[0] => ({
        location: { hash, pathname: "/chat/", search: "?a" },
        history: { state: null, replaceState: (_: unknown, __: string, address?: string | URL | null) => void shown.push(String(address)) },
    });
    assert.deepEqual(takeLink(bar(`#reset=${code}`)), { kind: "reset", code });
    assert.equal(takeLink(bar("#reset=broken!")), null);
    assert.equal(takeLink(bar("#elsewhere")), null);
    assert.deepEqual(shown, ["/chat/?a", "/chat/?a"]);
    assert.equal(linkAddress("https://example.org/chat/?a#b", { kind: "invite", code }), `https://example.org/chat/#invite=${code}`);
});

test("passwords are judged by what has to be guessed", () => {
    assert.equal(checkPassword("1234567", "ana").ok, false);
    assert.equal(checkPassword("x".repeat(257), "ana").ok, false);
    assert.equal(checkPassword("Ana Lima", "ana lima").ok, false);
    assert.equal(checkPassword("🔑🔑🔑🔑🔑🔑🔑🔑", "ana").ok, true);
    const rows = [
        ["", "short"], ["seven77", "short"], ["aaaaaaaaaaaaaaaa", "weak"], ["12345678", "weak"], ["Password1", "weak"],
        ["qwertyuiop", "weak"], ["benedict2024", "weak"], ["tr4vel-Bag", "fair"], ["correct horse battery", "strong"],
        ["Kx9#vT2!mQ7z", "strong"],
    ] as const;
    for (const [password, strength] of rows)
        assert.equal(passwordStrength(password, "benedict"), strength, password);
});
