// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { tokensCss } from "./tokens.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the page and its tests are bundled with alike. */
export function options(modules, resources) {
    const { version } = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
    const { group } = JSON.parse(readFileSync(join(resources, "design/tokens.json"), "utf8"));
    return {
        format: "esm",
        target: "es2020",
        jsx: "automatic",
        jsxImportSource: "preact",
        nodePaths: [resolve(modules)],
        define: {
            HOBNOB_CLIENT: JSON.stringify(`hobnob-page/${version}`),
            HOBNOB_GROUP: JSON.stringify(group),
        },
        logLevel: "warning",
        plugins: [icons(resolve(modules)), tokens(resolve(resources))],
    };
}

/** import shape from "icon:send": the lucide icon of that name as [tag, attributes] pairs. */
function icons(modules) {
    return {
        name: "icons",
        setup(build) {
            build.onResolve({ filter: /^icon:/ }, ({ path }) => ({ path: path.slice(5), namespace: "icon" }));
            build.onLoad({ filter: /.*/, namespace: "icon" }, ({ path }) => {
                const file = join(modules, "lucide-static/icons", `${path}.svg`);
                const inner = readFileSync(file, "utf8").replace(/^[^]*?<svg[^]*?>/, "");
                const shapes = [...inner.matchAll(/<([a-z]+)\s([^>]*?)\/>/g)].map(([, tag, attributes]) => [
                    tag,
                    Object.fromEntries([...attributes.matchAll(/([a-z0-9-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
                ]);
                return { contents: JSON.stringify(shapes), loader: "json" };
            });
        },
    };
}

/** @import "tokens:": the design tokens as custom properties. */
function tokens(resources) {
    return {
        name: "tokens",
        setup(build) {
            build.onResolve({ filter: /^tokens:/ }, () => ({ path: "tokens", namespace: "tokens" }));
            build.onLoad({ filter: /.*/, namespace: "tokens" }, () => ({
                contents: tokensCss(JSON.parse(readFileSync(join(resources, "design/tokens.json"), "utf8"))),
                loader: "css",
            }));
        },
    };
}
