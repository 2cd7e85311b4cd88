// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import WebSocket from "ws";
import { systemClock } from "../../../resources/web/src/clock";
import { Connection, type Socket } from "../../../resources/web/src/connection";
import { randomClientId } from "../../../resources/web/src/ids";
import type { Answers, Asked, RoomId, User } from "../../../resources/web/src/protocol/messages";
import type { Result } from "../../../resources/web/src/result";

function must<T>(result: Result<T>): T {
    if (!result.ok)
        throw new Error(`${result.error.code}: ${result.error.sentence}`);
    return result.value;
}

/** Somebody without a browser, who says the page's own protocol. */
export class Bot {
    private constructor(
        private readonly connection: Connection,
        readonly user: User,
        readonly token: string,
    ) {}

    static async join(address: string, name: string, room: string): Promise<{ bot: Bot; room: RoomId }> {
        const bot = await Bot.logIn(address, name);
        return { bot, room: await bot.joinRoom(room) };
    }

    /** A guest. */
    static async logIn(address: string, name: string): Promise<Bot> {
        return Bot.enter(address, { type: "logInAsGuest", name });
    }

    static async register(address: string, name: string, password = "correct horse battery"): Promise<Bot> {
        return Bot.enter(address, { type: "register", name, password });
    }

    private static async enter(address: string, way: Extract<Asked, { type: "logInAsGuest" | "register" }>): Promise<Bot> {
        const socket = new WebSocket(`${address.replace(/^http/, "ws")}/ws`);
        const connection = await new Promise<Connection>((resolve, reject) => {
            const made: Connection = new Connection(
                socket as unknown as Socket,
                {
                    opened: () => resolve(made),
                    factReceived: () => undefined,
                    sessionRefused: (error) => reject(new Error(error.message)),
                    closed: () => reject(new Error(`${way.name} was disconnected`)),
                },
                systemClock,
            );
        });
        must(await connection.ask({ type: "hello", version: 1, client: "page-test/1", capabilities: [] }));
        const { user, token } = must(await connection.ask(way));
        return new Bot(connection, user, token);
    }

    /** Anything that is to be granted. */
    async ask<A extends Asked>(asked: A): Promise<Answers[A["type"]]> {
        return must(await this.connection.ask(asked));
    }

    async joinRoom(name: string): Promise<RoomId> {
        return must(await this.connection.ask({ type: "joinNamedRoom", name })).room.id;
    }

    async leave(room: RoomId): Promise<void> {
        must(await this.connection.ask({ type: "leaveRoom", room }));
    }

    async say(room: RoomId, text: string): Promise<void> {
        must(await this.connection.ask({ type: "postMessage", room, clientId: randomClientId(), text }));
    }

    /** Many at once, in order; not more than the server lets wait. */
    async sayAll(room: RoomId, texts: readonly string[]): Promise<void> {
        for (let from = 0; from < texts.length; from += 500)
            await Promise.all(texts.slice(from, from + 500).map((text) => this.say(room, text)));
    }

    type(room: RoomId, typing = true): void {
        this.connection.tell({ type: "setTyping", room, typing });
    }

    away(): void {
        this.connection.tell({ type: "setPresence", presence: "away" });
    }

    close(): void {
        this.connection.close();
    }
}
