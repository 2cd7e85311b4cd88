// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsrig.h"
#include "shared/limits.h"

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::RoomsRig;
using Someone = RoomsRig::Someone;

/// What happens to rooms while the store still works on something else, and what is left of them
/// when their people are gone.
class RoomRacesTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomsRig> m_rig;

    QString change(const Someone &person, const RoomId &room, RoomKind kind)
    {
        return m_rig->attempt(person, ChangeRoom{{}, room, {}, {}, {}, kind});
    }

    /// While the answers of the store are held back.
    template <typename Request>
    RequestId askMeanwhile(const Someone &person, const Request &request)
    {
        m_rig->store->pause();
        return m_rig->ask(person, request);
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomsRig>(); }
    void cleanup() { m_rig.reset(); }

    void sayingItAgainDoesNotEndTheWait()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lab"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        const RoomRules slow{.slowMode = 30};
        QCOMPARE(m_rig->attempt(ana, ChangeRoom{{}, room, {}, {}, {}, {}, slow}), u"ok"_s);
        const auto first = m_rig->message(room, u"One"_s);
        QCOMPARE(m_rig->attempt(ben, first), u"ok"_s);
        QCOMPARE(m_rig->attempt(ben, first), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"Two"_s), u"slow-mode"_s);
    }

    void nobodyReadsOnWhoWasPutOut()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Board"_s, RoomKind::Private);
        QCOMPARE(m_rig->add(ana, room, {ben}), u"ok"_s);
        QCOMPARE(m_rig->post(ana, room, u"Secret"_s), u"ok"_s);
        const auto kick =
            askMeanwhile(ana, Moderate{{}, room, ben.user.id, ModerationAct::Kick, {}, {}});
        const auto reading = m_rig->ask(ben, GetHistory{{}, room, {}, {}, {}});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(kick), u"ok"_s);
        QCOMPARE(m_rig->outcome(reading), u"room-unknown"_s);
    }

    void nobodyHasALastWordWhoIsBeingBanned_data()
    {
        QTest::addColumn<ModerationAct>("act");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("banned") << ModerationAct::Ban << u"not-member"_s;
        QTest::newRow("muted") << ModerationAct::Mute << u"muted"_s;
    }

    void nobodyHasALastWordWhoIsBeingBanned()
    {
        QFETCH(ModerationAct, act);
        QFETCH(QString, refusal);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lab"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        const auto done = askMeanwhile(ana, Moderate{{}, room, ben.user.id, act, {}, {}});
        const auto late = m_rig->ask(ben, m_rig->message(room, u"But"_s));
        const auto others = m_rig->ask(ana, m_rig->message(room, u"So"_s));
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(done), u"ok"_s);
        QCOMPARE(m_rig->outcome(late), refusal);
        QCOMPARE(m_rig->outcome(others), u"ok"_s);
    }

    void nobodySeesTheAuditLogWhoLostTheirRole()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lab"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Owner), u"ok"_s);
        const auto lost = askMeanwhile(ana, SetRole{{}, room, ben.user.id, Role::Member});
        const auto looking = m_rig->ask(ben, GetAudit{{}, {}, room});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(lost), u"ok"_s);
        QCOMPARE(m_rig->outcome(looking), u"not-allowed"_s);
    }

    void manyWaitForTheirTurn()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lab"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        const auto first = askMeanwhile(ben, LeaveRoom{{}, room});
        RequestId last{};
        for (int i = 0; i < 50'000; ++i)
            last = m_rig->ask(ben, LeaveRoom{{}, room});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(first), u"ok"_s);
        QCOMPARE(m_rig->outcome(last), u"not-member"_s);
    }

    void aGuestWhoComesInWhileARoomBecomesPrivateStays()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = m_rig->make(ana, u"Lab"_s);
        const auto changed = askMeanwhile(ana, ChangeRoom{{}, room, {}, {}, {}, RoomKind::Private});
        const auto joined = m_rig->ask(guest, JoinRoom{{}, room, {}});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(changed), u"ok"_s);
        QCOMPARE(m_rig->outcome(joined), u"ok"_s);
        QCOMPARE(m_rig->members(ana, room), u"Ana owner here, Gus member here"_s);
        m_rig->restart();
        QCOMPARE(m_rig->members(m_rig->windowOf(ana), room), u"Ana owner here, Gus member gone"_s);
    }

    void aRoomHasAnOwnerAfterARestart()
    {
        const auto guest = m_rig->guest(u"Gus"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const RoomId room = m_rig->make(guest, u"Lab"_s);
        QCOMPARE(m_rig->join(ana, room), u"ok"_s);
        m_rig->restart();
        const auto again = m_rig->windowOf(ana);
        QCOMPARE(m_rig->members(again, room), u"Ana owner here"_s);
        QCOMPARE(m_rig->notices(again, room), QStringList{u"Test server role Ana: owner"_s});
        m_rig->restart();
        QCOMPARE(m_rig->notices(m_rig->windowOf(ana), room).size(), 1);
    }

    void nobodyWhoCannotComeInheritsARoom()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto eve = m_rig->account(u"Eve"_s);
        const RoomId room = m_rig->make(ana, u"Lab"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        m_rig->letPass(std::chrono::seconds(1));
        QCOMPARE(m_rig->join(eve, room), u"ok"_s);
        QCOMPARE(m_rig->attempt(ben, DeactivateAccount{{}, test::ChatRig::password()}), u"ok"_s);
        QCOMPARE(m_rig->attempt(ana, LeaveRoom{{}, room}), u"ok"_s);
        QCOMPARE(m_rig->members(eve, room), u"Ben member gone, Eve owner here"_s);
    }

    void nobodyAddsWhoIsDeactivated()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId lab = m_rig->make(ana, u"Lab"_s);
        const RoomId hall = m_rig->make(ana, u"Hall"_s);
        QCOMPARE(m_rig->join(ben, lab), u"ok"_s);
        QCOMPARE(m_rig->attempt(ben, DeactivateAccount{{}, test::ChatRig::password()}), u"ok"_s);
        QCOMPARE(m_rig->add(ana, hall, {ben}), u"ok"_s);
        QCOMPARE(m_rig->members(ana, hall), u"Ana owner here"_s);
        QCOMPARE(m_rig->attempt(ana, OpenDirect{{}, {ben.user.id}}), u"person-unknown"_s);
    }

    void aDirectRoomOfNobodyIsGone()
    {
        const auto gus = m_rig->guest(u"Gus"_s);
        const auto gil = m_rig->guest(u"Gil"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        QCOMPARE(m_rig->attempt(gus, OpenDirect{{}, {gil.user.id}}), u"ok"_s);
        QCOMPARE(m_rig->attempt(gus, OpenDirect{{}, {ana.user.id}}), u"ok"_s);
        QCOMPARE(m_rig->rig->chat.statistics().rooms, 2);
        m_rig->logOut(gus);
        m_rig->logOut(gil);
        QTRY_COMPARE(m_rig->rig->chat.statistics().rooms, 1);
        QCOMPARE(m_rig->store->value(u"SELECT COUNT(*) FROM rooms"_s).toInt(), 1);
        QCOMPARE(m_rig->rig->window(ana.token).second.rooms.size(), 1);
    }

    void noMoreRoomsThanTheLimitBecomePublic()
    {
        for (int i = 1; i < limits::roomsPerServer; ++i) {
            const QString name = u"room %1"_s.arg(i);
            m_rig->store->addRoom({RoomId(u"id-%1"_s.arg(i)), name, name});
        }
        m_rig->restart();
        const auto ana = m_rig->account(u"Ana"_s);
        const RoomId one = m_rig->make(ana, u"One"_s, RoomKind::Private);
        const RoomId two = m_rig->make(ana, u"Two"_s, RoomKind::Private);
        QCOMPARE(change(ana, one, RoomKind::Public), u"ok"_s);
        QCOMPARE(change(ana, two, RoomKind::Public), u"too-many-rooms"_s);
        QCOMPARE(change(ana, one, RoomKind::Private), u"ok"_s);
        QCOMPARE(change(ana, two, RoomKind::Public), u"ok"_s);
    }
};

QTEST_GUILESS_MAIN(RoomRacesTest)
#include "tst_roomraces.moc"
