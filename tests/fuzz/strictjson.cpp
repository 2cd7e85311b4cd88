// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/protocol/strictjson.h"

#include "shared/limits.h"
#include "tests/fuzz/check.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdlib>

using namespace hobnob;

namespace
{

using fuzz::require;

/// What can be said of JSON text without reading it.
struct Outline {
    int members = 0;
    int depth = 0;
};

Outline outlineOf(QByteArrayView json)
{
    Outline outline;
    int depth = 0;
    bool inText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"')
            inText = !inText;
        else if (inText)
            i += c == '\\' ? 1 : 0;
        else if (c == ':')
            ++outline.members;
        else if (c == '{' || c == '[')
            outline.depth = std::max(outline.depth, ++depth);
        else if (c == '}' || c == ']')
            --depth;
    }
    return outline;
}

void checkText(const QString &text)
{
    require(text.isValidUtf16(), "no text has a lone surrogate");
    require(!text.contains(QChar(0)), "no text has a zero");
}

QJsonValue toQt(protocol::StrictJson::Value value)
{
    using Kind = protocol::StrictJson::Kind;
    switch (value.kind()) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Boolean:
        return value.boolean();
    case Kind::Whole:
        // Past this, whole numbers and fractions that were rounded to them are written alike.
        if (std::abs(value.whole()) > limits::maxInteger)
            return double(value.whole());
        return value.whole();
    case Kind::Vast:
    case Kind::Fraction:
        return value.number();
    case Kind::Text:
        return value.text();
    case Kind::List: {
        QJsonArray list;
        for (const auto entry : value)
            list.append(toQt(entry));
        require(list.size() == value.count(), "a list has as many entries as it says");
        return list;
    }
    case Kind::Object: {
        QJsonObject object;
        for (const auto member : value)
            object.insert(protocol::StrictJson::Value::decoded(member.key()), toQt(member));
        require(object.size() == value.count(), "an object has as many members as it says");
        return object;
    }
    }
    return {};
}

/// Looks into every value and counts the members of objects.
int membersIn(const QJsonValue &value)
{
    int members = 0;
    if (value.isString()) {
        checkText(value.toString());
    } else if (value.isArray()) {
        for (const auto entry : value.toArray())
            members += membersIn(entry);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            checkText(member.key());
            members += 1 + membersIn(*member);
        }
    }
    return members;
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    const auto json = protocol::StrictJson::parse(input);
    if (!json) {
        require(isFrameError(json.error().code), "a refusal is a frame's error");
        return;
    }
    const QJsonObject object = toQt(json->root()).toObject();
    const Outline outline = outlineOf(input);
    require(outline.depth <= limits::jsonDepth, "nothing is nested past the limit");
    require(membersIn(object) == outline.members, "no key stands twice, none is lost");
    const QByteArray again = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const auto same = protocol::StrictJson::parse(again);
    require(same.ok(), "what was read can be written and read again");
    require(toQt(same->root()) == object, "values are the same after a round trip");
    require(QJsonDocument::fromJson(input.toByteArray()).isObject(),
            "what we read is JSON for others too");
}
