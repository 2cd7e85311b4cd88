// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { personInitials } from "../personlook";
import type { Presence, UserId } from "../protocol/messages";
import { useClient } from "./context";

export interface AvatarProps {
    readonly id: UserId;
    readonly name: string;
    readonly size?: "large" | "small";
    readonly presence?: Presence;
    /** In place of the person's own. */
    readonly hue?: number;
}

/** The name stands beside it, so it is decoration; presence is said in words beside it too. */
export function Avatar({ id, name, size = "large", presence, hue }: AvatarProps): VNode {
    const own = useClient().identity.hueOf(id);
    return (
        <span class={`avatar avatar-${size} hue-${hue ?? own}`} aria-hidden="true">
            {personInitials(size === "small" ? (name.split(" ")[0] ?? name) : name)}
            {presence && <span class={`dot dot-${presence}`} />}
        </span>
    );
}
