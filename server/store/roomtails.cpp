// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/roomtails.h"

namespace hobnob::server
{

RoomTails::RoomTails(QHash<RoomId, RoomTail> tails) : m_tails(std::move(tails))
{
    for (const RoomTail &tail : std::as_const(m_tails))
        m_lastNumber = qMax(m_lastNumber, tail.number);
}

void RoomTails::set(const RoomId &room, RoomTail tail)
{
    const auto known = m_tails.constFind(room);
    if (!m_before.contains(room))
        m_before.insert(room, known == m_tails.cend() ? std::nullopt : std::optional(*known));
    m_lastNumber = qMax(m_lastNumber, tail.number);
    m_tails.insert(room, std::move(tail));
}

QList<RoomTail> RoomTails::changed() const
{
    QList<RoomTail> tails;
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
        tails.append(m_tails.value(it.key()));
    return tails;
}

void RoomTails::keep()
{
    m_before.clear();
}

void RoomTails::revert()
{
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it) {
        if (it.value())
            m_tails.insert(it.key(), *it.value());
        else
            m_tails.remove(it.key());
    }
    m_before.clear();
}

} // namespace hobnob::server
