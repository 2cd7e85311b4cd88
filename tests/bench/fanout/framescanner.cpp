// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/framescanner.h"

namespace hobnob::bench
{

namespace
{

constexpr char finalText = char(0x81);
constexpr char finalPing = char(0x89);
constexpr char finalPong = char(0x8a);
constexpr char finalClose = char(0x88);

uint64_t bigEndian(std::string_view bytes)
{
    uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | uint8_t(byte);
    return value;
}

void appendFrame(std::string &out, char first, std::string_view payload)
{
    const size_t size = payload.size();
    out += first;
    if (size < 126) {
        out += char(0x80 | size);
    } else {
        out += char(0x80 | 126);
        out += char(size >> 8);
        out += char(size);
    }
    out.append(4, '\0');
    out += payload;
}

} // namespace

size_t FrameScanner::next(std::string_view bytes, Frame &frame)
{
    if (m_framing == Framing::Lines)
        return nextLine(bytes, frame);
    return m_isOpen ? nextWebSocketFrame(bytes, frame) : nextHead(bytes, frame);
}

size_t FrameScanner::nextLine(std::string_view bytes, Frame &frame) const
{
    const size_t end = bytes.find('\n');
    if (end == std::string_view::npos)
        return 0;
    frame = {Kind::Text, bytes.substr(0, end > 0 && bytes[end - 1] == '\r' ? end - 1 : end)};
    return end + 1;
}

size_t FrameScanner::nextHead(std::string_view bytes, Frame &frame)
{
    const size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    frame = {Kind::Head, bytes.substr(0, end)};
    if (frame.bytes.starts_with("HTTP/1.1 101 "))
        m_isOpen = true;
    else
        frame.kind = Kind::Broken;
    return end + 4;
}

size_t FrameScanner::nextWebSocketFrame(std::string_view bytes, Frame &frame) const
{
    if (bytes.size() < 2)
        return 0;
    size_t head = 2;
    uint64_t size = uint8_t(bytes[1]);
    if ((size & 0x80) != 0) {
        frame = {Kind::Broken, "a server masks nothing"};
        return bytes.size();
    }
    if (size >= 126) {
        head = size == 126 ? 4 : 10;
        if (bytes.size() < head)
            return 0;
        size = bigEndian(bytes.substr(2, head - 2));
    }
    if (bytes.size() - head < size)
        return 0;
    frame.bytes = bytes.substr(head, size);
    switch (bytes[0]) {
    case finalText:
        frame.kind = Kind::Text;
        break;
    case finalPing:
        frame.kind = Kind::Ping;
        break;
    case finalClose:
        frame.kind = Kind::Closed;
        break;
    default:
        frame = {Kind::Broken, "a frame that is neither text nor ping nor close"};
    }
    return head + size;
}

std::string webSocketRequest(std::string_view path)
{
    return "GET " + std::string(path) +
           " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
}

void appendTextFrame(std::string &out, std::string_view payload)
{
    appendFrame(out, finalText, payload);
}

void appendPong(std::string &out, std::string_view payload)
{
    appendFrame(out, finalPong, payload);
}

} // namespace hobnob::bench
