// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { AnnounceSettings } from "./announcesettings";
import { AuditList } from "./auditlist";
import { useClient } from "./context";
import { Devices } from "./devices";
import { InvitePeople } from "./invitepeople";
import { LeaveAccount } from "./leaveaccount";
import { MakeAccount } from "./makeaccount";
import { PasswordSettings } from "./passwordsettings";
import { ProfileSettings } from "./profilesettings";
import { Sections } from "./sections";
import { opened, sections, sectionsFor, type Section } from "./settingsstate";
import { TwoFactorSettings } from "./twofactorsettings";

const contents: Readonly<Record<Section, () => VNode | null>> = {
    make: MakeAccount,
    profile: ProfileSettings,
    password: PasswordSettings,
    twoFactor: TwoFactorSettings,
    devices: Devices,
    invite: InvitePeople,
    announce: AnnounceSettings,
    audit: () => <AuditList />,
    leave: LeaveAccount,
};

/** What one can do with one's account. */
export function Settings(): VNode | null {
    const { self } = useClient();
    // Nobody is in, or it is not known yet who: there is nothing to set.
    if (!self.value || opened.value === null)
        return null;
    return (
        <Sections
            title="Your account"
            there={sectionsFor(self.value)}
            about={sections}
            wanted={opened.value}
            onOpen={(section) => (opened.value = section)}
            onClose={() => (opened.value = null)}
            contentOf={(section) => {
                const Content = contents[section];
                return <Content />;
            }}
        />
    );
}
