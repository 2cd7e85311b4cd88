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
