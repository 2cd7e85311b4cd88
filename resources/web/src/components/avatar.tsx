// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { personHue, personInitials } from "../personlook";
import type { Presence, UserId } from "../protocol/messages";

export interface AvatarProps {
    readonly id: UserId;
    readonly name: string;
    readonly size?: "large" | "small";
    readonly presence?: Presence;
}

/** The name stands beside it, so it is decoration; presence is said in words beside it too. */
export function Avatar({ id, name, size = "large", presence }: AvatarProps): VNode {
    return (
        <span class={`avatar avatar-${size} hue-${personHue(id)}`} aria-hidden="true">
            {personInitials(size === "small" ? (name.split(" ")[0] ?? name) : name)}
            {presence && <span class={`dot dot-${presence}`} />}
        </span>
    );
}
