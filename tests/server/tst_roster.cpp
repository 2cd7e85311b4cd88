// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roster.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using protocol::Member;
using protocol::Presence;

namespace
{

Member member(const QString &name)
{
    return {UserId(u"id-"_s + name), name, Presence::Here};
}

QStringList names(const QList<Member> &members)
{
    QStringList list;
    for (const auto &m : members)
        list.append(m.name);
    return list;
}

} // namespace

class RosterTest final : public QObject
{
    Q_OBJECT

    const RoomId m_room{u"room"_s};

    /// What the roster told, in words.
    static void record(const Roster &roster, QStringList &log)
    {
        QObject::connect(&roster, &Roster::memberJoined, [&log](const RoomId &room, const auto &m) {
            log.append(m.name + u" joined "_s + room.value());
        });
        QObject::connect(&roster, &Roster::memberLeft, [&log](const RoomId &room, const auto &m) {
            log.append(m.name + u" left "_s + room.value());
        });
        QObject::connect(&roster, &Roster::memberChanged, [&log](const auto &room, const auto &m) {
            log.append(m.name + (m.presence == Presence::Here ? u" here "_s : u" away "_s) +
                       room.value());
        });
    }

private Q_SLOTS:
    void tellsComingsAndGoingsOnce()
    {
        Roster roster;
        QStringList log;
        record(roster, log);
        QVERIFY(*roster.join(m_room, member(u"Ana"_s)) == Roster::Joining::New);
        QVERIFY(*roster.join(m_room, member(u"Ana"_s)) == Roster::Joining::Already);
        QCOMPARE(roster.memberCount(m_room), 1);
        QVERIFY(roster.isMember(m_room, UserId(u"id-Ana"_s)));
        roster.leave(m_room, UserId(u"id-Ana"_s));
        roster.leave(m_room, UserId(u"id-Ana"_s));
        roster.leave(m_room, UserId(u"id-Ben"_s));
        QCOMPARE(log, (QStringList{u"Ana joined room"_s, u"Ana left room"_s}));
        QCOMPARE(roster.memberCount(m_room), 0);
        QCOMPARE(roster.membershipCount(), 0);
    }

    void leavingAllLeavesEach()
    {
        Roster roster;
        for (const auto &room : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(roster.join(RoomId(room), member(u"Ana"_s)).ok());
        QCOMPARE(roster.membershipCount(), 3);
        QStringList log;
        record(roster, log);
        roster.leaveAll(UserId(u"id-Ana"_s));
        log.sort();
        QCOMPARE(log, (QStringList{u"Ana left a"_s, u"Ana left b"_s, u"Ana left c"_s}));
        QVERIFY(roster.roomsOf(UserId(u"id-Ana"_s)).isEmpty());
    }

    void presenceIsToldWhereItChanges()
    {
        Roster roster;
        QVERIFY(roster.join(m_room, member(u"Ana"_s)).ok());
        QStringList log;
        record(roster, log);
        roster.setPresence(UserId(u"id-Ana"_s), Presence::Here);
        roster.setPresence(UserId(u"id-Ana"_s), Presence::Away);
        roster.setPresence(UserId(u"id-Ben"_s), Presence::Away);
        QCOMPARE(log, QStringList{u"Ana away room"_s});
        QVERIFY(roster.page(m_room, {}).members.first().presence == Presence::Away);
    }

    void membersAreInTheOrderOfTheirNames()
    {
        Roster roster;
        for (const auto &name : {u"ben"_s, u"Ana"_s, u"Édith"_s, u"zoe"_s, u"Carl"_s})
            QVERIFY(roster.join(m_room, member(name)).ok());
        QCOMPARE(names(roster.page(m_room, {}).members),
                 (QStringList{u"Ana"_s, u"ben"_s, u"Carl"_s, u"zoe"_s, u"Édith"_s}));
        QCOMPARE(names(roster.page(m_room, u"BEN"_s).members),
                 (QStringList{u"Carl"_s, u"zoe"_s, u"Édith"_s}));
        QVERIFY(roster.page(m_room, u"\U0001F600"_s).members.isEmpty());
        QVERIFY(roster.page(RoomId(u"none"_s), {}).members.isEmpty());
    }

    void pagesTogetherHoldEveryoneOnce()
    {
        Roster roster;
        const int count = limits::memberPage * 2 + 1;
        for (int i = 0; i < count; ++i)
            QVERIFY(roster.join(m_room, member(u"guest %1"_s.arg((i * 7919) % count))).ok());
        QStringList all;
        std::optional<QString> after;
        for (int pages = 1;; ++pages) {
            const auto page = roster.page(m_room, after);
            QVERIFY(page.members.size() <= limits::memberPage);
            all += names(page.members);
            if (!page.more) {
                QCOMPARE(pages, 3);
                break;
            }
            after = all.last();
        }
        QCOMPARE(all.size(), count);
        all.removeDuplicates();
        QCOMPARE(all.size(), count);
    }

    void someoneInTooManyRoomsIsRefused()
    {
        Roster roster;
        for (int i = 0; i < limits::roomsPerUser; ++i)
            QVERIFY(roster.join(RoomId(u"room%1"_s.arg(i)), member(u"Ana"_s)).ok());
        const auto refused = roster.join(m_room, member(u"Ana"_s));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::TooManyRooms);
        QVERIFY(roster.join(RoomId(u"room0"_s), member(u"Ana"_s)).ok());
        roster.leave(RoomId(u"room0"_s), UserId(u"id-Ana"_s));
        QVERIFY(roster.join(m_room, member(u"Ana"_s)).ok());
    }
};

QTEST_APPLESS_MAIN(RosterTest)
#include "tst_roster.moc"
