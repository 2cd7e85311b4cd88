// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roster.h"
#include "server/core/sanctions.h"
#include "shared/limits.h"

#include <QElapsedTimer>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using protocol::Member;
using protocol::PersonKind;
using protocol::Presence;
using protocol::Role;
using protocol::RoomKind;
using Stay = Roster::Stay;

namespace
{

UserId idOf(const QString &name)
{
    return UserId(u"id-"_s + name);
}

StoredPerson person(const QString &name, PersonKind kind = PersonKind::Account)
{
    return {.user = {idOf(name), name}, .kind = kind};
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
    Timestamp m_now{1000};
    Sanctions m_sanctions{{}, [this] { return m_now; }};

    static Result<Roster::Joining> join(Roster &roster, const Roster::Place &place,
                                        const QString &name, PersonKind kind = PersonKind::Account)
    {
        return roster.join(place, person(name, kind), Presence::Here);
    }

    static QStringList names(const Roster &roster, const RoomId &room,
                             const std::optional<QString> &after = {}, const QString &query = {})
    {
        return ::names(roster.page(room, after, query).members);
    }

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
        Roster roster(m_sanctions);
        QStringList log;
        record(roster, log);
        QVERIFY(*join(roster, {m_room}, u"Ana"_s) == Roster::Joining::New);
        QVERIFY(*join(roster, {m_room}, u"Ana"_s) == Roster::Joining::Already);
        QCOMPARE(roster.memberCount(m_room), 1);
        QVERIFY(roster.isMember(m_room, UserId(u"id-Ana"_s)));
        roster.leave(m_room, UserId(u"id-Ana"_s));
        roster.leave(m_room, UserId(u"id-Ana"_s));
        roster.leave(m_room, UserId(u"id-Ben"_s));
        QCOMPARE(log, (QStringList{u"Ana joined room"_s, u"Ana left room"_s}));
        QCOMPARE(roster.memberCount(m_room), 0);
        QCOMPARE(roster.membershipCount(), 0);
    }

