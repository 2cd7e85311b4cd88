// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/gate.h"

#include "server/net/descriptorwire.h"
#include "server/net/replyhead.h"
#include "server/net/sessioncookie.h"
#include "server/net/websocketframe.h"
#include "shared/limits.h"

#include <QTimer>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// Connections that the system keeps for us while we do something else; Qt's 50 are gone when a few
/// hundred clients come back at once, and each that finds no place waits for a second or more.
constexpr int backlog = 1024;
/// How long nothing is accepted when the system has nothing to accept with.
constexpr std::chrono::milliseconds recoveryTime(500);

std::optional<Gate::Speech> speechAt(const QByteArray &path)
{
    if (path == "/ws")
        return Gate::Speech::Hobnob;
    if (path == "/socket.io/")
        return Gate::Speech::EngineIo;
    return {};
}

qint64 messageBytes(Gate::Speech speech)
{
    return speech == Gate::Speech::Hobnob ? limits::frameBytes : limits::enginePayloadBytes;
}

/// It is in the middle of telling us.
template <typename Entry>
void releaseLater(std::unordered_map<Entry *, std::unique_ptr<Entry>> &entries, Entry *entry)
{
    const auto found = entries.find(entry);
    if (found == entries.end())
        return;
    found->second.release()->deleteLater();
    entries.erase(found);
}

} // namespace

Gate::Gate(const Rules &rules, const Timeouts &timeouts)
    : m_origins(rules.origins), m_addresses(rules.addresses), m_timeouts(timeouts),
      m_counter(std::make_shared<ConnectionCounter>(rules.caps)), m_http(rules.addresses, timeouts)
{
    setListenBacklogSize(backlog);
    // Qt stops accepting for good when the system runs out of descriptors or memory once.
    connect(this, &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(recoveryTime, this, [this] {
            if (isListening())
                resumeAccepting();
        });
    });
}

Gate::Opened Gate::takeWebSocket()
{
    auto opened = std::move(m_opened.front());
    m_opened.pop_front();
    return opened;
}

void Gate::incomingConnection(qintptr descriptor)
{
    auto wire = std::make_unique<DescriptorWire>(descriptor);
    auto seat = ConnectionSeat::take(m_counter, m_addresses.groupOf(wire->peerAddress()));
    if (!seat)
        return;
    if (m_encryption)
        encrypt(std::move(wire), *std::move(seat));
    else
        arrive(std::move(wire), *std::move(seat));
}

void Gate::encrypt(std::unique_ptr<DescriptorWire> wire, ConnectionSeat seat)
{
    auto handshake = std::make_unique<TlsHandshake>(std::move(wire), std::move(seat), *m_encryption,
                                                    m_timeouts.handshake);
    connect(handshake.get(), &TlsHandshake::encrypted, this, [this](TlsHandshake *done) {
        auto parts = take(*done);
        arrive(std::move(parts.wire), std::move(parts.seat));
    });
    connect(handshake.get(), &TlsHandshake::foundPlain, this, [this](TlsHandshake *done) {
        auto parts = take(*done);
        refuse(arrive(std::move(parts.wire), std::move(parts.seat)), Status::BadRequest,
               "This server speaks TLS: its address begins with https://."_ba);
    });
    connect(handshake.get(), &TlsHandshake::ended, this,
            [this](TlsHandshake *ended) { forget(ended); });
    m_handshakes.emplace(handshake.get(), std::move(handshake));
}

Arrival &Gate::arrive(std::unique_ptr<Wire> wire, ConnectionSeat seat)
{
    auto made = std::make_unique<Arrival>(std::move(wire), std::move(seat), m_timeouts.handshake);
    Arrival &arrival = *made;
    connect(&arrival, &Arrival::settled, this,
            [this](Arrival *settled, const RequestHead &head) { receive(*settled, head); });
    connect(&arrival, &Arrival::ended, this, [this](Arrival *ended) { forget(ended); });
    m_arrivals.emplace(&arrival, std::move(made));
    return arrival;
}

Arrival::Parts Gate::take(Arrival &arrival)
{
    auto parts = arrival.take();
    forget(&arrival);
    return parts;
}

TlsHandshake::Parts Gate::take(TlsHandshake &handshake)
{
    auto parts = handshake.take();
    forget(&handshake);
    return parts;
}

void Gate::forget(Arrival *arrival)
{
    releaseLater(m_arrivals, arrival);
}

void Gate::forget(TlsHandshake *handshake)
{
    releaseLater(m_handshakes, handshake);
}

void Gate::receive(Arrival &arrival, const RequestHead &head)
{
    switch (head.state()) {
    case RequestHead::State::Incomplete:
        refuse(arrival, Status::RequestTimeout, "The request did not arrive in time."_ba);
        return;
    case RequestHead::State::Malformed:
        refuse(arrival, Status::BadRequest, "This is no HTTP request."_ba);
        return;
    case RequestHead::State::TooLarge:
        refuse(arrival, Status::HeadTooLarge, "The request's head is too large."_ba);
        return;
    case RequestHead::State::Complete:
        if (!m_http.recount(arrival.wire(), arrival.seat(), head))
            refuse(arrival, Status::Unavailable, "Too many connections from where you are."_ba);
        else if (head.isWebSocketUpgrade())
            upgrade(arrival, head);
        else
            serve(arrival);
    }
}

void Gate::upgrade(Arrival &arrival, const RequestHead &head)
{
    const auto speech = speechAt(head.path());
    if (!speech) {
        refuse(arrival, Status::NotFound, "WebSockets are at /ws and at /socket.io/."_ba);
        return;
    }
    const auto origin = head.header("origin");
    if (!m_origins.allows(origin, head.header("host").value_or(QByteArray()))) {
        refuseOrigin(arrival, *origin);
        return;
    }
    if (head.header("sec-websocket-version") != "13") {
        refuse(arrival, Status::UpgradeRequired, "This server speaks WebSocket version 13."_ba);
        return;
    }
    const QByteArray key = head.header("sec-websocket-key").value_or(QByteArray());
    if (QByteArray::fromBase64(key).size() != 16) {
        refuse(arrival, Status::BadRequest, "The WebSocket key is missing or malformed."_ba);
        return;
    }
    const QString cookie = sessioncookie::tokenIn(head.header("cookie").value_or(QByteArray()),
                                                  head.header("host").value_or(QByteArray()));
    auto [wire, received, seat] = take(arrival);
    auto webSocket = std::make_unique<WebSocket>(std::move(wire), received.sliced(head.bytes()),
                                                 messageBytes(*speech), m_timeouts.closing);
    webSocket->send(openingHandshake(key), Outbox::Kind::Answer);
    webSocket->flush();
    m_opened.push_back({*speech, std::move(webSocket), std::move(seat), cookie, head.query()});
    Q_EMIT webSocketOpened();
}

void Gate::serve(Arrival &arrival)
{
    auto [wire, received, seat] = take(arrival);
    m_http.add(std::move(wire), std::move(received), std::move(seat));
}

void Gate::refuse(Arrival &arrival, Status status, const QByteArray &sentence)
{
    arrival.refuse(refusal(static_cast<int>(status), sentence, QDateTime::currentDateTimeUtc()),
                   m_timeouts.closing);
}

void Gate::refuseOrigin(Arrival &arrival, const QByteArray &origin)
{
    refuse(arrival, Status::Forbidden,
           "Pages of this origin may not connect. The operator can allow them: "
           "hobnobd --allowed-origins ORIGIN, or allowed_origins in the settings file."_ba);
    m_refusals.note(origin);
}

} // namespace hobnob::server
