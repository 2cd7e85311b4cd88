// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/result.h"

#include <QByteArrayView>

namespace hobnob::server
{

/// What a program says through an incoming hook.
struct HookMessage {
    /// As it was sent; the rules of messages are the timeline's.
    QString text;
    /// The name to show in place of the bot's; empty: the bot's. Clean.
    QString username = {};
    /// The sender's id for this message, by which a retry is known; empty: it sent none.
    ClientId id = {};

    /// Reads a JSON object of UTF-8 strictly: nothing twice, nothing too deep, no lone surrogate.
    /// Fields that it does not know are passed over, as in the protocol. Errors: those of a frame
    /// (isFrameError()), and those of cleanName() with the field "username". Pure.
    [[nodiscard]] static Result<HookMessage> parse(QByteArrayView json);
};

} // namespace hobnob::server
