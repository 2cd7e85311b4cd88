// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import logOut from "icon:log-out";
import moon from "icon:moon";
import sun from "icon:sun";
import monitor from "icon:sun-moon";
import type { ChatClient } from "../chatclient";
import { countText } from "../format";
import type { Theme } from "../profile";
import type { Presence } from "../protocol/messages";
import { nextTheme, theme } from "../theme";
import { Avatar } from "./avatar";
import { useClient } from "./context";
import { Icon, type Shapes } from "./icon";
import { opened } from "./settingsstate";

const looks: Readonly<Record<Theme, { readonly icon: Shapes; readonly words: string }>> = {
    system: { icon: monitor, words: "Colours: as the system" },
    light: { icon: sun, words: "Colours: light" },
    dark: { icon: moon, words: "Colours: dark" },
};

const presenceWords: Readonly<Record<Presence, string>> = { here: "Here", away: "Away", gone: "Offline" };

/** What is not sent goes with its author, and is asked about first. */
function leave(client: ChatClient): void {
    const unsent = client.postman.unsent.peek();
    const what = countText(unsent, "message that is not sent yet is", "messages that are not sent yet are");
    if (unsent === 0 || window.confirm(`${what} lost when you sign out. Sign out all the same?`))
        void client.signOut();
}

/** Who one is, at the foot of the room list, and the way to one's account. */
export function Me(): VNode | null {
    const client = useClient();
    const user = client.user.value;
    const self = client.self.value;
    if (!user)
        return null;
    const look = looks[theme.value];
    const presence = client.session.phase.value.name === "online" ? client.presence.value : null;
    const isGuest = self?.kind === "guest";
    const canBecome = isGuest && client.session.welcome.value?.registration === "open";
    const words = presence ? presenceWords[presence] : "Offline";
    return (
        <div class="me">
            <button
                class="me-account"
                title={isGuest ? "Your account" : "Your account: profile, password, devices"}
                aria-haspopup="dialog"
                aria-disabled={!self}
                onClick={() => (opened.value = self ? "all" : null)}
            >
                <Avatar id={user.id} name={user.name} {...(presence ? { presence } : {})} />
                <span class="me-name">
                    <span class="visually-hidden">Your account: </span>
                    <span dir="auto">{user.name}</span>
                    <span class="muted">
                        {canBecome && presence ? (
                            <>
                                <span class="visually-hidden">{words}, </span>
                                <span class="me-become">Make an account</span>
                            </>
                        ) : presence && self?.status ? (
                            <>
                                <span class="visually-hidden">{words}, </span>
                                <span dir="auto">{self.status}</span>
                            </>
                        ) : (
                            words
                        )}
                    </span>
                </span>
            </button>
            <button class="button-icon" aria-label={look.words} title={look.words} onClick={() => nextTheme(client.profile)}>
                <Icon of={look.icon} />
            </button>
            <button class="button-icon" aria-label="Sign out" title="Sign out" onClick={() => leave(client)}>
                <Icon of={logOut} />
            </button>
        </div>
    );
}
