// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import close from "icon:x";
import info from "icon:info";
import megaphone from "icon:megaphone";
import { fullTimeText } from "../format";
import { withLinks } from "../links";
import { useClient } from "./context";
import { Icon } from "./icon";

/** Above the timeline: what everybody is told, and what happened to the person who looks. Each goes when it is put away. */
export function Banner(): VNode {
    const { moderation, told } = useClient();
    const announcement = moderation.announcement.value;
    return (
        <div class="banners" aria-live="polite">
            {announcement && (
                <div class="banner banner-announcement">
                    <Icon of={megaphone} size={16} />
                    <p dir="auto" title={`${announcement.author.name}, ${fullTimeText(announcement.time)}`}>
                        <span class="visually-hidden">Announcement: </span>
                        {withLinks(announcement.text).map((part) =>
                            part.href === undefined ? (
                                part.text
                            ) : (
                                <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                                    {part.text}
                                </a>
                            ),
                        )}
                    </p>
                    <button class="button-icon button-small" aria-label="Put the announcement away" onClick={() => moderation.dismiss(announcement)}>
                        <Icon of={close} size={16} />
                    </button>
                </div>
            )}
            {told.lines.value.map((words) => (
                <div class="banner" key={words}>
                    <Icon of={info} size={16} />
                    <p dir="auto">{words}</p>
                    <button class="button-icon button-small" aria-label="Put this away" onClick={() => told.putAway(words)}>
                        <Icon of={close} size={16} />
                    </button>
                </div>
            ))}
        </div>
    );
}
