// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/readmarks.h"

#include "desktop/client/serverlink.h"
#include "shared/mentions.h"

namespace hobnob::desktop
{

using namespace std::chrono_literals;

namespace
{

/// Between two words to the server about one room.
constexpr auto pause = 1s;

} // namespace

ReadMarks::ReadMarks(ServerLink *link, RoomDirectory *rooms, QObject *parent)
    : QObject(parent), m_link(link), m_rooms(rooms)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &ReadMarks::tellLate);
}

void ReadMarks::take(const protocol::ReadState &state)
{
    Room *room = m_rooms->find(state.room);
    if (!room)
        return;
    const Seq ours = room->log.readSeq();
    if (ours > state.read && room->isJoined()) {
        // It counted from where it believes us to be; it counts again when it hears of us.
        tell(state.room);
    } else {
        room->log.hearOf(state.read);
        room->log.markRead(state.read);
        room->mentions.restore(state.mentions, state.upTo);
        room->mentions.readUpTo(state.read);
    }
    Q_EMIT changed(state.room);
}

void ReadMarks::count(const RoomId &id, const QList<protocol::Event> &events)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    const auto before = room->mentions.count();
    for (const auto &event : events) {
        if (!event.notice && event.seq > room->log.readSeq() && event.author.id != m_self.id &&
            mentions(event.text, m_self.name))
            room->mentions.note(event.seq);
    }
    if (room->mentions.count() != before)
        Q_EMIT changed(id);
}

void ReadMarks::markRead(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || room->unread() == 0)
        return;
    room->log.markRead(room->log.lastSeq());
    room->mentions.readUpTo(room->log.readSeq());
    tell(id);
    Q_EMIT changed(id);
}

void ReadMarks::connectionLost()
{
    // Whoever is ahead at the next login tells it then.
    m_pause.stop();
    m_told.clear();
    m_due.clear();
}

void ReadMarks::tell(const RoomId &id)
{
    const Room *room = m_rooms->find(id);
    if (!room || !room->isLive || !m_link->isOnline())
        return;
    if (m_told.contains(id)) {
        m_due.insert(id);
        return;
    }
    m_told.insert(id);
    m_link->send(protocol::MarkRead{id, room->log.readSeq()});
    if (!m_pause.isActive())
        m_pause.start();
}

void ReadMarks::tellLate()
{
    m_told.clear();
    const auto due = std::exchange(m_due, {});
    for (const auto &room : due)
        tell(room);
}

} // namespace hobnob::desktop
