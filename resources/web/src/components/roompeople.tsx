// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import userPlus from "icon:user-plus";
import type { Room } from "../room";
import { useClient } from "./context";
import { Icon } from "./icon";
import { MemberList } from "./people";
import { openSheet } from "./sheetstate";

/** Everybody in the room, with what can be done about each. */
export function RoomPeople({ room }: { readonly room: Room }): VNode {
    const { view } = useClient();
    return (
        <div class="room-people">
            {view.may(room, "invite") && (
                <button class="button-plain button-with-icon" aria-haspopup="dialog" onClick={() => openSheet({ name: "addPeople", room })}>
                    <Icon of={userPlus} size={16} /> Add people
                </button>
            )}
            <MemberList room={room} isLong />
        </div>
    );
}
