// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Signal } from "@preact/signals";
import type { Clock } from "./clock";
import { Connection, type Socket } from "./connection";
import {
    protocolVersion, type Accepted, type Answers, type Asked, type LinkChecked, type Welcome,
} from "./protocol/messages";
import type { Result } from "./result";

/** What is asked without coming in, each on a connection of its own: the server lets nobody stand at the door for long. */
export class Errands {
    constructor(
        private readonly openSocket: () => Socket,
        private readonly clientName: string,
        private readonly clock: Clock,
        private readonly welcome: Signal<Welcome | null>,
    ) {}

    checkLink(link: string): Promise<Result<LinkChecked>> {
        return this.run({ type: "checkLink", link });
    }

    resetPassword(link: string, password: string): Promise<Result<Accepted>> {
        return this.run({ type: "resetPassword", link, password });
    }

    private run<A extends Asked>(asked: A): Promise<Result<Answers[A["type"]]>> {
        return new Promise((resolve) => {
            const connection: Connection = new Connection(
                this.openSocket(),
                {
                    opened: () =>
                        void this.ask(connection, asked).then((answer) => {
                            resolve(answer);
                            connection.close();
                        }),
                    factReceived: () => undefined,
                    sessionRefused: ({ code, message, retryAfter }) => resolve({ ok: false, error: { code, sentence: message, retryAfter } }),
                    // Nothing changes what has been answered.
                    closed: () => resolve({ ok: false, error: { code: "unreachable", sentence: "The server could not be reached." } }),
                },
                this.clock,
            );
        });
    }

    private async ask<A extends Asked>(connection: Connection, asked: A): Promise<Result<Answers[A["type"]]>> {
        const hello = { type: "hello", version: protocolVersion, client: this.clientName, capabilities: [] } as const;
        const welcome = await connection.ask(hello);
        if (!welcome.ok)
            return welcome;
        this.welcome.value = welcome.value;
        return connection.ask(asked);
    }
}
