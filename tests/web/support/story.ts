// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from "playwright-core";
import { Bot } from "./bot";

/** A conversation worth a picture: who, what, and how many minutes before now. */
const story: readonly (readonly [string, string, number])[] = [
    ["Ben", "Morning. The projector for Saturday is still at the library, isn't it?", 1620],
    ["Mira", "Yes, until four today. I can fetch it on my way home.", 1612],
    ["Mira", "It needs the long cable too, the short one does not reach the wall.", 1611],
    ["Ben", "You are a treasure.", 1604],
    ["Jonas Petersen", "I have the list of who brings what:\n– Ana: bread, two kinds\n– Ben: chairs from the club\n– Mira: projector and cable\n– me: the film, and something to drink", 190],
    ["Mira", "Which film did we settle on in the end?", 182],
    ["Jonas Petersen", "The one with the lighthouse. The hall's page has it too: https://example.org/hall/saturday", 180],
    ["Ben", "😀🎬", 176],
    ["Ben", "The doors open at seven. If it rains we move the tables inside before, so come a little early if you can.", 64],
    ["Mira", "It will not rain.", 62],
    ["Jonas Petersen", "It always rains.", 61],
    ["Mira", "Fine. I'll bring the big umbrella as well.", 12],
];

const others: readonly (readonly [string, string, string])[] = [
    ["Allotment", "Ben", "The pump works again, somebody turned the tap by the gate"],
    ["Choir", "Mira", "Tuesday at half past seven, and please bring the blue books"],
    ["Run group", "Jonas Petersen", "Ten kilometres or five?"],
];

export interface Cast {
    readonly bots: ReadonlyMap<string, Bot>;
    close(): void;
}

/** Fills the rooms of a fresh server. */
export async function perform(address: string): Promise<Cast> {
    const bots = new Map<string, Bot>();
    for (const name of ["Ben", "Mira", "Jonas Petersen", "Sofía Hernández", "Ye-jin", "עדי"])
        bots.set(name, await Bot.logIn(address, name));
    const bot = (name: string): Bot => {
        const found = bots.get(name);
        if (!found)
            throw new Error(`${name} is not in the story.`);
        return found;
    };
    for (const [room, author, text] of others)
        await bot(author).say(await bot(author).joinRoom(room), text);
    for (const name of bots.keys())
        await bot(name).joinRoom("Film evening");
    for (const [author, text] of story)
        await bot(author).say(await bot(author).joinRoom("Film evening"), text);
    bot("Ye-jin").away();
    bot("עדי").away();
    return { bots, close: () => bots.forEach((each) => each.close()) };
}

interface Dated {
    seq: number;
    time: number;
}

/** Lets the story's messages have been said when the story says so, and not just now. */
export async function tellTimes(page: Page): Promise<void> {
    const now = Date.now();
    const moved = (event: Dated): Dated => {
        const minutes = story[event.seq - 1]?.[2];
        return minutes === undefined ? event : { ...event, time: now - minutes * 60_000 };
    };
    await page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => real.send(frame));
        real.onMessage((frame) => {
            const message = JSON.parse(String(frame)) as { room?: { name?: string }; events?: Dated[] };
            if (message.events && message.room?.name === "Film evening")
                message.events = message.events.map(moved);
            socket.send(JSON.stringify(message));
        });
    });
}
