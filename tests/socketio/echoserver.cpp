// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/socketio/echoserver.h"

#include "server/net/descriptorwire.h"
#include "server/net/websocketframe.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace hobnob::test
{

using namespace hobnob::server;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::StrictJson;

namespace
{

const EngineSettings settings{.pingInterval = 300ms, .pingTimeout = 200ms, .maxPayload = 1'000'000};
const ConnectionCaps caps{.total = 1000, .perAddress = 1000};

QJsonValue toQt(StrictJson::Value value)
{
    switch (value.kind()) {
    case StrictJson::Kind::Null:
        return QJsonValue::Null;
    case StrictJson::Kind::Boolean:
        return value.boolean();
    case StrictJson::Kind::Whole:
        return value.whole();
    case StrictJson::Kind::Vast:
    case StrictJson::Kind::Fraction:
        return value.number();
    case StrictJson::Kind::Text:
        return value.text();
    case StrictJson::Kind::List: {
        QJsonArray list;
        for (const auto entry : value)
            list.append(toQt(entry));
        return list;
    }
    case StrictJson::Kind::Object:
        break;
    }
    QJsonObject object;
    for (const auto member : value)
        object.insert(QString::fromUtf8(member.key()), toQt(member));
    return object;
}

QByteArray text(const QJsonArray &list)
{
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

void echo(EngineServer &engine)
{
    QObject::connect(&engine, &EngineServer::received, &engine,
                     [&engine](EngineId session, const EnginePacket &message) {
                         engine.send(session,
                                     message.content == EnginePacket::Content::Binary
                                         ? PreparedPacket::binary(message.data)
                                         : PreparedPacket(message.type, message.data),
                                     EngineSession::Kind::Answer);
                     });
}

void answerEvents(SocketServer &sockets)
{
    QObject::connect(
        &sockets, &SocketServer::socketAsked, &sockets,
        [&sockets](const SocketId &socket, const QString &, const SocketPacket &request) {
            const QJsonValue auth = request.payload ? toQt(request.payload->root()) : QJsonObject();
            sockets.accept(socket);
            sockets.send(socket, SocketServer::prepare(text({u"auth"_s, auth}), socket.place),
                         EngineSession::Kind::Answer);
        });
    QObject::connect(&sockets, &SocketServer::eventReceived, &sockets,
                     [&sockets](const SocketId &socket, const SocketPacket &event) {
                         QJsonArray list = toQt(event.payload->root()).toArray();
                         const QString name = list.takeAt(0).toString();
                         const bool isBinary = !event.attachments.isEmpty();
                         SocketPacket::Head head{.type = isBinary ? SocketPacket::Type::BinaryEvent
                                                                  : SocketPacket::Type::Event};
                         if (name == u"message"_s) {
                             list.prepend(u"message-back"_s);
                         } else if (name == u"message-with-ack"_s && event.head.ack) {
                             head.type =
                                 isBinary ? SocketPacket::Type::BinaryAck : SocketPacket::Type::Ack;
                             head.ack = event.head.ack;
                         } else {
                             return;
                         }
                         sockets.sendWithAttachments(socket, head, text(list), event.attachments);
                     });
}

/// Of the request that \a bytes begin with.
QByteArray queryOf(const QByteArray &bytes)
{
    const QByteArray target = bytes.left(bytes.indexOf('\r')).split(' ').value(1);
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.sliced(mark + 1);
}

} // namespace

EchoServer::EchoServer()
    : m_counter(std::make_shared<ConnectionCounter>(caps)), m_webSockets(500ms),
      m_echoing(settings, caps), m_engine(settings, caps),
      m_sockets(m_engine, {.connecting = 1000ms, .sweep = 100ms, .places = {"/", "/custom"}})
{
    echo(m_echoing);
    answerEvents(m_sockets);
}

void EchoServer::incomingConnection(qintptr descriptor)
{
    auto *arrival = new Arrival(std::make_unique<DescriptorWire>(descriptor),
                                *ConnectionSeat::take(m_counter, {}), 10s);
    arrival->setParent(this);
    connect(arrival, &Arrival::ended, arrival, &QObject::deleteLater);
    connect(arrival, &Arrival::settled, this, [this](Arrival *settled, const RequestHead &head) {
        settled->deleteLater();
        if (head.state() == RequestHead::State::Complete)
            settle(settled->take(), head);
    });
}

EngineServer &EchoServer::engineFor(const RequestHead &head)
{
    return head.path() == "/engine.io/" ? m_echoing : m_engine;
}

void EchoServer::settle(Arrival::Parts parts, const RequestHead &head)
{
    if (!head.isWebSocketUpgrade()) {
        auto *connection = new PlainConnection(
            std::move(parts), [this](const RequestHead &request, const QByteArray &bytes,
                                     const QByteArray &body, std::unique_ptr<EngineAnswer> answer) {
                engineFor(request).handle({request.method(), queryOf(bytes), body, {}},
                                          std::move(answer));
            });
        connection->setParent(this);
        return;
    }
    const QByteArray handshake =
        openingHandshake(head.header("Sec-WebSocket-Key").value_or(QByteArray()));
    const std::array<QByteArrayView, 1> pieces{handshake};
    if (parts.wire->write(pieces) != handshake.size())
        return;
    const QByteArray query = queryOf(parts.received);
    const qsizetype headBytes = parts.received.indexOf("\r\n\r\n") + 4;
    auto webSocket = std::make_unique<WebSocket>(
        std::move(parts.wire), parts.received.sliced(headBytes), settings.maxPayload, 1500ms);
    engineFor(head).open(query, {}, m_webSockets.lend(std::move(webSocket), std::move(parts.seat)));
}

} // namespace hobnob::test
