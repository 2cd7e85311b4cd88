// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketpacket.h"

#include "shared/limits.h"

#include <algorithm>
#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::StrictJson;
using Type = SocketPacket::Type;
using Head = SocketPacket::Head;
using Kind = StrictJson::Kind;

namespace
{

bool isBinary(Type type)
{
    return type == Type::BinaryEvent || type == Type::BinaryAck;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes the number that \a text begins with, if it begins with one as an encoder writes it.
Result<std::optional<qint64>> takeNumber(QByteArrayView &text, qint64 most)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const auto digits = text.first(end - text.begin());
    if (digits.isEmpty())
        return std::optional<qint64>();
    // As many digits as the largest has: no number of them overflows.
    if ((digits.size() > 1 && digits.front() == '0') || digits.size() > 16)
        return Error{ErrorCode::OutOfRange, u"A packet's number is out of range."_s};
    const qint64 number = digits.toLongLong();
    if (number > most)
        return Error{ErrorCode::OutOfRange, u"A packet's number is out of range."_s};
    text = text.sliced(digits.size());
    return std::optional(number);
}

std::optional<Error> takeAttachments(QByteArrayView &text, Head &head)
{
    const auto count = takeNumber(text, limits::socketAttachments);
    if (!count)
        return count.error();
    if (!*count || **count == 0 || !text.startsWith('-'))
        return Error{ErrorCode::MissingField, u"A binary packet says how much follows."_s};
    head.attachments = **count;
    text = text.sliced(1);
    return {};
}

std::optional<Error> takePlace(QByteArrayView &text, Head &head)
{
    if (!text.startsWith('/'))
        return {};
    const qsizetype comma = text.indexOf(',');
    const QByteArrayView place = comma < 0 ? text : text.first(comma);
    if (place.size() > limits::socketPlaceBytes)
        return Error{ErrorCode::TooLong, u"The name of a namespace is too long."_s};
    if (std::any_of(place.begin(), place.end(), [](char c) { return c <= ' ' || c > '~'; }))
        return Error{ErrorCode::BadText, u"The name of a namespace has printable ASCII."_s};
    head.place = place.toByteArray();
    text = text.sliced(comma < 0 ? text.size() : comma + 1);
    return {};
}

/// Client libraries make these themselves, and a handler for one would be told a lie.
bool isReserved(QByteArrayView event)
{
    static constexpr std::array<QByteArrayView, 6> names{
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"};
    return std::find(names.begin(), names.end(), event) != names.end();
}

/// Which attachment \a value stands for; -1: none that there is. Nothing: it is another value.
std::optional<qint64> placeholderNumber(StrictJson::Value value, qsizetype attachments)
{
    if (value.kind() != Kind::Object)
        return {};
    const auto mark = value.find(u"_placeholder");
    if (!mark || mark->kind() != Kind::Boolean || !mark->boolean())
        return {};
    const auto number = value.find(u"num");
    if (value.count() != 2 || !number || number->kind() != Kind::Whole || number->whole() < 0 ||
        number->whole() >= attachments)
        return -1;
    return number->whole();
}

/// False when one is named twice, or does not follow. No deeper than limits::jsonDepth.
bool notePlaceholders(StrictJson::Value value, std::vector<bool> &named)
{
    if (const auto number = placeholderNumber(value, qsizetype(named.size()))) {
        if (*number < 0 || named[size_t(*number)])
            return false;
        named[size_t(*number)] = true;
        return true;
    }
    if (value.kind() != Kind::List && value.kind() != Kind::Object)
        return true;
    for (const auto entry : value) {
        if (!notePlaceholders(entry, named))
            return false;
    }
    return true;
}

std::optional<Error> whatIsWrongWith(const SocketPacket &packet)
{
    const auto wrong = [](const QString &sentence) {
        return Error{ErrorCode::WrongKind, sentence};
    };
    const auto &[head, payload, attachments] = packet;
    const bool isAcknowledgement = head.type == Type::Ack || head.type == Type::BinaryAck;
    const bool isEvent = head.type == Type::Event || head.type == Type::BinaryEvent;
    if (head.type == Type::Disconnect && payload)
        return wrong(u"Disconnecting takes no payload."_s);
    if ((head.type == Type::Connect && payload && payload->root().kind() != Kind::Object) ||
        (head.type == Type::ConnectError && (!payload || payload->root().kind() != Kind::Object)))
        return wrong(u"The payload is an object."_s);
    if ((isEvent || isAcknowledgement) && (!payload || payload->root().kind() != Kind::List))
        return wrong(u"The payload is a list."_s);
    if (isEvent) {
        const auto list = payload->root();
        if (list.count() == 0 || (*list.begin()).kind() != Kind::Text)
            return wrong(u"An event begins with its name."_s);
        if (isReserved((*list.begin()).bytes()))
            return wrong(u"No event has this name."_s);
    }
    if (isAcknowledgement != head.ack.has_value() && !isEvent)
        return wrong(u"A number belongs to events and acknowledgements."_s);
    if (isBinary(head.type)) {
        std::vector<bool> named(size_t(head.attachments), false);
        if (!notePlaceholders(payload->root(), named) ||
            std::find(named.begin(), named.end(), false) != named.end())
            return wrong(u"Each attachment has one place."_s);
    }
    return {};
}

} // namespace

Result<SocketPacket> decodeSocketPacket(QByteArrayView text)
{
    if (text.isEmpty() || text.front() < '0' || text.front() > '6')
        return Error{ErrorCode::UnknownType, u"There is no packet of this type."_s};
    SocketPacket packet{.head = {.type = static_cast<Type>(text.front() - '0')}};
    Head &head = packet.head;
    text = text.sliced(1);
    if (isBinary(head.type)) {
        if (const auto error = takeAttachments(text, head))
            return *error;
    }
    if (const auto error = takePlace(text, head))
        return *error;
    const auto ack = takeNumber(text, limits::maxInteger);
    if (!ack)
        return ack.error();
    head.ack = *ack;
    if (!text.isEmpty()) {
        auto payload = StrictJson::parseValue(text);
        if (!payload)
            return payload.error();
        packet.payload = *std::move(payload);
    }
    if (const auto error = whatIsWrongWith(packet))
        return *error;
    return packet;
}

QByteArray encodeSocketPacket(const Head &head, QByteArrayView json)
{
    QByteArray text;
    text.reserve(json.size() + head.place.size() + 32);
    text.append(static_cast<char>('0' + static_cast<int>(head.type)));
    if (isBinary(head.type))
        text.append(QByteArray::number(head.attachments)).append('-');
    if (head.place != "/")
        text.append(head.place).append(',');
    if (head.ack)
        text.append(QByteArray::number(*head.ack));
    text.append(json);
    return text;
}

} // namespace hobnob::server
