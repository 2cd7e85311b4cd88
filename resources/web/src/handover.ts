// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** False where the browser does not let pages copy. */
export async function copyText(text: string): Promise<boolean> {
    try {
        // On plain http there is no clipboard, whatever the types say.
        const { clipboard } = navigator as { readonly clipboard?: Clipboard };
        if (clipboard) {
            await clipboard.writeText(text);
            return true;
        }
    } catch {
        // Asked, and refused: the old way may still do.
    }
    return copySelected(text);
}

function copySelected(text: string): boolean {
    const field = document.createElement("textarea");
    field.className = "visually-hidden";
    field.value = text;
    // A modal dialog keeps the focus inside.
    const place = document.activeElement?.closest("dialog") ?? document.body;
    const before = document.activeElement;
    place.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement)
        before.focus();
    return isCopied;
}

/** Hands a text to the browser as a download. */
export function saveText(name: string, text: string): void {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
