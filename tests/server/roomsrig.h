// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/codec.h"
#include "shared/protocol/schema.h"
#include "tests/support/chatrig.h"

#include <QJsonObject>
#include <QTest>

namespace hobnob::server::test
{

using namespace Qt::StringLiterals;

/// People in rooms, what they are answered and what they hear; at a time that stands still, on a
/// store that outlives the server.
class RoomsRig final
{
public:
    struct Someone {
        SessionId window;
        protocol::User user;
        QString token;
    };

    RoomsRig()
    {
        store->setTime(now);
        restart();
    }

    /// The server ended, and starts again: nobody is there.
    void restart(const Timeouts &timeouts = ChatRig::quick())
    {
        rig.reset();
        store->dropAnswers();
        HouseRules rules = ChatRig::quickRules();
        rules.clock = [this] { return now; };
        rig = std::make_unique<ChatRig>(timeouts, Rates::unlimited(), rules, store);
        QObject::connect(&rig->chat, &Chat::sessionAnswered, &rig->chat,
                         [this](SessionId, const auto &message) {
                             if (const auto id = protocol::requestIdOf(message))
                                 m_answers.insert(number(*id), message);
                         });
    }

    void letPass(std::chrono::milliseconds time)
    {
        now = Timestamp{milliseconds(now) + time.count()};
    }

    Someone account(const QString &name) { return someone(rig->account(name)); }
    Someone guest(const QString &name) { return someone(rig->guest(name)); }
    Someone windowOf(const Someone &person) { return someone(rig->window(person.token)); }

    Someone administrator(const QString &name)
    {
        const Someone person = account(name);
        rig->chat.administration().run(
            u"user.role"_s, {{u"name"_s, name.toLower()}, {u"role"_s, u"administrator"_s}},
            [](const auto &) {});
        rig->take<protocol::SelfChanged>(person.window);
        return person;
    }

    void logOut(const Someone &person)
    {
        rig->say(person.window, protocol::LogOut{RequestId{1}});
        rig->take<protocol::LoggedOut>(person.window);
    }

    /// Not waited for. The id is nobody else's.
    template <typename Request>
    RequestId ask(const Someone &person, Request request)
    {
        request.id = RequestId{++m_last};
        rig->say(person.window, request);
        return request.id;
    }

    /// What the request was answered; an Error when nothing came.
    protocol::ServerMessage answer(RequestId id)
    {
        const qint64 key = number(id);
        if (!QTest::qWaitFor([&] { return m_answers.contains(key); }, 3000))
            return protocol::toMessage(Error{ErrorCode::Internal, u"no answer"_s}, id);
        return m_answers.value(key);
    }
    template <typename Message, typename Request>
    Message get(const Someone &person, const Request &request)
    {
        const auto answered = answer(ask(person, request));
        const auto *message = std::get_if<Message>(&answered);
        return message ? *message : Message{};
    }

    /// "ok", or the name of the error.
    QString outcome(RequestId id)
    {
        const auto answered = answer(id);
        const auto *error = std::get_if<protocol::Error>(&answered);
        return error ? errorName(error->code).toString() : u"ok"_s;
    }
    template <typename Request>
    QString attempt(const Someone &person, const Request &request)
    {
        return outcome(ask(person, request));
    }

    RoomId make(const Someone &person, const QString &name,
                protocol::RoomKind kind = protocol::RoomKind::Public)
    {
        return get<protocol::Joined>(person, protocol::CreateRoom{{}, name, kind}).room.id;
    }

    QString join(const Someone &person, const RoomId &room)
    {
        return attempt(person, protocol::JoinRoom{{}, room, {}});
    }

    QString add(const Someone &actor, const RoomId &room, const QList<Someone> &people)
    {
        QList<UserId> ids;
        for (const Someone &person : people)
            ids.append(person.user.id);
        return attempt(actor, protocol::AddPeople{{}, room, ids});
    }

