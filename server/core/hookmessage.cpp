// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookmessage.h"

#include "shared/limits.h"
#include "shared/protocol/strictjson.h"
#include "shared/text.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::StrictJson;

namespace
{

/// Nothing when there is no such field. Errors: WrongKind.
Result<std::optional<QString>> textOf(const StrictJson::Value &object, const QString &field)
{
    const auto value = object.find(field);
    if (!value)
        return std::optional<QString>();
    if (value->kind() != StrictJson::Kind::Text)
        return Error{ErrorCode::WrongKind, u"The field \"%1\" must be text."_s.arg(field), field};
    return std::optional(value->text());
}

bool isId(const QString &text)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') ||
               c == u'-' || c == u'_';
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAllowed);
}

} // namespace

Result<HookMessage> HookMessage::parse(QByteArrayView json)
{
    const auto parsed = StrictJson::parse(json);
    if (!parsed)
        return parsed.error();
    const auto object = parsed->root();
    const auto text = textOf(object, u"text"_s);
    const auto username = textOf(object, u"username"_s);
    const auto id = textOf(object, u"id"_s);
    for (const auto *field : {&text, &username, &id}) {
        if (!*field)
            return field->error();
    }
    if (!*text)
        return Error{ErrorCode::MissingField, u"The field \"text\" is missing."_s, u"text"_s};
    HookMessage message{.text = **text};
    if (*username) {
        const auto name = cleanName(**username);
        if (!name)
            return Error{name.error().code, name.error().sentence, u"username"_s};
        message.username = *name;
    }
    if (*id) {
        if ((*id)->size() > limits::idCharacters)
            return Error{ErrorCode::TooLong,
                         u"The field \"id\" has at most %1 characters."_s.arg(limits::idCharacters),
                         u"id"_s};
        if (!isId(**id))
            return Error{ErrorCode::BadText,
                         u"The field \"id\" is made of letters, digits, - and _."_s, u"id"_s};
        message.id = ClientId(**id);
    }
    return message;
}

} // namespace hobnob::server
