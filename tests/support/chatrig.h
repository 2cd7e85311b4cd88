// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/chat.h"
#include "tests/support/memorystore.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace hobnob::server::test
{

/// The domain on a store in memory, and what each session was told, in order.
class ChatRig final
{
public:
    /// Tests are quicker than people, so only those of the limits have them. \a kept: of a server
    /// that ended.
    explicit ChatRig(const Timeouts &timeouts = quick(), const Rates &rates = Rates::unlimited(),
                     const HouseRules &rules = quickRules(),
                     std::shared_ptr<MemoryStore> kept = std::make_shared<MemoryStore>())
        : m_store(std::move(kept)), store(*m_store), chat(store, rules, timeouts, rates)
    {
        QObject::connect(
            &chat, &Chat::sessionAnswered, &chat,
            [this](SessionId session, const auto &message) { m_told[session].append(message); });
        QObject::connect(&chat, &Chat::roomInformed, &chat,
                         [this](const RoomId &room, const auto &message) {
                             for (const auto session : chat.subscriptions().followersOf(room))
                                 m_told[session].append(message);
                         });
        QObject::connect(&chat, &Chat::sessionsInformed, &chat,
                         [this](const QList<SessionId> &sessions, const auto &message) {
                             for (const auto session : sessions)
                                 m_told[session].append(message);
                         });
        QObject::connect(&chat, &Chat::everyoneInformed, &chat, [this](const auto &message) {
            for (const auto session : chat.subscriptions().everyone())
                m_told[session].append(message);
        });
    }

    /// Short ticks, and a grace that no test waits for by accident.
    static Timeouts quick()
    {
        Timeouts timeouts;
        timeouts.coalesce = std::chrono::milliseconds(5);
        timeouts.summaries = std::chrono::milliseconds(5);
        return timeouts;
    }

    /// Everyone may come in, and hashes are made at once.
    static HouseRules quickRules()
    {
        HouseRules rules;
        rules.serverName = QStringLiteral("Test server");
        rules.hashCost = HashCost::least();
        return rules;
    }

    SessionId open(const QString &address = {}, const QString &cookie = {})
    {
        const SessionId session{++m_last};
        chat.open(session, address, cookie);
        return session;
    }

    void say(SessionId session, const protocol::ClientMessage &message)
    {
        chat.receive(session, message);
    }

    /// The first message of this kind that the session was told, which is then taken out; waits
    /// for it. A default one, which no test expects, when it does not come.
    template <typename Message>
    Message take(SessionId session)
    {
        QElapsedTimer elapsed;
        elapsed.start();
        do {
            auto &told = m_told[session];
            for (qsizetype i = 0; i < told.size(); ++i) {
                if (const auto *message = std::get_if<Message>(&told.at(i))) {
                    const Message result = *message;
                    told.removeAt(i);
                    return result;
                }
            }
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        } while (elapsed.elapsed() < 3000);
        return {};
    }

    /// How many messages of this kind wait to be taken.
    template <typename Message>
    qsizetype count(SessionId session)
    {
        qsizetype count = 0;
        for (const auto &message : std::as_const(m_told[session]))
            count += std::holds_alternative<Message>(message) ? 1 : 0;
        return count;
    }

    void forget(SessionId session) { m_told[session].clear(); }

    SessionId greeted()
    {
        const auto session = open();
        say(session, protocol::Hello{RequestId{1}, 1, QStringLiteral("test"), {}});
        take<protocol::Welcome>(session);
        return session;
    }

    /// A session that is logged in, and as whom.
    std::pair<SessionId, protocol::LoggedIn> guest(const QString &name)
    {
        const auto session = greeted();
        say(session, protocol::LogInAsGuest{RequestId{2}, name});
        return {session, take<protocol::LoggedIn>(session)};
    }

    /// One more window of whoever has the token.
    std::pair<SessionId, protocol::LoggedIn> window(const QString &token)
    {
        const auto session = greeted();
        say(session, protocol::ResumeSession{RequestId{2}, token});
        return {session, take<protocol::LoggedIn>(session)};
    }

    /// A session with a new account, and as whom.
    std::pair<SessionId, protocol::LoggedIn> account(const QString &name)
    {
        const auto session = greeted();
        say(session, protocol::Register{RequestId{2}, name, password(), {}});
        return {session, take<protocol::LoggedIn>(session)};
    }

    /// Of all accounts.
    static QString password() { return QStringLiteral("kelp and moonlight"); }

    RoomId join(SessionId session, const QString &room)
    {
        say(session, protocol::JoinNamedRoom{RequestId{3}, room});
        return take<protocol::Joined>(session).room.id;
    }

private:
    std::shared_ptr<MemoryStore> m_store;

public:
    MemoryStore &store;
    Chat chat;

private:
    QHash<SessionId, QList<protocol::ServerMessage>> m_told;
    quint64 m_last = 0;
};

} // namespace hobnob::server::test
