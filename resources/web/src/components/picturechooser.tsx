// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, VNode } from "preact";
import { useRef } from "preact/hooks";
import image from "icon:image-up";
import { pictureOf } from "../picturefile";
import { success, type Result } from "../result";
import { Icon } from "./icon";
import { sentenceOf, useTask } from "./task";

export interface PictureChooserProps {
    /** As it is now. */
    readonly children: ComponentChildren;
    readonly hasPicture: boolean;
    /** image: a PNG in base64; empty: none. */
    readonly set: (image: string) => Promise<Result<null>>;
}

/** Shows a picture, and takes another at once when one is chosen; its middle is what is kept of it. */
export function PictureChooser({ children, hasPicture, set }: PictureChooserProps): VNode {
    const task = useTask();
    const field = useRef<HTMLInputElement>(null);
    const choose = async (file: File): Promise<void> => {
        await task.run(async () => {
            const picture = await pictureOf(file);
            if (!picture.ok)
                return picture;
            const done = await set(picture.value);
            return done.ok ? success(true) : done;
        });
    };
    return (
        <div class="picture-chooser">
            {children}
            <div class="picture-acts">
                <input
                    ref={field}
                    type="file"
                    class="visually-hidden"
                    accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
                    aria-label="A picture from this computer"
                    tabIndex={-1}
                    onChange={({ currentTarget }) => {
                        const [file] = currentTarget.files ?? [];
                        if (file)
                            void choose(file);
                        // The same file may be chosen again.
                        currentTarget.value = "";
                    }}
                />
                <button type="button" class="button-plain button-with-icon" aria-disabled={task.isBusy} onClick={() => field.current?.click()}>
                    <Icon of={image} size={16} /> Choose a picture…
                </button>
                {hasPicture && (
                    <button type="button" class="button-quiet" aria-disabled={task.isBusy} onClick={() => void task.run(() => set(""))}>
                        Remove it
                    </button>
                )}
            </div>
            {task.error && (
                <p class="field-problem" role="alert">
                    {sentenceOf(task.error)}
                </p>
            )}
        </div>
    );
}
