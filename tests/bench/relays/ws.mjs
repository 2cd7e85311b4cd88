// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least that a room can be on ws: the path is the room, and every text goes to all in it; argument: the port.
import { createServer } from "node:http";

import { WebSocketServer } from "ws";

const http = createServer();
const sockets = new WebSocketServer({ server: http });
const rooms = new Map();

sockets.on("connection", (socket, request) => {
    const room = rooms.get(request.url) ?? new Set();
    rooms.set(request.url, room.add(socket));
    socket.on("message", (text) => {
        // As text, so that it is sent as text.
        const said = text.toString();
        for (const member of room)
            member.send(said);
    });
    socket.on("close", () => room.delete(socket));
    socket.on("error", () => socket.terminate());
    socket.send("ready");
});

http.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 4096 });
