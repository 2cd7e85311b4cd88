// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import type { ChatClient } from "../chatclient";
import { Chat } from "./chat";
import { ClientContext } from "./context";
import { Entry } from "./entry";

export function App({ client }: { readonly client: ChatClient }): VNode {
    return <ClientContext.Provider value={client}>{client.isInside.value ? <Chat /> : <Entry />}</ClientContext.Provider>;
}
