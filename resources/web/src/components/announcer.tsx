// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { Room } from "../room";
import { noticeSentence } from "../roomwords";
import { useClient } from "./context";

/** Reads out what others say. The timeline itself cannot: its rows also come and go by scrolling. */
export function Announcer({ room }: { readonly room: Room }): VNode {
    const { heard: { value: heard }, user } = useClient();
    const isHere = heard?.room === room.id;
    return (
        <div class="visually-hidden" aria-live="polite">
            {isHere && (
                <p key={heard.event.seq}>
                    {heard.event.notice ? noticeSentence(heard.event, user.value?.id ?? null) : `${heard.event.author.name}: ${heard.event.text}`}
                </p>
            )}
        </div>
    );
}
