// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <chrono>

namespace hobnob::desktop
{

enum class Composing { Idle, Typing };

/// Tells the server that we type, and no more often than it needs to hear. A value without a clock:
/// \a now is any steady one.
class TypingNotifier final
{
public:
    /// The composer of \a room changed; the frames to send now, in order.
    [[nodiscard]] QList<protocol::SetTyping> update(const RoomId &room, Composing composing,
                                                    std::chrono::milliseconds now);
    /// The connection is another; the server forgot.
    void reset() { m_room = {}; }

private:
    /// Where the server believes that we type; empty: nowhere.
    RoomId m_room;
    std::chrono::milliseconds m_told{};
};

} // namespace hobnob::desktop
