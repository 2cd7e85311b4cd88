// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/membernotices.h"
#include "server/core/roster.h"
#include "server/core/sanctions.h"
#include "shared/limits.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Member;
using protocol::MembersChanged;
using protocol::Presence;

namespace
{

Member member(const QString &name, Presence presence = Presence::Here)
{
    return {UserId(name), name, presence};
}

QString names(const QList<Member> &members)
{
    QStringList list;
    for (const auto &m : members)
        list.append(m.name);
    return list.join(u' ');
}

} // namespace

class MemberNoticesTest final : public QObject
{
    Q_OBJECT

    const RoomId m_room{u"room"_s};
    const Sanctions m_sanctions{{}, HouseRules{}.clock};
    Roster m_roster{m_sanctions};
    std::unique_ptr<MemberNotices> m_notices;
    QList<MembersChanged> m_told;

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        m_notices = std::make_unique<MemberNotices>(m_roster, 5ms);
        connect(m_notices.get(), &MemberNotices::noticeGathered, this,
                [this](const auto &notice) { m_told.append(notice); });
    }

    void whatANewcomerSawDoesNotCancelOut()
    {
        m_notices->noteJoined(m_room, member(u"Ana"_s));
        m_notices->noteLeft(m_room, member(u"Ben"_s));
        // The newcomer's list has Ana and lacks Ben.
        m_notices->noteShown(m_room);
        m_notices->noteLeft(m_room, member(u"Ana"_s));
        m_notices->noteJoined(m_room, member(u"Ben"_s));
        QTRY_COMPARE(m_told.size(), 1);
        QCOMPARE(names(m_told[0].left), u"Ana"_s);
        QCOMPARE(names(m_told[0].joined), u"Ben"_s);
    }

    void largeRoomsAreToldLessOften()
    {
        const RoomId hall{u"hall"_s};
        const int people = 1000;
        for (int i = 0; i < people; ++i) {
            const UserId id(u"in the hall %1"_s.arg(i));
            const StoredPerson person{.user = {id, id.value()}};
            m_roster.arrive(person);
            QVERIFY(m_roster.join({.room = hall}, person, Presence::Here));
        }
        QCOMPARE(m_roster.memberCount(hall), people);
        QElapsedTimer elapsed;
        elapsed.start();
        QList<std::chrono::milliseconds> times;
        connect(m_notices.get(), &MemberNotices::noticeGathered, this,
                [&] { times.append(std::chrono::milliseconds(elapsed.elapsed())); });
        m_notices->noteJoined(hall, member(u"Ana"_s));
        QTRY_COMPARE(m_told.size(), 1);
        m_notices->noteJoined(hall, member(u"Ben"_s));
        QTest::qWait(10);
        m_notices->noteLeft(hall, member(u"Ana"_s));
        QTRY_COMPARE(m_told.size(), 2);
        // Both are rounded down.
        QVERIFY(times[1] - times[0] + 2ms >= people * limits::noticePerMember);
        // Nothing is lost meanwhile.
        QCOMPARE(names(m_told[1].joined), u"Ben"_s);
        QCOMPARE(names(m_told[1].left), u"Ana"_s);
    }

    void oneNoticeHoldsTheTick()
    {
        m_notices->noteJoined(m_room, member(u"Ana"_s));
        m_notices->noteLeft(m_room, member(u"Ben"_s));
        m_notices->noteChanged(m_room, member(u"Carl"_s, Presence::Away));
        m_notices->noteJoined(m_room, member(u"Dora"_s));
        QVERIFY(m_told.isEmpty());
        QTRY_COMPARE(m_told.size(), 1);
        QCOMPARE(names(m_told.first().joined), u"Ana Dora"_s);
        QCOMPARE(names(m_told.first().left), u"Ben"_s);
        QCOMPARE(names(m_told.first().changed), u"Carl"_s);
    }

    void whatCancelsOutIsNotTold()
    {
        m_notices->noteJoined(m_room, member(u"Ana"_s));
        m_notices->noteChanged(m_room, member(u"Ana"_s, Presence::Away));
        m_notices->noteLeft(m_room, member(u"Ana"_s));
        QSignalSpy told(m_notices.get(), &MemberNotices::noticeGathered);
        QVERIFY(!told.wait(50));
    }

    void whoComesBackWithinTheTickHasNotLeft()
    {
        m_notices->noteLeft(m_room, member(u"Ana"_s));
        m_notices->noteJoined(m_room, member(u"Ana"_s));
        QTRY_COMPARE(m_told.size(), 1);
        QVERIFY(m_told.first().joined.isEmpty());
        QVERIFY(m_told.first().left.isEmpty());
        QCOMPARE(names(m_told.first().changed), u"Ana"_s);
    }

    void whoJoinsHasTheirLatestPresence()
    {
        m_notices->noteJoined(m_room, member(u"Ana"_s));
        m_notices->noteChanged(m_room, member(u"Ana"_s, Presence::Away));
        QTRY_COMPARE(m_told.size(), 1);
        QCOMPARE(names(m_told.first().joined), u"Ana"_s);
        QVERIFY(m_told.first().joined.first().presence == Presence::Away);
        QVERIFY(m_told.first().changed.isEmpty());
    }

    void whoIsAboutToBeHeardIsAnnouncedAtOnce()
    {
        m_notices->noteJoined(m_room, member(u"Ana"_s));
        m_notices->noteJoined(m_room, member(u"Ben"_s));
        m_notices->noteLeft(m_room, member(u"Carl"_s));
        m_notices->announce(m_room, UserId(u"Dora"_s));
        m_notices->announce(m_room, UserId(u"Carl"_s));
        m_notices->announce(RoomId(u"other"_s), UserId(u"Ana"_s));
        QVERIFY(m_told.isEmpty());
        m_notices->announce(m_room, UserId(u"Ben"_s));
        QCOMPARE(m_told.size(), 1);
        QCOMPARE(names(m_told.first().joined), u"Ana Ben"_s);
        QCOMPARE(names(m_told.first().left), u"Carl"_s);
        // The tick's end has nothing to add, and the next one works as ever.
        QTest::qWait(20);
        QCOMPARE(m_told.size(), 1);
        m_notices->noteJoined(m_room, member(u"Dora"_s));
        QTRY_COMPARE(m_told.size(), 2);
        QCOMPARE(names(m_told.last().joined), u"Dora"_s);
    }

    void aThousandAreOneNotice()
    {
        for (int i = 0; i < 1000; ++i) {
            const auto someone = member(u"guest%1"_s.arg(i));
            QVERIFY(
                m_roster.join({m_room}, {.user = {someone.id, someone.name}}, Presence::Here).ok());
            m_notices->noteJoined(m_room, someone);
        }
        QTRY_COMPARE(m_told.size(), 1);
        QCOMPARE(m_told.first().memberCount, 1000);
        QCOMPARE(m_told.first().joined.size(), limits::namesPerNotice);
        QCOMPARE(m_told.first().moreJoined, 1000 - limits::namesPerNotice);
        QCOMPARE(m_told.first().joined.first().name, u"guest0"_s);
    }
};

QTEST_GUILESS_MAIN(MemberNoticesTest)
#include "tst_membernotices.moc"
