// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";

/** Two speech balloons that lean on each other: the shape of resources/icons/hobnob.svg. */
export function Logo(): VNode {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.getAttribute("href") ?? "";
    return <img class="logo" src={icon} alt="" width={48} height={48} />;
}
