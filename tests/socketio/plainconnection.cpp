// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/socketio/plainconnection.h"

#include <QPointer>

#include <array>

namespace hobnob::test
{

using namespace hobnob::server;

class PlainConnection::Answer final : public EngineAnswer
{
public:
    explicit Answer(PlainConnection *connection) : m_connection(connection) {}

    void send(const HttpReply &reply) override
    {
        if (m_connection)
            m_connection->write(reply);
    }
    void whenGone(std::function<void()> tell) override
    {
        if (m_connection)
            m_connection->m_tellGone = std::move(tell);
    }

private:
    QPointer<PlainConnection> m_connection;
};

PlainConnection::PlainConnection(Arrival::Parts parts, Handler handler)
    : m_parts(std::move(parts)), m_handler(std::move(handler))
{
    m_parts.wire->setListener(this);
    QMetaObject::invokeMethod(this, &PlainConnection::takeRequests, Qt::QueuedConnection);
}

PlainConnection::~PlainConnection()
{
    if (m_tellGone)
        m_tellGone();
}

void PlainConnection::wireReadable()
{
    std::array<char, 16 * 1024> buffer;
    const qint64 count = m_parts.wire->read(buffer.data(), buffer.size());
    if (count < 0) {
        delete this;
        return;
    }
    m_parts.received.append(buffer.data(), count);
    takeRequests();
}

void PlainConnection::takeRequests()
{
    while (!m_answering) {
        const auto head = RequestHead::parse(m_parts.received);
        if (head.state() != RequestHead::State::Complete)
            return;
        const qsizetype headBytes = m_parts.received.indexOf("\r\n\r\n") + 4;
        const qsizetype bodyBytes = std::max<qint64>(0, head.bodyBytes());
        if (m_parts.received.size() < headBytes + bodyBytes)
            return;
        const QByteArray body = m_parts.received.mid(headBytes, bodyBytes);
        const QByteArray bytes = m_parts.received.first(headBytes);
        m_parts.received.remove(0, headBytes + bodyBytes);
        m_answering = true;
        m_handler(head, bytes, body, std::make_unique<Answer>(this));
    }
}

void PlainConnection::write(const HttpReply &reply)
{
    m_tellGone = {};
    m_answering = false;
    m_unsent += "HTTP/1.1 " + QByteArray::number(reply.status) + " Answer\r\n";
    for (const auto &[name, value] : reply.headers)
        m_unsent += name + ": " + value + "\r\n";
    m_unsent +=
        "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" + reply.body;
    flush();
    QMetaObject::invokeMethod(this, &PlainConnection::takeRequests, Qt::QueuedConnection);
}

void PlainConnection::flush()
{
    const std::array<QByteArrayView, 1> pieces{m_unsent};
    m_unsent.remove(0, m_parts.wire->write(pieces));
}

} // namespace hobnob::test
