// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import ellipsis from "icon:ellipsis";
import flag from "icon:flag";
import type { Room } from "../room";
import type { MessageRow } from "../timelinerows";
import { useClient } from "./context";
import { MenuButton } from "./menu";
import { personItems } from "./personmenu";
import { openSheet } from "./sheetstate";

export interface MessageMenuProps {
    readonly row: MessageRow;
    readonly room: Room;
    readonly isStop: boolean;
}

/** What can be done about what somebody else wrote. */
export function MessageMenu({ row, room, isStop }: MessageMenuProps): VNode {
    const client = useClient();
    const { author, seq, text } = row;
    return (
        <MenuButton
            label={`What to do about this message of ${author.name}`}
            icon={ellipsis}
            size={16}
            look="entry-menu message-more"
            tabIndex={isStop ? 0 : -1}
            items={() => [
                { words: "Report…", icon: flag, choose: () => openSheet({ name: "report", room: room.id, seq, author, text }) },
                ...personItems(client, author, room),
            ]}
        />
    );
}
