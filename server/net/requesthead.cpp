// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/requesthead.h"

#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

namespace
{

/// RFC 9110, section 5.6.2.
bool isTokenCharacter(char c)
{
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    return letter || digit || (c != 0 && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// Of a target; a fragment is the client's own affair and never sent.
bool isTargetCharacter(char c)
{
    return c > 0x20 && c < 0x7f && c != '#';
}

bool isValueCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

/// Only what RFC 9110 lets stand around a value: no other white space, line feeds least of all.
QByteArrayView withoutPadding(QByteArrayView value)
{
    const auto isPadding = [](char c) { return c == ' ' || c == '\t'; };
    while (!value.isEmpty() && isPadding(value.front()))
        value = value.sliced(1);
    while (!value.isEmpty() && isPadding(value.back()))
        value.chop(1);
    return value;
}

bool equal(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

RequestHead RequestHead::parse(QByteArrayView bytes)
{
    const QByteArrayView all = bytes;
    // Whoever speaks something else (TLS, for one) need not wait for the end of a line.
    const qsizetype looked = std::min<qsizetype>(bytes.size(), 3);
    if (!std::all_of(bytes.begin(), bytes.begin() + looked,
                     [](char c) { return c >= 'A' && c <= 'Z'; }))
        return RequestHead(State::Malformed);

    RequestHead head(State::Complete);
    for (bool first = true;; first = false) {
        const qsizetype end = bytes.indexOf("\r\n");
        if (end < 0)
            return RequestHead(all.size() > limits::requestHeadBytes ? State::TooLarge
                                                                     : State::Incomplete);
        const QByteArrayView line = bytes.first(end);
        bytes = bytes.sliced(end + 2);
        if (line.isEmpty() && !first)
            break;
        const bool good = first ? head.readRequestLine(line) : head.readHeader(line);
        if (!good)
            return RequestHead(State::Malformed);
    }
    head.m_bytes = all.size() - bytes.size();
    if (head.m_bytes > limits::requestHeadBytes)
        return RequestHead(State::TooLarge);
    return head.isConsistent() ? head : RequestHead(State::Malformed);
}

bool RequestHead::readRequestLine(QByteArrayView line)
{
    const qsizetype afterMethod = line.indexOf(' ');
    const qsizetype afterTarget = line.lastIndexOf(' ');
    if (afterMethod <= 0 || afterTarget <= afterMethod)
        return false;
    const QByteArrayView method = line.first(afterMethod);
    const QByteArrayView target = line.sliced(afterMethod + 1, afterTarget - afterMethod - 1);
    const QByteArrayView version = line.sliced(afterTarget + 1);
    if (!isToken(method) || target.isEmpty() ||
        !std::all_of(target.begin(), target.end(), isTargetCharacter) ||
        (version != "HTTP/1.1" && version != "HTTP/1.0"))
        return false;
    // "//name/path" is a path to some readers, and another server's to others.
    if ((target.front() != '/' && target != "*") || target.startsWith("//"))
        return false;
    m_method = method.toByteArray();
    m_isOld = version == "HTTP/1.0";
    const qsizetype query = target.indexOf('?');
    m_path = (query < 0 ? target : target.first(query)).toByteArray();
    if (query >= 0)
        m_query = target.sliced(query + 1).toByteArray();
    return true;
}

bool RequestHead::readHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return false;
    // A folded line starts with a space, which is in no name.
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = withoutPadding(line.sliced(colon + 1));
    if (!isName(name) || !isValue(value))
        return false;
    m_headers.append({name.toByteArray(), value.toByteArray()});
    return true;
}

bool RequestHead::isConsistent() const
{
    if (countOf("host") != 1 || countOf("origin") > 1 || countOf("content-length") > 1)
        return false;
    const auto length = header("content-length");
    if (!length)
        return true;
    const bool number =
        !length->isEmpty() && length->size() <= 18 &&
        std::all_of(length->begin(), length->end(), [](char c) { return c >= '0' && c <= '9'; });
    return number && !header("transfer-encoding");
}

qsizetype RequestHead::countOf(QByteArrayView name) const
{
    return std::count_if(m_headers.begin(), m_headers.end(),
                         [&](const Header &h) { return equal(h.name, name); });
}

std::optional<QByteArray> RequestHead::header(QByteArrayView name) const
{
    const auto found = std::find_if(m_headers.begin(), m_headers.end(),
                                    [&](const Header &h) { return equal(h.name, name); });
    if (found == m_headers.end())
        return std::nullopt;
    return found->value;
}

QByteArray RequestHead::list(QByteArrayView name) const
{
    QByteArray values;
    for (const auto &candidate : m_headers) {
        if (equal(candidate.name, name))
            values += (values.isEmpty() ? "" : ",") + candidate.value;
    }
    return values;
}

bool RequestHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    for (const auto &candidate : m_headers) {
        if (!equal(candidate.name, name))
            continue;
        for (const auto &part : candidate.value.split(',')) {
            if (equal(withoutPadding(part), token))
                return true;
        }
    }
    return false;
}

qint64 RequestHead::bodyBytes() const
{
    return header("transfer-encoding") ? -1 : header("content-length").value_or("0").toLongLong();
}

bool RequestHead::isWebSocketUpgrade() const
{
    return m_method == "GET" && hasToken("connection", "upgrade") &&
           hasToken("upgrade", "websocket");
}

bool RequestHead::isLast() const
{
    return m_isOld || hasToken("connection", "close");
}

bool RequestHead::isName(QByteArrayView text)
{
    return isToken(text);
}

bool RequestHead::isValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isValueCharacter);
}

} // namespace hobnob::server
