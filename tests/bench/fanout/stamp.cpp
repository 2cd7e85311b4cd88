// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/stamp.h"

#include <cstring>

namespace hobnob::bench
{

namespace
{

constexpr std::string_view mark = "zq";
constexpr std::string_view hexadecimal = "0123456789abcdef";
constexpr size_t digits = 8;
static_assert(stampBytes == mark.size() + 2 * digits + 2);

void appendDigits(std::string &out, uint32_t value)
{
    for (int shift = 28; shift >= 0; shift -= 4)
        out += hexadecimal.at((value >> shift) & 15);
}

/// Nothing when one of them is no digit.
std::optional<uint32_t> digitsAt(const char *at)
{
    uint32_t value = 0;
    for (size_t i = 0; i < digits; ++i) {
        const char c = at[i];
        if (c >= '0' && c <= '9')
            value = value << 4 | uint32_t(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value << 4 | uint32_t(c - 'a' + 10);
        else
            return {};
    }
    return value;
}

std::optional<Stamp> stampAt(std::string_view frame, size_t at)
{
    if (at + stampBytes > frame.size())
        return {};
    const char *bytes = frame.data() + at;
    if (std::memcmp(bytes, mark.data(), mark.size()) != 0 || bytes[mark.size() + digits] != '-' ||
        bytes[stampBytes - 1] != ';')
        return {};
    const auto sender = digitsAt(bytes + mark.size());
    const auto number = digitsAt(bytes + mark.size() + digits + 1);
    if (!sender || !number)
        return {};
    return Stamp{*sender, *number};
}

} // namespace

std::string stampedText(Stamp stamp, size_t bytes)
{
    std::string text(mark);
    text.reserve(bytes);
    appendDigits(text, stamp.sender);
    text += '-';
    appendDigits(text, stamp.number);
    text += ';';
    // Different words in each, as people say different things: an index has to take them all.
    uint32_t state = stamp.sender * 2654435761U + stamp.number * 40503U + 1;
    while (text.size() < bytes) {
        state = state * 1664525U + 1013904223U;
        const bool atWordEnd = text.back() == ' ' || text.back() == ';' || text.size() + 1 == bytes;
        text += !atWordEnd && state >> 29 == 0 ? ' ' : char('a' + (state >> 16) % 16);
    }
    return text;
}

std::optional<Stamp> StampFinder::find(std::string_view frame)
{
    if (m_fromEnd <= frame.size()) {
        if (const auto stamp = stampAt(frame, frame.size() - m_fromEnd))
            return stamp;
    }
    for (size_t at = frame.find(mark); at != std::string_view::npos;
         at = frame.find(mark, at + 1)) {
        if (const auto stamp = stampAt(frame, at)) {
            m_fromEnd = frame.size() - at;
            return stamp;
        }
    }
    return {};
}

} // namespace hobnob::bench
