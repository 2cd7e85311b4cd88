// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/base32.h"

#include <QRandomGenerator>

#include <algorithm>

namespace hobnob::server
{

QString toBase32(QByteArrayView bytes)
{
    constexpr auto alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    QString text;
    text.reserve((bytes.size() * 8 + 4) / 5);
    quint32 bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | quint8(byte);
        count += 8;
        for (; count >= 5; count -= 5)
            text += QLatin1Char(alphabet[(bits >> (count - 5)) & 31U]);
    }
    if (count > 0)
        text += QLatin1Char(alphabet[(bits << (5 - count)) & 31U]);
    return text;
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    std::generate(bytes.begin(), bytes.end(),
                  [] { return char(QRandomGenerator::system()->generate() & 0xffU); });
    return bytes;
}

QString plainCode(const QString &typed)
{
    QString code;
    for (const QChar c : typed) {
        if (!c.isSpace() && c != u'-')
            code += c.toLower();
    }
    return code;
}

} // namespace hobnob::server
