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

/// What rooms are, who may change that, and who hears of it.
class RoomsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomsRig> m_rig;

    RoomDetails details(const Someone &person, const RoomId &room)
    {
        return m_rig->get<RoomDetails>(person, GetRoom{{}, room});
    }

    /// What of a room is to be another.
    struct Change {
        std::optional<QString> name = {};
        std::optional<QString> topic = {};
        std::optional<QString> description = {};
        std::optional<RoomKind> kind = {};
        std::optional<RoomRules> rules = {};
        std::optional<bool> archived = {};
    };

    QString change(const Someone &person, const Change &to, const RoomId &room)
    {
        return m_rig->attempt(
            person,
            ChangeRoom{
                {}, room, to.name, to.topic, to.description, to.kind, to.rules, to.archived});
    }

    /// The last line of this room that the window was told.
    RoomSummary line(const Someone &person)
    {
        m_rig->settle(person);
        RoomSummary line;
        while (m_rig->rig->count<RoomChanged>(person.window) > 0)
            line = m_rig->take<RoomChanged>(person).room;
        return line;
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomsRig>(); }
    void cleanup() { m_rig.reset(); }

    void whoMakesARoomOwnsIt()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        for (const Someone &maker : {ana, guest}) {
            const auto joined = m_rig->get<Joined>(
                maker, CreateRoom{{}, u"Room of "_s + maker.user.name, {}, u" On  what "_s});
            QCOMPARE(joined.room.topic, u"On what"_s);
            QVERIFY(joined.room.kind == RoomKind::Public);
            QVERIFY(joined.standing.role == Role::Owner);
            QVERIFY(joined.members.first().role == Role::Owner);
        }
        const auto named = m_rig->get<Joined>(ana, JoinNamedRoom{{}, u"Lobby"_s});
        QVERIFY(named.standing.role == Role::Owner);
        QVERIFY(m_rig->get<Joined>(guest, JoinNamedRoom{{}, u"lobby"_s}).standing.role ==
                Role::Member);
        QCOMPARE(m_rig->members(ana, named.room.id), u"Ana owner here, Gus member here"_s);
    }

    void aPrivateRoomIsThereForItsMembersAlone()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto second = m_rig->windowOf(ana);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Board"_s, RoomKind::Private);
        QVERIFY(!room.value().isEmpty());
        QVERIFY(line(second).kind == RoomKind::Private);
        QCOMPARE(m_rig->take<MembershipChanged>(second).role, Role::Owner);
        QCOMPARE(m_rig->post(ana, room, u"Hello"_s), u"ok"_s);
        QCOMPARE(m_rig->take<RoomEvent>(second).event.text, u"Hello"_s);
        QCOMPARE(m_rig->count<RoomChanged>(ben), 0);
        QCOMPARE(m_rig->join(ben, room), u"room-unknown"_s);
        QCOMPARE(m_rig->attempt(ben, GetRoom{{}, room}), u"room-unknown"_s);
        QVERIFY(m_rig->rig->window(ben.token).second.rooms.isEmpty());
        QCOMPARE(m_rig->rig->window(ana.token).second.rooms.size(), 1);
        // Nor does its name tell of it.
        const auto other = m_rig->get<Joined>(ben, JoinNamedRoom{{}, u"Board"_s});
        QVERIFY(other.room.kind == RoomKind::Public && !(other.room.id == room));
        QVERIFY(!m_rig->make(ana, u"board"_s, RoomKind::Private).value().isEmpty());
    }

    void whatCannotBeMade()
    {
        const auto guest = m_rig->guest(u"Gus"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto attempt = [&](const Someone &person, const QString &name, RoomKind kind,
                                 const QString &topic = {}) {
            return m_rig->attempt(person, CreateRoom{{}, name, kind, topic});
        };
        QCOMPARE(attempt(guest, u"Board"_s, RoomKind::Private), u"account-needed"_s);
        QCOMPARE(attempt(ana, u"Board"_s, RoomKind::Direct), u"not-allowed"_s);
        QCOMPARE(attempt(ana, u" "_s, RoomKind::Private), u"room-name-empty"_s);
        QCOMPARE(
            attempt(ana, u"Board"_s, RoomKind::Public, QString(limits::topicCharacters + 1, u'x')),
            u"topic-too-long"_s);
        QCOMPARE(attempt(ana, u"Board"_s, RoomKind::Public), u"ok"_s);
        QCOMPARE(attempt(ana, u"BOARD"_s, RoomKind::Public), u"room-exists"_s);
    }

    void anOwnerChangesWhatARoomIs()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->forget(ben);
        const RoomRules rules{Role::Moderator, Role::Owner, Role::Moderator, 30};
        const Change request{.name = u"Garden"_s,
                             .topic = u"What grows"_s,
                             .description = u"Plants.\nNo adverts."_s,
                             .rules = rules};
        QCOMPARE(change(ana, request, room), u"ok"_s);
        const auto told = line(ben);
        QCOMPARE(told.name + u' ' + told.topic, u"Garden What grows"_s);
        QVERIFY(told.rules.post == Role::Moderator && told.rules.slowMode == 30);
        QCOMPARE(details(ben, room).description, u"Plants.\nNo adverts."_s);
        QCOMPARE(m_rig->notices(ana, room),
                 (QStringList{u"Ana renamed: Garden"_s, u"Ana topic: What grows"_s}));
        // Once more is no change.
        QCOMPARE(change(ana, request, room), u"ok"_s);
        QCOMPARE(m_rig->notices(ana, room).size(), 2);
        QCOMPARE(m_rig->audit(boss),
                 QStringList{u"room-changed: name: Garden; topic: What grows; description; post "
                             "moderator, invite owner, pin moderator, slow mode 30 s"_s});
        // The old name is free, and the new one is taken.
        m_rig->make(ben, u"Lobby"_s);
        QCOMPARE(change(ana, {.name = u"lobby"_s}, room), u"room-exists"_s);
        QCOMPARE(m_rig->attempt(ben, CreateRoom{{}, u"garden"_s}), u"room-exists"_s);
        m_rig->restart();
        const auto later = m_rig->account(u"Carl"_s);
        QCOMPARE(details(later, room).room.name, u"Garden"_s);
        QVERIFY(details(later, room).room.rules.invite == Role::Owner);
    }

    void whoMayNotChangeIt()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto mod = m_rig->account(u"Mod"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        QCOMPARE(change(ben, {.topic = u"x"_s}, room), u"not-member"_s);
        m_rig->join(mod, room);
        m_rig->join(ben, room);
        QCOMPARE(m_rig->setRole(ana, room, mod, Role::Moderator), u"ok"_s);
        QCOMPARE(change(ben, {.topic = u"x"_s}, room), u"not-allowed"_s);
        QCOMPARE(change(mod, {.topic = u"x"_s}, room), u"ok"_s);
        QCOMPARE(change(mod, {.name = u"x"_s, .topic = u"y"_s}, room), u"not-allowed"_s);
        QCOMPARE(change(mod, {.archived = true}, room), u"not-allowed"_s);
        QCOMPARE(change(ana, {.kind = RoomKind::Direct}, room), u"not-allowed"_s);
        QCOMPARE(details(ben, room).room.topic, u"x"_s);
        QCOMPARE(m_rig->attempt(mod, DeleteRoom{{}, room}), u"not-allowed"_s);
    }

    void whatTheStoreRefusesDidNotHappen()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s, RoomKind::Private);
        m_rig->store->failWith(hobnob::Error{ErrorCode::StorageFailed, {}});
        QCOMPARE(change(ana, {.name = u"Garden"_s, .kind = RoomKind::Public}, room),
                 u"storage-failed"_s);
        QCOMPARE(m_rig->attempt(ana, DeleteRoom{{}, room}), u"storage-failed"_s);
        m_rig->store->failWith({});
        QCOMPARE(details(ana, room).room.name, u"Lobby"_s);
        // The name that was held for it is free.
        QCOMPARE(m_rig->attempt(ana, CreateRoom{{}, u"Garden"_s}), u"ok"_s);
    }

    void aRoomBecomesPrivate()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->join(guest, room);
        m_rig->forget(ben);
        QCOMPARE(change(ana, {.kind = RoomKind::Private}, room), u"ok"_s);
        QVERIFY(m_rig->take<RoomGone>(ben).room == room);
        QCOMPARE(m_rig->count<RoomChanged>(ben), 0);
        QCOMPARE(m_rig->count<RoomGone>(guest), 0);
        QCOMPARE(m_rig->join(ben, room), u"room-unknown"_s);
        QCOMPARE(m_rig->notices(guest, room), QStringList{u"Ana private"_s});
        // Its name is free, and so it cannot come back under it.
        const RoomId other = m_rig->make(ben, u"Lobby"_s);
        QCOMPARE(change(ana, {.kind = RoomKind::Public}, room), u"room-exists"_s);
        QCOMPARE(change(ana, {.name = u"Hall"_s, .kind = RoomKind::Public}, room), u"ok"_s);
        QCOMPARE(line(ben).name, u"Hall"_s);
        QCOMPARE(m_rig->join(ben, room), u"ok"_s);
        QVERIFY(!(other == room));
    }

    void guestsStayInAPrivateRoomForGood()
    {
        Timeouts timeouts = test::ChatRig::quick();
        timeouts.guestGrace = std::chrono::milliseconds(1);
        m_rig->restart(timeouts);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto guest = m_rig->guest(u"Gus"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->join(guest, room);
        QCOMPARE(change(ana, {.kind = RoomKind::Private}, room), u"ok"_s);
        m_rig->rig->chat.close(guest.window);
        QTRY_COMPARE(m_rig->members(ana, room), u"Ana owner here, Gus member gone"_s);
        const auto again = m_rig->windowOf(guest);
        QCOMPARE(m_rig->post(again, room, u"Back"_s), u"ok"_s);
        // Public again: they stay while they are there, also after a start.
        QCOMPARE(change(ana, {.kind = RoomKind::Public}, room), u"ok"_s);
        QCOMPARE(m_rig->members(ana, room), u"Ana owner here, Gus member here"_s);
        m_rig->rig->chat.close(again.window);
        QTRY_COMPARE(m_rig->members(ana, room), u"Ana owner here"_s);
        QCOMPARE(change(ana, {.kind = RoomKind::Private}, room), u"ok"_s);
        m_rig->restart();
        QCOMPARE(m_rig->join(m_rig->windowOf(guest), room), u"room-unknown"_s);
    }

    void nothingIsSaidInAnArchivedRoom()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->join(ben, room);
        m_rig->rig->say(ben.window, SetTyping{room, true});
        QCOMPARE(m_rig->take<Typing>(ana).count, 1);
        QCOMPARE(change(ana, {.archived = true}, room), u"ok"_s);
        QCOMPARE(m_rig->take<Typing>(ana).count, 0);
        QCOMPARE(m_rig->post(ana, room, u"x"_s), u"room-archived"_s);
        m_rig->rig->say(ben.window, SetTyping{room, true});
        QCOMPARE(m_rig->count<Typing>(ana), 0);
        const auto carl = m_rig->account(u"Carl"_s);
        QCOMPARE(m_rig->add(ana, room, {carl}), u"room-archived"_s);
        QCOMPARE(change(ana, {.topic = u"x"_s}, room), u"room-archived"_s);
        QCOMPARE(m_rig->join(carl, room), u"ok"_s);
        QVERIFY(details(carl, room).room.archived);
        QCOMPARE(change(ana, {.topic = u"x"_s, .archived = false}, room), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"ok"_s);
        QCOMPARE(m_rig->notices(ana, room),
                 (QStringList{u"Ana archived"_s, u"Ana topic: x"_s, u"Ana unarchived"_s}));
    }

    void aRoomThatIsDeletedIsGone()
    {
        const auto boss = m_rig->administrator(u"Boss"_s);
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        for (const RoomKind kind : {RoomKind::Public, RoomKind::Private}) {
            const RoomId room = m_rig->make(ana, u"Lobby"_s, kind);
            m_rig->post(ana, room, u"Hello"_s);
            m_rig->forget(ben);
            QCOMPARE(m_rig->attempt(ana, DeleteRoom{{}, room}), u"ok"_s);
            QVERIFY(m_rig->take<RoomGone>(ana).room == room);
            QCOMPARE(m_rig->count<RoomGone>(ben), kind == RoomKind::Public ? 1 : 0);
            QCOMPARE(m_rig->post(ana, room, u"x"_s), u"room-unknown"_s);
            QCOMPARE(m_rig->attempt(ana, GetHistory{{}, room, {}, {}, {}}), u"room-unknown"_s);
            QCOMPARE(m_rig->rig->chat.statistics().rooms, 0);
            QCOMPARE(m_rig->rig->chat.statistics().memberships, 0);
            QVERIFY(m_rig->rig->window(ana.token).second.reads.isEmpty());
        }
        QCOMPARE(m_rig->audit(boss), (QStringList{u"room-deleted"_s, u"room-deleted"_s}));
        m_rig->restart();
        QVERIFY(m_rig->rig->window(ana.token).second.rooms.isEmpty());
    }

    void aMessageThatIsOnItsWayIsSaidBeforeTheEnd()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->join(ben, room);
        m_rig->store->pause();
        const auto before = m_rig->ask(ben, m_rig->message(room, u"before"_s));
        const auto end = m_rig->ask(ana, DeleteRoom{{}, room});
        const auto after = m_rig->ask(ben, m_rig->message(room, u"after"_s));
        const auto joining = m_rig->ask(ben, JoinRoom{{}, room, {}});
        m_rig->store->resume();
        QCOMPARE(m_rig->outcome(end), u"ok"_s);
        QCOMPARE(m_rig->outcome(before), u"ok"_s);
        QCOMPARE(m_rig->outcome(after), u"room-unknown"_s);
        QCOMPARE(m_rig->outcome(joining), u"room-unknown"_s);
        QCOMPARE(m_rig->take<RoomEvent>(ana).event.text, u"before"_s);
        QCOMPARE(m_rig->count<RoomEvent>(ana), 0);
    }

    void theRoomSaysWhoMayWrite()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"News"_s);
        m_rig->join(ben, room);
        QCOMPARE(change(ana, {.rules = RoomRules{.post = Role::Moderator}}, room), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"not-allowed"_s);
        m_rig->forget(ana);
        m_rig->rig->say(ben.window, SetTyping{room, true});
        QCOMPARE(m_rig->count<Typing>(ana), 0);
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Moderator), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"ok"_s);
        QCOMPARE(m_rig->setRole(ana, room, ben, Role::Reader), u"ok"_s);
        QCOMPARE(change(ana, {.rules = RoomRules{.post = Role::Reader}}, room), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"x"_s), u"not-allowed"_s);
    }

    void slowModeMakesMembersWait()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const auto ben = m_rig->account(u"Ben"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->join(ben, room);
        QCOMPARE(change(ana, {.rules = RoomRules{.slowMode = 30}}, room), u"ok"_s);
        const auto first = m_rig->message(room, u"one"_s);
        QCOMPARE(m_rig->attempt(ben, first), u"ok"_s);
        m_rig->letPass(std::chrono::seconds(10));
        const auto refused = m_rig->get<protocol::Error>(ben, m_rig->message(room, u"two"_s));
        QVERIFY(refused.code == ErrorCode::SlowMode);
        QCOMPARE(refused.retryAfter.value_or(0), 20'000);
        // Sent again, it is the same message.
        QCOMPARE(m_rig->get<Posted>(ben, first).seq, m_rig->get<Posted>(ben, first).seq);
        m_rig->letPass(std::chrono::seconds(20));
        QCOMPARE(m_rig->post(ben, room, u" "_s), u"message-empty"_s);
        QCOMPARE(m_rig->post(ben, room, u"three"_s), u"ok"_s);
        QCOMPARE(m_rig->post(ben, room, u"four"_s), u"slow-mode"_s);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_rig->post(ana, room, u"I own this"_s), u"ok"_s);
    }

    void noticesAreNoMessages()
    {
        const auto ana = m_rig->account(u"Ana"_s);
        const RoomId room = m_rig->make(ana, u"Lobby"_s);
        m_rig->post(ana, room, u"Hello"_s);
        QCOMPARE(change(ana, {.name = u"@Ana"_s}, room), u"ok"_s);
        const auto told = m_rig->get<Joined>(ana, JoinRoom{{}, room, {}}).room;
        QCOMPARE(number(told.lastSeq), 2);
        QCOMPARE(told.lastText, u"Hello"_s);
        QCOMPARE(m_rig->rig->chat.statistics().messagesPosted, 1);
        QCOMPARE(m_rig->rig->window(ana.token).second.reads.first().mentions, 0);
    }
};

QTEST_GUILESS_MAIN(RoomsTest)
#include "tst_rooms.moc"
