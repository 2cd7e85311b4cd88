// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ChatClient } from "../chatclient";

export const ClientContext = createContext<ChatClient | null>(null);

export function useClient(): ChatClient {
    const client = useContext(ClientContext);
    if (!client)
        throw new Error("A component stands outside the page.");
    return client;
}
