// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import activity from "icon:scroll-text";
import archive from "icon:archive";
import gavel from "icon:gavel";
import info from "icon:info";
import rules from "icon:sliders-horizontal";
import users from "icon:users";
import type { Room } from "../room";
import { AuditList } from "./auditlist";
import { useClient } from "./context";
import { RoomAbout } from "./roomabout";
import { RoomEnd } from "./roomend";
import { RoomPeople } from "./roompeople";
import { RoomRulesForm } from "./roomrules";
import { RoomSanctions } from "./roomsanctions";
import { Sections, type SectionsProps } from "./sections";
import { replaceSheet, type RoomSection, type SheetContent } from "./sheetstate";

const about: SectionsProps<RoomSection>["about"] = {
    about: { icon: info, title: "About" },
    rules: { icon: rules, title: "Rules" },
    people: { icon: users, title: "People" },
    sanctions: { icon: gavel, title: "Bans and mutes" },
    activity: { icon: activity, title: "Activity" },
    end: { icon: archive, title: "Archive or delete" },
};

function contentOf(section: RoomSection, room: Room): VNode {
    switch (section) {
        case "about":
            return <RoomAbout room={room} />;
        case "rules":
            return <RoomRulesForm room={room} />;
        case "people":
            return <RoomPeople room={room} />;
        case "sanctions":
            return <RoomSanctions room={room} />;
        case "activity":
            return <AuditList room={room.id} />;
        case "end":
            return <RoomEnd room={room} />;
    }
}

export interface RoomSettingsProps {
    readonly sheet: Extract<SheetContent, { name: "room" }>;
    readonly onClose: () => void;
}

/** What a room is and how it is kept: owners set it, the others read it. */
export function RoomSettings({ sheet, onClose }: RoomSettingsProps): VNode {
    const { view } = useClient();
    const { room } = sheet;
    const isIn = room.isJoined.value;
    // Whoever is removed meanwhile has nothing to set here.
    useEffect(() => {
        if (!isIn)
            onClose();
    }, [isIn]);
    const there: readonly RoomSection[] = [
        "about",
        "rules",
        "people",
        ...(view.may(room, "seeSanctions") ? (["sanctions"] as const) : []),
        ...(view.may(room, "seeActivity") ? (["activity"] as const) : []),
        ...(view.may(room, "deleteRoom") ? (["end"] as const) : []),
    ];
    return (
        <Sections
            title={view.titleOf(room)}
            there={there}
            about={about}
            wanted={sheet.section}
            onOpen={(section) => replaceSheet(sheet, { ...sheet, section })}
            onClose={onClose}
            contentOf={(section) => contentOf(section, room)}
        />
    );
}
