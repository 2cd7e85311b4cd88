// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { ChatClient } from "../../../resources/web/src/chatclient";
import { MemoryDatabase, type Database } from "../../../resources/web/src/database";
import { LocalData } from "../../../resources/web/src/localdata";
import { Profile, usableStore } from "../../../resources/web/src/profile";
import type { RoomId } from "../../../resources/web/src/protocol/messages";
import type { Room } from "../../../resources/web/src/room";
import { SessionCookie } from "../../../resources/web/src/sessioncookie";
import { LoneWindow } from "../../../resources/web/src/windows";
import { FakeClock } from "./fakeclock";
import { FakeServer, lobby, summary } from "./fakeserver";

export const kitchen = "kitchen" as RoomId;

/** One page, whose server, clock and disk are the test's. */
export class Scene {
    readonly server = new FakeServer();
    readonly clock = new FakeClock();
    readonly profile = memoryProfile();
    client;

    constructor(private readonly database: Database = new MemoryDatabase(true)) {
        this.client = this.newClient();
        this.server.rooms = [summary(lobby), summary(kitchen, 0, "Kitchen")];
    }
    newClient(): ChatClient {
        const cookie = new SessionCookie(this.server.fetch, this.clock);
        const local = new LocalData(this.database, new LoneWindow(), this.clock);
        return new ChatClient(this.server.openSocket, "test/1", cookie, this.profile, local, this.clock);
    }
    /** The page ends without a word, and begins anew. */
    async startAgain(): Promise<void> {
        await this.clock.turn(1000);
        this.client = this.newClient();
        await this.client.resume();
    }
    async enter(room = "Lobby"): Promise<Room> {
        this.client.enter({ how: "guest", name: "Ana" }, room);
        await this.server.accept();
        return this.room;
    }
    get room(): Room {
        const room = this.client.current.value;
        assert.ok(room, "no room is open");
        return room;
    }
    async reconnect(): Promise<void> {
        await this.server.lose();
        this.client.session.retryNow();
        await this.server.accept();
    }
}

export function memoryProfile(): Profile {
    const blocked = (): never => {
        throw new Error("storage is blocked");
    };
    return new Profile(usableStore(blocked), usableStore(blocked));
}
