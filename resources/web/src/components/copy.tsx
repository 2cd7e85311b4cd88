// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import copied from "icon:check";
import copy from "icon:copy";
import { copyText } from "../handover";
import { Icon } from "./icon";

/** A button that copies, and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): VNode {
    const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");
    const words = { none: label, copied: "Copied", refused: "Select and copy it by hand" }[outcome];
    return (
        <button type="button" class="button-plain button-with-icon" onClick={() => void copyText(text).then((isCopied) => setOutcome(isCopied ? "copied" : "refused"))}>
            <Icon of={outcome === "copied" ? copied : copy} size={16} />
            <span role="status">{words}</span>
        </button>
    );
}

/** Something to pass on, on one line. */
export function CopyLine({ label, text, hint }: { readonly label: string; readonly text: string; readonly hint?: string }): VNode {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <div class="copy-line">
                <input id={id} type="text" readOnly value={text} aria-describedby={hint ? `${id}-note` : undefined} onFocus={(event) => event.currentTarget.select()} />
                <CopyButton key={text} text={text} label="Copy" />
            </div>
            {hint && (
                <p id={`${id}-note`} class="field-hint">
                    {hint}
                </p>
            )}
        </div>
    );
}
