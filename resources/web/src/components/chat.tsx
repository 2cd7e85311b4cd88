// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isNarrow, isPhone } from "../browser";
import { useClient } from "./context";
import { Drawer } from "./drawer";
import { JumpPalette } from "./jump";
import { People } from "./people";
import { RoomList } from "./roomlist";
import { RoomView } from "./roomview";
import { Settings } from "./settings";
import { opened } from "./settingsstate";
import { sheets } from "./sheetstate";
import { Sheets } from "./sheets";
import { ShortcutList } from "./shortcutlist";
import { useShortcuts } from "./shortcuts";

/** Rooms, timeline, people: beside each other where there is room, else over each other. */
export function Chat(): VNode {
    const client = useClient();
    const room = client.current.value;
    const phone = isPhone.value;
    const narrow = isNarrow.value;
    const [showsRooms, setShowsRooms] = useState(false);
    const [showsJump, setShowsJump] = useState(false);
    const [showsPeopleWide, setShowsPeopleWide] = useState(true);
    const [showsPeopleNarrow, setShowsPeopleNarrow] = useState(false);
    const showsPeople = narrow ? showsPeopleNarrow : showsPeopleWide;
    const setShowsPeople = narrow ? setShowsPeopleNarrow : setShowsPeopleWide;
    const [showsShortcuts, setShowsShortcuts] = useState(false);
    useShortcuts(client, { jump: () => setShowsJump(true), list: () => setShowsShortcuts((shows) => !shows) });

    useEffect(
        () => () => {
            opened.value = null;
            sheets.value = [];
        },
        [],
    );

    // Whoever came with a link to make an account with makes it here.
    useEffect(() => {
        if (client.account.offered.value && client.self.value?.kind === "guest")
            opened.value = "make";
    }, [client.account.offered.value, client.self.value?.kind]);

    // What lies over the timeline goes when one has chosen a room there.
    useEffect(() => {
        setShowsRooms(false);
        setShowsPeopleNarrow(false);
    }, [room?.id]);

    const jump = (): void => setShowsJump(true);
    const closePeople = (): void => setShowsPeople(false);
    return (
        <div class="chat">
            {phone ? (
                <Drawer isOpen={showsRooms} side="start" label="Rooms and your name" onClose={() => setShowsRooms(false)}>
                    <RoomList onJump={jump} onClose={() => setShowsRooms(false)} />
                </Drawer>
            ) : (
                <RoomList onJump={jump} />
            )}
            <main class="main">
                <RoomView
                    key={room?.id ?? ""}
                    room={room}
                    showsPeople={showsPeople}
                    onRooms={() => setShowsRooms(true)}
                    onPeople={() => setShowsPeople(!showsPeople)}
                />
            </main>
            {room?.isJoined.value &&
                (narrow ? (
                    <Drawer isOpen={showsPeople} side="end" label="People" onClose={closePeople}>
                        <People room={room} onClose={closePeople} />
                    </Drawer>
                ) : (
                    showsPeople && <People room={room} />
                ))}
            {opened.value !== null && <Settings />}
            <Sheets />
            {showsShortcuts && <ShortcutList onClose={() => setShowsShortcuts(false)} />}
            {showsJump && <JumpPalette onClose={() => setShowsJump(false)} />}
        </div>
    );
}
