// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/framereader.h"

#include "tests/fuzz/check.h"
#include "tests/support/rawrequest.h"

#include <QByteArrayList>

using namespace hobnob;
using server::FrameReader;
using Kind = FrameReader::Kind;

namespace
{

using fuzz::require;

/// Little, so that short inputs go past it.
constexpr qint64 messageBytes = 200;

class Heard final : public FrameReader::Sink
{
public:
    QByteArrayList frames;
    qint64 payloadBytes = 0;
    bool isClosed = false;

    bool frameRead(Kind kind, const QByteArray &payload) override
    {
        require(!isClosed, "nothing is read behind a close");
        const bool isMessage = kind == Kind::Text || kind == Kind::Binary;
        require(payload.size() <= (isMessage ? messageBytes : 125), "a payload has a bound");
        if (kind == Kind::Text)
            require(payload.isValidUtf8(), "text is UTF-8");
        if (kind == Kind::Close) {
            require(payload.size() != 1, "a close has a whole code or none");
            require(payload.mid(2).isValidUtf8(), "a reason is UTF-8");
            isClosed = true;
        }
        payloadBytes += payload.size();
        frames.append(char('0' + int(kind)) + payload);
        return !isClosed;
    }
};

struct Outcome {
    QByteArrayList frames;
    int code = 0;

    bool operator==(const Outcome &) const = default;
};

/// What comes of \a input in pieces of this size.
Outcome read(QByteArrayView input, qsizetype piece)
{
    FrameReader reader(messageBytes);
    Heard heard;
    Outcome outcome;
    for (qsizetype at = 0; at < input.size() && outcome.code == 0 && !heard.isClosed; at += piece) {
        QByteArray bytes = input.sliced(at, std::min(piece, input.size() - at)).toByteArray();
        if (const auto violation = reader.read({bytes.data(), size_t(bytes.size())}, heard)) {
            require(!violation->reason.isEmpty(), "a violation has a reason");
            outcome.code = int(violation->code);
        }
    }
    require(heard.payloadBytes <= input.size(), "what is read was there");
    outcome.frames = heard.frames;
    return outcome;
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    const Outcome whole = read(input, std::max<qsizetype>(1, input.size()));
    for (const qsizetype piece : {1, 2, 3, 7})
        require(read(input, piece) == whole, "how the bytes are cut changes nothing");

    // Whatever it is, a message can carry it.
    const QByteArray payload =
        input.first(std::min<qsizetype>(input.size(), messageBytes)).toByteArray();
    const QByteArray half = payload.first(payload.size() / 2);
    const Outcome carried =
        read(server::test::maskedFrame(half, '\x02') + server::test::maskedFrame({}, '\x89') +
                 server::test::maskedFrame(payload.sliced(half.size()), '\x80'),
             5);
    require(carried == Outcome{{"3", "1" + payload}, 0}, "bytes in two fragments are a message");
}
