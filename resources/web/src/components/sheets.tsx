// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { Fragment, type VNode } from "preact";
import { BrowseRooms } from "./browserooms";
import { LeaveRoom } from "./leaveroom";
import { AddPeople, NewMessage } from "./newmessage";
import { NewRoom } from "./newroom";
import { ReportForm } from "./reportform";
import { Reports } from "./reports";
import { RoomSettings } from "./roomsettings";
import { SanctionForm } from "./sanctionform";
import { closeSheet, sheets, type SheetContent } from "./sheetstate";

function contentOf(sheet: SheetContent, onClose: () => void): VNode {
    switch (sheet.name) {
        case "newRoom":
            return <NewRoom onClose={onClose} />;
        case "newMessage":
            return <NewMessage onClose={onClose} />;
        case "browse":
            return <BrowseRooms onClose={onClose} />;
        case "addPeople":
            return <AddPeople room={sheet.room} onClose={onClose} />;
        case "leave":
            return <LeaveRoom room={sheet.room} onClose={onClose} />;
        case "sanction":
            return <SanctionForm sheet={sheet} onClose={onClose} />;
        case "report":
            return <ReportForm sheet={sheet} onClose={onClose} />;
        case "room":
            return <RoomSettings sheet={sheet} onClose={onClose} />;
        case "reports":
            return <Reports onClose={onClose} />;
    }
}

/** What lies over the page, one over the other. */
export function Sheets(): VNode {
    return (
        <>
            {sheets.value.map((sheet, i) => (
                <Fragment key={`${i}-${sheet.name}`}>{contentOf(sheet, () => closeSheet(sheet))}</Fragment>
            ))}
        </>
    );
}
