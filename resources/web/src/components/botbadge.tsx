// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";

/** Behind the name of a program. */
export function BotBadge(): VNode {
    return <span class="bot-badge">Bot</span>;
}
