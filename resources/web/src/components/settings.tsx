// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import back from "icon:arrow-left";
import next from "icon:chevron-right";
import close from "icon:x";
import { isPhone } from "../browser";
import { useClient } from "./context";
import { Devices } from "./devices";
import { Icon } from "./icon";
import { InvitePeople } from "./invitepeople";
import { LeaveAccount } from "./leaveaccount";
import { MakeAccount } from "./makeaccount";
import { PasswordSettings } from "./passwordsettings";
import { ProfileSettings } from "./profilesettings";
import { opened, sections, sectionsFor, type Section } from "./settingsstate";
import { TwoFactorSettings } from "./twofactorsettings";

const contents: Readonly<Record<Section, () => VNode | null>> = {
    make: MakeAccount,
    profile: ProfileSettings,
    password: PasswordSettings,
    twoFactor: TwoFactorSettings,
    devices: Devices,
    invite: InvitePeople,
    leave: LeaveAccount,
};

/** What one can do with one's account. On a phone first the list, and then one of it; elsewhere beside each other. */
export function Settings(): VNode | null {
    const { self } = useClient();
    const dialog = useRef<HTMLDialogElement>(null);
    const heading = useRef<HTMLHeadingElement>(null);
    const id = useId();
    useLayoutEffect(() => {
        const element = dialog.current;
        element?.showModal();
        // However it goes: only a dialog that is closed gives the focus back.
        return () => element?.close();
    }, []);
    const there = self.value ? sectionsFor(self.value) : [];
    const wanted = opened.value;
    const known = there.find((section) => section === wanted);
    const current = known ?? (isPhone.value ? null : (there[0] ?? null));
    // With the picture, not after it: who types at once must not lose the field.
    useLayoutEffect(() => heading.current?.focus(), [known]);
    // Nobody is in, or it is not known yet who: there is nothing to set.
    if (!self.value)
        return null;
    const Content = current === null ? null : contents[current];
    const shut = (): void => dialog.current?.close();
    return (
        <dialog
            ref={dialog}
            class="jump settings"
            aria-labelledby={id}
            onClose={() => (opened.value = null)}
            onClick={(event) => {
                if (event.target === dialog.current)
                    shut();
            }}
        >
            <div class="settings-content">
                <header class="settings-head">
                    {isPhone.value && current !== null && (
                        <button class="button-icon" aria-label="Back to all settings" onClick={() => (opened.value = "all")}>
                            <Icon of={back} />
                        </button>
                    )}
                    <h2 id={id}>Your account</h2>
                    <button class="button-icon" aria-label="Close the settings" onClick={shut}>
                        <Icon of={close} />
                    </button>
                </header>
                <div class="settings-body">
                    {!(isPhone.value && current !== null) && (
                        <nav class="settings-list" aria-label="Settings">
                            <ul>
                                {there.map((section) => (
                                    <li key={section}>
                                        <button
                                            aria-current={section === current ? "true" : undefined}
                                            onClick={() => (opened.value = section)}
                                        >
                                            <Icon of={sections[section].icon} />
                                            <span>{sections[section].title}</span>
                                            {isPhone.value && <Icon of={next} size={16} />}
                                        </button>
                                    </li>
                                ))}
                            </ul>
                        </nav>
                    )}
                    {Content && current && (
                        <section class="settings-section" key={current} aria-labelledby={`${id}-section`}>
                            <h3 id={`${id}-section`} ref={heading} tabIndex={-1}>
                                {sections[current].title}
                            </h3>
                            <Content />
                        </section>
                    )}
                </div>
            </div>
        </dialog>
    );
}
