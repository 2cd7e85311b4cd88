// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/protocol/codec.h"

#include "shared/protocol/schema.h"
#include "shared/protocol/strictjson.h"
#include "shared/text.h"

#include <algorithm>
#include <concepts>

namespace hobnob::protocol
{

using namespace Qt::StringLiterals;

namespace
{

using hobnob::Error;
using Json = StrictJson::Value;
using Kind = StrictJson::Kind;

template <typename T>
inline constexpr bool isOptional = false;
template <typename T>
inline constexpr bool isOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool isList = false;
template <typename T>
inline constexpr bool isList<QList<T>> = true;
template <typename T>
concept Identifier = std::same_as<T, RoomId> || std::same_as<T, UserId> ||
    std::same_as<T, ClientId> || std::same_as<T, SessionKey>;
template <typename T>
concept Number = std::same_as<T, qint64> || std::same_as<T, Seq> || std::same_as<T, Timestamp> ||
    std::same_as<T, RequestId>;

struct Bounds {
    QStringView name;
    qint64 least;
    qint64 most;
};

Error wrong(ErrorCode code, QStringView field, const QString &what)
{
    return Error{code, u"The field \"%1\" %2."_s.arg(field, what), field.toString()};
}

template <typename T>
Result<T> fromObject(Json object);

Result<QString> textFrom(Json json, const Bounds &bounds)
{
    if (json.kind() != Kind::Text)
        return wrong(ErrorCode::WrongKind, bounds.name, u"must be text"_s);
    QString text = json.text();
    // Characters are never more than code units.
    if (text.size() > bounds.most && characterCount(text) > bounds.most)
        return wrong(ErrorCode::TooLong, bounds.name,
                     u"is longer than %1 characters"_s.arg(bounds.most));
    return text;
}

Result<qint64> numberFrom(Json json, const Bounds &bounds)
{
    if (json.kind() != Kind::Whole && json.kind() != Kind::Vast)
        return wrong(ErrorCode::WrongKind, bounds.name, u"must be a whole number"_s);
    if (json.kind() == Kind::Vast || json.whole() < bounds.least || json.whole() > bounds.most)
        return wrong(ErrorCode::OutOfRange, bounds.name,
                     u"must be from %1 to %2"_s.arg(bounds.least).arg(bounds.most));
    return json.whole();
}

template <Identifier T>
Result<T> identifierFrom(Json json, const Bounds &bounds)
{
    auto text = textFrom(json, {bounds.name, 1, limits::idCharacters});
    if (!text)
        return text.error();
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    };
    const QByteArrayView bytes = json.bytes();
    if (bytes.isEmpty() || !std::all_of(bytes.begin(), bytes.end(), allowed))
        return wrong(ErrorCode::BadText, bounds.name,
                     u"must be of the characters A-Z, a-z, 0-9, - and _"_s);
    return T{*std::move(text)};
}

template <typename T>
Result<T> fromJson(Json json, const Bounds &bounds);

template <typename T>
Result<QList<T>> listFrom(Json json, const Bounds &bounds)
{
    if (json.kind() != Kind::List)
        return wrong(ErrorCode::WrongKind, bounds.name, u"must be a list"_s);
    if (json.count() > bounds.most)
        return wrong(ErrorCode::TooMany, bounds.name,
                     u"has more than %1 entries"_s.arg(bounds.most));
    QList<T> list;
    list.reserve(json.count());
    for (const auto entry : json) {
        auto value = fromJson<T>(entry, {bounds.name, 0, limits::capabilityCharacters});
        if (!value)
            return value.error();
        list.append(*std::move(value));
    }
    return list;
}

template <NamedEnum T>
Result<T> enumFrom(Json json, const Bounds &bounds)
{
    for (size_t i = 0; i < enumNames<T>.size(); ++i) {
        if (json.kind() == Kind::Text && isAscii(json.bytes(), enumNames<T>.at(i)))
            return static_cast<T>(i);
    }
    QStringList names;
    for (const QStringView known : enumNames<T>)
        names.append(u"\"%1\""_s.arg(known));
    return wrong(ErrorCode::WrongKind, bounds.name, u"must be %1"_s.arg(names.join(u" or "_s)));
}

Result<ErrorCode> errorCodeFrom(Json json, const Bounds &bounds)
{
    if (json.kind() != Kind::Text)
        return wrong(ErrorCode::WrongKind, bounds.name, u"must be text"_s);
    // A newer server may know codes that we do not; its sentence still says what is wrong.
    return errorFromName(json.text()).value_or(ErrorCode::Internal);
}

template <typename T>
Result<T> fromJson(Json json, const Bounds &bounds)
{
    if constexpr (Identifier<T>) {
        return identifierFrom<T>(json, bounds);
    } else if constexpr (Number<T>) {
        const auto whole = numberFrom(json, bounds);
        return whole ? Result<T>(T{*whole}) : Result<T>(whole.error());
    } else if constexpr (std::same_as<T, QString>) {
        return textFrom(json, bounds);
    } else if constexpr (std::same_as<T, bool>) {
        return json.kind() == Kind::Boolean ? Result<bool>(json.boolean())
                                            : Result<bool>(wrong(ErrorCode::WrongKind, bounds.name,
                                                                 u"must be true or false"_s));
    } else if constexpr (NamedEnum<T>) {
        return enumFrom<T>(json, bounds);
    } else if constexpr (std::same_as<T, ErrorCode>) {
        return errorCodeFrom(json, bounds);
    } else if constexpr (isList<T>) {
        return listFrom<typename T::value_type>(json, bounds);
    } else {
        if (json.kind() != Kind::Object)
            return wrong(ErrorCode::WrongKind, bounds.name, u"must be an object"_s);
        return fromObject<T>(json);
    }
}

template <typename T>
Result<T> fromObject(Json object)
{
    T message;
    std::optional<Error> error;
    // Whoever writes the fields in the schema's order has each of them found at once.
    auto next = object.begin();
    const auto find = [&](QStringView name) -> std::optional<Json> {
        if (next != object.end() && (*next).hasKey(name)) {
            const Json found = *next;
            ++next;
            return found;
        }
        return object.find(name);
    };
    const auto take = [&](const auto &field) {
        using Value = std::decay_t<decltype(message.*field.member)>;
        const QStringView name(field.name);
        const auto found = find(name);
        const auto store = [&](auto value) {
            if (value)
                message.*field.member = *std::move(value);
            else
                error = value.error();
            return value.ok();
        };
        const Bounds bounds{name, field.least, field.most};
        if constexpr (isOptional<Value>) {
            return !found || store(fromJson<typename Value::value_type>(*found, bounds));
        } else {
            if (!found) {
                error = wrong(ErrorCode::MissingField, name, u"is missing"_s);
                return false;
            }
            return store(fromJson<Value>(*found, bounds));
        }
    };
    const bool complete =
        std::apply([&](const auto &...field) { return (take(field) && ...); }, Schema<T>::fields());
    if (!complete)
        return *error;
    return message;
}

/// Tries the alternatives of the variant by their wire names.
template <typename Message, size_t Index = 0>
Result<Message> fromTyped(Json object, Json type)
{
    if constexpr (Index == std::variant_size_v<Message>) {
        return Error{ErrorCode::UnknownType,
                     u"There is no message of the type \"%1\"."_s.arg(excerpt(type.text(), 40)),
                     u"type"_s};
    } else {
        using Alternative = std::variant_alternative_t<Index, Message>;
        if (!isAscii(type.bytes(), Schema<Alternative>::type))
            return fromTyped<Message, Index + 1>(object, type);
        auto message = fromObject<Alternative>(object);
        return message ? Result<Message>(Message(*std::move(message)))
                       : Result<Message>(message.error());
    }
}

template <typename Message>
Result<Message> decodeVariant(QByteArrayView frame)
{
    const auto json = StrictJson::parse(frame);
    if (!json)
        return json.error();
    const auto type = json->root().find(u"type");
    if (!type)
        return wrong(ErrorCode::MissingField, u"type", u"is missing"_s);
    if (type->kind() != Kind::Text)
        return wrong(ErrorCode::WrongKind, u"type", u"must be text"_s);
    return fromTyped<Message>(json->root(), *type);
}

template <typename Message>
std::optional<RequestId> idOfVariant(const Message &message)
{
    return std::visit(
        [](const auto &m) -> std::optional<RequestId> {
            if constexpr (requires { m.id; })
                return m.id;
            else
                return std::nullopt;
        },
        message);
}

} // namespace

