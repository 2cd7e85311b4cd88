// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsrig.h"

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ChatRig;
using hobnob::server::test::RoomsRig;
using Someone = RoomsRig::Someone;

/// Who is in a room and as what, for how long, and who hears of it.
class MembershipsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomsRig> m_rig;

    static Timeouts impatient()
    {
        Timeouts timeouts = ChatRig::quick();
        timeouts.guestGrace = 1ms;
        return timeouts;
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomsRig>(); }
    void cleanup() { m_rig.reset(); }

    void accountsStayWhenTheyAreGone()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = m_rig->lobby(ana, {ben, guest});
        m_rig->forget(ana);
        m_rig->logOut(guest);
        m_rig->rig->chat.administration().run(u"user.logOut"_s, {{u"name"_s, u"ben"_s}},
                                              [](const auto &) {});
        QTRY_COMPARE(m_rig->members(ana, room), u"Ana owner here, Ben member gone"_s);
        m_rig->settle(ana);
        QList<Member> left;
        QList<Member> changed;
        while (m_rig->rig->count<MembersChanged>(ana.window) > 0) {
            const auto told = m_rig->take<MembersChanged>(ana);
            left += told.left;
            changed += told.changed;
            QVERIFY(told.joined.isEmpty());
        }
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().name, u"Gus"_s);
        QVERIFY(changed.last().name == u"Ben"_s && changed.last().presence == Presence::Gone);
        // And after a start.
        m_rig->restart();
        const auto again = m_rig->rig->window(ana.token);
        QCOMPARE(again.second.joined, QList{room});
        QVERIFY(again.second.standings.first().role == Role::Owner);
        QCOMPARE(m_rig->members({again.first, {}, {}}, room), u"Ana owner here, Ben member gone"_s);
        QCOMPARE(again.second.rooms.first().memberCount, 2);
    }

    void aGuestWhoMakesAnAccountStays()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = m_rig->lobby(ana, {guest});
        m_rig->rig->say(guest.window, Register{RequestId{9}, u"Gus"_s, ChatRig::password(), {}});
        const QString token = m_rig->take<LoggedIn>(guest).token;
        QVERIFY(!token.isEmpty());
        m_rig->settle(ana);
        m_rig->restart();
        QCOMPARE(m_rig->rig->window(token).second.joined, QList{room});
    }

    void whatSomebodyLooksLikeIsSeenWhereTheyAre()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        m_rig->lobby(ana, {ben});
        m_rig->forget(ana);
        m_rig->attempt(ben, SetProfile{{}, u"Benedict"_s, u"at sea"_s, 4});
        const auto told = m_rig->take<MembersChanged>(ana).changed;
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().name + u' ' + told.first().status, u"Benedict at sea"_s);
        QVERIFY(told.first().colour == 4 && told.first().kind == PersonKind::Account);
    }

    // --- roles

    void anOwnerSaysWhoIsWhat()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben});
        m_rig->forget(ana);
        m_rig->forget(ben);
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Moderator), u"ok"_s);
        const auto told = m_rig->take<MembershipChanged>(ben);
        QVERIFY(told.joined && told.role == Role::Moderator && told.by->name == u"Ana"_s);
        QVERIFY(m_rig->take<MembersChanged>(ana).changed.first().role == Role::Moderator);
        QCOMPARE(m_rig->notices(ben, room), QStringList{u"Ana role Ben: moderator"_s});
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Moderator), u"ok"_s);
        QCOMPARE(m_rig->notices(ben, room).size(), 1);
        QCOMPARE(m_rig->audit(boss), QStringList{u"member-role Ben: moderator"_s});
        QVERIFY(m_rig->rig->window(ben.token).second.standings.first().role == Role::Moderator);
        m_rig->restart();
        QVERIFY(m_rig->rig->window(ben.token).second.standings.first().role == Role::Moderator);
    }

    void whatRolesCannotBeGiven()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto mod = m_rig->account(u"Mod"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const auto out = m_rig->account(u"Out"_s);
        const RoomId room = m_rig->lobby(ana, {mod, guest});
        QCOMPARE(m_rig->setRole(ana, room, mod, Role::Moderator), u"ok"_s);
        QCOMPARE(m_rig->setRole(mod, room, mod, Role::Owner), u"not-allowed"_s);
        QCOMPARE(m_rig->setRole(mod, room, guest, Role::Reader), u"not-allowed"_s);
        QCOMPARE(m_rig->setRole(out, room, out, Role::Owner), u"not-member"_s);
        QCOMPARE(m_rig->setRole(ana, room, guest, Role::Moderator), u"account-needed"_s);
        QCOMPARE(m_rig->setRole(ana, room, guest, Role::Reader), u"ok"_s);
        QCOMPARE(m_rig->setRole(ana, room, out, Role::Member), u"person-unknown"_s);
        QCOMPARE(m_rig->setRole(ana, room, ana, Role::Member), u"last-owner"_s);
        QCOMPARE(m_rig->setRole(ana, room, mod, Role::Owner), u"ok"_s);
        // Owners can do so to owners.
        QCOMPARE(m_rig->setRole(mod, room, ana, Role::Reader), u"ok"_s);
        QCOMPARE(m_rig->members(mod, room), u"Ana reader here, Gus reader here, Mod owner here"_s);
    }

    void twoOwnersCannotUnseatEachOtherAtOnce()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben});
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Owner), u"ok"_s);
        m_rig->store->pause();
        const auto one = m_rig->ask(ana, SetRole{{}, room, ben.user.id, Role::Member});
        const auto two = m_rig->ask(ben, SetRole{{}, room, ana.user.id, Role::Member});
        const auto three = m_rig->ask(ana, LeaveRoom{{}, room});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(one), u"ok"_s);
        QCOMPARE(m_rig->outcome(two), u"not-allowed"_s);
        QCOMPARE(m_rig->outcome(three), u"ok"_s);
        QCOMPARE(m_rig->members(ben, room), u"Ben owner here"_s);
    }

    void administratorsOwnTheRoomsThatTheyAreIn()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben});
        QCOMPARE(m_rig->setRole(boss, room, ben, Role::Reader), u"not-member"_s);
        QVERIFY(m_rig->get<Joined>(boss, JoinRoom{{}, room, {}}).standing.role == Role::Owner);
        QCOMPARE(m_rig->moderate(boss, room, ana, ModerationAct::Mute), u"ok"_s);
        QCOMPARE(m_rig->moderate(ana, room, boss, ModerationAct::Kick), u"not-allowed"_s);
        QCOMPARE(m_rig->setRole(ana, room, boss, Role::Reader), u"not-allowed"_s);
        // Who becomes one is told.
        m_rig->forget(ben);
        m_rig->rig->chat.administration().run(
            u"user.role"_s, {{u"name"_s, u"ben"_s}, {u"role"_s, u"administrator"_s}},
            [](const auto &) {});
        QVERIFY(m_rig->take<MembershipChanged>(ben).role == Role::Owner);
        QCOMPARE(m_rig->members(ana, room), u"Ana owner here, Ben owner here, Boss owner here"_s);
        // Their own role is what it was.
        QCOMPARE(m_rig->setRole(boss, room, ana, Role::Member), u"last-owner"_s);
    }

    // --- leaving

    void whoOwnedAloneIsFollowed()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto mod = m_rig->account(u"Mod"_s);
        const RoomId room = m_rig->lobby(ana, {ben, mod});
        QCOMPARE(m_rig->setRole(ana, room, mod, Role::Moderator), u"ok"_s);
        m_rig->forget(mod);
        QCOMPARE(m_rig->attempt(ana, LeaveRoom{{}, room}), u"ok"_s);
        QVERIFY(m_rig->take<MembershipChanged>(mod).role == Role::Owner);
        QCOMPARE(m_rig->notices(mod, room).last(), u"Ana role Mod: owner"_s);
        QCOMPARE(m_rig->members(ben, room), u"Ben member here, Mod owner here"_s);
        m_rig->restart();
        QVERIFY(m_rig->rig->window(mod.token).second.standings.first().role == Role::Owner);
        QVERIFY(m_rig->rig->window(ana.token).second.joined.isEmpty());
    }

    void aGuestOwnsWhileTheyAreThere()
    {
        m_rig->restart(impatient());
        const auto guest = m_rig->guest(u"Gus"_s);
        const auto second = m_rig->guest(u"Second"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(guest, {second, ben});
        QCOMPARE(m_rig->members(ben, room),
                 u"Ben member here, Gus owner here, Second member here"_s);
        m_rig->rig->chat.close(guest.window);
        QTRY_COMPARE(m_rig->members(ben, room), u"Ben owner here, Second member here"_s);
        QCOMPARE(m_rig->notices(ben, room), QStringList{u"Gus role Ben: owner"_s});
        QVERIFY(m_rig->get<Joined>(m_rig->windowOf(guest), JoinRoom{{}, room, {}}).standing.role ==
                Role::Member);
    }

    void whoIsDeletedLeavesAll()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->lobby(ana, {ben}, RoomKind::Private);
        m_rig->attempt(ana, DeleteAccount{{}, ChatRig::password()});
        QTRY_COMPARE(m_rig->members(ben, room), u"Ben owner here"_s);
        QCOMPARE(m_rig->notices(ben, room), QStringList{u"Ana role Ben: owner"_s});
    }

    // --- adding

    void whoIsAddedIsThere()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto away = m_rig->account(u"Away"_s);
        m_rig->logOut(away);
        const RoomId room = m_rig->make(ana, u"Board"_s, RoomKind::Private);
        m_rig->post(ana, room, u"before"_s);
        m_rig->forget(ben);
        QCOMPARE(m_rig->add(ana, room, {ben, away, ana, ben}), u"ok"_s);
        QVERIFY(m_rig->take<RoomChanged>(ben).room.id == room);
        const auto told = m_rig->take<MembershipChanged>(ben);
        QVERIFY(told.joined && told.by->name == u"Ana"_s);
        m_rig->post(ana, room, u"for @Away"_s);
        QCOMPARE(m_rig->take<RoomEvent>(ben).event.text, u"for @Away"_s);
        QCOMPARE(m_rig->members(ben, room), u"Ana owner here, Away member gone, Ben member here"_s);
        QCOMPARE(m_rig->notices(ben, room), QStringList());
        QCOMPARE(m_rig->audit(boss), QStringList{u"member-added: Ben, Away"_s});
        // What was said before is read, what was said since is not.
        const auto session = m_rig->rig->greeted();
        m_rig->rig->say(session, LogIn{RequestId{2}, u"away"_s, ChatRig::password(), {}});
        const auto login = m_rig->rig->take<LoggedIn>(session);
        QCOMPARE(login.joined, QList{room});
        QCOMPARE(number(login.reads.first().read), 1);
        QCOMPARE(login.reads.first().mentions, 1);
    }

    void whoCannotBeAdded()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto carl = m_rig->account(u"Carl"_s);
        const auto dora = m_rig->account(u"Dora"_s);
        const RoomId room = m_rig->lobby(ana, {ben}, RoomKind::Private);
        QCOMPARE(m_rig->attempt(ana, AddPeople{{}, room, {UserId(u"nobody"_s)}}),
                 u"person-unknown"_s);
        QCOMPARE(m_rig->attempt(carl, SetBlocked{{}, ana.user.id, true}), u"ok"_s);
        QCOMPARE(m_rig->moderate(ana, room, dora, ModerationAct::Ban), u"ok"_s);
        QCOMPARE(m_rig->add(ana, room, {carl, dora}), u"ok"_s);
        QCOMPARE(m_rig->members(ana, room), u"Ana owner here, Ben member here"_s);
        QCOMPARE(m_rig->count<RoomChanged>(dora), 0);
        // By others they can.
        QCOMPARE(m_rig->add(ben, room, {carl}), u"ok"_s);
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Reader), u"ok"_s);
        QCOMPARE(m_rig->add(ben, room, {dora}), u"not-allowed"_s);
        QCOMPARE(m_rig->add(dora, room, {dora}), u"room-unknown"_s);
    }
};

QTEST_GUILESS_MAIN(MembershipsTest)
#include "tst_memberships.moc"
