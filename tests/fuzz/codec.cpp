// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/protocol/codec.h"

#include "shared/limits.h"
#include "tests/fuzz/check.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace hobnob;
using namespace hobnob::protocol;

namespace
{

using fuzz::require;

/// Codes that we do not know are taken as "internal", which may be the longer word.
constexpr qsizetype longestCode = 8;

bool isPartOf(const QJsonValue &part, const QJsonValue &whole);

bool isPartOf(const QJsonObject &part, const QJsonObject &whole)
{
    for (auto field = part.begin(); field != part.end(); ++field) {
        const auto other = whole.constFind(field.key());
        if (other == whole.constEnd())
            return false;
        if (field.key() != u"code" && !isPartOf(*field, *other))
            return false;
    }
    return true;
}

bool isPartOf(const QJsonValue &part, const QJsonValue &whole)
{
    if (part.isObject())
        return whole.isObject() && isPartOf(part.toObject(), whole.toObject());
    if (!part.isArray())
        return part == whole;
    const QJsonArray some = part.toArray();
    const QJsonArray all = whole.toArray();
    if (!whole.isArray() || some.size() != all.size())
        return false;
    for (qsizetype i = 0; i < some.size(); ++i) {
        if (!isPartOf(some[i], all[i]))
            return false;
    }
    return true;
}

template <typename Decode>
void checkRoundTrip(QByteArrayView frame, Decode decode)
{
    const auto message = decode(frame);
    if (!message) {
        require(isFrameError(message.error().code), "a frame is refused with a frame's error");
        require(!message.error().sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    const QByteArray encoded = encode(*message);
    require(encoded.size() <= frame.size() + longestCode,
            "what is read from a frame fits a frame again");
    const auto again = decode(encoded);
    require(again.ok(), "what was read can be written and read again");
    require(encode(*again) == encoded, "a message is the same after a round trip");
    // Qt's reader is lenient, but it is another one than ours.
    const auto theirs = QJsonDocument::fromJson(frame.toByteArray());
    require(theirs.isObject(), "what we read is JSON for others too");
    require(isPartOf(QJsonDocument::fromJson(encoded).object(), theirs.object()),
            "every field has the value that stands in the frame");
    if (const auto id = requestIdOf(*message))
        require(requestIdOf(frame) == id, "the id is found without the message");
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    if (input.size() > limits::frameBytes)
        return;
    checkRoundTrip(input, &decodeClientMessage);
    checkRoundTrip(input, &decodeServerMessage);
}
