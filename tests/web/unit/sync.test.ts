// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { ChatClient } from "../../../resources/web/src/chatclient";
import { MemoryDatabase } from "../../../resources/web/src/database";
import { LocalData } from "../../../resources/web/src/localdata";
import { Profile, usableStore } from "../../../resources/web/src/profile";
import type { ClientId } from "../../../resources/web/src/protocol/messages";
import type { PendingMessage } from "../../../resources/web/src/outbox";
import type { Room } from "../../../resources/web/src/room";
import { SessionCookie } from "../../../resources/web/src/sessioncookie";
import { LoneWindow } from "../../../resources/web/src/windows";
import { sharedData } from "../support/data";
import { FakeClock, settle } from "../support/fakeclock";
import { ben } from "../support/fakeserver";
import { place, SyncServer, type Break, type Taking } from "../support/syncserver";

interface Step {
    readonly do: string;
    readonly how?: string;
    readonly text?: string;
    readonly texts?: readonly string[];
    readonly server?: Taking;
}
interface Case {
    readonly name: string;
    readonly before: readonly string[];
    readonly replay: number;
    readonly page: number;
    readonly steps: readonly Step[];
    readonly timeline: readonly string[];
    readonly failed: readonly string[];
}

/** The page's own sync code, over a connection and a disk of the test's. */
class Scene {
    readonly server: SyncServer;
    private readonly disk = new MemoryDatabase(true);
    private readonly profile: Profile;
    private clock = new FakeClock();
    private client: ChatClient;

    constructor({ before, replay, page }: Case, broken: Break) {
        this.server = new SyncServer(replay, page, broken);
        for (const text of before)
            this.server.add(ben, `ben-${text}` as ClientId, text);
        const items = new Map<string, string>();
        const store = usableStore(() => ({
            getItem: (key: string) => items.get(key) ?? null,
            setItem: (key: string, value: string) => void items.set(key, value),
            removeItem: (key: string) => void items.delete(key),
        }));
        this.profile = new Profile(store, store);
        this.client = this.newClient();
    }

    async enter(): Promise<void> {
        this.client.enter({ how: "guest", name: "Ana" }, "Place");
        this.server.accept();
        await this.rest();
    }

    async take(step: Step): Promise<void> {
        await this.act(step);
        await this.rest();
        this.check();
    }

    async loadAll(): Promise<void> {
        for (let pages = 0; this.room.log.hasOlder && pages < 100; ++pages) {
            await this.client.sync.loadOlder(this.room);
            await this.rest();
        }
    }

    get room(): Room {
        const room = this.client.find(place);
        assert.ok(room, "the room is gone");
        return room;
    }
    get timeline(): readonly string[] {
        return this.room.log.events.map((event) => event.text);
    }
    get pending(): readonly PendingMessage[] {
        return this.client.postman.pending(place);
    }

    private newClient(): ChatClient {
        const local = new LocalData(this.disk, new LoneWindow(), this.clock);
        const cookie = new SessionCookie(() => Promise.resolve({ status: 204 }), this.clock);
        return new ChatClient(this.server.openSocket, "test/1", cookie, this.profile, local, this.clock);
    }

    /** Until nothing happens by itself any more; the next try to connect is the case's to make. */
    private async rest(): Promise<void> {
        for (let i = 0; i < 4; ++i) {
            await settle();
            if (this.server.isConnected)
                await this.clock.turn(1000);
        }
    }

    private async act(step: Step): Promise<void> {
        const { text = "" } = step;
        switch (step.do) {
            case "connect":
                return this.connect();
            case "cut":
                return this.server.cut();
            case "restart":
                return this.restart(step.how === "quit");
            case "post":
                return this.server.post(step.texts ?? [], step.how ?? "live");
            case "send":
                this.server.takings.set(text, step.server ?? "ack");
                assert.ok((await this.client.post(this.room, text)).ok);
                return;
            case "retry":
                return this.client.postman.retry(this.failed(text));
            case "discard":
                return this.client.postman.discard(this.failed(text).clientId);
            case "older":
                return this.client.sync.loadOlder(this.room);
            case "slow":
                return this.server.slow();
            case "gap":
                return this.server.gap();
            default:
                throw new Error(`no such step: ${step.do}`);
        }
    }

    /** A second "connect" while connected: the connection was lost unnoticed. */
    private connect(): void {
        this.server.cut();
        this.client.session.retryNow();
        this.server.accept();
    }

    private async restart(isQuit: boolean): Promise<void> {
        if (isQuit)
            await this.client.local.flush();
        this.server.abandon();
        this.clock = new FakeClock(); // The timers of the program that ended never fire.
        this.client = this.newClient();
        await this.client.resume();
        assert.equal(this.client.isInside.value, true);
    }

    private failed(text: string): PendingMessage {
        const found = this.pending.find((message) => message.text === text && message.state === "failed");
        assert.ok(found, `"${text}" has not failed`);
        return found;
    }

    private check(): void {
        const { events } = this.room.log;
        events.forEach((event, i) => assert.equal(event.seq, (events[0]?.seq ?? 0) + i, "the log has a hole"));
        const texts = [...this.timeline, ...this.pending.filter(({ state }) => state !== "failed").map(({ text }) => text)];
        assert.equal(new Set(texts).size, texts.length, `something is there twice: ${texts.join(" ")}`);
    }
}

async function run(one: Case, broken: Break): Promise<void> {
    const scene = new Scene(one, broken);
    await scene.enter();
    for (const step of one.steps)
        await scene.take(step);
    await scene.loadAll();
    assert.deepEqual(scene.timeline, one.timeline);
    assert.deepEqual(scene.pending.filter(({ state }) => state !== "failed"), []);
    assert.deepEqual(scene.pending.map(({ text }) => text).sort(), [...one.failed].sort());
}

const { cases } = sharedData<{ readonly cases: readonly Case[] }>("sync.json");

test(`any order of loss, retry, duplicate and reconnect gives the same timeline (${cases.length} cases)`, async (context) => {
    for (const one of cases)
        await context.test(one.name, () => run(one, "nothing"));
});

for (const broken of ["a resume skips one event", "a retry has a new client id"] as const) {
    test(`the cases notice when ${broken}`, async () => {
        const outcomes = await Promise.allSettled(cases.map((one) => run(one, broken)));
        const caught = outcomes.filter(({ status }) => status === "rejected").length;
        assert.ok(caught > 0, "no case noticed");
    });
}