    void whoDepartsLeavesEach()
    {
        Roster roster(m_sanctions);
        for (const auto &room : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(join(roster, {RoomId(room)}, u"Ana"_s).ok());
        QCOMPARE(roster.membershipCount(), 3);
        QStringList log;
        record(roster, log);
        roster.depart(idOf(u"Ana"_s));
        log.sort();
        QCOMPARE(log, (QStringList{u"Ana left a"_s, u"Ana left b"_s, u"Ana left c"_s}));
        QVERIFY(roster.roomsOf(UserId(u"id-Ana"_s)).isEmpty());
    }

    void presenceIsToldWhereItChanges()
    {
        Roster roster(m_sanctions);
        QVERIFY(join(roster, {m_room}, u"Ana"_s).ok());
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
        Roster roster(m_sanctions);
        for (const auto &name : {u"ben"_s, u"Ana"_s, u"Édith"_s, u"zoe"_s, u"Carl"_s})
            QVERIFY(join(roster, {m_room}, name).ok());
        QCOMPARE(names(roster, m_room),
                 (QStringList{u"Ana"_s, u"ben"_s, u"Carl"_s, u"zoe"_s, u"Édith"_s}));
        QCOMPARE(names(roster, m_room, u"BEN"_s), (QStringList{u"Carl"_s, u"zoe"_s, u"Édith"_s}));
        QVERIFY(roster.page(m_room, u"\U0001F600"_s).members.isEmpty());
        QVERIFY(roster.page(RoomId(u"none"_s), {}).members.isEmpty());
    }

    void pagesTogetherHoldEveryoneOnce()
    {
        Roster roster(m_sanctions);
        const int count = limits::memberPage * 2 + 1;
        for (int i = 0; i < count; ++i)
            QVERIFY(join(roster, {m_room}, u"guest %1"_s.arg((i * 7919) % count)).ok());
        QStringList all;
        std::optional<QString> after;
        for (int pages = 1;; ++pages) {
            const auto page = roster.page(m_room, after);
            QVERIFY(page.members.size() <= limits::memberPage);
            all += ::names(page.members);
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
        Roster roster(m_sanctions);
        for (int i = 0; i < limits::roomsPerUser; ++i)
            QVERIFY(join(roster, {RoomId(u"room%1"_s.arg(i))}, u"Ana"_s).ok());
        const auto refused = join(roster, {m_room}, u"Ana"_s);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::TooManyRooms);
        QVERIFY(join(roster, {RoomId(u"room0"_s)}, u"Ana"_s).ok());
        roster.leave(RoomId(u"room0"_s), UserId(u"id-Ana"_s));
        QVERIFY(join(roster, {m_room}, u"Ana"_s).ok());
    }

    /// Directs, which others open, do not keep anybody out of rooms.
    void directRoomsAreCountedApart()
    {
        Roster roster(m_sanctions);
        for (int i = 0; i < limits::directsPerUser; ++i)
            QVERIFY(join(roster, {RoomId(u"d%1"_s.arg(i)), RoomKind::Direct}, u"Ana"_s).ok());
        QVERIFY(roster.refusal(idOf(u"Ana"_s), RoomKind::Direct));
        QVERIFY(!roster.refusal(idOf(u"Ana"_s), RoomKind::Private));
        QVERIFY(join(roster, {m_room}, u"Ana"_s).ok());
    }

    void whoStaysForGoodIsGoneAndComesBack()
    {
        Roster roster(m_sanctions);
        QVERIFY(join(roster, {.room = m_room, .stay = Stay::ForGood}, u"Ana"_s).ok());
        QVERIFY(join(roster, {.room = RoomId(u"hall"_s)}, u"Ana"_s).ok());
        QStringList log;
        QList<Presence> presences;
        record(roster, log);
        connect(&roster, &Roster::memberChanged, this,
                [&](const auto &, const auto &m) { presences.append(m.presence); });
        roster.depart(idOf(u"Ana"_s));
        QVERIFY(roster.isMember(m_room, idOf(u"Ana"_s)));
        QVERIFY(!roster.isMember(RoomId(u"hall"_s), idOf(u"Ana"_s)));
        QVERIFY(roster.page(m_room, {}).members.first().presence == Presence::Gone);
        QCOMPARE(roster.memberCount(m_room), 1);
        roster.arrive(person(u"Ana"_s));
        QCOMPARE(presences, (QList{Presence::Gone, Presence::Here}));
        roster.forget(idOf(u"Ana"_s));
        QVERIFY(!roster.isMember(m_room, idOf(u"Ana"_s)));
        // What was under way when they were deleted does not bring them back.
        QVERIFY(!join(roster, {m_room}, u"Ana"_s).ok());
        QCOMPARE(roster.membershipCount(), 0);
    }

    void allSeeWhoSomebodyIsNow()
    {
        Roster roster(m_sanctions);
        for (const auto &name : {u"Ana"_s, u"Ben"_s, u"Carl"_s})
            QVERIFY(join(roster, {m_room}, name).ok());
        StoredPerson ana = person(u"Ana"_s);
        ana.user.name = u"Zoe"_s;
        ana.status = u"at sea"_s;
        ana.colour = 3;
        ana.picture = u"face"_s;
        QList<Member> changed;
        connect(&roster, &Roster::memberChanged, this,
                [&](const auto &, const auto &m) { changed.append(m); });
        roster.change(ana);
        roster.change(ana);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0].name, u"Zoe"_s);
        QCOMPARE(changed[0].status, u"at sea"_s);
        QVERIFY(changed[0].colour == 3 && changed[0].picture == u"face"_s);
        QCOMPARE(names(roster, m_room), (QStringList{u"Ben"_s, u"Carl"_s, u"Zoe"_s}));
    }

    void administratorsOwnWhereTheyAre()
    {
        Roster roster(m_sanctions);
        const RoomId direct(u"direct"_s);
        QVERIFY(join(roster, {m_room}, u"Ana"_s).ok());
        QVERIFY(join(roster, {direct, RoomKind::Direct}, u"Ana"_s).ok());
        QList<RoomId> changed;
        connect(&roster, &Roster::standingChanged, this,
                [&](const RoomId &room, const auto &) { changed.append(room); });
        StoredPerson ana = person(u"Ana"_s);
        ana.role = protocol::ServerRole::Administrator;
        roster.change(ana);
        QVERIFY(roster.role(m_room, ana.user.id) == Role::Owner);
        QVERIFY(roster.role(direct, ana.user.id) == Role::Member);
        QVERIFY(roster.place(m_room, ana.user.id)->role == Role::Member);
        QVERIFY(roster.ownersOf(m_room).isEmpty());
        QCOMPARE(changed, QList{m_room});
        QVERIFY(roster.page(m_room, {}).members.first().role == Role::Owner);
    }

    void aRoomIsPassedOnInOrder()
    {
        Roster roster(m_sanctions);
        QStringList log;
        connect(&roster, &Roster::ownerLeft, this,
                [&](const RoomId &, const auto &user) { log.append(user.name); });
        const auto sit = [&](const QString &name, Role role, qint64 joined,
                             PersonKind kind = PersonKind::Account) {
            QVERIFY(join(roster, {m_room, RoomKind::Public, role, Stay::ForGood, Timestamp{joined}},
                         name, kind)
                        .ok());
        };
        // No bot ever owns a room.
        sit(u"Bot"_s, Role::Member, 0, PersonKind::Bot);
        sit(u"Reader"_s, Role::Reader, 0);
        sit(u"Guest"_s, Role::Member, 1, PersonKind::Guest);
        sit(u"Later"_s, Role::Member, 5);
        sit(u"Early"_s, Role::Member, 4);
        sit(u"LaterMod"_s, Role::Moderator, 7);
        sit(u"EarlyMod"_s, Role::Moderator, 6);
        sit(u"Owner"_s, Role::Owner, 9);
        sit(u"Other"_s, Role::Owner, 8);
        roster.leave(m_room, idOf(u"Other"_s));
        QVERIFY(log.isEmpty());
        UserId leaving = idOf(u"Owner"_s);
        for (const auto &heir :
             {u"EarlyMod"_s, u"LaterMod"_s, u"Early"_s, u"Later"_s, u"Guest"_s, u"Reader"_s}) {
            QVERIFY(roster.heirOf(m_room, leaving) == idOf(heir));
            roster.leave(m_room, leaving);
            roster.setRole(m_room, idOf(heir), Role::Owner);
            leaving = idOf(heir);
        }
        QCOMPARE(log.first(), u"Owner"_s);
        QCOMPARE(log.size(), 6);
        QVERIFY(!roster.heirOf(m_room, leaving));
        roster.leave(m_room, idOf(u"Bot"_s));
        roster.leave(m_room, leaving);
        // There was nobody left to have it.
        QCOMPARE(log.size(), 6);
    }

    void mutesAreSeen()
    {
        Roster roster(m_sanctions);
        QVERIFY(join(roster, {m_room}, u"Ana"_s).ok());
        protocol::Sanction mute{.person = {idOf(u"Ana"_s), u"Ana"_s}, .by = {}, .reason = {}};
        mute.ends = Timestamp{2000};
        m_sanctions.impose(m_room, mute);
        QList<Member> changed;
        connect(&roster, &Roster::memberChanged, this,
                [&](const auto &, const auto &m) { changed.append(m); });
        roster.noteMute(m_room, idOf(u"Ana"_s));
        QCOMPARE(changed.size(), 1);
        QVERIFY(changed[0].mutedUntil == Timestamp{2000});
        m_now = Timestamp{2000};
        QVERIFY(!roster.member(m_room, idOf(u"Ana"_s))->mutedUntil);
    }

    void whoWasThereIsThereAfterAStart()
    {
        Roster roster(m_sanctions);
        const RoomId hall(u"hall"_s);
        const auto in = [](const RoomId &room, const QString &name, Role role = Role::Member) {
            return StoredMembership{room, idOf(name), role, Timestamp{7}};
        };
        StoredRoom privateRoom{m_room, {}, {}};
        privateRoom.kind = RoomKind::Private;
        roster.load({in(m_room, u"Ana"_s, Role::Owner), in(m_room, u"Ben"_s), in(hall, u"Ben"_s),
                     in(RoomId(u"none"_s), u"Ana"_s), in(hall, u"nobody"_s)},
                    {person(u"Ana"_s), person(u"Ben"_s, PersonKind::Guest), person(u"Carl"_s)},
                    {privateRoom, {hall, {}, {}}});
        QCOMPARE(names(roster, m_room), (QStringList{u"Ana"_s, u"Ben"_s}));
        // Guests are in public rooms while they are there.
        QCOMPARE(names(roster, hall), QStringList());
        QVERIFY(roster.role(m_room, idOf(u"Ana"_s)) == Role::Owner);
        QVERIFY(roster.member(m_room, idOf(u"Ana"_s))->presence == Presence::Gone);
        QVERIFY(!roster.person(idOf(u"Carl"_s)));
        QCOMPARE(roster.membershipCount(), 2);
    }

    void membersAreFoundByAPartOfTheirNames()
    {
        Roster roster(m_sanctions);
        for (const auto &name : {u"Ana"_s, u"Hanna"_s, u"Ben"_s, u"STRASSE"_s})
            QVERIFY(join(roster, {m_room}, name).ok());
        QCOMPARE(names(roster, m_room, {}, u"AN"_s), (QStringList{u"Ana"_s, u"Hanna"_s}));
        QCOMPARE(names(roster, m_room, u"Ana"_s, u"an"_s), QStringList{u"Hanna"_s});
        QCOMPARE(names(roster, m_room, {}, u"stra"_s), QStringList{u"STRASSE"_s});
        QCOMPARE(names(roster, m_room, {}, u"%"_s), QStringList());
    }

    /// A page, and a search that finds one at the very end, out of 10,000: each within a frame.
    void largeRoomsArePagedAndSearchedFast()
    {
        Roster roster(m_sanctions);
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(join(roster, {m_room}, u"somebody %1"_s.arg(i, 5, 10, QChar(u'0'))).ok());
        const auto microseconds = [&](const std::optional<QString> &after, const QString &query,
                                      qsizetype found) {
            qint64 least = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 5; ++i) {
                QElapsedTimer timer;
                timer.start();
                const auto page = roster.page(m_room, after, query);
                least = std::min(least, timer.nsecsElapsed() / 1000);
                if (page.members.size() != found)
                    return qint64(-1);
            }
            return least;
        };
        for (const qint64 time : {microseconds(u"somebody 05000"_s, {}, limits::memberPage),
                                  microseconds({}, u"9999"_s, 1)}) {
            qInfo() << time << "us";
            QVERIFY2(time >= 0 && time < 16'000, qPrintable(QString::number(time)));
        }
    }
};

QTEST_APPLESS_MAIN(RosterTest)
#include "tst_roster.moc"
