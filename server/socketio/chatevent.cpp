// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/chatevent.h"

#include "shared/limits.h"
#include "shared/text.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::StrictJson;
using Kind = StrictJson::Kind;

namespace
{

/// Reads fields one after the other and keeps what was wrong first; after that, what it gives is of
/// no meaning.
class Fields final
{
public:
    explicit Fields(StrictJson::Value object) : m_object(object) {}

    QString text(const QString &name)
    {
        const auto value = find(name);
        if (!value)
            refuse({ErrorCode::MissingField, u"The field %1 is missing."_s.arg(name), name});
        return value ? textOf(*value, name) : QString();
    }
    std::optional<QString> optionalText(const QString &name)
    {
        const auto value = find(name);
        return value ? std::optional(textOf(*value, name)) : std::nullopt;
    }
    QString room()
    {
        const auto typed = text(u"room"_s);
        if (m_error)
            return {};
        const auto name = cleanRoomName(typed);
        if (!name)
            refuse({name.error().code, name.error().sentence, u"room"_s});
        return name ? *name : QString();
    }
    std::optional<qint64> whole(const QString &name, qint64 least, qint64 most)
    {
        const auto value = find(name);
        if (!value)
            return {};
        if (value->kind() != Kind::Whole)
            refuse({ErrorCode::WrongKind, u"The field %1 is a whole number."_s.arg(name), name});
        else if (value->whole() < least || value->whole() > most)
            refuse({ErrorCode::OutOfRange,
                    u"The field %1 is from %2 to %3."_s.arg(name).arg(least).arg(most), name});
        else
            return value->whole();
        return {};
    }
    bool flag(const QString &name, bool otherwise)
    {
        const auto value = find(name);
        if (!value)
            return otherwise;
        if (value->kind() != Kind::Boolean) {
            refuse({ErrorCode::WrongKind, u"The field %1 is true or false."_s.arg(name), name});
            return otherwise;
        }
        return value->boolean();
    }
    ClientId messageId()
    {
        const auto given = optionalText(u"id"_s);
        if (!given)
            return ClientId(randomId());
        const auto isAllowed = [](QChar c) {
            return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
        };
        if (given->isEmpty() || given->size() > limits::idCharacters ||
            !std::all_of(given->begin(), given->end(), isAllowed))
            refuse({ErrorCode::BadText,
                    u"An id has 1 to %1 letters, digits, - and _."_s.arg(limits::idCharacters),
                    u"id"_s});
        return ClientId(*given);
    }

    template <typename Event>
    Result<ChatEvent> finish(Event event) const
    {
        if (m_error)
            return *m_error;
        return ChatEvent(std::move(event));
    }

private:
    std::optional<StrictJson::Value> find(const QString &name) const { return m_object.find(name); }
    QString textOf(StrictJson::Value value, const QString &name)
    {
        if (value.kind() == Kind::Text)
            return value.text();
        refuse({ErrorCode::WrongKind, u"The field %1 is text."_s.arg(name), name});
        return {};
    }
    void refuse(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }

    StrictJson::Value m_object;
    std::optional<Error> m_error;
};

} // namespace

Result<ChatEvent> readChatEvent(const SocketPacket &packet)
{
    const auto list = packet.payload->root();
    auto entry = list.begin();
    const QByteArrayView name = (*entry).bytes();
    const bool isKnown = name == "join" || name == "leave" || name == "message" ||
                         name == "typing" || name == "message_history";
    if (!isKnown)
        return Error{ErrorCode::UnknownType, u"There is no event of this name."_s};
    if (packet.head.attachments > 0 || list.count() != 2)
        return Error{ErrorCode::NotObject, u"An event has one argument, an object."_s};
    ++entry;
    if ((*entry).kind() != Kind::Object)
        return Error{ErrorCode::NotObject, u"An event's argument is an object."_s};
    Fields fields(*entry);
    // Braces keep the order in which fields are read, and so which one is complained of first.
    if (name == "join")
        return fields.finish(chatevent::Join{fields.optionalText(u"username"_s), fields.room()});
    if (name == "leave")
        return fields.finish(chatevent::Leave{fields.optionalText(u"username"_s), fields.room()});
    if (name == "message")
        return fields.finish(chatevent::Message{fields.optionalText(u"username"_s), fields.room(),
                                                fields.text(u"message"_s), fields.messageId()});
    if (name == "typing")
        return fields.finish(chatevent::Typing{fields.optionalText(u"username"_s), fields.room(),
                                               fields.flag(u"typing"_s, true)});
    chatevent::History history{.room = fields.room(), .before = {}, .limit = {}};
    if (const auto before = fields.whole(u"before"_s, 1, limits::maxInteger))
        history.before = Seq{*before};
    history.limit = fields.whole(u"limit"_s, 1, limits::historyPage);
    return fields.finish(std::move(history));
}

qint64 heldBytes(const ChatEvent &event)
{
    return qint64(sizeof(ChatEvent)) + std::visit(
                                           [](const auto &e) {
                                               qsizetype characters = e.room.size();
                                               if constexpr (requires { e.username; })
                                                   characters +=
                                                       e.username ? e.username->size() : 0;
                                               if constexpr (requires { e.text; })
                                                   characters += e.text.size();
                                               return qint64(characters) * qint64(sizeof(QChar));
                                           },
                                           event);
}

} // namespace hobnob::server
