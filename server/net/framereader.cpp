// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/framereader.h"

#include "shared/limits.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using QWebSocketProtocol::CloseCode;

namespace
{

constexpr quint8 finalBit = 0x80;
constexpr quint8 reservedBits = 0x70;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 maskBit = 0x80;
constexpr quint8 lengthBits = 0x7f;
constexpr quint8 length16 = 126;
constexpr quint8 length64 = 127;
constexpr quint64 controlBytes = 125;
constexpr qsizetype maskBytes = 4;

enum Opcode : quint8 {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xa,
};

FrameReader::Violation broken(const QString &how)
{
    return {CloseCode::CloseCodeProtocolError, how};
}

/// Codes that may come over the wire (RFC 6455, section 7.4, and what was registered later).
bool isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006) ||
           (code >= 3000 && code <= 4999);
}

std::optional<FrameReader::Violation> checkClose(const QByteArray &payload)
{
    if (payload.isEmpty())
        return std::nullopt;
    if (payload.size() == 1 || !isCloseCode(qFromBigEndian<quint16>(payload.constData())))
        return broken(u"no such close code"_s);
    if (!payload.sliced(2).isValidUtf8())
        return FrameReader::Violation{CloseCode::CloseCodeWrongDatatype,
                                      u"the reason is not UTF-8"_s};
    return std::nullopt;
}

FrameReader::Kind kindOf(quint8 opcode)
{
    switch (opcode) {
    case Text:
        return FrameReader::Kind::Text;
    case Binary:
        return FrameReader::Kind::Binary;
    case Close:
        return FrameReader::Kind::Close;
    case Ping:
        return FrameReader::Kind::Ping;
    default:
        return FrameReader::Kind::Pong;
    }
}

} // namespace

std::optional<FrameReader::Violation> FrameReader::read(std::span<char> bytes, Sink &sink)
{
    while (!bytes.empty() || (m_inPayload && m_rest == 0)) {
        if (!m_inPayload) {
            m_head.at(m_headSize++) = bytes.front();
            bytes = bytes.subspan(1);
            if (auto violation = readHead())
                return violation;
            continue;
        }
        const auto count = size_t(std::min<quint64>(m_rest, bytes.size()));
        take(bytes.first(count));
        bytes = bytes.subspan(count);
        if (m_rest > 0)
            continue;
        std::optional<Violation> violation;
        if (!end(sink, violation))
            return violation;
    }
    return std::nullopt;
}

std::optional<FrameReader::Violation> FrameReader::readHead()
{
    if (m_headSize < 2)
        return std::nullopt;
    const auto second = quint8(m_head.at(1));
    if (m_headSize == 2) {
        if (auto violation = checkFirst(quint8(m_head.at(0)), second))
            return violation;
    }
    const quint8 shortLength = second & lengthBits;
    const int more = shortLength == length64 ? 8 : shortLength == length16 ? 2 : 0;
    if (m_headSize < 2 + more + maskBytes)
        return std::nullopt;
    const char *at = m_head.data() + 2;
    const quint64 length = more == 8   ? qFromBigEndian<quint64>(at)
                           : more == 2 ? quint64(qFromBigEndian<quint16>(at))
                                       : quint64(shortLength);
    // Two readers that count differently would see different frames.
    if ((more == 2 && length < length16) || (more == 8 && length <= 0xffff))
        return broken(u"a length is longer than it needs to be"_s);
    std::copy_n(at + more, maskBytes, m_mask.begin());
    m_headSize = 0;
    m_maskAt = 0;
    return begin(length);
}

std::optional<FrameReader::Violation> FrameReader::checkFirst(quint8 first, quint8 second)
{
    m_opcode = first & opcodeBits;
    m_isFinal = (first & finalBit) != 0;
    if ((second & maskBit) == 0)
        return broken(u"frames must be masked"_s);
    if ((first & reservedBits) != 0)
        return broken(u"reserved bits are set"_s);
    switch (m_opcode) {
    case Close:
    case Ping:
    case Pong:
        return m_isFinal ? std::nullopt
                         : std::optional(broken(u"a control frame is never in fragments"_s));
    case Continuation:
        if (m_messageOpcode == 0)
            return broken(u"nothing to continue"_s);
        break;
    case Text:
    case Binary:
        if (m_messageOpcode != 0)
            return broken(u"a message begins inside another"_s);
        m_messageOpcode = m_opcode;
        m_fragments = 0;
        break;
    default:
        return broken(u"no such opcode"_s);
    }
    if (++m_fragments > limits::messageFragments)
        return Violation{CloseCode::CloseCodePolicyViolated, u"too many fragments"_s};
    return std::nullopt;
}

std::optional<FrameReader::Violation> FrameReader::begin(quint64 length)
{
    if (length >> 63 != 0)
        return broken(u"no such length"_s);
    if (isControl() && length > controlBytes)
        return broken(u"a control frame is too long"_s);
    if (!isControl() && length > quint64(m_messageBytes - m_message.size()))
        return Violation{CloseCode::CloseCodeTooMuchData, u"too-long"_s};
    m_rest = length;
    m_inPayload = true;
    return std::nullopt;
}

void FrameReader::take(std::span<char> payload)
{
    for (char &byte : payload)
        byte = char(byte ^ m_mask.at(m_maskAt++ & 3));
    m_maskAt &= 3;
    m_rest -= payload.size();
    (isControl() ? m_control : m_message).append(payload.data(), qsizetype(payload.size()));
}

bool FrameReader::end(Sink &sink, std::optional<Violation> &violation)
{
    m_inPayload = false;
    if (isControl()) {
        const QByteArray payload = std::exchange(m_control, {});
        if (m_opcode == Close)
            violation = checkClose(payload);
        return !violation && sink.frameRead(kindOf(m_opcode), payload);
    }
    if (!m_isFinal)
        return true;
    const QByteArray message = std::exchange(m_message, {});
    const auto opcode = std::exchange(m_messageOpcode, quint8(0));
    if (opcode == Text && !message.isValidUtf8()) {
        violation = Violation{CloseCode::CloseCodeWrongDatatype, u"text is not UTF-8"_s};
        return false;
    }
    return sink.frameRead(kindOf(opcode), message);
}

} // namespace hobnob::server
