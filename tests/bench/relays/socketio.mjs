// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A room chat on Socket.IO with the events of its tutorials; argument: the port.
import { createServer } from "node:http";

import { Server } from "socket.io";

const http = createServer();
// Without the compression that is off by itself, and without the long polling that nobody asks for here.
const chat = new Server(http, { transports: ["websocket"] });

chat.on("connection", (socket) => {
    socket.on("joined", ({ room }, done) => {
        socket.join(room);
        done?.();
    });
    socket.on("text", ({ room, name, msg }) => {
        chat.to(room).emit("message", { msg: `${name}: ${msg}` });
    });
});

http.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 4096 });
