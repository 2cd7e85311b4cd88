// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bundles TypeScript for Node beside the installed packages, where Node finds them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { options } from "../../../resources/web/build/options.mjs";

export const tests = dirname(dirname(fileURLToPath(import.meta.url)));
export const source = resolve(tests, "../..");
if (!process.env.HOBNOB_NODE_MODULES)
    throw new Error("Set HOBNOB_NODE_MODULES to the build folder's web/node_modules.");
export const modules = resolve(process.env.HOBNOB_NODE_MODULES);
process.env.HOBNOB_SOURCE = source;

/** One JavaScript file for each of `files`; their paths. `name` keeps runs of different kinds apart. */
export async function bundle(files, name) {
    const { build } = createRequire(join(modules, "package.json"))("esbuild");
    const out = join(dirname(modules), "tests", name);
    rmSync(out, { recursive: true, force: true });
    await build({
        ...options(modules, join(source, "resources")),
        entryPoints: files,
        outdir: out,
        outExtension: { ".js": ".mjs" },
        bundle: true,
        platform: "node",
        target: "node18",
        sourcemap: "inline",
        // Node 18 keeps it to itself.
        banner: { js: 'import { webcrypto } from "node:crypto"; globalThis.crypto ??= webcrypto;' },
        external: ["playwright-core", "axe-core", "ws"],
    });
    return files.map((file) => join(out, basename(file).replace(/\.ts$/, ".mjs")));
}

/** The compiler's settings for sources and tests, with the packages where they are. */
export function writeTsconfig() {
    const out = join(dirname(modules), "types");
    mkdirSync(out, { recursive: true });
    const near = (path) => relative(out, path);
    const preact = (path) => [near(join(modules, "preact", path, "src/index.d.ts"))];
    const file = join(out, "tsconfig.json");
    writeFileSync(
        file,
        JSON.stringify({
            extends: near(join(source, "resources/web/tsconfig.json")),
            compilerOptions: {
                typeRoots: [near(join(modules, "@types"))],
                types: ["node"],
                paths: {
                    preact: preact(""),
                    "preact/hooks": preact("hooks"),
                    "preact/jsx-runtime": preact("jsx-runtime"),
                    "*": [near(join(modules, "@types/*")), near(join(modules, "*"))],
                },
            },
            include: [near(join(source, "resources/web/src/**/*")), near(join(tests, "**/*.ts"))],
        }),
    );
    return file;
}
