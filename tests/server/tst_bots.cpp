// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/roomsrig.h"

#include <QJsonArray>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using protocol::Role;
using protocol::RoomKind;
using Someone = RoomsRig::Someone;

class BotsTest final : public QObject
{
    Q_OBJECT

    /// What the operator's command answered; {"error": its name} when it was refused.
    QJsonObject run(const QString &command, const QJsonObject &arguments)
    {
        std::optional<Result<QJsonObject>> result;
        m_rig->rig->chat.administration().run(command, arguments,
                                              [&](const auto &answer) { result = answer; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 3000))
            return {{u"error"_s, u"no answer"_s}};
        return *result ? **result
                       : QJsonObject{{u"error"_s, errorName(result->error().code).toString()}};
    }
    QString refusal(const QString &command, const QJsonObject &arguments)
    {
        return run(command, arguments)[u"error"_s].toString();
    }
    /// Made, and there.
    Someone bot(const QString &name, const QStringList &rooms = {})
    {
        const auto made =
            run(u"bot.add"_s, {{u"name"_s, name}, {u"rooms"_s, QJsonArray::fromStringList(rooms)}});
        return arrive(made[u"token"_s].toString());
    }
    Someone arrive(const QString &token)
    {
        Someone someone;
        someone.token = token;
        return m_rig->windowOf(someone);
    }
    template <typename Request>
    QString attempt(const Someone &person, const Request &request)
    {
        return m_rig->attempt(person, request);
    }

