// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/pngcheck.h"

#include "shared/limits.h"

#include <QtEndian>

#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView signature("\x89PNG\r\n\x1a\n", 8);
/// Length, type and checksum.
constexpr qsizetype chunkFrame = 12;

/// What a chunk's checksum is by the standard: the CRC-32 of ISO 3309, least bit first.
constexpr std::array<quint32, 256> makeChecksums()
{
    std::array<quint32, 256> table{};
    for (quint32 byte = 0; byte < table.size(); ++byte) {
        quint32 rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest & 1) != 0 ? 0xEDB88320U ^ (rest >> 1) : rest >> 1;
        table[byte] = rest;
    }
    return table;
}

quint32 checksum(QByteArrayView bytes)
{
    static constexpr auto table = makeChecksums();
    quint32 rest = ~0U;
    for (const char byte : bytes)
        rest = table[(rest ^ quint8(byte)) & 0xFF] ^ (rest >> 8);
    return ~rest;
}

enum class Colours { Grey = 0, True = 2, Palette = 3, GreyAlpha = 4, TrueAlpha = 6 };

struct Header {
    quint32 width = 0;
    quint32 height = 0;
    int depth = 0;
    Colours colours{};
};

/// The chunks in the order in which they may come.
enum class Part { Start, Header, Palette, Transparency, Data, End };

Part partOf(QByteArrayView type)
{
    if (type == "IHDR")
        return Part::Header;
    if (type == "PLTE")
        return Part::Palette;
    if (type == "tRNS")
        return Part::Transparency;
    if (type == "IDAT")
        return Part::Data;
    return type == "IEND" ? Part::End : Part::Start;
}

bool isLegalDepth(int depth, Colours colours)
{
    switch (colours) {
    case Colours::Grey:
    case Colours::Palette:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case Colours::True:
    case Colours::GreyAlpha:
    case Colours::TrueAlpha:
        return depth == 8;
    }
    return false;
}

/// Takes the chunks one after the other; says of each whether it may stand there.
class ChunkWalk final
{
public:
    [[nodiscard]] bool take(Part part, QByteArrayView content)
    {
        const bool repeats = part == m_last && part != Part::Data;
        if (part < m_last || repeats || (part != Part::Header && m_last == Part::Start))
            return false;
        m_last = part;
        switch (part) {
        case Part::Start:
            return false;
        case Part::Header:
            return takeHeader(content);
        case Part::Palette:
            return takePalette(content);
        case Part::Transparency:
            return takeTransparency(content);
        case Part::Data:
            m_dataBytes += content.size();
            return m_header.colours != Colours::Palette || m_paletteColours > 0;
        case Part::End:
            return content.isEmpty() && m_dataBytes > 0;
        }
        return false;
    }

    [[nodiscard]] const Header &header() const { return m_header; }
    [[nodiscard]] bool isOver() const { return m_last == Part::End; }

private:
    bool takeHeader(QByteArrayView content)
    {
        if (content.size() != 13)
            return false;
        m_header = {qFromBigEndian<quint32>(content.data()),
                    qFromBigEndian<quint32>(content.data() + 4), content[8], Colours(content[9])};
        const bool isUsual = content[10] == 0 && content[11] == 0;
        const bool isInterlaceKnown = content[12] == 0 || content[12] == 1;
        return isLegalDepth(m_header.depth, m_header.colours) && isUsual && isInterlaceKnown;
    }

    bool takePalette(QByteArrayView content)
    {
        if (m_header.colours == Colours::Grey || m_header.colours == Colours::GreyAlpha)
            return false;
        m_paletteColours = content.size() / 3;
        const qsizetype most = m_header.colours == Colours::Palette ? 1 << m_header.depth : 256;
        return content.size() % 3 == 0 && m_paletteColours >= 1 && m_paletteColours <= most;
    }

    [[nodiscard]] bool takeTransparency(QByteArrayView content) const
    {
        switch (m_header.colours) {
        case Colours::Grey:
            return content.size() == 2;
        case Colours::True:
            return content.size() == 6;
        case Colours::Palette:
            return content.size() >= 1 && content.size() <= m_paletteColours;
        case Colours::GreyAlpha:
        case Colours::TrueAlpha:
            return false;
        }
        return false;
    }

    Part m_last = Part::Start;
    Header m_header;
    qsizetype m_paletteColours = 0;
    qsizetype m_dataBytes = 0;
};

Error invalid(const QString &sentence)
{
    return {ErrorCode::PictureInvalid, sentence, u"image"_s};
}

Error broken()
{
    return invalid(u"This is no plain PNG, or it is broken."_s);
}

} // namespace

Result<Done> checkPng(QByteArrayView image)
{
    if (image.size() > limits::pictureBytes)
        return invalid(u"A picture can have at most %1 KiB."_s.arg(limits::pictureBytes / 1024));
    if (!image.startsWith(signature))
        return invalid(u"A picture is a PNG."_s);
    ChunkWalk walk;
    QByteArrayView rest = image.sliced(signature.size());
    while (!walk.isOver()) {
        if (rest.size() < chunkFrame)
            return broken();
        const auto length = qFromBigEndian<quint32>(rest.data());
        if (length > rest.size() - chunkFrame)
            return broken();
        const QByteArrayView checked = rest.sliced(4, 4 + qsizetype(length));
        if (checksum(checked) != qFromBigEndian<quint32>(checked.data() + checked.size()))
            return broken();
        if (!walk.take(partOf(checked.first(4)), checked.sliced(4)))
            return broken();
        rest = rest.sliced(chunkFrame + qsizetype(length));
    }
    if (!rest.isEmpty())
        return broken();
    const Header &header = walk.header();
    if (header.width != header.height)
        return invalid(u"A picture is as wide as it is high."_s);
    if (header.width < 1 || header.width > limits::pictureSideMost)
        return invalid(
            u"A picture is at most %1 pixels wide and high."_s.arg(limits::pictureSideMost));
    return Done{};
}

} // namespace hobnob::server
