// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/chatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ChatRig;
using ErrorMessage = hobnob::protocol::Error;

/// The order of things, and what each request answers.
class DispatcherTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChatRig> m_rig;

    [[nodiscard]] QString error(SessionId session)
    {
        const auto error = m_rig->take<ErrorMessage>(session);
        const QString id = error.id ? QString::number(number(*error.id)) : u"-"_s;
        return errorName(error.code).toString() + u' ' + id;
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<ChatRig>(); }

    void helloComesFirst_data()
    {
        QTest::addColumn<ClientMessage>("message");
        QTest::addColumn<QString>("expected");
        const RequestId id{7};
        const RoomId room(u"r"_s);
        const auto row = [](const char *name, const ClientMessage &message, const char *expected) {
            QTest::newRow(name) << message << QString::fromLatin1(expected);
        };
        row("log in", LogInAsGuest{id, u"Ana"_s}, "hello-expected 7");
        row("resume", ResumeSession{id, u"00"_s}, "hello-expected 7");
        row("post", PostMessage{id, room, ClientId(u"c"_s), u"x"_s}, "hello-expected 7");
        row("ping", Ping{id}, "hello-expected 7");
        row("type", SetTyping{room, true}, "hello-expected -");
        row("another version", Hello{id, 2, {}, {}}, "version-unsupported 7");
    }

    void helloComesFirst()
    {
        QFETCH(ClientMessage, message);
        QFETCH(QString, expected);
        const auto session = m_rig->open();
        m_rig->say(session, message);
        QCOMPARE(error(session), expected);
        // The session goes on.
        m_rig->say(session, Hello{RequestId{8}, 1, {}, {}});
        QVERIFY(m_rig->take<Welcome>(session).id == RequestId{8});
    }

    void loginComesSecond_data()
    {
        QTest::addColumn<ClientMessage>("message");
        QTest::addColumn<QString>("expected");
        const RequestId id{7};
        const RoomId room(u"r"_s);
        const auto row = [](const char *name, const ClientMessage &message) {
            QTest::newRow(name) << message << u"not-logged-in 7"_s;
        };
        row("log out", LogOut{id});
        row("create", CreateRoom{id, u"Lobby"_s});
        row("join", JoinRoom{id, room, {}});
        row("join by name", JoinNamedRoom{id, u"Lobby"_s});
        row("leave", LeaveRoom{id, room});
        row("post", PostMessage{id, room, ClientId(u"c"_s), u"x"_s});
        row("history", GetHistory{id, room, {}, {}, {}});
        row("members", GetMembers{id, room, {}});
        row("ping", Ping{id});
        QTest::newRow("presence") << ClientMessage(SetPresence{}) << u"not-logged-in -"_s;
    }

    void loginComesSecond()
    {
        QFETCH(ClientMessage, message);
        QFETCH(QString, expected);
        const auto session = m_rig->greeted();
        m_rig->say(session, message);
        QCOMPARE(error(session), expected);
    }

    void onceIsEnough()
    {
        const auto [session, login] = m_rig->guest(u"Ana"_s);
        m_rig->say(session, LogInAsGuest{RequestId{8}, u"Ben"_s});
        QCOMPARE(error(session), u"already-logged-in 8"_s);
        m_rig->say(session, ResumeSession{RequestId{9}, login.token});
        QCOMPARE(error(session), u"already-logged-in 9"_s);
        m_rig->say(session, Hello{RequestId{10}, 1, {}, {}});
        QCOMPARE(error(session), u"already-logged-in 10"_s);
    }

    void everythingMayBeSaidInOneGo()
    {
        const auto session = m_rig->open();
        m_rig->say(session, Hello{RequestId{1}, 1, {}, {}});
        m_rig->say(session, LogInAsGuest{RequestId{2}, u"Ana"_s});
        m_rig->say(session, JoinNamedRoom{RequestId{3}, u"Lobby"_s});
        m_rig->say(session, Ping{RequestId{4}});
        QVERIFY(m_rig->take<Joined>(session).id == RequestId{3});
        QVERIFY(m_rig->take<Pong>(session).id == RequestId{4});
        QVERIFY(m_rig->take<LoggedIn>(session).id == RequestId{2});
    }

    void aFailedLoginCanBeTriedAgain()
    {
        m_rig->guest(u"Ana"_s);
        const auto session = m_rig->greeted();
        m_rig->say(session, LogInAsGuest{RequestId{5}, u"ana"_s});
        QCOMPARE(error(session), u"name-taken 5"_s);
        m_rig->say(session, ResumeSession{RequestId{6}, u"00"_s});
        QCOMPARE(error(session), u"token-unknown 6"_s);
        m_rig->say(session, LogInAsGuest{RequestId{7}, u"Ben"_s});
        QCOMPARE(m_rig->take<LoggedIn>(session).user.name, u"Ben"_s);
    }

    void theFloodBeforeALoginIsBounded()
    {
        const auto session = m_rig->greeted();
        m_rig->store.pause();
        m_rig->say(session, LogInAsGuest{RequestId{2}, u"Ana"_s});
        for (int i = 0; i <= limits::requestsInFlight; ++i)
            m_rig->say(session, Ping{RequestId{10 + i}});
        QCOMPARE(error(session), u"busy %1"_s.arg(10 + limits::requestsInFlight));
        m_rig->store.resume();
        QVERIFY(m_rig->take<Pong>(session).id == RequestId{10});
    }

    void whoKeepsACookieGetsATicketForTheToken()
    {
        const auto session = m_rig->open();
        m_rig->say(session, Hello{RequestId{1}, 1, {}, {u"cookie"_s}});
        m_rig->say(session, LogInAsGuest{RequestId{2}, u"Ana"_s});
        const auto login = m_rig->take<LoggedIn>(session);
        QVERIFY(login.token.isEmpty());
        QVERIFY(login.ticket);
        const auto grant = m_rig->chat.redeemTicket(*login.ticket);
        QVERIFY(grant);
        QVERIFY(!m_rig->chat.redeemTicket(*login.ticket));
        QVERIFY(grant->lifetime > std::chrono::hours(24));
        QCOMPARE(m_rig->window(grant->token).second.user.id, login.user.id);
    }

    void whoComesByTheCookieIsNeverToldTheToken_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::newRow("a page") << QStringList{u"cookie"_s};
        QTest::newRow("a script that would like to know it") << QStringList{};
    }

    void whoComesByTheCookieIsNeverToldTheToken()
    {
        QFETCH(QStringList, capabilities);
        const auto first = m_rig->guest(u"Ana"_s).second;
        const auto session = m_rig->open({}, first.token);
        m_rig->say(session, Hello{RequestId{1}, 1, {}, capabilities});
        m_rig->say(session, ResumeSession{RequestId{2}, {}});
        const auto again = m_rig->take<LoggedIn>(session);
        QCOMPARE(again.user.id, first.user.id);
        QVERIFY(again.token.isEmpty());
        QVERIFY(!again.ticket);
        m_rig->say(session, LogOut{RequestId{3}});
        m_rig->take<LoggedOut>(session);
        m_rig->say(session, ResumeSession{RequestId{4}, {}});
        QCOMPARE(error(session), u"token-unknown 4"_s);
    }

    void welcomeTellsOfTheServer()
    {
        const auto session = m_rig->open();
        m_rig->say(session, Hello{RequestId{1}, 1, {}, {}});
        const auto welcome = m_rig->take<Welcome>(session);
        QCOMPARE(welcome.server, u"Test server"_s);
        QCOMPARE(welcome.epoch, u"epoch"_s);
        QCOMPARE(welcome.version, 1);
    }

    void loginTellsOfRooms()
    {
        const auto [ana, first] = m_rig->guest(u"Ana"_s);
        QVERIFY(first.rooms.isEmpty());
        const auto room = m_rig->join(ana, u"Lobby"_s);
        const auto [ben, second] = m_rig->guest(u"Ben"_s);
        QCOMPARE(second.rooms.size(), 1);
        QCOMPARE(second.rooms.first().memberCount, 1);
        QVERIFY(second.joined.isEmpty());
        const auto [again, third] = m_rig->window(first.token);
        QVERIFY(third.user.id == first.user.id);
        QCOMPARE(third.joined, QList{room});
    }

    void refusedInARoom_data()
    {
        QTest::addColumn<bool>("exists");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a room that does not exist") << false << u"room-unknown 9"_s;
        QTest::newRow("a room of others") << true << u"not-member 9"_s;
    }

    void refusedInARoom()
    {
        QFETCH(bool, exists);
        QFETCH(QString, expected);
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const RequestId id{9};
        const RoomId room = exists ? m_rig->join(ben, u"Theirs"_s) : RoomId(u"nowhere"_s);
        for (const ClientMessage &message :
             {ClientMessage(PostMessage{id, room, ClientId(u"c"_s), u"x"_s}),
              ClientMessage(GetHistory{id, room, {}, {}, {}}),
              ClientMessage(GetMembers{id, room, {}}), ClientMessage(LeaveRoom{id, room})}) {
            m_rig->say(ana, message);
            QCOMPARE(error(ana), expected);
        }
        QCOMPARE(m_rig->store.logSize(room), 0);
        m_rig->say(ana, JoinRoom{id, room, {}});
        if (exists)
            QVERIFY(m_rig->take<Joined>(ana).id == id);
        else
            QCOMPARE(error(ana), u"room-unknown 9"_s);
    }

    void historyHasOneDirection()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->say(ana, GetHistory{RequestId{9}, room, Seq{5}, Seq{1}, {}});
        QCOMPARE(error(ana), u"out-of-range 9"_s);
    }

    void historyPages()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        for (int i = 1; i <= 60; ++i)
            m_rig->say(ana, PostMessage{RequestId{i}, room, ClientId(u"c%1"_s.arg(i)), u"x"_s});
        const auto ask = [&](std::optional<Seq> before, std::optional<Seq> after,
                             std::optional<qint64> limit) {
            m_rig->say(ana, GetHistory{RequestId{99}, room, before, after, limit});
            const auto history = m_rig->take<History>(ana);
            return u"%1-%2%3"_s
                .arg(history.events.isEmpty() ? 0 : number(history.events.first().seq))
                .arg(history.events.isEmpty() ? 0 : number(history.events.last().seq))
                .arg(history.more ? u" more"_s : QString());
        };
        QCOMPARE(ask({}, {}, {}), u"11-60 more"_s);
        QCOMPARE(ask(Seq{11}, {}, {}), u"1-10"_s);
        QCOMPARE(ask(Seq{11}, {}, 3), u"8-10 more"_s);
        QCOMPARE(ask({}, Seq{0}, 200), u"1-60"_s);
        QCOMPARE(ask({}, Seq{57}, 3), u"58-60"_s);
        QCOMPARE(ask({}, Seq{60}, 3), u"0-0"_s);
    }

    void createdRoomsAreNew()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        m_rig->say(ana, CreateRoom{RequestId{3}, u"Lobby"_s});
        const auto joined = m_rig->take<Joined>(ana);
        QCOMPARE(joined.room.name, u"Lobby"_s);
        QCOMPARE(joined.room.memberCount, 1);
        QCOMPARE(joined.members.size(), 1);
        m_rig->say(ana, CreateRoom{RequestId{4}, u"LOBBY"_s});
        QCOMPARE(error(ana), u"room-exists 4"_s);
        m_rig->say(ana, CreateRoom{RequestId{5}, u" "_s});
        QCOMPARE(error(ana), u"room-name-empty 5"_s);
    }

    void aServerThatGoesRefuses()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->say(ana, PostMessage{RequestId{4}, room, ClientId(u"c"_s), u"in time"_s});
        m_rig->chat.refuseRequests();
        m_rig->say(ana, PostMessage{RequestId{5}, room, ClientId(u"d"_s), u"too late"_s});
        QCOMPARE(error(ana), u"shutting-down 5"_s);
        QVERIFY(m_rig->take<Posted>(ana).id == RequestId{4});
        QCOMPARE(m_rig->store.logSize(room), 1);
    }

    void aClosedSessionIsToldNothing()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        m_rig->join(ben, u"Lobby"_s);
        m_rig->store.pause();
        m_rig->say(ana, PostMessage{RequestId{4}, room, ClientId(u"c"_s), u"last words"_s});
        m_rig->say(ana, GetHistory{RequestId{5}, room, {}, {}, {}});
        m_rig->say(ana, JoinRoom{RequestId{6}, room, {}});
        m_rig->chat.close(ana);
        m_rig->forget(ana);
        m_rig->store.resume();
        QCOMPARE(m_rig->take<RoomEvent>(ben).event.text, u"last words"_s);
        QCOMPARE(m_rig->count<Posted>(ana) + m_rig->count<History>(ana) + m_rig->count<Joined>(ana),
                 0);
        m_rig->say(ana, Ping{RequestId{7}});
        QCOMPARE(m_rig->count<Pong>(ana), 0);
    }
};

QTEST_GUILESS_MAIN(DispatcherTest)
#include "tst_dispatcher.moc"
