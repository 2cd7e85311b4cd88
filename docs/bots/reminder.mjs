#!/usr/bin/env node
// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A bot that reminds people: whoever writes "!remind 10m tea" in one of its rooms hears of it in ten minutes.
//
//     BOT_TOKEN=... node reminder.mjs http://127.0.0.1:8080 Lobby Games
//
// Beside it: npm install socket.io-client
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";

const [address, ...rooms] = process.argv.slice(2);
const token = process.env.BOT_TOKEN;
if (!token || rooms.length === 0) {
    console.error("Usage: BOT_TOKEN=... node reminder.mjs ADDRESS ROOM...");
    process.exit(2);
}

const seconds = { s: 1, m: 60, h: 3600 };
/** Of all rooms together; they are kept in memory alone. */
const mostReminders = 1000;
/** Milliseconds. */
const patience = 10_000;

// It comes back by itself when the connection is lost, after 1 to 30 seconds.
const socket = io(address, { auth: { token }, reconnectionDelay: 1000, reconnectionDelayMax: 30_000 });
let name = null;
let reminders = 0;

/** The answer; whoever asks too often waits as long as it says, and asks again. */
async function ask(event, data) {
    for (;;) {
        const answer = await socket.timeout(patience).emitWithAck(event, data);
        if (answer.ok || answer.retryAfter === undefined)
            return answer;
        await sleep(answer.retryAfter);
    }
}

async function connected() {
    if (!socket.connected)
        await new Promise((resolve) => socket.once("connect", resolve));
}

let last = Promise.resolve();

/** One after the other. With an id of its own a message is said once, however often it is sent. */
function say(room, message) {
    const said = { room, message, id: randomUUID() };
    last = last.then(async () => {
        for (;;) {
            await connected();
            try {
                const answer = await ask("message", said);
                if (answer.ok)
                    return;
                // After a loss it may not have come into the room again yet.
                if (answer.code !== "not-member" || !(await enter(room)))
                    return console.error(answer.error);
            } catch {
                // The connection was lost before the answer came.
                await sleep(1000);
            }
        }
    });
}

async function enter(room) {
    const answer = await ask("join", { room });
    if (answer.ok)
        name = answer.username;
    console.log(answer.ok ? `${name} is in ${answer.room}` : `${room}: ${answer.error}`);
    return answer.ok;
}

function remind({ room, username, message }) {
    const asked = /^!remind\s+(\d{1,4})\s*([smh])\s+(.+)$/is.exec(message);
    if (!asked)
        return;
    const [, count, unit, what] = asked;
    const time = Number(count) * seconds[unit.toLowerCase()] * 1000;
    if (time > 86_400_000 || reminders >= mostReminders)
        return say(room, `@${username}: I cannot keep that in mind.`);
    ++reminders;
    say(room, `@${username}: I will remind you.`);
    setTimeout(() => {
        --reminders;
        say(room, `@${username}: ${what.slice(0, 500)}`);
    }, time);
}

socket.on("connect", async () => {
    try {
        for (const room of rooms)
            await enter(room);
    } catch {
        // It was lost again at once; this is done once more when it is back.
    }
});

socket.on("message", (message) => {
    // What it says comes back to it, too; and bots that answer bots never end.
    if (!message.system && !message.bot && message.username !== name)
        remind(message);
});

socket.on("connect_error", async (error) => {
    console.error(error.message);
    if (error.data?.code === "token-unknown")
        process.exit(1);
    // The server was there and said no: the client does not come back by itself then.
    if (!socket.active) {
        await sleep(Math.max(error.data?.retryAfter ?? 0, 5000));
        socket.connect();
    }
});

socket.on("disconnect", (reason) => {
    console.error(`The connection was lost (${reason}).`);
    // Sent away, such as by the end of its token; it hears why when it asks again.
    if (reason === "io server disconnect")
        socket.connect();
});
