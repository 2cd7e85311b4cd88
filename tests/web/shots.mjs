// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of the page's main states, into the folder that is given.
// Environment: HOBNOBD, HOBNOB_NODE_MODULES and, where Chromium is not in the path, CHROMIUM.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, tests } from "./support/bundle.mjs";

const [folder] = process.argv.slice(2);
if (!folder)
    throw new Error("Usage: shots.mjs FOLDER");
const out = resolve(folder);
mkdirSync(out, { recursive: true });
const [script] = await bundle([join(tests, "support/shots.ts")], "shots");
const { takeShots } = await import(pathToFileURL(script).href);
await takeShots(out);
