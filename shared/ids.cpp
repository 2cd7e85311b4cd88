// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/ids.h"

#include <QRandomGenerator>

#include <array>

namespace hobnob
{

QString randomId()
{
    constexpr auto alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QString id;
    id.reserve(16);
    for (int i = 0; i < 16; ++i) {
        const quint32 five = (words[static_cast<size_t>(i / 4)] >> (5 * (i % 4))) & 31U;
        id += QLatin1Char(alphabet[five]);
    }
    return id;
}

QString randomToken()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    const QByteArrayView bytes(reinterpret_cast<const char *>(words.data()), sizeof(words));
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

} // namespace hobnob
