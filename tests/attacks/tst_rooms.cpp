// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/listener.h"
#include "tests/support/serverrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::Listener;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;

/// Attacks on rooms that are not everybody's: bans (3), what is heard after being removed (5), what
/// an id is good for (7), promotion (9), what outsiders hear (10), and two at once (25).
class RoomAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    std::unique_ptr<Listener> enter(const QString &name)
    {
        return std::make_unique<Listener>(m_rig->port(), name);
    }
    std::unique_ptr<Listener> windowOf(const Listener &person)
    {
        return std::make_unique<Listener>(m_rig->port(), person);
    }

    /// All that a client can ask of a room.
    template <typename Visitor>
    static void everyRequest(const RoomId &room, const UserId &user, Visitor visit)
    {
        ChangeRoom change{{}, room};
        change.name = u"Mine"_s;
        visit(change);
        visit(ChangeRoom{{}, room});
        visit(DeleteRoom{{}, room});
        visit(GetRoom{{}, room});
        visit(AddPeople{{}, room, {user}});
        visit(AddPeople{{}, room, {UserId(u"nobody"_s)}});
        visit(SetRole{{}, room, user, Role::Owner});
        visit(SetRole{{}, room, UserId(u"nobody"_s), Role::Owner});
        for (const auto act : {ModerationAct::Mute, ModerationAct::Unmute, ModerationAct::Kick,
                               ModerationAct::Ban, ModerationAct::Unban}) {
            visit(Moderate{{}, room, user, act, {}, {}});
            visit(Moderate{{}, room, UserId(u"nobody"_s), act, {}, {}});
        }
        visit(GetSanctions{{}, room});
        visit(ReportEvent{{}, room, Seq{1}, u"x"_s});
        visit(GetAudit{{}, {}, room});
        visit(SetPicture{{}, room, {}});
        visit(JoinRoom{{}, room, {}});
        visit(JoinRoom{{}, room, Seq{0}});
        visit(LeaveRoom{{}, room});
        visit(PostMessage{{}, room, ClientId(u"c"_s), u"x"_s});
        visit(GetHistory{{}, room, {}, {}, {}});
        visit(GetHistory{{}, room, Seq{2}, Seq{1}, {}});
        visit(GetMembers{{}, room, {}, {}});
        visit(GetMembers{{}, room, {}, u"a"_s});
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }
    void cleanup() { m_rig.reset(); }

    void attack03ABannedPersonComesByAnotherWay()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const RoomId room = ana->make(u"Lobby"_s, RoomKind::Public);
        QCOMPARE(ben->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        const auto second = windowOf(*ben);
        QCOMPARE(ana->moderate(room, ben->id(), ModerationAct::Ban), u"ok"_s);
        const auto third = windowOf(*ben);
        QVERIFY(third->login().joined.isEmpty());
        for (Listener *window : {ben.get(), second.get(), third.get()}) {
            QCOMPARE(window->attempt(JoinRoom{{}, room, {}}), u"banned"_s);
            QCOMPARE(window->attempt(JoinRoom{{}, room, Seq{0}}), u"banned"_s);
            QCOMPARE(window->attempt(JoinNamedRoom{{}, u"lobby"_s}), u"banned"_s);
            QCOMPARE(window->post(room, u"x"_s), u"not-member"_s);
            QCOMPARE(window->attempt(GetHistory{{}, room, {}, {}, {}}), u"not-member"_s);
        }
        // Nor under another name, nor by being brought along.
        QCOMPARE(ben->attempt(SetProfile{{}, u"Benedict"_s, {}, {}}), u"ok"_s);
        QCOMPARE(ben->attempt(JoinRoom{{}, room, {}}), u"banned"_s);
        const auto carl = enter(u"Carl"_s);
        QCOMPARE(carl->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        QCOMPARE(carl->attempt(AddPeople{{}, room, {ben->id()}}), u"ok"_s);
        QCOMPARE(ben->post(room, u"x"_s), u"not-member"_s);
        // Nor after a restart.
        const QString token = ben->login().token;
        QVERIFY(m_rig->start());
        WireClient later(m_rig->port());
        later.resume(token);
        later.say(JoinRoom{RequestId{5}, room, {}});
        QVERIFY(later.take<ErrorMessage>().code == ErrorCode::Banned);
    }

    void attack05WhoIsRemovedHearsNothingMore()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const auto second = windowOf(*ben);
        for (const RoomKind kind : {RoomKind::Public, RoomKind::Private}) {
            const RoomId room = ana->make(u"Board"_s, kind);
            QCOMPARE(ana->attempt(AddPeople{{}, room, {ben->id()}}), u"ok"_s);
            QCOMPARE(ana->post(room, u"You hear this"_s), u"ok"_s);
            for (Listener *window : {ben.get(), second.get()}) {
                window->settle();
                QVERIFY(window->heardOf(u"You hear this"_s));
                window->forget();
            }
            QCOMPARE(ana->moderate(room, ben->id(), ModerationAct::Kick), u"ok"_s);
            ana->wire().say(SetTyping{room, true});
            QCOMPARE(ana->post(room, u"Between us"_s), u"ok"_s);
            const auto third = windowOf(*ben);
            const QString still = u"Still in "_s + room.value();
            QCOMPARE(ana->post(room, still), u"ok"_s);
            for (Listener *window : {ben.get(), second.get(), third.get()}) {
                window->settle();
                QCOMPARE(window->wire().count<RoomEvent>(), 0);
                QCOMPARE(window->wire().count<Typing>(), 0);
                QCOMPARE(window->wire().count<MembersChanged>(), 0);
                QCOMPARE(window->heardOf(still), kind == RoomKind::Public);
                const auto code = kind == RoomKind::Public ? u"not-member"_s : u"room-unknown"_s;
                QCOMPARE(window->attempt(GetHistory{{}, room, {}, Seq{0}, {}}), code);
                QCOMPARE(window->attempt(GetMembers{{}, room, {}, {}}), code);
                if (kind == RoomKind::Private)
                    QCOMPARE(window->attempt(JoinRoom{{}, room, Seq{1}}), code);
            }
        }
    }

    /// For every request, the same bytes as for a room that never was.
    void attack07AnIdIsGoodForNothing()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const auto mallory = enter(u"Mallory"_s);
        const RoomId board = ana->make(u"Board"_s, RoomKind::Private);
        QCOMPARE(ana->post(board, u"Between us"_s), u"ok"_s);
        QCOMPARE(ana->attempt(OpenDirect{{}, {ben->id()}}), u"ok"_s);
        ben->settle();
        const RoomId direct = ben->wire().take<MembershipChanged>().room;
        QVERIFY(!direct.isEmpty());
        // Also for who was in it, and who is banned from it.
        QCOMPARE(ana->moderate(board, ben->id(), ModerationAct::Ban), u"ok"_s);
        QStringList expected;
        everyRequest(RoomId(u"neverwasthisroom"_s), mallory->id(),
                     [&](const auto &request) { expected.append(mallory->answer(request)); });
        for (const QString &frame : std::as_const(expected))
            QVERIFY2(frame.contains(u"\"error\""_s), qPrintable(frame));
        const auto compare = [&](Listener &person, const RoomId &room) {
            QStringList frames;
            everyRequest(room, person.id(),
                         [&](const auto &request) { frames.append(person.answer(request)); });
            QCOMPARE(frames, expected);
        };
        compare(*mallory, board);
        compare(*mallory, direct);
        compare(*ben, board);
    }

    void attack09NobodyPromotesThemselves()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const auto mod = enter(u"Mod"_s);
        const RoomId room = ana->make(u"Lobby"_s, RoomKind::Public);
        QCOMPARE(ben->attempt(SetRole{{}, room, ben->id(), Role::Owner}), u"not-member"_s);
        QCOMPARE(ben->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        QCOMPARE(mod->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        QCOMPARE(ana->attempt(SetRole{{}, room, mod->id(), Role::Moderator}), u"ok"_s);
        for (const Role role : {Role::Reader, Role::Moderator, Role::Owner}) {
            QCOMPARE(ben->attempt(SetRole{{}, room, ben->id(), role}), u"not-allowed"_s);
            QCOMPARE(mod->attempt(SetRole{{}, room, mod->id(), role}), u"not-allowed"_s);
            QCOMPARE(mod->attempt(SetRole{{}, room, ana->id(), role}), u"not-allowed"_s);
        }
        for (const auto act : {ModerationAct::Mute, ModerationAct::Kick, ModerationAct::Ban}) {
            QCOMPARE(ben->moderate(room, mod->id(), act), u"not-allowed"_s);
            QCOMPARE(mod->moderate(room, ana->id(), act), u"not-allowed"_s);
        }
        // What is not the sender's to say is passed over.
        ben->wire().sendRaw(
            uR"({"type":"joinRoom","id":9,"room":"%1","role":"owner","standing":{"role":"owner"}})"_s
                .arg(room.value()));
        QVERIFY(ben->wire().take<Joined>().standing.role == Role::Member);
    }

    void attack09ADirectRoomStaysOne()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const auto mallory = enter(u"Mallory"_s);
        ana->wire().say(OpenDirect{RequestId{5}, {ben->id()}});
        const RoomId room = ana->wire().take<Joined>().room.id;
        QCOMPARE(ana->post(room, u"Between us"_s), u"ok"_s);
        for (const RoomKind kind : {RoomKind::Public, RoomKind::Private}) {
            ChangeRoom change{{}, room};
            change.kind = kind;
            QCOMPARE(ana->attempt(change), u"not-allowed"_s);
        }
        QCOMPARE(ana->attempt(AddPeople{{}, room, {mallory->id()}}), u"not-allowed"_s);
        QCOMPARE(ana->attempt(SetRole{{}, room, ana->id(), Role::Owner}), u"not-allowed"_s);
        QCOMPARE(ana->attempt(DeleteRoom{{}, room}), u"not-allowed"_s);
        QCOMPARE(ana->attempt(LeaveRoom{{}, room}), u"not-allowed"_s);
        mallory->settle();
        QVERIFY(!mallory->heardOf(room.value()));
        QVERIFY(!mallory->heardOf(u"Between us"_s));
    }

    /// Somebody who listens to everything while everything happens.
    void attack10AnOutsiderHearsNothingOfAPrivateRoom()
    {
        const auto mallory = enter(u"Mallory"_s);
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const RoomId lobby = ana->make(u"Lobby"_s, RoomKind::Public);
        for (Listener *person : {ben.get(), mallory.get()})
            QCOMPARE(person->attempt(JoinRoom{{}, lobby, {}}), u"ok"_s);
        const RoomId room = ana->make(u"Hushhush"_s, RoomKind::Private);
        const auto guest = std::make_unique<WireClient>(m_rig->port());
        const UserId guestId = guest->logIn(u"Gus"_s).user.id;
        ana->wire().say(OpenDirect{RequestId{5}, {ben->id()}});
        const RoomId direct = ana->wire().take<Joined>().room.id;
        QVERIFY(!direct.isEmpty());
        QCOMPARE(ana->attempt(AddPeople{{}, room, {ben->id(), guestId}}), u"ok"_s);
        for (const RoomId &secret : {room, direct}) {
            ana->wire().say(SetTyping{secret, true});
            ana->wire().say(MarkRead{secret, Seq{1}});
            QCOMPARE(ana->post(secret, u"Hushhush, @Mallory"_s), u"ok"_s);
            QCOMPARE(ben->post(secret, u"Hushhush"_s), u"ok"_s);
        }
        ben->wire().say(SetPresence{Presence::Away});
        ChangeRoom change{{}, room};
        change.topic = u"Hushhush"_s;
        change.rules = RoomRules{.post = Role::Moderator};
        QCOMPARE(ana->attempt(change), u"ok"_s);
        QCOMPARE(ana->attempt(SetRole{{}, room, ben->id(), Role::Moderator}), u"ok"_s);
        QCOMPARE(ana->moderate(room, guestId, ModerationAct::Mute), u"ok"_s);
        QCOMPARE(ana->moderate(room, guestId, ModerationAct::Ban), u"ok"_s);
        QCOMPARE(ben->attempt(ReportEvent{{}, room, Seq{1}, u"Hushhush"_s}), u"ok"_s);
        QCOMPARE(ben->attempt(SetProfile{{}, u"Benedict"_s, u"busy"_s, {}}), u"ok"_s);
        QCOMPARE(ben->attempt(LeaveRoom{{}, room}), u"ok"_s);
        const auto again = windowOf(*mallory);
        QCOMPARE(ana->attempt(DeleteRoom{{}, room}), u"ok"_s);
        // They are not deaf.
        QCOMPARE(ana->post(lobby, u"Hello"_s), u"ok"_s);
        for (Listener *window : {mallory.get(), again.get()}) {
            window->answer(FindPeople{{}, u"e"_s});
            window->answer(GetReports{});
            window->answer(GetAudit{});
            window->settle();
            QVERIFY(window->heardOf(u"Hello"_s));
            for (const QString &word : {u"Hushhush"_s, room.value(), direct.value()})
                QVERIFY2(!window->heardOf(word), qPrintable(window->frames().join(u'\n')));
        }
    }

    void attack25JoiningWhileBeingThrownOut()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const RoomId room = ana->make(u"Lobby"_s, RoomKind::Public);
        for (int i = 0; i < 30; ++i) {
            // All on their way at once, in either order.
            ana->wire().forget();
            const Moderate ban{RequestId{20}, room, ben->id(), ModerationAct::Ban, {}, {}};
            if (i % 2 == 0)
                ana->wire().say(ban);
            ben->wire().say(JoinRoom{RequestId{21}, room, {}});
            if (i % 2 != 0)
                ana->wire().say(ban);
            QVERIFY(ana->wire().take<Accepted>().id == RequestId{20});
            ben->settle();
            ben->forget();
            QCOMPARE(ana->post(room, u"Is he gone?"_s), u"ok"_s);
            ben->settle();
            QCOMPARE(ben->wire().count<RoomEvent>(), 0);
            QCOMPARE(ben->attempt(GetHistory{{}, room, {}, {}, {}}), u"not-member"_s);
            QCOMPARE(ana->moderate(room, ben->id(), ModerationAct::Unban), u"ok"_s);
        }
    }

    void attack25WritingWhileTheRoomEnds()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        for (int i = 0; i < 10; ++i) {
            const RoomId room = ana->make(u"Lobby"_s, RoomKind::Public);
            QCOMPARE(ben->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
            ben->forget();
            for (int n = 0; n < 20; ++n) {
                ben->wire().post(room, u"x"_s, u"d%1-%2"_s.arg(i).arg(n));
                if (n == 10)
                    ana->wire().say(DeleteRoom{RequestId{20}, room});
            }
            QVERIFY(ana->wire().take<Accepted>().id == RequestId{20});
            QVERIFY(ben->wire().take<RoomGone>().room == room);
            QVERIFY(WireClient::waitFor([&] {
                return ben->wire().count<Posted>() + ben->wire().count<ErrorMessage>() == 20;
            }));
            // After its end nothing is told of it.
            bool isGone = false;
            for (const QString &frame : ben->frames()) {
                isGone = isGone || frame.contains(u"\"roomGone\""_s);
                QVERIFY2(!isGone || !frame.contains(u"\"roomEvent\""_s), qPrintable(frame));
            }
            QCOMPARE(ben->post(room, u"x"_s), u"room-unknown"_s);
        }
    }
};

QTEST_GUILESS_MAIN(RoomAttacks)
#include "tst_rooms.moc"
