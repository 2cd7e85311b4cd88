// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/resumerun.h"

#include "shared/limits.h"

namespace hobnob::bench
{

using namespace Qt::StringLiterals;

ResumeRun::ResumeRun(QUrl server, qint64 missed, int times)
    : m_server(std::move(server)), m_missed(missed), m_left(times)
{
}

void ResumeRun::connectAgain()
{
    m_client = std::make_unique<BenchClient>();
    connect(m_client.get(), &BenchClient::received, this, &ResumeRun::take);
    connect(m_client.get(), &BenchClient::failed, this, &ResumeRun::failed);
    m_lastId = 2;
    m_begin = Clock::now();
    m_client->open(m_server);
}

void ResumeRun::take(const protocol::ServerMessage &message)
{
    if (std::holds_alternative<protocol::Welcome>(message)) {
        if (m_token.isEmpty())
            m_client->send(
                protocol::LogInAsGuest{RequestId{2}, u"Returning "_s + randomId().left(8)});
        else
            m_client->send(protocol::ResumeSession{RequestId{2}, m_token});
    } else if (const auto *login = std::get_if<protocol::LoggedIn>(&message)) {
        m_token = login->token;
        comeBackTo(login->rooms);
    } else if (const auto *joined = std::get_if<protocol::Joined>(&message)) {
        note(joined->room.id, joined->events);
    } else if (const auto *page = std::get_if<protocol::History>(&message)) {
        note(page->room, page->events);
    }
}

void ResumeRun::comeBackTo(const QList<protocol::RoomSummary> &rooms)
{
    for (const auto &room : rooms) {
        m_missing.insert(room.id, m_missed);
        m_client->send(protocol::JoinRoom{RequestId{++m_lastId}, room.id,
                                          Seq{number(room.lastSeq) - m_missed}});
    }
}

/// Pages come from the newest backwards, when there was more than the server replays.
void ResumeRun::note(const RoomId &room, const QList<protocol::Event> &events)
{
    if (events.isEmpty())
        return Q_EMIT failed(u"Nothing was replayed."_s);
    m_missing[room] -= events.size();
    if (m_missing[room] > 0) {
        m_client->send(
            protocol::GetHistory{RequestId{++m_lastId}, room, events.first().seq, std::nullopt,
                                 std::min<qint64>(m_missing[room], limits::historyPage)});
        return;
    }
    m_missing.remove(room);
    if (!m_missing.isEmpty())
        return;
    m_times.add(Clock::now() - m_begin);
    m_decoding.add(m_client->decoding());
    // Not from inside its own signal.
    m_client->close();
    m_client.release()->deleteLater();
    if (--m_left == 0)
        Q_EMIT finished();
    else
        connectAgain();
}

} // namespace hobnob::bench
