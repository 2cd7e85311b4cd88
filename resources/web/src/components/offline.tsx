// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import cloudOff from "icon:cloud-off";
import keyRound from "icon:key-round";
import { countText } from "../format";
import { useClient } from "./context";
import { Icon } from "./icon";
import { useDelayed, useSecondsUntil } from "./time";

function waitingText(count: number): string {
    return count === 0
        ? "Reconnecting by itself."
        : `${countText(count, "message", "messages")} will go out when the server is back.`;
}

/** The browser was not given its cookie: all works until the connection is lost. */
function CookieLine(): VNode | null {
    const { identity } = useClient();
    if (!identity.cookieProblem.value)
        return null;
    return (
        <div class="offline">
            <Icon of={keyRound} size={16} />
            <p>You will not stay signed in. {identity.cookieProblem.value.sentence} After a reload, or when the connection is lost, you have to sign in again.</p>
            <button class="button-quiet" onClick={() => (identity.cookieProblem.value = null)}>
                Hide
            </button>
        </div>
    );
}

/** Quiet, above the composer: that one is offline, what waits, and a way to try at once. */
export function OfflineLine(): VNode {
    const client = useClient();
    const phase = client.session.phase.value;
    const isOff = useDelayed(phase.name === "waiting" || phase.name === "connecting");
    const seconds = useSecondsUntil(phase.name === "waiting" ? phase.retryAt : null);
    const unsent = client.postman.unsent.value;
    const couldLose = unsent > 0 && !client.postman.isSafe.value;
    return (
        <div class="offline-place" aria-live="polite">
            <CookieLine />
            {isOff && (
                <div class="offline">
                    <Icon of={cloudOff} size={16} />
                    <p>
                        Offline. {waitingText(unsent)}
                        {couldLose && " Keep this page open until then: this browser does not store them."}
                    </p>
                    <span class="offline-next" aria-hidden="true">
                        {seconds > 0 ? `Next try in ${seconds} s` : "Connecting…"}
                    </span>
                    <button class="button-quiet" onClick={() => client.session.retryNow()}>
                        Try now
                    </button>
                </div>
            )}
        </div>
    );
}