Result<ClientMessage> decodeClientMessage(QByteArrayView frame)
{
    return decodeVariant<ClientMessage>(frame);
}
Result<ServerMessage> decodeServerMessage(QByteArrayView frame)
{
    return decodeVariant<ServerMessage>(frame);
}

std::optional<RequestId> requestIdOf(QByteArrayView frame)
{
    const auto json = StrictJson::parse(frame);
    const auto found = json ? json->root().find(u"id") : std::nullopt;
    if (!found)
        return std::nullopt;
    const auto id = numberFrom(*found, {u"id", 1, limits::maxInteger});
    return id ? std::optional(RequestId{*id}) : std::nullopt;
}

std::optional<RequestId> requestIdOf(const ClientMessage &message)
{
    return idOfVariant(message);
}
std::optional<RequestId> requestIdOf(const ServerMessage &message)
{
    return idOfVariant(message);
}

protocol::Error toMessage(const hobnob::Error &error, std::optional<RequestId> id)
{
    protocol::Error message{
        .id = id, .code = error.code, .message = error.sentence, .field = {}, .retryAfter = {}};
    if (!error.field.isEmpty())
        message.field = error.field;
    if (error.retryAfter)
        message.retryAfter = error.retryAfter->count();
    return message;
}

} // namespace hobnob::protocol
