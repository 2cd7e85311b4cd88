// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { RoomId, User } from "../protocol/messages";
import type { Room } from "../room";

/** The parts of a room's settings; "all": the list of them, or the first beside it. */
export type RoomSection = "about" | "rules" | "people" | "sanctions" | "activity" | "end";

/** What lies over the page. */
export type SheetContent =
    | { readonly name: "newRoom" }
    | { readonly name: "newMessage" }
    | { readonly name: "browse" }
    | { readonly name: "addPeople"; readonly room: Room }
    | { readonly name: "leave"; readonly room: Room }
    | { readonly name: "room"; readonly room: Room; readonly section: RoomSection | "all" }
    | { readonly name: "sanction"; readonly act: "mute" | "kick" | "ban"; readonly room: RoomId; readonly person: User; readonly place: string }
    | { readonly name: "report"; readonly room: RoomId; readonly seq: number; readonly author: User; readonly text: string }
    | { readonly name: "reports" };

/** One over the other, the topmost last. */
export const sheets = signal<readonly SheetContent[]>([]);

export function openSheet(sheet: SheetContent): void {
    sheets.value = [...sheets.peek(), sheet];
}

export function closeSheet(sheet: SheetContent): void {
    sheets.value = sheets.peek().filter((other) => other !== sheet);
}

/** Another section of the same sheet. */
export function replaceSheet(sheet: SheetContent, by: SheetContent): void {
    sheets.value = sheets.peek().map((other) => (other === sheet ? by : other));
}
