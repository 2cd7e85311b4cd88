// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/requesthead.h"

#include "shared/limits.h"
#include "tests/fuzz/check.h"

using namespace hobnob;
using server::RequestHead;
using State = RequestHead::State;

namespace
{

using fuzz::require;

/// What another server, a lenient one, could take for the end of a line or of a header.
void checkLines(QByteArrayView head)
{
    require(head.endsWith("\r\n\r\n"), "a head ends with an empty line");
    for (qsizetype i = 0; i < head.size(); ++i) {
        require(head[i] != '\0', "a head has no zero");
        require(head[i] != '\n' || (i > 0 && head[i - 1] == '\r'), "no bare line feed");
        require(head[i] != '\r' || (i + 1 < head.size() && head[i + 1] == '\n'),
                "no bare carriage return");
        if (i > 0 && head[i - 1] == '\n')
            require(head[i] != ' ' && head[i] != '\t', "no folded line");
    }
}

void checkMeaning(const RequestHead &head)
{
    require(!head.method().isEmpty() && !head.method().contains(' '), "a method is one word");
    require(head.path().startsWith('/') || head.path() == "*", "a path begins with a slash");
    require(!head.path().contains('?'), "a path has no query");
    require(head.header("HOST").has_value(), "a head has a host");
    const auto length = head.header("Content-Length");
    if (head.header("Transfer-Encoding")) {
        require(!length && head.bodyBytes() == -1, "a body has chunks or a length, never both");
        return;
    }
    quint64 bytes = 0;
    for (const char digit : length.value_or(QByteArray())) {
        require(digit >= '0' && digit <= '9', "a length is of digits");
        bytes = bytes * 10 + static_cast<quint64>(digit - '0');
    }
    require(head.bodyBytes() >= 0 && static_cast<quint64>(head.bodyBytes()) == bytes,
            "a length is the number that stands there");
    if (head.isWebSocketUpgrade())
        require(head.list("UPGRADE").toLower().contains("websocket"), "an upgrade names websocket");
}

/// \a head with one more header, so that it has \a bytes.
QByteArray padded(QByteArrayView head, qsizetype bytes)
{
    QByteArray result = head.chopped(2).toByteArray() + "X-Padding: ";
    result.append(std::max<qsizetype>(0, bytes - result.size() - 4), 'a');
    return result + "\r\n\r\n";
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    const RequestHead head = RequestHead::parse(input);
    // A head comes in pieces: what was decided about its beginning stays.
    for (const qsizetype quarters : {1, 2, 3}) {
        const auto early = RequestHead::parse(input.first(input.size() * quarters / 4)).state();
        require(early == State::Incomplete || early == head.state(),
                "what was decided stays when more arrives");
    }
    if (head.state() != State::Complete)
        return;
    const qsizetype end = input.indexOf("\r\n\r\n");
    require(end >= 0 && end + 4 <= limits::requestHeadBytes, "a complete head is all there");
    const QByteArrayView bytes = input.first(end + 4);
    checkLines(bytes);
    checkMeaning(head);
    require(RequestHead::parse(bytes).state() == State::Complete,
            "a head does not need what follows it");
    require(RequestHead::parse(bytes.chopped(1)).state() == State::Incomplete,
            "a head without its last byte is not complete");
    // Dear, so only for some of the inputs, and always for the same ones.
    if (bytes.size() % 8 == 0 && bytes.size() < limits::requestHeadBytes / 2) {
        const int most = limits::requestHeadBytes;
        require(RequestHead::parse(padded(bytes, most)).state() == State::Complete,
                "the largest head is not too large");
        require(RequestHead::parse(padded(bytes, most + 1)).state() == State::TooLarge,
                "a head past the limit is too large");
    }
}
