// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import hash from "icon:hash";
import lock from "icon:lock";
import type { Room } from "../room";
import { Avatar } from "./avatar";
import { useClient } from "./context";
import { Icon } from "./icon";

/** What stands before a room's name: its kind, or who is in it. Decoration, but for the kind, which is said. */
export function RoomMark({ room }: { readonly room: Room }): VNode {
    const { view, pictures } = useClient();
    const { kind, picture } = room.summary.value;
    const address = picture === undefined ? null : pictures.addressOf(picture);
    if (kind !== "direct")
        return (
            <span class="room-mark">
                {address && <img src={address} alt="" />}
                {(!address || kind === "private") && <Icon of={kind === "private" ? lock : hash} size={16} />}
                {kind === "private" && <span class="visually-hidden">Private room: </span>}
            </span>
        );
    void room.membersChanged.value;
    const [first, second] = view.othersIn(room);
    if (!first)
        return <span class="room-mark" />;
    const presence = room.members.find(first.id)?.presence ?? "gone";
    return (
        <span class={`room-mark${second ? " room-mark-two" : ""}`}>
            <Avatar id={first.id} name={first.name} size="small" {...(second ? {} : { presence })} />
            {second && <Avatar id={second.id} name={second.name} size="small" />}
        </span>
    );
}
