// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { Room } from "../room";
import { typingLine } from "../typing";
import { useClient } from "./context";

export function TypingLine({ room }: { readonly room: Room }): VNode {
    const client = useClient();
    const text = typingLine(room.typing.value, client.user.value?.id ?? null, client.isTyping);
    return (
        <p class="typing" role="status">
            {text !== "" && <span class="typing-dots" aria-hidden="true"><i /><i /><i /></span>}
            <span dir="auto">{text}</span>
        </p>
    );
}
