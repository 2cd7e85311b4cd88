// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsrig.h"
#include "shared/limits.h"

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ChatRig;
using hobnob::server::test::RoomsRig;
using Someone = RoomsRig::Someone;

/// Kicks, bans and mutes, also when they meet with those who are coming in.
class DisciplineTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomsRig> m_rig;

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomsRig>(); }
    void cleanup() { m_rig.reset(); }

    void whoIsKickedMayComeBack()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto second = m_rig->windowOf(ben);
        const RoomId room = m_rig->lobby(ana, {ben});
        m_rig->rig->say(ben.window, SetTyping{room, true});
        QCOMPARE(m_rig->take<Typing>(ana).count, 1);
        m_rig->forget(ben);
        m_rig->forget(second);
        QCOMPARE(m_rig->moderate(ana, room, ben, ModerationAct::Kick, u" Be  nice "_s), u"ok"_s);
        for (const Someone &window : {ben, second}) {
            const auto told = m_rig->take<MembershipChanged>(window);
            QVERIFY(!told.joined && told.by->name == u"Ana"_s && told.reason == u"Be nice"_s);
            QCOMPARE(m_rig->count<RoomEvent>(window), 0);
            QCOMPARE(m_rig->count<RoomGone>(window), 0);
        }
        QCOMPARE(m_rig->take<Typing>(ana).count, 0);
        m_rig->post(ana, room, u"Gone"_s);
        QCOMPARE(m_rig->count<RoomEvent>(second), 0);
        QCOMPARE(m_rig->moderate(ana, room, ben, ModerationAct::Kick), u"person-unknown"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        QCOMPARE(m_rig->notices(ben, room), QStringList{u"Ana kicked Ben: Be nice"_s});
        QCOMPARE(m_rig->audit(boss), QStringList{u"member-kicked Ben: Be nice"_s});
    }

    void whoIsKickedFromAPrivateRoomDoesNotKnowIt()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben}, RoomKind::Private);
        m_rig->forget(ben);
        QCOMPARE(m_rig->moderate(ana, room, ben, ModerationAct::Kick), u"ok"_s);
        QVERIFY(!m_rig->take<MembershipChanged>(ben).joined);
        QVERIFY(m_rig->take<RoomGone>(ben).room == room);
        m_rig->post(ana, room, u"x"_s);
        QCOMPARE(m_rig->count<RoomChanged>(ben), 0);
        QCOMPARE(m_rig->join(ben, room), u"room-unknown"_s);
        m_rig->rig->chat.explainGap(ben.window);
        const auto gap = m_rig->take<Gap>(ben);
        QVERIFY(gap.rooms.isEmpty() && gap.joined.isEmpty() && gap.reads.isEmpty());
        const auto login = m_rig->rig->window(ben.token).second;
        QVERIFY(login.rooms.isEmpty() && login.joined.isEmpty() && login.reads.isEmpty());
    }

    void whoIsBannedStaysOut()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben});
        QCOMPARE(m_rig->moderate(ana, room, ben, ModerationAct::Ban, u"Adverts"_s, 10), u"ok"_s);
        const auto refused = m_rig->get<protocol::Error>(ben, JoinRoom{{}, room, {}});
        QVERIFY(refused.code == ErrorCode::Banned);
        QCOMPARE(refused.message,
                 u"You are banned from this room until 2027-01-15 08:10 UTC. Reason: Adverts"_s);
        QCOMPARE(m_rig->attempt(ben, JoinNamedRoom{{}, u"lobby"_s}), u"banned"_s);
        const auto sanctions =
            m_rig->get<protocol::Sanctions>(ana, GetSanctions{{}, room}).sanctions;
        QCOMPARE(sanctions.size(), 1);
        QVERIFY(sanctions.first().kind == SanctionKind::Ban && sanctions.first().ends);
        QCOMPARE(m_rig->attempt(ben, GetSanctions{{}, room}), u"not-member"_s);
        // After a start as well, and until its end.
        m_rig->restart();
        const auto again = m_rig->windowOf(ben);
        m_rig->letPass(10min - 1ms);
        QCOMPARE(m_rig->join(again, room), u"banned"_s);
        m_rig->letPass(1ms);
        QCOMPARE(m_rig->join(again, room), u"ok"_s);
    }

    void aBanIsTakenBack()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = m_rig->lobby(ana, {});
        // They need not have been there, nor be there still.
        QCOMPARE(m_rig->moderate(ana, room, guest, ModerationAct::Ban), u"ok"_s);
        QCOMPARE(m_rig->join(guest, room), u"banned"_s);
        m_rig->logOut(guest);
        QCOMPARE(m_rig->moderate(ana, room, guest, ModerationAct::Unban, u"Sorry"_s), u"ok"_s);
        QCOMPARE(m_rig->moderate(ana, room, guest, ModerationAct::Unban), u"person-unknown"_s);
        QCOMPARE(m_rig->notices(ana, room),
                 (QStringList{u"Ana banned Gus"_s, u"Ana unbanned Gus: Sorry"_s}));
        QVERIFY(m_rig->get<protocol::Sanctions>(ana, GetSanctions{{}, room}).sanctions.isEmpty());
    }

    void whoIsMutedReadsOnly()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben});
        m_rig->rig->say(ben.window, SetTyping{room, true});
        QCOMPARE(m_rig->take<Typing>(ana).count, 1);
        QCOMPARE(m_rig->moderate(ana, room, ben, ModerationAct::Mute, u"Calm down"_s, 5), u"ok"_s);
        QCOMPARE(m_rig->take<Typing>(ana).count, 0);
        const auto until = Timestamp{milliseconds(m_rig->now) + 300'000};
        const auto told = m_rig->take<MembershipChanged>(ben);
        QVERIFY(told.joined && told.mutedUntil == until && told.reason == u"Calm down"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"muted"_s);
        m_rig->forget(ana);
        m_rig->rig->say(ben.window, SetTyping{room, true});
        QCOMPARE(m_rig->count<Typing>(ana), 0);
        QCOMPARE(m_rig->attempt(ben, GetHistory{{}, room, {}, {}, {}}), u"ok"_s);
        // Leaving and coming back does not help, nor does a start.
        QCOMPARE(m_rig->attempt(ben, LeaveRoom{{}, room}), u"ok"_s);
        const auto joined = m_rig->get<Joined>(ben, JoinRoom{{}, room, {}});
        QVERIFY(joined.standing.mutedUntil == until);
        QVERIFY(joined.members.last().mutedUntil == until);
        m_rig->restart();
        const auto again = m_rig->windowOf(ben);
        QCOMPARE(m_rig->post(again, room, u"x"_s), u"muted"_s);
        m_rig->letPass(5min);
        QCOMPARE(m_rig->post(again, room, u"x"_s), u"ok"_s);
        QVERIFY(m_rig->rig->window(ben.token).second.standings.isEmpty());
    }

    void whoMayNotModerate()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto mod = m_rig->account(u"Mod"_s);
        const auto mud = m_rig->account(u"Mud"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {mod, mud, ben});
        m_rig->setRole(ana, room, mod, Role::Moderator);
        m_rig->setRole(ana, room, mud, Role::Moderator);
        for (const auto act : {ModerationAct::Mute, ModerationAct::Kick, ModerationAct::Ban}) {
            QCOMPARE(m_rig->moderate(ben, room, mod, act), u"not-allowed"_s);
            QCOMPARE(m_rig->moderate(mod, room, ana, act), u"not-allowed"_s);
            QCOMPARE(m_rig->moderate(mod, room, mud, act), u"not-allowed"_s);
            QCOMPARE(m_rig->moderate(ana, room, ana, act), u"not-allowed"_s);
        }
        QCOMPARE(m_rig->moderate(ana, room, mod, ModerationAct::Mute), u"ok"_s);
        QCOMPARE(m_rig->moderate(mod, room, mod, ModerationAct::Unmute), u"not-allowed"_s);
        QCOMPARE(m_rig->moderate(ana, room, mod, ModerationAct::Unmute), u"ok"_s);
        QCOMPARE(m_rig->moderate(mod, room, ben, ModerationAct::Mute,
                                 QString(limits::reasonCharacters + 1, u'x')),
                 u"reason-too-long"_s);
        QCOMPARE(m_rig->moderate(mod, room, ben, ModerationAct::Mute), u"ok"_s);
    }

    // --- at once

    void aBanOvertakesNoJoinAndNoJoinABan()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {});
        for (const bool joinsFirst : {true, false}) {
            m_rig->store->pause();
            RequestId joining{};
            RequestId banning{};
            const Moderate ban{{}, room, ben.user.id, ModerationAct::Ban, u"x"_s, {}};
            if (joinsFirst)
                joining = m_rig->ask(ben, JoinRoom{{}, room, {}});
            banning = m_rig->ask(ana, ban);
            if (!joinsFirst)
                joining = m_rig->ask(ben, JoinRoom{{}, room, {}});
            m_rig->store->resume();
            QCOMPARE(m_rig->outcome(banning), u"ok"_s);
            // Into the room, and out of it before they saw it; or not at all.
            QCOMPARE(m_rig->outcome(joining), joinsFirst ? u"not-member"_s : u"banned"_s);
            QCOMPARE(m_rig->members(ana, room), u"Ana owner here"_s);
            m_rig->forget(ben);
            m_rig->post(ana, room, u"x"_s);
            QCOMPARE(m_rig->count<RoomEvent>(ben), 0);
            QCOMPARE(m_rig->moderate(ana, room, ben, ModerationAct::Unban), u"ok"_s);
        }
        m_rig->restart();
        QVERIFY(m_rig->rig->window(ben.token).second.joined.isEmpty());
    }

    void whoIsKickedWhileARoomIsShownSeesNothing()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = m_rig->lobby(ana, {guest}, RoomKind::Private);
        m_rig->forget(guest);
        m_rig->store->pause();
        const auto kick =
            m_rig->ask(ana, Moderate{{}, room, guest.user.id, ModerationAct::Kick, {}, {}});
        const auto joining = m_rig->ask(guest, JoinRoom{{}, room, {}});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(kick), u"ok"_s);
        QCOMPARE(m_rig->outcome(joining), u"room-unknown"_s);
    }

    void aRoomThatBecomesPrivateDuringAJoinStaysClosed()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {});
        m_rig->store->pause();
        ChangeRoom request{{}, room};
        request.kind = RoomKind::Private;
        const auto closing = m_rig->ask(ana, request);
        const auto joining = m_rig->ask(ben, JoinRoom{{}, room, {}});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(closing), u"ok"_s);
        QCOMPARE(m_rig->outcome(joining), u"room-unknown"_s);
        QCOMPARE(m_rig->members(ana, room), u"Ana owner here"_s);
        m_rig->restart();
        QVERIFY(m_rig->rig->window(ben.token).second.rooms.isEmpty());
    }
};

QTEST_GUILESS_MAIN(DisciplineTest)
#include "tst_discipline.moc"
