// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/chatevent.h"

#include <QList>

namespace hobnob::server
{

/// Events of one client that wait for their turn, within limits::requestsWaiting and
/// limits::requestsWaitingBytes.
class ChatQueue final
{
public:
    struct Entry {
        ChatEvent event;
        std::optional<qint64> ack;
    };

    /// False, and not taken, when it is one too many.
    [[nodiscard]] bool add(Entry entry);
    [[nodiscard]] bool isEmpty() const { return m_entries.isEmpty(); }
    /// The eldest.
    [[nodiscard]] Entry take();

private:
    QList<Entry> m_entries;
    qint64 m_bytes = 0;
};

} // namespace hobnob::server
