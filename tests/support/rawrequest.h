// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

namespace hobnob::server::test
{

/// An answer that says how long it is.
inline bool isWholeAnswer(const QByteArray &answer)
{
    const qsizetype head = answer.indexOf("\r\n\r\n");
    const qsizetype length = answer.toLower().indexOf("content-length:");
    if (head < 0 || length < 0 || length > head)
        return false;
    const qsizetype start = length + 15;
    const qsizetype end = answer.indexOf("\r\n", start);
    return answer.size() >= head + 4 + answer.mid(start, end - start).trimmed().toLongLong();
}

/// What \a socket, which connects, gets for these bytes until the server closes it, the answer is
/// whole, or the connection has been silent for a while.
inline QByteArray exchange(QTcpSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    QByteArray got;
    QElapsedTimer silence;
    silence.start();
    const int patience = 1000;
    bool complete = false;
    while (!complete && silence.elapsed() < patience) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        if (socket.bytesAvailable() > 0) {
            got += socket.readAll();
            silence.restart();
        }
        complete = socket.state() == QAbstractSocket::UnconnectedState || isWholeAnswer(got);
    }
    return got + socket.readAll();
}

/// The same by a raw connection to a server on this machine.
inline QByteArray exchange(quint16 port, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return exchange(socket, bytes);
}

/// By TLS. \a encryption: whom it trusts.
inline QByteArray exchange(quint16 port, const QSslConfiguration &encryption,
                           const QByteArray &bytes)
{
    QSslSocket socket;
    socket.setSslConfiguration(encryption);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return exchange(socket, bytes);
}

inline const QByteArray metricsRequest = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

/// The figure of this name, in the text of /metrics.
inline qint64 figureIn(const QByteArray &text, const QByteArray &name)
{
    const qsizetype start = text.indexOf("\nhobnob_" + name + ' ') + name.size() + 9;
    return text.mid(start, text.indexOf('\n', start) - start).toLongLong();
}

/// The server's figure of this name.
inline qint64 figureOf(quint16 port, const QByteArray &name)
{
    return figureIn(exchange(port, metricsRequest), name);
}

/// The request that opens a WebSocket, for the given \a host and \a origin.
inline QByteArray upgradeRequest(const QByteArray &host = "x", const QByteArray &originLine = {})
{
    return "GET /ws HTTP/1.1\r\nHost: " + host + "\r\n" + originLine +
           "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
}

/// A client's frame, with the mask 0, so that the payload stays readable. \a first: FIN and opcode.
inline QByteArray maskedFrame(const QByteArray &payload, char first = '\x81')
{
    QByteArray frame(1, first);
    if (payload.size() < 126) {
        frame += char(0x80 | payload.size());
    } else {
        frame += char(0xfe);
        frame += char(payload.size() >> 8);
        frame += char(payload.size() & 0xff);
    }
    return frame + QByteArray(4, '\0') + payload;
}

} // namespace hobnob::server::test
