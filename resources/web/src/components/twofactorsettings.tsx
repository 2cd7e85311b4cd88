// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import download from "icon:download";
import { saveText } from "../handover";
import type { TwoFactorOffered } from "../protocol/messages";
import type { QrCode } from "../qr";
import { success } from "../result";
import { useClient } from "./context";
import { CopyButton } from "./copy";
import { CodeField, PasswordField } from "./field";
import { Form, HiddenLogin } from "./form";
import { Icon } from "./icon";
import { sentenceOf, useTask } from "./task";

/** By its address as the build names it: it is no part of the first load. */
async function loadQrCode(text: string): Promise<QrCode | null> {
    try {
        const address: string = HOBNOB_QR;
        const { makeQrCode } = (await import(address)) as typeof import("../qr");
        return makeQrCode(text);
    } catch {
        return null; // The secret can be typed, too.
    }
}

function Picture({ of }: { readonly of: string }): VNode {
    const [code, setCode] = useState<QrCode | null>(null);
    useEffect(() => void loadQrCode(of).then(setCode), [of]);
    return (
        <div class="qr">
            {code && (
                <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label="QR code for your app" shape-rendering="crispEdges">
                    <path d={code.path} />
                </svg>
            )}
        </div>
    );
}

/** In groups, as one reads it off a screen. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

function PasswordStep({ submit, look, words, run }: {
    readonly submit: string;
    readonly look: "primary" | "danger";
    readonly words: string;
    readonly run: (password: string, task: ReturnType<typeof useTask>) => Promise<void>;
}): VNode {
    const login = useClient().self.value?.login ?? "";
    const task = useTask();
    const [password, setPassword] = useState("");
    const at = task.error?.code === "wrong-login" ? "password" : null;
    return (
        <Form
            task={task}
            submit={submit}
            look={look}
            at={at}
            onSubmit={() => void (password === "" ? task.fail({ code: "wrong-login", sentence: "" }) : run(password, task))}
        >
            <p class="muted">{words}</p>
            <HiddenLogin login={login} />
            <PasswordField
                label="Your password"
                name="password"
                value={password}
                autocomplete="current-password"
                problem={task.error && at ? sentenceOf(task.error) : null}
                onType={(text) => {
                    setPassword(text);
                    task.fail(null);
                }}
            />
        </Form>
    );
}

function ConfirmStep({ offered, onDone }: { readonly offered: TwoFactorOffered; readonly onDone: (codes: readonly string[]) => void }): VNode {
    const { account } = useClient();
    const task = useTask();
    const [code, setCode] = useState("");
    const at = task.error?.code === "code-wrong" ? "code" : null;
    const confirm = async (): Promise<void> => {
        const digits = code.replace(/\s/g, "");
        if (!/^\d{6}$/.test(digits))
            return task.fail({ code: "code-wrong", sentence: "" });
        const codes = await task.run(() => account.confirmTwoFactor(digits));
        if (codes)
            onDone(codes);
    };
    return (
        <Form task={task} submit="Turn it on" at={at} onSubmit={() => void confirm()}>
            <p>1. Scan this with your app for codes, or type the secret there.</p>
            <div class="qr-and-secret">
                <Picture of={offered.uri} />
                <div>
                    <code class="secret">{grouped(offered.secret)}</code>
                    <CopyButton text={offered.secret} label="Copy the secret" />
                </div>
            </div>
            <p>2. Type the code that the app shows.</p>
            <CodeField
                canRecover={false}
                value={code}
                problem={task.error && at ? (code.trim() === "" ? "Type the six digits." : sentenceOf(task.error)) : null}
                onType={(text) => {
                    setCode(text);
                    task.fail(null);
                }}
            />
        </Form>
    );
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }): VNode {
    const text = `Recovery codes for ${location.host}, each good for one sign-in:\n\n${codes.join("\n")}\n`;
    return (
        <div class="settings-form">
            <p role="status">
                The second factor is on. Keep these codes for when you lose your phone: each lets you in once. They are shown
                only now.
            </p>
            <ul class="recovery-codes">
                {codes.map((code) => (
                    <li key={code}>
                        <code>{code}</code>
                    </li>
                ))}
            </ul>
            <div class="settings-buttons">
                <CopyButton text={codes.join("\n")} label="Copy" />
                <button type="button" class="button-plain button-with-icon" onClick={() => saveText("hobnob-recovery-codes.txt", text)}>
                    <Icon of={download} size={16} /> Download
                </button>
                <button type="button" class="button-primary" onClick={onDone}>
                    I have kept them
                </button>
            </div>
        </div>
    );
}

/** A code beside the password, from an app. */
export function TwoFactorSettings(): VNode {
    const client = useClient();
    const [offered, setOffered] = useState<TwoFactorOffered | null>(null);
    const [codes, setCodes] = useState<readonly string[] | null>(null);
    if (codes)
        return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />;
    if (client.self.value?.twoFactor) {
        return (
            <PasswordStep
                key="on"
                submit="Turn it off"
                look="danger"
                words="It is on: signing in asks for a code from your app, or for one of your recovery codes."
                run={async (password, task) => {
                    await task.run(async () => {
                        const stopped = await client.account.stopTwoFactor(password);
                        return stopped.ok ? success(true) : stopped;
                    });
                }}
            />
        );
    }
    if (offered)
        return (
            <ConfirmStep
                offered={offered}
                onDone={(made) => {
                    setOffered(null);
                    setCodes(made);
                }}
            />
        );
    return (
        <PasswordStep
            key="off"
            submit="Set it up"
            look="primary"
            words="Signing in then asks for a code from an app on your phone as well, so that your password alone lets nobody in."
            run={async (password, task) => {
                const offer = await task.run(() => client.account.startTwoFactor(password));
                if (offer)
                    setOffered(offer);
            }}
        />
    );
}
