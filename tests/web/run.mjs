// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs the page's tests: run.mjs types|unit|browser [part of a file's name …]
// Environment: HOBNOB_NODE_MODULES (the installed packages), and for browser HOBNOBD (the server's
// program) and, where Chromium is not in the path, CHROMIUM.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bundle, modules, tests, writeTsconfig } from "./support/bundle.mjs";

const [kind, ...parts] = process.argv.slice(2);

function run(args) {
    const { status, error } = spawnSync(process.execPath, args, { stdio: "inherit" });
    if (error)
        throw error;
    process.exitCode = status ?? 1;
}

if (kind === "types") {
    run([join(modules, "typescript/bin/tsc"), "--project", writeTsconfig()]);
} else if (kind === "unit" || kind === "browser") {
    const files = readdirSync(join(tests, kind))
        .filter((file) => file.endsWith(".test.ts") && (parts.length === 0 || parts.some((part) => file.includes(part))))
        .map((file) => join(tests, kind, file));
    if (files.length === 0)
        throw new Error(`There are no ${kind} tests of that name.`);
    run(["--test", ...(await bundle(files, kind))]);
} else {
    throw new Error("Usage: run.mjs types|unit|browser [part of a file's name …]");
}
