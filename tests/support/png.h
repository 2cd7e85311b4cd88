// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

/// Pictures, put together chunk by chunk.
namespace hobnob::server::test::png
{

inline QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline quint32 checksum(const QByteArray &bytes)
{
    quint32 rest = ~0U;
    for (const char byte : bytes) {
        for (int bit = 0; bit < 8; ++bit) {
            const bool differs = ((rest ^ (quint8(byte) >> bit)) & 1) != 0;
            rest >>= 1;
            if (differs)
                rest ^= 0xEDB88320U;
        }
    }
    return ~rest;
}

inline QByteArray chunk(const QByteArray &type, const QByteArray &content = {})
{
    return number(quint32(content.size())) + type + content + number(checksum(type + content));
}

inline QByteArray signature()
{
    return QByteArray::fromHex("89504e470d0a1a0a");
}

/// colours: as in the standard, 6 is red, green, blue and alpha.
inline QByteArray header(quint32 width, quint32 height, char depth = 8, char colours = 6)
{
    return chunk("IHDR", number(width) + number(height) + depth + colours + QByteArray(3, '\0'));
}

/// Pixels, all of which are \a grey.
inline QByteArray data(qsizetype side, char grey = '\0')
{
    QByteArray rows;
    for (qsizetype y = 0; y < side; ++y)
        rows += QByteArray(1, '\0') + QByteArray(side * 4, grey);
    // What Qt puts before what zlib makes is the length.
    return chunk("IDAT", qCompress(rows).sliced(4));
}

/// A square as clients make it.
inline QByteArray square(qsizetype side, char grey = '\0')
{
    return signature() + header(quint32(side), quint32(side)) + data(side, grey) + chunk("IEND");
}

} // namespace hobnob::server::test::png
