// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchclient.h"

#include "shared/protocol/codec.h"

namespace hobnob::bench
{

using namespace Qt::StringLiterals;

BenchClient::BenchClient()
{
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        send(protocol::Hello{RequestId{1}, protocol::version, u"bench"_s, {}});
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &BenchClient::receive);
    connect(&m_socket, &QWebSocket::disconnected, this,
            [this] { Q_EMIT failed(u"The connection ended: "_s + m_socket.errorString()); });
}

void BenchClient::open(const QUrl &server)
{
    m_socket.open(server);
}

void BenchClient::close()
{
    m_socket.disconnect(this);
    m_socket.close();
}

void BenchClient::send(const protocol::ClientMessage &message)
{
    m_socket.sendTextMessage(QString::fromUtf8(protocol::encode(message)));
}

void BenchClient::receive(const QString &frame)
{
    const auto begin = Clock::now();
    const auto message = protocol::decodeServerMessage(frame.toUtf8());
    m_decoding += Clock::now() - begin;
    if (!message)
        return Q_EMIT failed(message.error().sentence);
    if (const auto *error = std::get_if<protocol::Error>(&*message))
        return Q_EMIT failed(error->message);
    Q_EMIT received(*message);
}

} // namespace hobnob::bench
