// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

const browsers = [
    ["Edge", /\bEdg/], ["Opera", /\bOPR\//], ["Samsung Internet", /SamsungBrowser/], ["Firefox", /Firefox|FxiOS/],
    ["Chrome", /Chrome|CriOS/], ["Safari", /Safari/],
] as const;
const systems = [
    ["iOS", /iPhone|iPad/], ["Android", /Android/], ["Windows", /Windows/], ["macOS", /Mac OS/], ["Linux", /Linux|X11/],
] as const;

/** "Firefox on Linux", for the person's own list of devices. */
export function browserText(agent: string): string {
    const [name = "Browser"] = browsers.find(([, pattern]) => pattern.test(agent)) ?? [];
    const [system] = systems.find(([, pattern]) => pattern.test(agent)) ?? [];
    return system === undefined ? name : `${name} on ${system}`;
}