    std::unique_ptr<RoomsRig> m_rig;

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomsRig>(); }

    void aBotComesInWithItsToken()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId lobby = m_rig->lobby(ana, {});
        const Someone build = bot(u"Build"_s);
        QCOMPARE(build.user.name, u"Build"_s);
        QCOMPARE(m_rig->join(build, lobby), u"ok"_s);
        QCOMPARE(m_rig->post(build, lobby, u"All tests pass"_s), u"ok"_s);
        const auto told = m_rig->rig->take<protocol::RoomEvent>(ana.window);
        QCOMPARE(told.event.text, u"All tests pass"_s);
        QCOMPARE(told.event.bot, std::optional(true));
        const auto page =
            m_rig->get<protocol::History>(ana, protocol::GetHistory{{}, lobby, {}, {}, {}});
        QCOMPARE(page.events.last().bot, std::optional(true));
        const auto members =
            m_rig->get<protocol::Members>(ana, protocol::GetMembers{{}, lobby, {}, {}}).members;
        QCOMPARE(members.last().kind, protocol::PersonKind::Bot);
    }

    void whatPeopleWriteIsNotMarked()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId lobby = m_rig->lobby(ana, {});
        m_rig->post(ana, lobby, u"Hello"_s);
        QCOMPARE(m_rig->rig->take<protocol::RoomEvent>(ana.window).event.bot, std::nullopt);
    }

    void itsNameIsNobodyElses()
    {
        m_rig->account(u"Ana"_s);
        m_rig->guest(u"Ben"_s);
        QCOMPARE(refusal(u"bot.add"_s, {{u"name"_s, u"\u0410na"_s}}), u"name-taken"_s);
        QCOMPARE(refusal(u"bot.add"_s, {{u"name"_s, u"BEN"_s}}), u"name-taken"_s);
        bot(u"Build"_s);
        QCOMPARE(refusal(u"bot.add"_s, {{u"name"_s, u"bui1d"_s}}), u"name-taken"_s);
        const auto window = m_rig->rig->greeted();
        m_rig->rig->say(window, protocol::LogInAsGuest{RequestId{2}, u"Build"_s});
        QCOMPARE(m_rig->rig->take<protocol::Error>(window).code, ErrorCode::NameTaken);
    }

    void itHasNoPasswordAndNoPower()
    {
        bot(u"Build"_s);
        const auto window = m_rig->rig->greeted();
        for (const QString &password : {QString(), u"Build"_s, ChatRig::password()}) {
            m_rig->rig->say(window, protocol::LogIn{RequestId{2}, u"Build"_s, password, {}});
            QCOMPARE(m_rig->rig->take<protocol::Error>(window).code, ErrorCode::WrongLogin);
        }
        for (const QString &command : {u"user.show"_s, u"user.resetLink"_s, u"user.role"_s,
                                       u"user.activate"_s, u"user.delete"_s})
            QCOMPARE(refusal(command, {{u"name"_s, u"build"_s}, {u"role"_s, u"administrator"_s}}),
                     u"wrong-login"_s);
        QVERIFY(run(u"user.list"_s, {})[u"people"_s].toArray().isEmpty());
    }

    void aConfinedBotKnowsOfItsRoomsAlone()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId garden = m_rig->make(ana, u"Garden"_s);
        const RoomId cellar = m_rig->make(ana, u"Cellar"_s, RoomKind::Private);
        const RoomId attic = m_rig->make(ana, u"Attic"_s, RoomKind::Private);
        const auto made =
            run(u"bot.add"_s, {{u"name"_s, u"Build"_s}, {u"rooms"_s, QJsonArray{u"Cellar"_s}}});
        const auto [window, here] = m_rig->rig->window(made[u"token"_s].toString());
        const Someone build{window, here.user, here.token};
        QCOMPARE(here.rooms.size(), 1);
        QCOMPARE(here.rooms.first().id, cellar);
        QCOMPARE(here.joined, QList{cellar});
        QCOMPARE(m_rig->post(build, cellar, u"Here"_s), u"ok"_s);
        for (const RoomId &room : {garden, attic}) {
            QCOMPARE(m_rig->join(build, room), u"room-unknown"_s);
            QCOMPARE(m_rig->post(build, room, u"There"_s), u"room-unknown"_s);
            QCOMPARE(attempt(build, protocol::GetHistory{{}, room, {}, {}, {}}), u"room-unknown"_s);
            QCOMPARE(attempt(build, protocol::GetMembers{{}, room, {}, {}}), u"room-unknown"_s);
            QCOMPARE(attempt(build, protocol::GetRoom{{}, room}), u"room-unknown"_s);
            QCOMPARE(attempt(build, protocol::LeaveRoom{{}, room}), u"room-unknown"_s);
            QCOMPARE(attempt(build, protocol::ReportEvent{{}, room, Seq{1}, {}}),
                     u"room-unknown"_s);
            m_rig->add(ana, room, {build});
            QCOMPARE(m_rig->post(build, room, u"There"_s), u"room-unknown"_s);
        }
        QCOMPARE(attempt(build, protocol::JoinNamedRoom{{}, u"Garden"_s}), u"room-unknown"_s);
        QCOMPARE(attempt(build, protocol::JoinNamedRoom{{}, u"Nowhere"_s}), u"room-unknown"_s);
        QCOMPARE(attempt(build, protocol::FindPeople{{}, u"a"_s}), u"not-allowed"_s);
        QCOMPARE(attempt(build, protocol::OpenDirect{{}, {ana.user.id}}), u"not-allowed"_s);
        QCOMPARE(attempt(ana, protocol::OpenDirect{{}, {build.user.id}}), u"not-allowed"_s);
    }

    void aConfinedBotHearsOfItsRoomsAlone()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId cellar = m_rig->make(ana, u"Cellar"_s);
        const Someone build = bot(u"Build"_s, {u"Cellar"_s});
        m_rig->rig->forget(build.window);
        m_rig->make(ana, u"Garden"_s);
        m_rig->post(ana, cellar, u"Hello"_s);
        QCOMPARE(m_rig->rig->take<protocol::RoomEvent>(build.window).room, cellar);
        QCOMPARE(attempt(ana, protocol::ChangeRoom{.room = cellar, .topic = u"Wine"_s}), u"ok"_s);
        QCOMPARE(m_rig->rig->take<protocol::RoomChanged>(build.window).room.id, cellar);
        QCOMPARE(m_rig->rig->count<protocol::RoomChanged>(build.window), 0);
        QCOMPARE(attempt(ana, protocol::DeleteRoom{{}, cellar}), u"ok"_s);
        QCOMPARE(m_rig->rig->take<protocol::RoomGone>(build.window).room, cellar);
    }

    void aConfinedBotHearsNoAnnouncement()
    {
        const Someone boss = m_rig->administrator(u"Boss"_s);
        m_rig->make(boss, u"Cellar"_s);
        const Someone confined = bot(u"Build"_s, {u"Cellar"_s});
        const Someone other = bot(u"News"_s);
        m_rig->rig->forget(confined.window);
        QCOMPARE(attempt(boss, protocol::Announce{{}, u"Tea at five"_s}), u"ok"_s);
        QCOMPARE(m_rig->rig->take<protocol::Announced>(other.window).announcement->text,
                 u"Tea at five"_s);
        QCOMPARE(m_rig->rig->count<protocol::Announced>(confined.window), 0);
        QVERIFY(!m_rig->rig->window(confined.token).second.announcement);
        QVERIFY(m_rig->rig->window(other.token).second.announcement);
        m_rig->rig->chat.explainGap(confined.window);
        QCOMPARE(m_rig->rig->count<protocol::Gap>(confined.window), 1);
        QCOMPARE(m_rig->rig->count<protocol::Announced>(confined.window), 0);
    }

    /// Also one that left a public room of its own hears that there is no such room any more.
    void aConfinedBotHearsThatItsRoomIsHidden()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId cellar = m_rig->make(ana, u"Cellar"_s);
        const Someone build = bot(u"Build"_s, {u"Cellar"_s});
        QCOMPARE(attempt(build, protocol::LeaveRoom{{}, cellar}), u"ok"_s);
        QCOMPARE(attempt(ana, protocol::ChangeRoom{.room = cellar, .kind = RoomKind::Private}),
                 u"ok"_s);
        QCOMPARE(m_rig->rig->take<protocol::RoomGone>(build.window).room, cellar);
        QCOMPARE(m_rig->join(build, cellar), u"room-unknown"_s);
        QCOMPARE(m_rig->add(ana, cellar, {build}), u"ok"_s);
        QCOMPARE(m_rig->post(build, cellar, u"Back"_s), u"ok"_s);
    }

    void botsAreNoPeople()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        m_rig->make(ana, u"Cellar"_s);
        bot(u"Build"_s, {u"Cellar"_s});
        bot(u"News"_s);
        QCOMPARE(m_rig->rig->chat.statistics().people, 1);
        QCOMPARE(m_rig->rig->chat.statistics().sessions, 3);
    }

    void aBotWhoseLastRoomIsGoneIsNowhere()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId cellar = m_rig->make(ana, u"Cellar"_s);
        const RoomId garden = m_rig->make(ana, u"Garden"_s);
        const Someone build = bot(u"Build"_s, {u"Cellar"_s});
        QCOMPARE(attempt(ana, protocol::DeleteRoom{{}, cellar}), u"ok"_s);
        QCOMPARE(m_rig->join(build, garden), u"room-unknown"_s);
        m_rig->restart();
        QCOMPARE(m_rig->join(arrive(build.token), garden), u"room-unknown"_s);
    }

    void aRevokedTokenEndsAtOnce()
    {
        const Someone build = bot(u"Build"_s);
        const QString second =
            run(u"bot.token"_s, {{u"name"_s, u"build"_s}})[u"token"_s].toString();
        const Someone other = arrive(second);
        const auto tokens = run(u"bot.show"_s, {{u"name"_s, u"Build"_s}})[u"tokens"_s].toArray();
        QCOMPARE(tokens.size(), 2);
        const QString key = run(u"bot.token"_s, {{u"name"_s, u"build"_s}})[u"key"_s].toString();
        QCOMPARE(refusal(u"bot.revoke"_s, {{u"name"_s, u"Build"_s}, {u"token"_s, u"none"_s}}),
                 u"token-unknown"_s);
        QCOMPARE(refusal(u"bot.revoke"_s, {{u"name"_s, u"Build"_s}, {u"token"_s, key}}), QString());
        QVERIFY(attempt(other, protocol::Ping{}) == u"ok"_s);
        QCOMPARE(refusal(u"bot.revoke"_s, {{u"name"_s, u"Build"_s}}), QString());
        for (const Someone &window : {build, other})
            QCOMPARE(m_rig->rig->take<protocol::Error>(window.window).code, ErrorCode::NotLoggedIn);
        const auto window = m_rig->rig->greeted();
        m_rig->rig->say(window, protocol::ResumeSession{RequestId{2}, second});
        QCOMPARE(m_rig->rig->take<protocol::Error>(window).code, ErrorCode::TokenUnknown);
    }

    void loggingOutLeavesTheToken()
    {
        const Someone build = bot(u"Build"_s);
        m_rig->logOut(build);
        QCOMPARE(arrive(build.token).user.id, build.user.id);
    }

    void aTokenLastsUntilItIsNotUsed()
    {
        const Someone build = bot(u"Build"_s);
        const QString idle =
            run(u"bot.token"_s, {{u"name"_s, u"Build"_s}, {u"idle"_s, 3600}})[u"token"_s]
                .toString();
        m_rig->store->setTime(Timestamp{milliseconds(m_rig->now) + 3'700'000});
        const auto window = m_rig->rig->greeted();
        m_rig->rig->say(window, protocol::ResumeSession{RequestId{2}, idle});
        QCOMPARE(m_rig->rig->take<protocol::Error>(window).code, ErrorCode::TokenUnknown);
        m_rig->store->setTime(Timestamp{milliseconds(m_rig->now) + 10LL * 365 * 86'400'000});
        QCOMPARE(arrive(build.token).user.id, build.user.id);
    }

    void aBotRulesNothing()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId lobby = m_rig->lobby(ana, {});
        const Someone build = bot(u"Build"_s, {u"Lobby"_s});
        for (const Role role : {Role::Owner, Role::Moderator})
            QCOMPARE(m_rig->setRole(ana, lobby, build, role), u"not-allowed"_s);
        QCOMPARE(m_rig->setRole(ana, lobby, build, Role::Reader), u"ok"_s);
        QCOMPARE(m_rig->post(build, lobby, u"Hello"_s), u"not-allowed"_s);
        QCOMPARE(attempt(build, protocol::CreateRoom{{}, u"Mine"_s}), u"not-allowed"_s);
        QCOMPARE(attempt(build, protocol::SetProfile{{}, u"Ana"_s, {}, {}}), u"not-allowed"_s);
        QCOMPARE(attempt(build, protocol::GetSessions{}), u"not-allowed"_s);
        QCOMPARE(attempt(build, protocol::Announce{{}, u"I rule"_s}), u"not-allowed"_s);
        QCOMPARE(attempt(build, protocol::MakeInvite{}), u"not-allowed"_s);
        // The last person leaves: no bot becomes an owner.
        QCOMPARE(attempt(ana, protocol::LeaveRoom{{}, lobby}), u"ok"_s);
        QCOMPARE(attempt(build, protocol::ChangeRoom{.room = lobby, .name = u"Mine"_s}),
                 u"not-allowed"_s);
    }

    void aBotThatIsRemovedIsGone()
    {
        const Someone ana = m_rig->account(u"Ana"_s);
        const RoomId lobby = m_rig->lobby(ana, {});
        const Someone build = bot(u"Build"_s, {u"Lobby"_s});
        m_rig->post(build, lobby, u"Goodbye"_s);
        QCOMPARE(refusal(u"bot.remove"_s, {{u"name"_s, u"BUILD"_s}}), QString());
        QCOMPARE(m_rig->rig->take<protocol::Error>(build.window).code, ErrorCode::NotLoggedIn);
        QCOMPARE(m_rig->members(ana, lobby), u"Ana owner here"_s);
        const auto page =
            m_rig->get<protocol::History>(ana, protocol::GetHistory{{}, lobby, {}, {}, {}});
        QCOMPARE(page.events.last().bot, std::optional(true));
        QCOMPARE(refusal(u"bot.show"_s, {{u"name"_s, u"Build"_s}}), u"person-unknown"_s);
        QCOMPARE(bot(u"Build"_s).user.name, u"Build"_s);
    }
};

QTEST_GUILESS_MAIN(BotsTest)
#include "tst_bots.moc"
