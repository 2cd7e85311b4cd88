// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { Look } from "../faces";
import { personHue, personInitials } from "../personlook";
import type { Presence, UserId } from "../protocol/messages";
import { useClient } from "./context";

export interface AvatarProps {
    readonly id: UserId;
    readonly name: string;
    readonly size?: "large" | "small";
    readonly presence?: Presence;
    /** In place of what is known of the person. */
    readonly look?: Look;
}

/** The name stands beside it, so it is decoration; presence is said in words beside it too. */
export function Avatar({ id, name, size = "large", presence, look }: AvatarProps): VNode {
    const { identity, pictures } = useClient();
    const picture = look ? look.picture : identity.pictureOf(id);
    const address = picture === undefined ? null : pictures.addressOf(picture);
    const hue = look ? (look.colour ?? personHue(id)) : identity.hueOf(id);
    return (
        <span class={`avatar avatar-${size} hue-${hue}`} aria-hidden="true">
            {address ? <img src={address} alt="" /> : personInitials(size === "small" ? (name.split(" ")[0] ?? name) : name)}
            {presence && <span class={`dot dot-${presence}`} />}
        </span>
    );
}
