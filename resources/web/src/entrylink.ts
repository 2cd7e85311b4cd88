// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { LinkKind } from "./protocol/messages";

/** What somebody was given to come in with: the end of an address, as #invite=CODE. */
export interface EntryLink {
    readonly kind: LinkKind;
    readonly code: string;
}

const pattern = /^#(setup|invite|reset)=([A-Za-z0-9]{8,64})$/;

export function parseLink(hash: string): EntryLink | null {
    const [, kind, code] = pattern.exec(hash.trim()) ?? [];
    return kind === undefined || code === undefined ? null : { kind: kind as LinkKind, code };
}

/** The address to pass on; page: where the page is, without what follows a #. */
export function linkAddress(page: string, { kind, code }: EntryLink): string {
    const address = new URL(page);
    address.search = "";
    address.hash = `${kind}=${code}`;
    return address.href;
}

/** The parts of a window that are needed. */
export interface AddressBar {
    readonly location: Pick<Location, "hash" | "pathname" | "search">;
    readonly history: Pick<History, "replaceState" | "state">;
}

/** Takes the link out of the address bar, where others could read it, and a reload would use it again. */
export function takeLink({ location, history }: AddressBar): EntryLink | null {
    const link = parseLink(location.hash);
    if (/^#(setup|invite|reset)=/.test(location.hash))
        history.replaceState(history.state, "", location.pathname + location.search);
    return link;
}
