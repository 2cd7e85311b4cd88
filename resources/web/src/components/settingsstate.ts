// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import check from "icon:shield-check";
import devices from "icon:monitor-smartphone";
import invite from "icon:user-plus";
import key from "icon:key-round";
import remove from "icon:user-x";
import announce from "icon:megaphone";
import audit from "icon:scroll-text";
import user from "icon:user-round";
import type { Self } from "../protocol/messages";
import type { Shapes } from "./icon";

export type Section = "make" | "profile" | "password" | "twoFactor" | "devices" | "invite" | "announce" | "audit" | "leave";

/** What the account's dialog shows; "all": the list of sections, or the first beside it. null: it is not open. */
export const opened = signal<Section | "all" | null>(null);

export const sections: Readonly<Record<Section, { readonly icon: Shapes; readonly title: string }>> = {
    make: { icon: user, title: "Make an account" },
    profile: { icon: user, title: "Profile" },
    password: { icon: key, title: "Password" },
    twoFactor: { icon: check, title: "Second factor" },
    devices: { icon: devices, title: "Devices" },
    invite: { icon: invite, title: "Invite people" },
    announce: { icon: announce, title: "Announce" },
    audit: { icon: audit, title: "Audit log" },
    leave: { icon: remove, title: "Close the account" },
};

export function sectionsFor(self: Self): readonly Section[] {
    if (self.kind === "guest")
        return ["make", "devices"];
    const keeping: readonly Section[] = self.role === "administrator" ? ["invite", "announce", "audit"] : [];
    return ["profile", "password", "twoFactor", "devices", ...keeping, "leave"];
}
