// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/chatqueue.h"

#include "shared/limits.h"

namespace hobnob::server
{

bool ChatQueue::add(Entry entry)
{
    const qint64 bytes = heldBytes(entry.event);
    if (m_entries.size() >= limits::requestsWaiting ||
        m_bytes + bytes > limits::requestsWaitingBytes)
        return false;
    m_bytes += bytes;
    m_entries.append(std::move(entry));
    return true;
}

ChatQueue::Entry ChatQueue::take()
{
    auto entry = m_entries.takeFirst();
    m_bytes -= heldBytes(entry.event);
    return entry;
}

} // namespace hobnob::server
