// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/historyrun.h"

#include "shared/limits.h"
#include "shared/protocol/codec.h"

namespace hobnob::bench
{

using namespace Qt::StringLiterals;

HistoryRun::HistoryRun(QString room, int pages) : m_roomName(std::move(room)), m_left(pages)
{
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        send(protocol::Hello{RequestId{++m_lastId}, protocol::version, u"bench"_s, {}});
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &HistoryRun::receive);
    connect(&m_socket, &QWebSocket::disconnected, this,
            [this] { Q_EMIT failed(u"The connection ended: "_s + m_socket.errorString()); });
}

void HistoryRun::start(const QUrl &server)
{
    m_socket.open(server);
}

void HistoryRun::send(const protocol::ClientMessage &message)
{
    m_asked = Clock::now();
    m_socket.sendTextMessage(QString::fromUtf8(protocol::encode(message)));
}

void HistoryRun::receive(const QString &frame)
{
    const Result<protocol::ServerMessage> message = protocol::decodeServerMessage(frame.toUtf8());
    if (message)
        take(*message);
    else
        Q_EMIT failed(message.error().sentence);
}

void HistoryRun::take(const protocol::ServerMessage &message)
{
    const RequestId id{m_lastId + 1};
    if (std::holds_alternative<protocol::Welcome>(message)) {
        ++m_lastId;
        // A guest of the run before may not be gone yet.
        send(protocol::LogInAsGuest{id, u"Bench "_s + randomId().left(8)});
    } else if (std::holds_alternative<protocol::LoggedIn>(message)) {
        ++m_lastId;
        send(protocol::JoinNamedRoom{id, m_roomName});
    } else if (const auto *joined = std::get_if<protocol::Joined>(&message)) {
        m_room = joined->room.id;
        m_lastSeq = number(joined->room.lastSeq);
        askForPage();
    } else if (const auto *history = std::get_if<protocol::History>(&message)) {
        m_roundTrips.add(Clock::now() - m_asked);
        if (history->events.size() != limits::historyDefault)
            return Q_EMIT failed(u"A page has %1 events."_s.arg(history->events.size()));
        askForPage();
    } else if (const auto *error = std::get_if<protocol::Error>(&message)) {
        Q_EMIT failed(error->message);
    }
    // Facts about others are of no concern here.
}

void HistoryRun::askForPage()
{
    if (m_left-- == 0) {
        m_socket.disconnect(this);
        return Q_EMIT finished();
    }
    constexpr int limit = limits::historyDefault;
    const qint64 before = limit + 1 + static_cast<qint64>(m_random()) % (m_lastSeq - limit);
    send(protocol::GetHistory{RequestId{++m_lastId}, m_room, Seq{before}, std::nullopt, limit});
}

} // namespace hobnob::bench
