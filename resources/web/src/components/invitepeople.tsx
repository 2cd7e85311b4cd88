// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import type { Invite } from "../account";
import { countText, fullTimeText } from "../format";
import { limits } from "../limits";
import { useClient } from "./context";
import { CopyLine } from "./copy";
import { Form } from "./form";
import { useTask } from "./task";

interface NumberProps {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    readonly most: number;
    readonly problem: string | null;
    readonly onType: (text: string) => void;
}

function NumberField({ label, name, value, most, problem, onType }: NumberProps): VNode {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <input
                id={id}
                name={name}
                type="text"
                inputMode="numeric"
                autocomplete="off"
                value={value}
                maxLength={String(most).length}
                aria-invalid={problem !== null}
                aria-describedby={problem ? `${id}-note` : undefined}
                onInput={(event) => onType(event.currentTarget.value)}
            />
            {problem && (
                <p id={`${id}-note`} class="field-problem">
                    {problem}
                </p>
            )}
        </div>
    );
}

function parsed(typed: string, most: number): number | null {
    const value = /^\d+$/.test(typed.trim()) ? Number(typed) : 0;
    return value >= 1 && value <= most ? value : null;
}

/** A link for those who should be able to make an account. */
export function InvitePeople(): VNode {
    const { account } = useClient();
    const task = useTask();
    const [uses, setUses] = useState("1");
    const [days, setDays] = useState("7");
    const [invite, setInvite] = useState<Invite | null>(null);
    const at = task.error?.code === "out-of-range" ? (task.error.field ?? null) : null;
    const problem = (field: string): string | null => (at === field ? (task.error?.sentence ?? null) : null);
    const typing = (set: (text: string) => void) => (text: string): void => {
        set(text);
        task.fail(null);
    };
    const make = async (): Promise<void> => {
        const [count, time] = [parsed(uses, limits.inviteUses), parsed(days, limits.inviteDays)];
        if (count === null || time === null) {
            const field = count === null ? "uses" : "days";
            const most = count === null ? limits.inviteUses : limits.inviteDays;
            return task.fail({ code: "out-of-range", sentence: `A number from 1 to ${most}.`, field });
        }
        setInvite((await task.run(() => account.makeInvite(count, time, location.href))) ?? null);
    };
    return (
        <Form task={task} submit="Make a link" at={at} onSubmit={() => void make()}>
            <p class="muted">Whoever opens the link can make an account. Pass it on to nobody else.</p>
            <div class="settings-pair">
                <NumberField label="For how many people" name="uses" value={uses} most={limits.inviteUses} problem={problem("uses")} onType={typing(setUses)} />
                <NumberField label="For how many days" name="days" value={days} most={limits.inviteDays} problem={problem("days")} onType={typing(setDays)} />
            </div>
            {invite && (
                <CopyLine label="The link" text={invite.address} hint={`Good until ${fullTimeText(invite.expires)}, for ${countText(parsed(uses, limits.inviteUses) ?? 1, "person", "people")}.`} />
            )}
        </Form>
    );
}
