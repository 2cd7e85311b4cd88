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
    noteBefore(room);
    m_lastNumber = qMax(m_lastNumber, tail.number);
    m_tails.insert(room, std::move(tail));
}

void RoomTails::remove(const RoomId &room)
{
    noteBefore(room);
    m_tails.remove(room);
}

void RoomTails::endTask(bool succeeded)
{
    const Before before = std::exchange(m_beforeTask, {});
    if (!succeeded)
        return revert(before);
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!m_beforeAll.contains(it.key()))
            m_beforeAll.insert(it.key(), it.value());
    }
}

QList<RoomTail> RoomTails::changed() const
{
    QList<RoomTail> tails;
    for (auto it = m_beforeAll.cbegin(); it != m_beforeAll.cend(); ++it) {
        if (m_tails.contains(it.key()))
            tails.append(m_tails.value(it.key()));
    }
    return tails;
}

qint64 RoomTails::addedEvents() const
{
    qint64 added = 0;
    for (auto it = m_beforeAll.cbegin(); it != m_beforeAll.cend(); ++it) {
        if (!m_tails.contains(it.key()))
            continue;
        const Seq before = it.value() ? it.value()->lastSeq : Seq{};
        added += number(m_tails.value(it.key()).lastSeq) - number(before);
    }
    return added;
}

void RoomTails::end(bool succeeded)
{
    const Before before = std::exchange(m_beforeAll, {});
    if (!succeeded)
        revert(before);
}

void RoomTails::noteBefore(const RoomId &room)
{
    const auto known = m_tails.constFind(room);
    if (!m_beforeTask.contains(room))
        m_beforeTask.insert(room, known == m_tails.cend() ? std::nullopt : std::optional(*known));
}

void RoomTails::revert(const Before &before)
{
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (it.value())
            m_tails.insert(it.key(), *it.value());
        else
            m_tails.remove(it.key());
    }
}

} // namespace hobnob::server
