// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from "playwright-core";
import type { Self, Welcome } from "../../../resources/web/src/protocol/messages";

type Asked = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: number };

export interface Alteration {
    readonly welcome?: Partial<Welcome>;
    readonly self?: Partial<Self>;
    /** What to answer in the server's place; the id is put in. */
    readonly answers?: Readonly<Record<string, (asked: Asked) => object>>;
}

/** The real server, but for what a test or a picture needs it to say. From the next connection on. */
export async function alter(page: Page, { welcome, self, answers = {} }: Alteration): Promise<void> {
    await page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        socket.onMessage((frame) => {
            const asked = JSON.parse(String(frame)) as Asked;
            const answer = answers[asked.type];
            if (answer)
                socket.send(JSON.stringify({ id: asked.id, ...answer(asked) }));
            else
                real.send(frame);
        });
        real.onMessage((frame) => {
            const message = JSON.parse(String(frame)) as { type: string; self?: Self };
            if (message.type === "welcome")
                Object.assign(message, welcome);
            if (message.self)
                Object.assign(message.self, self);
            socket.send(JSON.stringify(message));
        });
    });
}
