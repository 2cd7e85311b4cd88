// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** design/tokens.json as custom properties: the system's theme, unless data-theme says otherwise. */
export function tokensCss(tokens) {
    const { light, dark } = tokens.color;
    const lengths = [
        ...tokens.space.map((value, step) => `--space-${step}: ${value}px;`),
        ...Object.entries(tokens.radius).map(([name, value]) => `--radius-${name}: ${value}px;`),
        ...Object.entries(tokens.size).map(([name, value]) => `--${dashed(name)}: ${value}${name === "composerLines" ? "" : "px"};`),
        ...["small", "base", "page", "title", "display"].map((name) => `--type-${name}: ${tokens.type[name] / 16}rem;`),
        `--line-height: ${tokens.type.lineHeight};`,
        ...Object.entries(tokens.duration).map(([name, value]) => `--${dashed(name)}-duration: ${value}ms;`),
    ].join("");
    const hues = light.person.map((_, hue) => `.hue-${hue}{--person:var(--person-${hue})}`).join("");
    return [
        `:root{${lengths}color-scheme:light dark;${colors(light)}}`,
        `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${colors(dark)}}}`,
        `:root[data-theme="dark"]{color-scheme:dark;${colors(dark)}}`,
        ':root[data-theme="light"]{color-scheme:light}',
        hues,
    ].join("\n");
}

function colors(theme) {
    return Object.entries(theme)
        .flatMap(([role, value]) =>
            Array.isArray(value)
                ? value.map((color, index) => `--${role}-${index}:${color};`)
                : [`--${role}:${value};`],
        )
        .join("");
}

function dashed(name) {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
