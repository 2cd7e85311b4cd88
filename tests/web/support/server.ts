// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

async function freePort(): Promise<number> {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const address = probe.address();
    probe.close();
    await once(probe, "close");
    return typeof address === "object" && address ? address.port : 0;
}

/** The real server, on a free port and a data folder of its own. */
export class Server {
    private child: ChildProcess | null = null;
    private readonly data = mkdtempSync(join(tmpdir(), "hobnob-page-"));
    address = "";

    private constructor(private readonly options: readonly string[]) {}

    /** options: further flags; PORT in them is the port that it gets. */
    static async start(options: readonly string[] = []): Promise<Server> {
        const server = new Server(options);
        const port = options.some((option) => option.includes("PORT")) ? await freePort() : 0;
        await server.run(`127.0.0.1:${port}`);
        return server;
    }

    /** By which somebody becomes the administrator. */
    get setupLink(): string {
        return readFileSync(join(this.data, "setup-link"), "utf8").trim();
    }

    /** Ends the server as a service manager would; its data stay. */
    async stop(): Promise<void> {
        const { child } = this;
        this.child = null;
        if (!child || child.exitCode !== null)
            return;
        const exited = once(child, "exit");
        child.kill("SIGTERM");
        await exited;
    }

    /** After stop(): the same data under the same address. */
    async startAgain(): Promise<void> {
        await this.run(new URL(this.address).host);
    }

    async close(): Promise<void> {
        await this.stop();
        rmSync(this.data, { recursive: true, force: true });
    }

    private async run(listen: string): Promise<void> {
        const program = process.env["HOBNOBD"];
        if (!program)
            throw new Error("Set HOBNOBD to the server's program.");
        // The server takes every HOBNOB_… for a setting of its own, and ours it would not know.
        const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HOBNOB")));
        // Bots write faster than people; what the limits do is tested beside the server.
        const child = spawn(program, ["--listen", listen, "--data", this.data, "--rate-limits", "off", ...this.options.map((option) => option.replace("PORT", new URL(`http://${listen}`).port))], { stdio: ["ignore", "pipe", "pipe"], env });
        this.child = child;
        let said = "";
        this.address = await new Promise<string>((resolve, reject) => {
            const read = (chunk: Buffer): void => {
                said += chunk.toString();
                const address = /listening on (http:\/\/[\w.:[\]]+)/.exec(said)?.[1];
                if (address)
                    resolve(address);
            };
            child.stdout?.on("data", read);
            child.stderr?.on("data", read);
            child.once("exit", (code) => reject(new Error(`The server ended (${code ?? "signal"}): ${said}`)));
            child.once("error", reject);
        });
    }
}
