// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { Room } from "../room";
import { typingLine } from "../typing";
import { useClient } from "./context";

export function TypingLine({ room }: { readonly room: Room }): VNode {
    const client = useClient();
    const { users, count } = room.typing.value;
    const wanted = users.filter(({ id }) => !client.moderation.isBlocked(id));
    const heard = { users: wanted, count: count - (users.length - wanted.length) };
    const text = typingLine(heard, client.user.value?.id ?? null, client.isTyping);
    return (
        <p class="typing" role="status">
            {text !== "" && <span class="typing-dots" aria-hidden="true"><i /><i /><i /></span>}
            <span dir="auto">{text}</span>
        </p>
    );
}