    /// A room that the owner made, with these as members.
    RoomId lobby(const Someone &owner, const QList<Someone> &others,
                 protocol::RoomKind kind = protocol::RoomKind::Public)
    {
        const RoomId room = make(owner, QStringLiteral("Lobby"), kind);
        for (const Someone &person : others) {
            if (kind == protocol::RoomKind::Public)
                join(person, room);
        }
        if (kind == protocol::RoomKind::Private)
            add(owner, room, others);
        return room;
    }

    QString setRole(const Someone &actor, const RoomId &room, const Someone &person,
                    protocol::Role role)
    {
        return attempt(actor, protocol::SetRole{{}, room, person.user.id, role});
    }

    QString moderate(const Someone &actor, const RoomId &room, const Someone &person,
                     protocol::ModerationAct act, const QString &reason = {},
                     std::optional<qint64> minutes = {})
    {
        return attempt(actor, protocol::Moderate{{}, room, person.user.id, act, reason, minutes});
    }

    QString post(const Someone &person, const RoomId &room, const QString &text)
    {
        return attempt(person, message(room, text));
    }

    /// With a client id of its own.
    protocol::PostMessage message(const RoomId &room, const QString &text)
    {
        return {{}, room, ClientId(u"c%1"_s.arg(++m_last)), text};
    }

    /// "Ana owner here, Ben member gone".
    QString members(const Someone &person, const RoomId &room)
    {
        QStringList words;
        for (const auto &member :
             get<protocol::Members>(person, protocol::GetMembers{{}, room, {}, {}}).members)
            words.append(member.name + u' ' + word(member.role) + u' ' + word(member.presence));
        return words.join(u", "_s);
    }

    /// The log's notices: "Ana role Ben: moderator".
    QStringList notices(const Someone &person, const RoomId &room)
    {
        QStringList lines;
        for (const auto &event :
             get<protocol::History>(person, protocol::GetHistory{{}, room, {}, {}, {}}).events) {
            if (!event.notice)
                continue;
            QString line = event.author.name + u' ' + word(event.notice->kind);
            if (event.notice->subject)
                line += u' ' + event.notice->subject->name;
            lines.append(event.text.isEmpty() ? line : line + u": "_s + event.text);
        }
        return lines;
    }

    /// The audit log of everything, the oldest first: "member-role Ben: moderator".
    QStringList audit(const Someone &administrator)
    {
        QStringList lines;
        for (const auto &record :
             get<protocol::AuditLog>(administrator, protocol::GetAudit{}).records) {
            if (!record.room)
                continue;
            QString line = record.action;
            if (record.subject)
                line += u' ' + record.subject->name;
            lines.prepend(record.details.isEmpty() ? line : line + u": "_s + record.details);
        }
        return lines;
    }

    template <typename Message>
    Message take(const Someone &person)
    {
        return rig->take<Message>(person.window);
    }
    template <typename Message>
    qsizetype count(const Someone &person)
    {
        settle(person);
        return rig->count<Message>(person.window);
    }
    void forget(const Someone &person)
    {
        settle(person);
        rig->forget(person.window);
    }

    /// Everything that is gathered for a tick was told.
    void settle(const Someone &person)
    {
        for (int i = 0; i < 2; ++i) {
            QTest::qWait(15);
            attempt(person, protocol::Ping{});
        }
    }

    Timestamp now{1'800'000'000'000};
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    std::unique_ptr<ChatRig> rig;

private:
    static Someone someone(const std::pair<SessionId, protocol::LoggedIn> &entered)
    {
        return {entered.first, entered.second.user, entered.second.token};
    }

    template <typename Enum>
    static QString word(Enum value)
    {
        return QStringView(protocol::enumNames<Enum>.at(size_t(value))).toString();
    }

    QHash<qint64, protocol::ServerMessage> m_answers;
    qint64 m_last = 100;
};

} // namespace hobnob::server::test
