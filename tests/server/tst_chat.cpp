// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/chatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ChatRig;
using ErrorMessage = hobnob::protocol::Error;

namespace
{

template <typename People>
QString names(const People &people)
{
    QStringList list;
    for (const auto &person : people)
        list.append(person.name);
    return list.join(u' ');
}

} // namespace

/// Several people in the whole domain: who hears of what.
class ChatTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChatRig> m_rig;

    void post(SessionId session, const RoomId &room, const QString &text, const QString &clientId)
    {
        m_rig->say(session, PostMessage{RequestId{50}, room, ClientId(clientId), text});
    }

    /// Takes notices until one says that the room has so many.
    void awaitMembers(SessionId session, qint64 count)
    {
        qint64 told = 0;
        while (told != count) {
            const auto notice = m_rig->take<MembersChanged>(session);
            QVERIFY(!notice.room.isEmpty());
            told = notice.memberCount;
        }
        m_rig->forget(session);
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<ChatRig>(); }

    void twoPeopleTalk()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        QVERIFY(m_rig->join(ben, u"lobby"_s) == room);
        post(ana, room, u"Hello"_s, u"c1"_s);
        const auto posted = m_rig->take<Posted>(ana);
        QVERIFY(posted.id == RequestId{50});
        QCOMPARE(number(posted.seq), 1);
        for (const auto session : {ana, ben}) {
            const auto told = m_rig->take<RoomEvent>(session);
            QCOMPARE(told.event.text, u"Hello"_s);
            QCOMPARE(told.event.author.name, u"Ana"_s);
            QVERIFY(told.event.seq == posted.seq);
            QVERIFY(told.event.time == posted.time);
        }
    }

    void aRepeatedPostIsHeardOnce()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        post(ana, room, u"Hello"_s, u"c1"_s);
        const auto first = m_rig->take<Posted>(ana);
        post(ana, room, u"Hello again"_s, u"c1"_s);
        const auto second = m_rig->take<Posted>(ana);
        QVERIFY(second.seq == first.seq);
        QVERIFY(second.time == first.time);
        post(ana, room, u"Next"_s, u"c2"_s);
        QCOMPARE(number(m_rig->take<Posted>(ana).seq), 2);
        QCOMPARE(m_rig->take<RoomEvent>(ana).event.text, u"Hello"_s);
        QCOMPARE(m_rig->take<RoomEvent>(ana).event.text, u"Next"_s);
    }

    void othersDoNotHearWhatIsSaidButThatItWas()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [eve, other] = m_rig->guest(u"Eve"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        QCOMPARE(m_rig->take<RoomChanged>(eve).room.name, u"Lobby"_s);
        m_rig->say(eve, SetTyping{room, true});
        m_rig->say(ana, SetTyping{room, true});
        QCOMPARE(names(m_rig->take<Typing>(ana).users), u"Ana"_s);
        post(ana, room, u"Hello"_s, u"c1"_s);
        RoomSummary line;
        while (number(line.lastSeq) == 0)
            line = m_rig->take<RoomChanged>(eve).room;
        QCOMPARE(line.lastText, u"Hello"_s);
        QCOMPARE(line.lastAuthor, u"Ana"_s);
        QCOMPARE(line.memberCount, 1);
        QCOMPARE(m_rig->count<RoomEvent>(eve), 0);
        QCOMPARE(m_rig->count<Typing>(eve), 0);
        QCOMPARE(m_rig->count<MembersChanged>(eve), 0);
    }

    void whatIsSaidWhileSomeoneComesInReachesThemOnce()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->store.pause();
        post(ana, room, u"one"_s, u"c1"_s);
        m_rig->say(ben, JoinRoom{RequestId{3}, room, {}});
        post(ana, room, u"two"_s, u"c2"_s);
        m_rig->store.resume();
        const auto joined = m_rig->take<Joined>(ben);
        QStringList heard;
        for (const auto &event : joined.events)
            heard.append(event.text);
        while (heard.size() < 2)
            heard.append(m_rig->take<RoomEvent>(ben).event.text);
        QCOMPARE(heard, (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(m_rig->count<RoomEvent>(ben), 0);
    }

    void comingsAndGoingsAreTold()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        QCOMPARE(names(m_rig->take<MembersChanged>(ana).joined), u"Ana"_s);
        m_rig->say(ben, JoinRoom{RequestId{3}, room, {}});
        QCOMPARE(names(m_rig->take<Joined>(ben).members), u"Ana Ben"_s);
        const auto came = m_rig->take<MembersChanged>(ana);
        QCOMPARE(names(came.joined), u"Ben"_s);
        QCOMPARE(came.memberCount, 2);
        m_rig->say(ben, SetPresence{Presence::Away});
        const auto changed = m_rig->take<MembersChanged>(ana).changed;
        QCOMPARE(names(changed), u"Ben"_s);
        QVERIFY(changed.first().presence == Presence::Away);
        m_rig->say(ben, LeaveRoom{RequestId{4}, room});
        QVERIFY(m_rig->take<Left>(ben).room == room);
        QCOMPARE(names(m_rig->take<MembersChanged>(ana).left), u"Ben"_s);
        post(ana, room, u"Alone"_s, u"c1"_s);
        QCOMPARE(m_rig->take<RoomEvent>(ana).event.text, u"Alone"_s);
        QCOMPARE(m_rig->count<RoomEvent>(ben), 0);
    }

    void whoSpeaksHasComeBefore()
    {
        // A tick that does not end by itself.
        auto timeouts = ChatRig::quick();
        timeouts.coalesce = 1h;
        m_rig = std::make_unique<ChatRig>(timeouts);
        QStringList order;
        connect(&m_rig->chat, &Chat::roomInformed, this, [&](const RoomId &, const auto &message) {
            if (const auto *notice = std::get_if<MembersChanged>(&message))
                order.append(names(notice->joined) + u" joined"_s);
            if (const auto *said = std::get_if<RoomEvent>(&message))
                order.append(said->event.author.name + u": "_s + said->event.text);
        });
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        post(ben, room, u"Hello"_s, u"c1"_s);
        m_rig->take<RoomEvent>(ana);
        post(ana, room, u"Hi"_s, u"c2"_s);
        m_rig->take<RoomEvent>(ana);
        QCOMPARE(order, QStringList({u"Ana Ben joined"_s, u"Ben: Hello"_s, u"Ana: Hi"_s}));
    }

    void whoResumesAfterARestartWasThereAllAlong()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto [carl, third] = m_rig->guest(u"Carl"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        awaitMembers(ana, 1);
        m_rig->say(ben, JoinRoom{RequestId{3}, room, Seq{0}});
        const auto returned = m_rig->take<MembersChanged>(ana);
        QCOMPARE(names(returned.changed), u"Ben"_s);
        QVERIFY(returned.joined.isEmpty());
        QCOMPARE(returned.memberCount, 2);
        // Who brings nothing along is new.
        m_rig->say(carl, JoinRoom{RequestId{3}, room, {}});
        QCOMPARE(names(m_rig->take<MembersChanged>(ana).joined), u"Carl"_s);
    }

    void whoResumesLongAfterTheStartJoins()
    {
        auto timeouts = ChatRig::quick();
        timeouts.returning = 0ms;
        m_rig = std::make_unique<ChatRig>(timeouts);
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        awaitMembers(ana, 1);
        m_rig->say(ben, JoinRoom{RequestId{3}, room, Seq{0}});
        const auto came = m_rig->take<MembersChanged>(ana);
        QCOMPARE(names(came.joined), u"Ben"_s);
        QVERIFY(came.changed.isEmpty());
    }

    void typingIsTold()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        m_rig->say(ana, SetTyping{room, true});
        QCOMPARE(names(m_rig->take<Typing>(ben).users), u"Ana"_s);
        const auto [carl, third] = m_rig->guest(u"Carl"_s);
        m_rig->join(carl, u"Lobby"_s);
        QCOMPARE(names(m_rig->take<Typing>(carl).users), u"Ana"_s);
        post(ana, room, u"Done"_s, u"c1"_s);
        QCOMPARE(m_rig->take<Typing>(ben).count, 0);
        m_rig->say(ana, SetTyping{room, true});
        QCOMPARE(m_rig->take<Typing>(ben).count, 1);
        m_rig->say(ana, LeaveRoom{RequestId{4}, room});
        QCOMPARE(m_rig->take<Typing>(ben).count, 0);
    }

    void windowsOfOnePersonAreOneMember()
    {
        const auto [one, login] = m_rig->guest(u"Ana"_s);
        const auto [two, again] = m_rig->window(login.token);
        const auto room = m_rig->join(one, u"Lobby"_s);
        const auto change = m_rig->take<MembershipChanged>(two);
        QVERIFY(change.room == room && change.joined);
        post(one, room, u"Hello"_s, u"c1"_s);
        QCOMPARE(m_rig->take<RoomEvent>(two).event.text, u"Hello"_s);
        m_rig->say(two, JoinRoom{RequestId{5}, room, {}});
        QCOMPARE(m_rig->take<Joined>(two).room.memberCount, 1);
        QCOMPARE(m_rig->count<MembershipChanged>(one), 0);

        m_rig->say(two, LeaveRoom{RequestId{6}, room});
        QVERIFY(m_rig->take<Left>(two).room == room);
        QVERIFY(!m_rig->take<MembershipChanged>(one).joined);
        m_rig->say(one, GetMembers{RequestId{7}, room, {}});
        QVERIFY(m_rig->take<ErrorMessage>(one).code == ErrorCode::NotMember);
    }

    void closingOneWindowIsNotLeaving()
    {
        auto timeouts = ChatRig::quick();
        timeouts.guestGrace = 10ms;
        timeouts.awayAfterLoss = 1ms;
        m_rig = std::make_unique<ChatRig>(timeouts);
        const auto [one, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(one, u"Lobby"_s);
        const auto [two, again] = m_rig->window(login.token);
        m_rig->chat.close(one);
        QTest::qWait(100);
        m_rig->say(two, GetMembers{RequestId{7}, room, {}});
        QCOMPARE(names(m_rig->take<Members>(two).members), u"Ana"_s);
    }

    void closingTheLastWindowIsLeavingAfterTheGrace()
    {
        auto timeouts = ChatRig::quick();
        timeouts.guestGrace = 600ms;
        timeouts.awayAfterLoss = 10ms;
        m_rig = std::make_unique<ChatRig>(timeouts);
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        m_rig->take<MembersChanged>(ana);
        m_rig->chat.close(ben);
        QCOMPARE(names(m_rig->take<MembersChanged>(ana).changed), u"Ben"_s);
        QCOMPARE(names(m_rig->take<MembersChanged>(ana).left), u"Ben"_s);
        const auto [back, resumed] = m_rig->window(other.token);
        QVERIFY(resumed.user.id == other.user.id);
        QVERIFY(resumed.joined.isEmpty());
    }

    void aReloadWithinTheGraceIsInvisible()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        awaitMembers(ana, 2);
        m_rig->chat.close(ben);
        const auto [back, resumed] = m_rig->window(other.token);
        QCOMPARE(resumed.joined, QList{room});
        post(ana, room, u"Still there?"_s, u"c1"_s);
        QCOMPARE(m_rig->take<RoomEvent>(back).event.text, u"Still there?"_s);
        QTest::qWait(30);
        QCOMPARE(m_rig->count<MembersChanged>(ana), 0);
    }

    void loggingOutEndsAllWindows()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [one, other] = m_rig->guest(u"Ben"_s);
        const auto [two, again] = m_rig->window(other.token);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(one, u"Lobby"_s);
        awaitMembers(ana, 2);
        m_rig->say(one, LogOut{RequestId{9}});
        QVERIFY(m_rig->take<LoggedOut>(one).id == RequestId{9});
        const auto ended = m_rig->take<ErrorMessage>(two);
        QVERIFY(ended.code == ErrorCode::NotLoggedIn && !ended.id);
        QCOMPARE(names(m_rig->take<MembersChanged>(ana).left), u"Ben"_s);
        m_rig->say(two, ResumeSession{RequestId{3}, other.token});
        QVERIFY(m_rig->take<ErrorMessage>(two).code == ErrorCode::TokenUnknown);
        m_rig->say(one, LogInAsGuest{RequestId{4}, u"Ben"_s});
        QVERIFY(m_rig->take<LoggedIn>(one).user.id.value() != other.user.id.value());
    }

    void resumingBringsWhatWasMissed()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        m_rig->chat.close(ben);
        for (int i = 1; i <= 3; ++i)
            post(ana, room, u"text %1"_s.arg(i), u"c%1"_s.arg(i));
        QTRY_COMPARE(m_rig->count<Posted>(ana), 3);
        const auto [back, resumed] = m_rig->window(other.token);
        m_rig->say(back, JoinRoom{RequestId{5}, room, Seq{1}});
        const auto joined = m_rig->take<Joined>(back);
        QCOMPARE(joined.events.size(), 2);
        QCOMPARE(number(joined.events.first().seq), 2);
        QVERIFY(!joined.gap && !joined.more);
    }

    void oneFrameARoomATick()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        awaitMembers(ana, 1);
        QList<SessionId> many;
        for (int i = 0; i < 60; ++i)
            many.append(m_rig->guest(u"guest %1"_s.arg(i)).first);
        m_rig->forget(ana);
        for (const auto session : many)
            m_rig->say(session, JoinRoom{RequestId{3}, room, {}});
        const auto notice = m_rig->take<MembersChanged>(ana);
        QCOMPARE(notice.joined.size() + notice.moreJoined, 60);
        QCOMPARE(notice.joined.size(), limits::namesPerNotice);
        QCOMPARE(notice.memberCount, 61);
        QTest::qWait(20);
        QCOMPARE(m_rig->count<MembersChanged>(ana) + m_rig->count<RoomChanged>(ana), 0);
    }

    void figuresFollow()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->window(login.token);
        post(ana, room, u"Hello"_s, u"c1"_s);
        m_rig->take<Posted>(ana);
        const auto figures = m_rig->chat.statistics();
        QCOMPARE(figures.rooms, 1);
        QCOMPARE(figures.people, 1);
        QCOMPARE(figures.sessions, 2);
        QCOMPARE(figures.memberships, 1);
        QCOMPARE(figures.messagesPosted, 1);
    }
};

QTEST_GUILESS_MAIN(ChatTest)
#include "tst_chat.moc"
