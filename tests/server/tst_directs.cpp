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

/// Rooms of two to ten people, for ever the same.
class DirectsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomsRig> m_rig;

    static OpenDirect with(const QList<Someone> &people)
    {
        OpenDirect request;
        for (const Someone &person : people)
            request.people.append(person.user.id);
        return request;
    }

    RoomId open(const Someone &person, const QList<Someone> &people)
    {
        return m_rig->get<Joined>(person, with(people)).room.id;
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomsRig>(); }
    void cleanup() { m_rig.reset(); }

    void theSamePeopleMeetInTheSameRoom()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto out = m_rig->account(u"Out"_s);
        m_rig->forget(ben);
        const auto joined = m_rig->get<Joined>(ana, with({ben, ana, ben}));
        const RoomId room = joined.room.id;
        QVERIFY(joined.room.kind == RoomKind::Direct);
        QCOMPARE(joined.room.people.size(), 2);
        QCOMPARE(joined.room.memberCount, 2);
        QVERIFY(joined.standing.role == Role::Member);
        // The other has it at once.
        QVERIFY(m_rig->take<RoomChanged>(ben).room.id == room);
        QVERIFY(m_rig->take<MembershipChanged>(ben).by->name == u"Ana"_s);
        QCOMPARE(m_rig->post(ana, room, u"Hello"_s), u"ok"_s);
        QCOMPARE(m_rig->take<RoomEvent>(ben).event.text, u"Hello"_s);
        QVERIFY(open(ben, {ana}) == room);
        QVERIFY(!(open(ben, {ana, out}) == room));
        QCOMPARE(m_rig->rig->window(out.token).second.rooms.size(), 1);
        QCOMPARE(m_rig->join(out, room), u"room-unknown"_s);
        m_rig->restart();
        const auto again = m_rig->rig->window(ben.token);
        QCOMPARE(again.second.joined.size(), 2);
        QVERIFY(open({again.first, {}, {}}, {ana}) == room);
    }

    void twoWhoOpenItAtOnceMeet()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        m_rig->store->pause();
        const auto one = m_rig->ask(ana, with({ben}));
        const auto two = m_rig->ask(ben, with({ana}));
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(one), u"ok"_s);
        QCOMPARE(m_rig->outcome(two), u"ok"_s);
        QCOMPARE(m_rig->rig->chat.statistics().rooms, 1);
        QCOMPARE(m_rig->rig->chat.statistics().memberships, 2);
    }

    void nothingChangesIt()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto carl = m_rig->account(u"Carl"_s);
        const RoomId room = open(boss, {ben});
        for (const Someone &person : {boss, ben}) {
            const Someone &other = person.window == boss.window ? ben : boss;
            ChangeRoom change{{}, room};
            change.kind = RoomKind::Public;
            QCOMPARE(m_rig->attempt(person, change), u"not-allowed"_s);
            change.kind.reset();
            change.archived = true;
            QCOMPARE(m_rig->attempt(person, change), u"not-allowed"_s);
            QCOMPARE(m_rig->attempt(person, LeaveRoom{{}, room}), u"not-allowed"_s);
            QCOMPARE(m_rig->attempt(person, DeleteRoom{{}, room}), u"not-allowed"_s);
            QCOMPARE(m_rig->attempt(person, GetSanctions{{}, room}), u"not-allowed"_s);
            QCOMPARE(m_rig->add(person, room, {carl}), u"not-allowed"_s);
            QCOMPARE(m_rig->setRole(person, room, other, Role::Owner), u"not-allowed"_s);
            for (const auto act : {ModerationAct::Mute, ModerationAct::Kick, ModerationAct::Ban})
                QCOMPARE(m_rig->moderate(person, room, other, act), u"not-allowed"_s);
        }
        QCOMPARE(m_rig->members(ben, room), u"Ben member here, Boss member here"_s);
        QCOMPARE(m_rig->notices(ben, room), QStringList());
    }

    void whomOneCannotTalkTo()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        QCOMPARE(m_rig->attempt(ana, with({})), u"person-unknown"_s);
        QCOMPARE(m_rig->attempt(ana, with({ana})), u"person-unknown"_s);
        QCOMPARE(m_rig->attempt(ana, OpenDirect{{}, {ben.user.id, UserId(u"nobody"_s)}}),
                 u"person-unknown"_s);
        OpenDirect crowd;
        for (int i = 0; i < limits::directPeople; ++i)
            crowd.people.append(UserId(u"id%1"_s.arg(i)));
        QCOMPARE(m_rig->attempt(ana, crowd), u"too-many-people"_s);
        m_rig->attempt(ben, DeactivateAccount{{}, test::ChatRig::password()});
        QCOMPARE(m_rig->attempt(ana, with({ben})), u"person-unknown"_s);
    }

    void whoIsBlockedHasNoSay()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const auto carl = m_rig->account(u"Carl"_s);
        const RoomId room = open(ana, {ben});
        const RoomId three = open(ana, {ben, carl});
        QCOMPARE(m_rig->attempt(ana, SetBlocked{{}, ben.user.id, true}), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"blocked"_s);
        QCOMPARE(m_rig->post(ana, room, u"x"_s), u"blocked"_s);
        QCOMPARE(m_rig->post(ben, three, u"x"_s), u"ok"_s);
        // What there is can be opened.
        QVERIFY(open(ben, {ana}) == room);
        QCOMPARE(m_rig->attempt(carl, SetBlocked{{}, ben.user.id, true}), u"ok"_s);
        QCOMPARE(m_rig->attempt(ben, with({carl})), u"blocked"_s);
        QCOMPARE(m_rig->attempt(ana, SetBlocked{{}, ben.user.id, false}), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"ok"_s);
    }

    void guestsTalkAsLongAsTheyExist()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = open(guest, {ana});
        m_rig->restart();
        const auto again = m_rig->windowOf(ana);
        QCOMPARE(m_rig->members(again, room), u"Ana member here, Gus member gone"_s);
        const auto back = m_rig->windowOf(guest);
        QCOMPARE(m_rig->post(back, room, u"x"_s), u"ok"_s);
        m_rig->logOut(back);
        QTRY_COMPARE(m_rig->members(again, room), u"Ana member here"_s);
        m_rig->restart();
        QCOMPARE(m_rig->members(m_rig->windowOf(ana), room), u"Ana member here"_s);
    }
};

QTEST_GUILESS_MAIN(DirectsTest)
#include "tst_directs.moc"
