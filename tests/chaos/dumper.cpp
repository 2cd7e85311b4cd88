// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/dumper.h"

#include "tests/chaos/journal.h"
#include "tests/chaos/person.h"

#include <QJsonArray>

namespace hobnob::chaos
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using desktop::Room;
using desktop::RoomLog;

namespace
{

/// More than any repair of the client's own takes.
constexpr auto patience = 20s;
/// The checker then says what is missing.
constexpr auto pagingPatience = 60s;
constexpr auto stepInterval = 10ms;

} // namespace

Dumper::Dumper(desktop::ChatClient *client, Journal *journal, const QJsonObject &newest,
               QObject *parent)
    : QObject(parent), m_client(client), m_journal(journal), m_newest(newest),
      m_waiting(newest.keys())
{
    m_step.setInterval(stepInterval);
    connect(&m_step, &QTimer::timeout, this, &Dumper::step);
    m_onRoom.start();
}

void Dumper::step()
{
    if (m_waiting.isEmpty()) {
        m_step.stop();
        Q_EMIT finished();
        return;
    }
    const RoomId id{m_waiting.first()};
    const Room *room = m_client->room(id);
    const bool isTooLate = m_onRoom.elapsed() > std::chrono::milliseconds(pagingPatience).count();
    if (!room || isTooLate) {
        finishRoom();
        return;
    }
    if (!hasCaughtUp(*room))
        return;
    collect(room->log);
    if (!room->log.hasOlder()) {
        finishRoom();
        return;
    }
    m_client->setInterest(id, desktop::Interest::Watched);
    m_client->lookAt(id, room->log.first());
    m_client->loadOlder(id);
}

bool Dumper::hasCaughtUp(const Room &room)
{
    const qint64 wanted = m_newest[room.summary.id.value()].toInteger();
    if (m_caughtUp || number(room.log.last()) >= wanted) {
        m_caughtUp = true;
        return true;
    }
    if (m_onRoom.elapsed() < std::chrono::milliseconds(patience).count())
        return false;
    m_journal->write(u"late"_s, {{u"room"_s, room.summary.id.value()},
                                 {u"last"_s, number(room.log.last())},
                                 {u"wanted"_s, wanted}});
    m_caughtUp = true;
    return true;
}

void Dumper::collect(const RoomLog &log)
{
    for (const auto &event : log.events()) {
        if (m_events.contains(event.seq))
            break;
        m_events.insert(event.seq, event);
    }
}

void Dumper::finishRoom()
{
    QJsonArray events;
    for (const auto &event : std::as_const(m_events))
        events.append(asJson(event));
    m_journal->write(u"dump"_s, {{u"room"_s, m_waiting.takeFirst()}, {u"events"_s, events}});
    m_events.clear();
    m_caughtUp = false;
    m_onRoom.restart();
}

} // namespace hobnob::chaos
