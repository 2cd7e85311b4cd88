// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { ChatClient } from "../../../resources/web/src/chatclient";
import { MemoryDatabase } from "../../../resources/web/src/database";
import { LocalData } from "../../../resources/web/src/localdata";
import { Profile, usableStore } from "../../../resources/web/src/profile";
import type { Room } from "../../../resources/web/src/room";
import { SessionCookie } from "../../../resources/web/src/sessioncookie";
import { LoneWindow } from "../../../resources/web/src/windows";
import { FakeClock } from "../support/fakeclock";
import { ana, ben, event, events, FakeServer, lobby, summary } from "../support/fakeserver";

class Scene {
    readonly server = new FakeServer();
    readonly clock = new FakeClock();
    readonly client: ChatClient;

    private constructor() {
        const blocked = (): never => {
            throw new Error("storage is blocked");
        };
        const profile = new Profile(usableStore(blocked), usableStore(blocked));
        const local = new LocalData(new MemoryDatabase(), new LoneWindow(), this.clock);
        const cookie = new SessionCookie(this.server.fetch, this.clock);
        this.client = new ChatClient(this.server.openSocket, "test/1", cookie, profile, local, this.clock);
        this.server.rooms = [summary(lobby)];
    }
    static async enter(held = 10): Promise<Scene> {
        const scene = new Scene();
        scene.server.log = events(1, held);
        scene.client.enter({ how: "guest", name: "Ana" }, "Lobby");
        await scene.server.accept();
        return scene;
    }
    get room(): Room {
        const room = this.client.current.value;
        assert.ok(room);
        return room;
    }
    get told(): readonly number[] {
        return this.server.of("markRead").map(({ seq }) => seq);
    }
    async hear(seq: number, text = `text ${seq}`, author = ben): Promise<void> {
        this.server.log = [...this.server.log, event(seq, author, text)];
        await this.server.say({ type: "roomEvent", room: lobby, event: event(seq, author, text) });
    }
}

test("what is read is told at once, and then at most once a second, the last of it too", async () => {
    const scene = await Scene.enter();
    scene.client.reading.showsBottom(true);
    for (let seq = 11; seq <= 15; ++seq)
        await scene.hear(seq);
    assert.deepEqual(scene.told, [11]);
    await scene.clock.turn(999);
    assert.deepEqual(scene.told, [11]);
    await scene.clock.turn(1);
    assert.deepEqual(scene.told, [11, 15]);
    await scene.clock.turn(5000);
    assert.deepEqual(scene.told, [11, 15]);
});

test("what was read while the server was away is told at the next log-in", async () => {
    const scene = await Scene.enter();
    await scene.hear(11);
    await scene.server.lose();
    scene.client.reading.showsBottom(true);
    assert.deepEqual(scene.told, []);
    assert.equal(scene.room.unread.value, 0);
    scene.client.reading.showsBottom(false);
    scene.client.session.retryNow();
    await scene.server.accept();
    assert.deepEqual(scene.told, [11]);
    assert.equal(scene.room.unread.value, 0, "the server's older pointer takes nothing back");
});

test("reading in another window lowers unread and mentions here", async () => {
    const scene = await Scene.enter();
    await scene.hear(11, "@ana look");
    await scene.hear(12, "and @Ana again");
    await scene.hear(13, "me@ana is no mention");
    assert.deepEqual([scene.room.unread.value, scene.room.mentions.value], [3, 2]);
    await scene.server.say({ type: "readMoved", read: { room: lobby, read: 11, mentions: 1, upTo: 13 } });
    assert.deepEqual([scene.room.unread.value, scene.room.mentions.value], [2, 1]);
    await scene.server.say({ type: "readMoved", read: { room: lobby, read: 13, mentions: 0, upTo: 13 } });
    assert.deepEqual([scene.room.unread.value, scene.room.mentions.value], [0, 0]);
});

test("one's own post reads what came before it, without a word from the server", async () => {
    const scene = await Scene.enter();
    await scene.hear(11, "@ana look");
    await scene.hear(12, "mine", ana);
    assert.deepEqual([scene.room.unread.value, scene.room.mentions.value], [0, 0]);
    await scene.clock.turn(5000);
    assert.deepEqual(scene.told, []);
});

test("after a gap the rooms go on after their last event, and those that one is not in any more are left", async () => {
    const scene = await Scene.enter();
    const { room } = scene;
    scene.server.log = events(1, 14);
    await scene.server.say({
        type: "gap", rooms: [summary(lobby, 14)], joined: [lobby], reads: [{ room: lobby, read: 12, mentions: 1, upTo: 14 }], standings: [],
    });
    assert.equal(scene.server.of("joinRoom").at(-1)?.after, 10);
    assert.equal(room.log.last, 14);
    assert.equal(scene.server.sockets.length, 1);
    await scene.server.say({ type: "gap", rooms: [summary(lobby, 14)], joined: [], reads: [], standings: [] });
    assert.equal(room.isJoined.value, false);
});
