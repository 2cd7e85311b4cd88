// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/rawrequest.h"

#include <QElapsedTimer>

#include <functional>
#include <memory>

namespace hobnob::server::test
{

/// The status of an answer, and what is behind its head.
inline int statusOf(const QByteArray &answer)
{
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}
inline QByteArray bodyOf(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.sliced(end + 4);
}

/// A request at /socket.io/. \a query: what stands behind the transport; \a headers: whole lines.
inline QByteArray engineRequest(const QByteArray &method, const QByteArray &query = {},
                                const QByteArray &body = {}, const QByteArray &headers = {})
{
    QByteArray request = method + " /socket.io/?EIO=4&transport=polling" + query +
                         " HTTP/1.1\r\nHost: x\r\n" + headers;
    if (method == "POST")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return request + "\r\n" + body;
}

/// The request that opens a WebSocket of Engine.IO.
inline QByteArray engineUpgrade(const QByteArray &query = {})
{
    return upgradeRequest().replace("/ws ", "/socket.io/?EIO=4&transport=websocket" + query + ' ');
}

/// A client of Socket.IO that polls, each time on a connection of its own, as no library does.
class PollingClient final
{
public:
    /// \a headers: of every request, whole lines.
    explicit PollingClient(quint16 port, const QByteArray &headers = {})
        : m_port(port), m_headers(headers)
    {
        const QByteArray mark = "0{\"sid\":\"";
        handshake = request("GET");
        const QByteArray body = bodyOf(handshake);
        if (body.startsWith(mark))
            m_sid = body.sliced(mark.size()).split('"').constFirst();
    }

    [[nodiscard]] bool isOpen() const { return !m_sid.isEmpty(); }
    [[nodiscard]] const QByteArray &sid() const { return m_sid; }
    /// What stands behind the transport in its queries.
    [[nodiscard]] QByteArray query() const { return "&sid=" + m_sid; }

    /// The whole answer.
    QByteArray poll() { return request("GET"); }
    QByteArray post(const QByteArray &body) { return request("POST", body); }
    /// To the default namespace. \a auth: as JSON.
    bool enter(const QByteArray &auth = {})
    {
        return bodyOf(post("40" + auth)) == "ok" && hear("40{").startsWith("\"sid\"");
    }
    /// The first packet that begins so, without that beginning; polls until it is there. Every
    /// other one before it is forgotten. Empty when it does not come.
    QByteArray hear(const QByteArray &beginning)
    {
        QElapsedTimer elapsed;
        elapsed.start();
        while (elapsed.elapsed() < 5000) {
            while (!m_packets.isEmpty()) {
                const QByteArray packet = m_packets.takeFirst();
                if (packet.startsWith(beginning))
                    return packet.sliced(beginning.size());
            }
            const QByteArray answer = poll();
            if (statusOf(answer) != 200)
                return {};
            m_packets = bodyOf(answer).split('\x1e');
        }
        return {};
    }
    /// Empty when it was not acknowledged.
    QByteArray ask(const QByteArray &event)
    {
        const QByteArray number = QByteArray::number(++m_last);
        post("42" + number + event);
        return hear("43" + number);
    }

    QByteArray handshake;

private:
    QByteArray request(const QByteArray &method, const QByteArray &body = {})
    {
        return exchange(m_port, engineRequest(method, m_sid.isEmpty() ? QByteArray() : query(),
                                              body, m_headers));
    }

    quint16 m_port;
    QByteArray m_headers;
    QByteArray m_sid;
    QByteArrayList m_packets;
    qint64 m_last = 0;
};

/// A request that may wait for its answer; given up with this.
class WaitingRequest final
{
public:
    WaitingRequest(quint16 port, const QByteArray &bytes)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.write(bytes);
    }

    [[nodiscard]] QTcpSocket &socket() { return m_socket; }
    /// Empty while it waits.
    QByteArray answer()
    {
        m_received += m_socket.readAll();
        return isWholeAnswer(m_received) ? m_received : QByteArray();
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace hobnob::server::test
