// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/websocketframe.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace hobnob::server
{

namespace
{

constexpr char finalText = char(0x81);
constexpr char finalClose = char(0x88);
constexpr char finalPing = char(0x89);
constexpr char finalPong = char(0x8a);
/// A control frame's payload has at most 125 bytes, two of them the code.
constexpr qsizetype reasonBytes = 123;

} // namespace

QByteArray openingHandshake(const QByteArray &key)
{
    const QByteArray accepted =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                 QCryptographicHash::Sha1)
            .toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           accepted + "\r\n\r\n";
}

QByteArray textFrame(QByteArrayView utf8)
{
    QByteArray frame;
    frame.reserve(utf8.size() + 10);
    frame.append(finalText);
    if (utf8.size() < 126) {
        frame.append(char(utf8.size()));
    } else if (utf8.size() <= 0xffff) {
        const quint16 size = qToBigEndian(quint16(utf8.size()));
        frame.append(char(126));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    } else {
        const quint64 size = qToBigEndian(quint64(utf8.size()));
        frame.append(char(127));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    frame.append(utf8);
    return frame;
}

QByteArray pingFrame()
{
    QByteArray frame;
    frame.append(finalPing);
    frame.append('\0');
    return frame;
}

QByteArray pongFrame(const QByteArray &payload)
{
    QByteArray frame;
    frame.append(finalPong);
    frame.append(char(payload.size()));
    frame.append(payload);
    return frame;
}

QByteArray closeFrame(QWebSocketProtocol::CloseCode code, QStringView reason)
{
    while (reason.toUtf8().size() > reasonBytes)
        reason.chop(1);
    const QByteArray text = reason.toUtf8();
    const quint16 number = qToBigEndian(quint16(code));
    QByteArray frame;
    frame.append(finalClose);
    frame.append(char(text.size() + 2));
    frame.append(reinterpret_cast<const char *>(&number), sizeof number);
    frame.append(text);
    return frame;
}

} // namespace hobnob::server
