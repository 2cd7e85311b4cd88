// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds the page. Arguments, all needed:
//   --modules DIR   the folder with the installed packages (node_modules)
//   --resources DIR the folder with design/tokens.json and icons/hobnob.svg
//   --out DIR       where the finished page goes; emptied first
//   --depfile FILE --target FILE   a list, for make, of what --target was made from
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compressed } from "./build/compressed.mjs";
import { options } from "./build/options.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: args } = parseArgs({
    options: Object.fromEntries(
        ["modules", "resources", "out", "depfile", "target"].map((name) => [name, { type: "string" }]),
    ),
});
const out = resolve(args.out);
const inputs = new Set();

function read(path) {
    inputs.add(path);
    return readFileSync(path);
}

const files = new Map();

/** By their content alone, so that the same sources give the same names wherever they are built. */
function addHashed(name, content) {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
    const [stem, extension] = name.split(".");
    const path = `assets/${stem}-${hash}.${extension}`;
    files.set(path, content);
    return path;
}

// The packages are in the build folder, where Node would not look for them by itself.
const { build } = createRequire(join(resolve(args.modules), "package.json"))("esbuild");

/** What esbuild makes of a source, by file name. */
async function bundled(source, name, define = {}) {
    const usual = options(args.modules, args.resources);
    const { metafile, outputFiles } = await build({
        ...usual,
        define: { ...usual.define, ...define },
        entryPoints: [join(here, "src", source)],
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        outdir: out,
        entryNames: name,
        legalComments: "none",
    });
    for (const input of Object.keys(metafile.inputs)) {
        if (!input.includes(":"))
            inputs.add(resolve(input));
    }
    return new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]));
}

// A module of its own, which shares nothing with the page: loaded when somebody wants a QR code.
const qr = addHashed("qr.js", (await bundled("qr.ts", "qr")).get("qr.js"));
const named = await bundled("main.tsx", "app", { HOBNOB_QR: JSON.stringify(`./${basename(qr)}`) });
const script = addHashed("app.js", named.get("app.js"));
const style = addHashed("app.css", named.get("app.css"));

const tokens = JSON.parse(read(join(args.resources, "design/tokens.json")));
const icon = addHashed("icon.svg", read(join(args.resources, "icons/hobnob.svg")));
const values = {
    SCRIPT: script,
    STYLE: style,
    ICON: icon,
    LIGHT: tokens.color.light.surface,
    DARK: tokens.color.dark.surface,
    ACCENT: tokens.color.light.accent,
};
for (const template of ["index.html", "manifest.webmanifest"]) {
    const text = read(join(here, template)).toString();
    files.set(template, Buffer.from(text.replace(/%([A-Z]+)%/g, (_, name) => values[name])));
}

// The worker keeps all of the page's files, and its own text changes with any of them: that is how
// browsers learn of a new build.
const kept = ["./", "manifest.webmanifest", script, qr, style, icon];
const shell = createHash("sha256");
for (const path of ["index.html", ...kept.slice(1)])
    shell.update(path).update(files.get(path));
const version = shell.digest("hex").slice(0, 12);
const worker = await bundled("serviceworker.ts", "serviceworker", { HOBNOB_SHELL: JSON.stringify({ version, files: kept }) });
files.set("serviceworker.js", worker.get("serviceworker.js"));
files.set("robots.txt", Buffer.from("User-agent: *\nDisallow: /\n"));

rmSync(out, { recursive: true, force: true });
for (const [path, content] of files) {
    for (const [suffix, bytes] of compressed(path, content)) {
        mkdirSync(dirname(join(out, path)), { recursive: true });
        writeFileSync(join(out, path + suffix), bytes);
    }
}
for (const module of ["build.mjs", "build/compressed.mjs", "build/options.mjs", "tsconfig.json", "package-lock.json"])
    inputs.add(join(here, module));
inputs.add(join(args.resources, "design/tokens.json"));
inputs.add(join(args.resources, "icons/hobnob.svg"));
const escaped = [...inputs].map((path) => path.replaceAll(" ", "\\ "));
writeFileSync(args.depfile, `${args.target.replaceAll(" ", "\\ ")}: ${escaped.join(" ")}\n`);

const first = ["index.html", script, style, icon];
const size = first.reduce((sum, path) => sum + (compressed(path, files.get(path)).get(".gz") ?? files.get(path)).length, 0);
console.log(`The page's first load is ${(size / 1024).toFixed(1)} KiB compressed (${basename(out)}).`);
