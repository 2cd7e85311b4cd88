// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { isEmojiOnly, withLinks } from "../links";

/** What somebody wrote: text nodes and links, never markup. */
export function MessageText({ text }: { readonly text: string }): VNode {
    return (
        <div class={isEmojiOnly(text) ? "text text-emoji" : "text"} dir="auto">
            {withLinks(text).map((part) =>
                part.href === undefined ? (
                    part.text
                ) : (
                    <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                        {part.text}
                    </a>
                ),
            )}
        </div>
    );
}
