// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/readpointers.h"
#include "tests/support/chatrig.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ChatRig;
using hobnob::server::test::MemoryStore;

/// How far people have read, as all of their windows are told.
class ReadPointersTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChatRig> m_rig;
    RoomId m_room;
    int m_posted = 0;

    void post(SessionId session, const QString &text)
    {
        m_rig->say(session,
                   PostMessage{RequestId{50}, m_room, ClientId(u"c%1"_s.arg(++m_posted)), text});
        QVERIFY(m_rig->take<Posted>(session).seq > Seq{0});
    }

    /// "3 1/5": 3 are read, and 1 of those up to 5 is a mention.
    static QString words(const ReadState &state)
    {
        return u"%1 %2/%3"_s.arg(number(state.read)).arg(state.mentions).arg(number(state.upTo));
    }

private Q_SLOTS:
    void init()
    {
        auto timeouts = ChatRig::quick();
        timeouts.readGather = 5ms;
        m_rig = std::make_unique<ChatRig>(timeouts);
        m_posted = 0;
    }

    void whatWasSaidBeforeOneCameIsNoNews()
    {
        const auto ana = m_rig->guest(u"Ana"_s).first;
        m_room = m_rig->join(ana, u"Lobby"_s);
        post(ana, u"hello @Ben"_s);
        const auto ben = m_rig->guest(u"Ben"_s).first;
        m_rig->say(ben, JoinNamedRoom{RequestId{3}, u"Lobby"_s});
        QCOMPARE(words(m_rig->take<Joined>(ben).read), u"1 0/1"_s);
        post(ana, u"and now @ben"_s);
        m_rig->say(ben, JoinRoom{RequestId{4}, m_room, Seq{1}});
        QCOMPARE(words(m_rig->take<Joined>(ben).read), u"1 1/2"_s);
    }

    void allWindowsOfAPersonShowTheSame()
    {
        const auto ana = m_rig->guest(u"Ana"_s).first;
        const auto [ben, login] = m_rig->guest(u"Ben"_s);
        m_room = m_rig->join(ana, u"Lobby"_s);
        QCOMPARE(m_rig->join(ben, u"Lobby"_s), m_room);
        post(ana, u"one @Ben"_s);
        post(ana, u"two @Ben"_s);
        const auto [second, again] = m_rig->window(login.token);
        QCOMPARE(again.reads.size(), 1);
        QCOMPARE(words(again.reads.first()), u"0 2/2"_s);
        m_rig->say(ben, MarkRead{m_room, Seq{1}});
        QCOMPARE(words(m_rig->take<ReadMoved>(second).read), u"1 1/2"_s);
        QCOMPARE(words(m_rig->take<ReadMoved>(ben).read), u"1 1/2"_s);
        // Back, or past the end.
        m_rig->say(second, MarkRead{m_room, Seq{0}});
        m_rig->say(second, MarkRead{m_room, Seq{limits::maxInteger}});
        QCOMPARE(words(m_rig->take<ReadMoved>(ben).read), u"2 0/2"_s);
        QCOMPARE(m_rig->count<ReadMoved>(ana), 0);
    }

    void whoeverWritesHasReadWhatIsAbove()
    {
        const auto ana = m_rig->guest(u"Ana"_s).first;
        const auto [ben, login] = m_rig->guest(u"Ben"_s);
        m_room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        post(ana, u"one @Ben"_s);
        post(ben, u"yes?"_s);
        QCOMPARE(words(m_rig->window(login.token).second.reads.first()), u"2 0/2"_s);
        // The windows know that by the message itself.
        m_rig->say(ben, MarkRead{m_room, Seq{2}});
        m_rig->say(ben, Ping{RequestId{9}});
        m_rig->take<Pong>(ben);
        QTest::qWait(20);
        QCOMPARE(m_rig->count<ReadMoved>(ben), 0);
    }

    void thePointerSurvivesAnAbsenceAndEndsWithTheMembership()
    {
        auto timeouts = ChatRig::quick();
        timeouts.guestGrace = 1ms;
        timeouts.readGather = 1ms;
        m_rig = std::make_unique<ChatRig>(timeouts);
        const auto ana = m_rig->guest(u"Ana"_s).first;
        const auto [ben, login] = m_rig->guest(u"Ben"_s);
        m_room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        m_rig->chat.close(ben);
        QTRY_COMPARE(m_rig->chat.statistics().people, 1);
        post(ana, u"Where is @Ben?"_s);
        const auto [back, again] = m_rig->window(login.token);
        QVERIFY(again.joined.isEmpty());
        QCOMPARE(again.reads.size(), 1);
        QCOMPARE(words(again.reads.first()), u"0 1/1"_s);
        m_rig->say(back, JoinRoom{RequestId{4}, m_room, Seq{0}});
        QCOMPARE(words(m_rig->take<Joined>(back).read), u"0 1/1"_s);
        m_rig->say(back, LeaveRoom{RequestId{5}, m_room});
        m_rig->take<Left>(back);
        QVERIFY(m_rig->window(login.token).second.reads.isEmpty());
    }

    void strangersToARoomMoveNothing()
    {
        const auto ana = m_rig->guest(u"Ana"_s).first;
        const auto [ben, login] = m_rig->guest(u"Ben"_s);
        m_room = m_rig->join(ana, u"Lobby"_s);
        post(ana, u"one"_s);
        m_rig->say(ben, MarkRead{m_room, Seq{1}});
        m_rig->say(ben, MarkRead{RoomId{u"nowhere"_s}, Seq{1}});
        m_rig->say(ben, Ping{RequestId{9}});
        m_rig->take<Pong>(ben);
        QVERIFY(m_rig->window(login.token).second.reads.isEmpty());
    }

    void movesOfAMomentAreOneWriteAndAFailureIsTriedAgain()
    {
        MemoryStore store;
        ReadPointers reads(store, 1ms);
        QSignalSpy moved(&reads, &ReadPointers::moved);
        const UserId user{u"ben"_s};
        const RoomId room{u"room"_s};
        store.addRoom({.id = room, .name = u"Room"_s, .skeleton = u"room"_s});
        bool loaded = false;
        reads.load(user, [&](const auto &) { loaded = true; });
        QTRY_VERIFY(loaded);
        for (int i = 0; i < 5; ++i)
            store.append({room, {UserId{u"ana"_s}, u"Ana"_s}, ClientId{QString::number(i)}, {}},
                         [](const auto &) {});
        reads.enter(user, room, Seq{0});
        reads.move(user, room, Seq{1});
        reads.move(user, room, Seq{4});
        reads.move(user, room, Seq{2});
        QTRY_COMPARE(moved.size(), 1);
        QCOMPARE(moved.first().at(1).value<ReadState>().read, Seq{4});

        store.failWith(hobnob::Error{ErrorCode::StorageFailed, u"full"_s});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not stored yet"_s));
        reads.move(user, room, Seq{5});
        QTest::qWait(20);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(reads.stateOf(user, room).read, Seq{4});
        store.failWith({});
        QTRY_COMPARE_WITH_TIMEOUT(moved.size(), 2, 8000);
        QCOMPARE(reads.stateOf(user, room).read, Seq{5});
    }
};

QTEST_GUILESS_MAIN(ReadPointersTest)
#include "tst_readpointers.moc"
