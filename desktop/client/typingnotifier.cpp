// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/typingnotifier.h"

#include "shared/limits.h"

namespace hobnob::desktop
{

QList<protocol::SetTyping> TypingNotifier::update(const RoomId &room, Composing composing,
                                                  std::chrono::milliseconds now)
{
    QList<protocol::SetTyping> frames;
    const bool isHere = !m_room.isEmpty() && m_room == room;
    if (!m_room.isEmpty() && (!isHere || composing == Composing::Idle)) {
        // The server ends it by itself after a silence; then there is nothing to take back.
        if (now - m_told < limits::typingExpiry)
            frames.append({m_room, false});
        m_room = {};
    }
    if (composing == Composing::Typing && (!isHere || now - m_told >= limits::typingRepeat)) {
        frames.append({room, true});
        m_room = room;
        m_told = now;
    }
    return frames;
}

} // namespace hobnob::desktop
