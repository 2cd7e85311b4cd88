// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/websocketframe.h"

#include <QtEndian>

namespace hobnob::server
{

namespace
{

constexpr char finalText = char(0x81);
constexpr char finalClose = char(0x88);
/// A control frame's payload has at most 125 bytes, two of them the code.
constexpr qsizetype reasonBytes = 123;

} // namespace

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
