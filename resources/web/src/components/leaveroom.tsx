// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { Room } from "../room";
import { useClient } from "./context";
import { Form } from "./form";
import { Sheet } from "./sheet";
import { useTask } from "./task";

/** The way back into a private room is not one's own, so that leaving it is asked about. */
export function LeaveRoom({ room, onClose }: { readonly room: Room; readonly onClose: () => void }): VNode {
    const { desk, view } = useClient();
    const task = useTask();
    const leave = async (): Promise<void> => {
        await task.run(async () => {
            const left = await desk.leave(room);
            if (left.ok)
                onClose();
            return left;
        });
    };
    return (
        <Sheet title={`Leave ${view.titleOf(room)}?`} closing="Stay" onClose={onClose}>
            <Form
                task={task}
                submit="Leave room"
                look="danger"
                onSubmit={() => void leave()}
                also={
                    <button type="button" class="button-plain" onClick={onClose}>
                        Stay
                    </button>
                }
            >
                <p>This room is private: you see it again only when somebody adds you.</p>
            </Form>
        </Sheet>
    );
}
