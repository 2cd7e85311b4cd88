// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of tests/data, which both clients are held against. */
export function sharedData<T>(name: string): T {
    const source = process.env["HOBNOB_SOURCE"];
    if (!source)
        throw new Error("Run the tests with run.mjs.");
    return JSON.parse(readFileSync(join(source, "tests/data", name), "utf8")) as T;
}
