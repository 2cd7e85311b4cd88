// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The bounds of shared/limits.h that concern the page. Characters are Unicode code points. */
export const limits = {
    messageCharacters: 8000,
    nameCharacters: 32,
    roomNameCharacters: 64,
    marksInARow: 30,
    idCharacters: 64,
    tokenCharacters: 64,
    linkCharacters: 64,
    addressCharacters: 64,
    passwordCharactersLeast: 8,
    passwordCharacters: 256,
    statusCharacters: 80,
    clientNameCharacters: 64,
    maxInteger: Number.MAX_SAFE_INTEGER,

    frameBytes: 64 * 1024,
    jsonDepth: 16,
    capabilities: 32,
    capabilityCharacters: 32,

    historyDefault: 50,
    historyPage: 200,
    replayEvents: 1000,
    memberPage: 200,
    namesPerNotice: 50,
    typingNames: 3,
    personColours: 12,
    recoveryCodes: 10,
    sessionsPerUser: 50,
    inviteDays: 365,
    inviteUses: 1000,
    roomsPerUser: 500,
    roomsPerServer: 10000,

    /** Milliseconds. */
    pingInterval: 20_000,
    typingExpiry: 6_000,
    typingRepeat: 3_000,
} as const;
