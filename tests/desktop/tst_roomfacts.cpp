// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using protocol::RoomKind;

namespace
{

const RoomId garden(QStringLiteral("garden"));

} // namespace

/// What others do to the rooms that one knows of, and to oneself there; against a server in the
/// same process.
class RoomFactsTest final : public QObject
{
    Q_OBJECT

private:
    /// In a lobby and a private garden.
    struct Gardeners : World {
        explicit Gardeners(int events = 2) : World(1)
        {
            auto &room = server.addRoom(garden.value(), u"Garden"_s, events);
            room.summary.kind = RoomKind::Private;
            room.summary.topic = u"What grows where"_s;
            server.joinedAtLogin = {lobby, garden};
            connectAsMe();
        }
        const Room &there() const { return *client.room(garden); }
    };
    static inline const protocol::User ana{UserId(u"idAna"_s), u"Ana"_s};

private Q_SLOTS:
    void aLineHasAllThatTheServerSays()
    {
        Gardeners world;
        QTRY_VERIFY(world.isIn(garden));
        QCOMPARE(world.there().summary.kind, RoomKind::Private);
        QCOMPARE(world.there().summary.topic, u"What grows where"_s);
        // An older line of the room is late: what was said last is known better, the rest is not.
        auto line = world.server.room(u"garden"_s).summary;
        world.server.post(u"garden"_s, ana, u"Newest"_s);
        line.topic = u"Bees"_s;
        line.archived = true;
        line.rules.slowMode = 30;
        world.server.send(protocol::RoomChanged{line});
        QTRY_COMPARE(world.there().summary.topic, u"Bees"_s);
        QCOMPARE(world.there().summary.lastText, u"Newest"_s);
        QVERIFY(world.there().summary.archived);
        QCOMPARE(world.there().summary.rules.slowMode, 30);
    }

    void aRoomThatIsGoneIsForgotten()
    {
        Gardeners world;
        QTRY_VERIFY(world.isIn(garden));
        std::ignore = world.client.send(garden, u"Waits for ever"_s);
        world.server.intercept = [](const protocol::ClientMessage &) { return true; };
        QSignalSpy removed(&world.client, &ChatClient::roomRemoved);
        world.server.send(protocol::RoomGone{garden});
        QTRY_COMPARE(removed.count(), 1);
        QVERIFY(!world.client.room(garden));
        QVERIFY(world.client.room(lobby));
        // And one that we never heard of does no harm.
        world.server.send(protocol::RoomGone{RoomId(u"other"_s)});
        world.server.post(u"lobby"_s, ana, u"Still here"_s);
        QTRY_COMPARE(world.client.room(lobby)->summary.lastText, u"Still here"_s);
    }

    void whatWentWhileOneWasAwayIsGoneAtTheNextLogin()
    {
        Gardeners world;
        QTRY_VERIFY(world.isIn(garden));
        QSignalSpy removed(&world.client, &ChatClient::roomRemoved);
        QSignalSpy reset(&world.client, &ChatClient::roomsReset);
        world.server.stop();
        world.server.rooms.erase(garden);
        world.server.joinedAtLogin = {lobby};
        world.server.start();
        QTRY_COMPARE(removed.count(), 1);
        QTRY_VERIFY(world.isIn(lobby));
        QVERIFY(!world.client.room(garden));
        // The other rooms stay as they were.
        QCOMPARE(reset.count(), 0);
        QCOMPARE(world.client.room(lobby)->log.events().size(), 1);
    }

    void oneHearsWhereOneStands()
    {
        Gardeners world;
        auto &room = world.server.room(u"garden"_s);
        room.role = Role::Moderator;
        room.mutedUntil = Timestamp{1767270000000};
        QTRY_VERIFY(world.isIn(garden));
        QCOMPARE(world.client.roleIn(garden), Role::Moderator);
        QCOMPARE(world.client.roleIn(lobby), Role::Member);
        QCOMPARE(world.there().mutedUntil, room.mutedUntil);
        QSignalSpy told(&world.client, &ChatClient::membershipChanged);
        world.server.send(
            protocol::MembershipChanged{garden, true, Role::Reader, {}, ana, u"Calm down"_s});
        QTRY_COMPARE(world.client.roleIn(garden), Role::Reader);
        QVERIFY(!world.there().mutedUntil);
        QCOMPARE(told.count(), 1);
        QVERIFY(world.isIn(garden));
        // By another window of oneself there is nothing to tell.
        world.server.send(protocol::MembershipChanged{garden, true, Role::Member});
        QTRY_COMPARE(world.client.roleIn(garden), Role::Member);
        QCOMPARE(told.count(), 1);
    }

    void whoIsRemovedIsOut()
    {
        Gardeners world;
        QTRY_VERIFY(world.isIn(garden));
        QSignalSpy told(&world.client, &ChatClient::membershipChanged);
        world.server.send(
            protocol::MembershipChanged{garden, false, Role::Member, {}, ana, u"Adverts"_s});
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(!world.there().isJoined());
        QVERIFY(world.there().log.isEmpty());
        world.server.send(protocol::RoomGone{garden});
        QTRY_VERIFY(!world.client.room(garden));
    }

    void whoIsBroughtInFindsTheRoom_data()
    {
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("of a room whose line came before") << true;
        QTest::newRow("of a room that was never heard of") << false;
    }

    void whoIsBroughtInFindsTheRoom()
    {
        QFETCH(bool, isKnown);
        World world;
        ENTER(world);
        auto &room = world.server.addRoom(u"garden"_s, u"Garden"_s, 3);
        room.summary.kind = RoomKind::Private;
        if (isKnown)
            world.server.send(protocol::RoomChanged{room.summary});
        world.server.send(protocol::MembershipChanged{garden, true, Role::Member, {}, ana});
        QTRY_VERIFY(world.isIn(garden));
        QVERIFY(world.client.room(garden)->isNew);
        QCOMPARE(world.client.room(garden)->log.events().size(), 3);
        world.client.setLastRoom(garden);
        QVERIFY(!world.client.room(garden)->isNew);
    }

    void noticesAreNoNews()
    {
        World world(1);
        ENTER(world);
        world.server.desk.notice(lobby, ana, u"@Me is the topic"_s, protocol::NoticeKind::Topic);
        QTRY_COMPARE(world.log().events().size(), 2);
        const auto &room = *world.client.room(lobby);
        QCOMPARE(room.summary.lastText, u"message 1"_s);
        QCOMPARE(room.summary.lastSeq, Seq{2});
        QCOMPARE(room.unreadMentions(), 0);
        QCOMPARE(world.log().events().last().notice->kind, protocol::NoticeKind::Topic);
    }

    void directRoomsAreOpenedAndKeepTheirPeople()
    {
        World world;
        world.server.desk.people = {{UserId(u"idBen"_s), u"Ben"_s, protocol::PersonKind::Account,
                                     protocol::Presence::Away}};
        ENTER(world);
        QSignalSpy opened(&world.client, &ChatClient::roomOpened);
        world.client.openDirect({UserId(u"idBen"_s)});
        QTRY_COMPARE(opened.count(), 1);
        const auto id = opened[0][0].value<RoomId>();
        const auto &room = *world.client.room(id);
        QVERIFY(room.isDirect());
        QCOMPARE(room.summary.people.size(), 2);
        // Nobody looks at it, and who is there is known all the same.
        QCOMPARE(room.members.find(UserId(u"idBen"_s))->presence, protocol::Presence::Away);
        auto ben = *room.members.find(UserId(u"idBen"_s));
        ben.presence = protocol::Presence::Gone;
        world.server.send(protocol::MembersChanged{id, 2, {}, {}, {ben}});
        QTRY_COMPARE(room.members.find(ben.id)->presence, protocol::Presence::Gone);
        world.server.send(protocol::PersonRenamed{{ben.id, u"Benedict"_s}});
        QTRY_COMPARE(room.members.find(ben.id)->name, u"Benedict"_s);
        QCOMPARE(room.members.find(ben.id)->presence, protocol::Presence::Gone);
        QCOMPARE(room.summary.people.last().name, u"Benedict"_s);
        // Who is not let in is told.
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *open = std::get_if<protocol::OpenDirect>(&message);
            if (open)
                world.server.send(protocol::Error{open->id, ErrorCode::Blocked, {}, {}, {}});
            return open != nullptr;
        };
        QSignalSpy failed(&world.client, &ChatClient::directFailed);
        world.client.openDirect({UserId(u"idGus"_s)});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::Blocked);
    }

    void slowModeHoldsBackOneRoomAlone()
    {
        World world;
        world.server.addRoom(u"garden"_s, u"Garden"_s);
        world.server.joinedAtLogin = {garden};
        ENTER(world);
        QTRY_VERIFY(world.isIn(garden));
        bool isSlow = true;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (!post || post->room != lobby || !std::exchange(isSlow, false))
                return false;
            world.server.send(protocol::Error{post->id, ErrorCode::SlowMode, {}, {}, 300});
            return true;
        };
        QSignalSpy slowed(&world.client, &ChatClient::slowed);
        QVERIFY(world.client.send(lobby, u"Too soon"_s));
        QTRY_COMPARE(slowed.count(), 1);
        QVERIFY(world.client.slowUntil(lobby));
        QVERIFY(!world.client.slowUntil(garden));
        QVERIFY(world.client.send(garden, u"Elsewhere"_s));
        QTRY_COMPARE(world.server.room(u"garden"_s).events.size(), 1);
        QCOMPARE(world.server.room(u"lobby"_s).events.size(), 0);
        QTRY_COMPARE(world.texts(), QStringList{u"Too soon"_s});
        QVERIFY(!world.client.slowUntil(lobby));
        QCOMPARE(slowed.count(), 2);
    }

    void theNextMessageWaitsFromTheLast()
    {
        World world;
        world.server.room(u"lobby"_s).summary.rules.slowMode = 3600;
        ENTER(world);
        QVERIFY(world.client.send(lobby, u"One"_s));
        QVERIFY(world.client.send(lobby, u"Two"_s));
        QTRY_VERIFY(world.client.slowUntil(lobby));
        QCOMPARE(world.server.received<protocol::PostMessage>().size(), 1);
        QCOMPARE(world.client.outbox().unsentCount(), 1);
    }

    void oneIsToldWhoIsBlockedAndWhatWaits()
    {
        World world;
        world.server.desk.blocked = {ana};
        world.server.reportsWaiting = 2;
        world.server.desk.announcement = protocol::Announcement{u"Tea at four"_s, ana, {}};
        ENTER(world);
        const auto &moderation = world.client.moderation();
        QVERIFY(moderation.isBlocked(ana.id));
        QCOMPARE(moderation.reportsWaiting(), 2);
        QCOMPARE(moderation.announcement()->text, u"Tea at four"_s);
        QSignalSpy blocks(&moderation, &Moderation::blocksChanged);
        world.client.inquiries().ask(protocol::SetBlocked{{}, ana.id, false}, this,
                                     [](const auto &answer) { QVERIFY(answer.ok()); });
        QTRY_VERIFY(!moderation.isBlocked(ana.id));
        QCOMPARE(blocks.count(), 1);
        world.server.send(protocol::ReportsWaiting{5});
        QTRY_COMPARE(moderation.reportsWaiting(), 5);
        world.server.send(protocol::Announced{});
        QTRY_VERIFY(!moderation.announcement());
    }

    void whoAsksWhileOfflineIsTold()
    {
        World world;
        std::optional<ErrorCode> code;
        world.client.inquiries().ask(protocol::GetRoom{{}, lobby}, this, [&](const auto &answer) {
            code = answer.ok() ? ErrorCode::Internal : answer.error().code;
        });
        QTRY_COMPARE(code, ErrorCode::ShuttingDown);
    }

    void looksAreLearnedFromLists()
    {
        World world;
        protocol::Member member{ana.id, ana.name};
        member.colour = 7;
        member.picture = u"abc"_s;
        world.server.room(u"lobby"_s).members = {member};
        ENTER(world);
        QCOMPARE(world.client.looks().of(ana.id), (Looks::Look{7, u"abc"_s}));
        QSignalSpy changed(&world.client.looks(), &Looks::changed);
        member.picture.reset();
        world.server.send(protocol::MembersChanged{lobby, 1, {}, {}, {member}});
        QTRY_COMPARE(world.client.looks().of(ana.id), (Looks::Look{7, {}}));
        QCOMPARE(changed.count(), 1);
    }

    void anOfflineStartKnowsTheRooms()
    {
        QTemporaryDir folder;
        FakeServer server;
        auto &room = server.addRoom(u"garden"_s, u"Garden"_s, 1);
        room.summary.kind = RoomKind::Private;
        room.summary.topic = u"Bees"_s;
        room.summary.archived = true;
        room.summary.picture = u"abc"_s;
        server.desk.notice(garden, ana, u"Advertising"_s, protocol::NoticeKind::Banned,
                           protocol::User{UserId(u"idBen"_s), u"Ben"_s});
        const auto direct = server.desk.direct(
            u"dm"_s, {{UserId(u"idMe"_s), u"Me"_s}, {UserId(u"idBen"_s), u"Ben"_s}});
        const auto lost = server.addRoom(u"lost"_s, u"Lost"_s, 1).summary.id;
        server.joinedAtLogin = {garden, direct, lost};
        {
            Profile profile(folder.path());
            ChatClient client(&profile, FakeServer::quickTiming());
            client.connectTo(server.address(), u"Me"_s);
            QTRY_VERIFY(client.room(garden) && client.room(garden)->isLive);
            QTRY_VERIFY(client.room(lost) && client.room(lost)->isLive);
            client.setInterest(garden, Interest::Watched);
            QTRY_COMPARE(client.room(garden)->log.events().size(), 2);
            server.send(protocol::RoomGone{lost});
            QTRY_VERIFY(!client.room(lost));
        }
        server.stop();
        Profile profile(folder.path());
        ChatClient client(&profile, FakeServer::quickTiming());
        QVERIFY(client.open(server.address(), u"Me"_s));
        QVERIFY(!client.room(lost));
        const auto &line = client.room(garden)->summary;
        QCOMPARE(line.kind, RoomKind::Private);
        QCOMPARE(line.topic, u"Bees"_s);
        QVERIFY(line.archived);
        QCOMPARE(line.picture, u"abc"_s);
        QVERIFY(client.room(direct)->isDirect());
        QCOMPARE(client.room(direct)->summary.people.last().name, u"Ben"_s);
        client.setInterest(garden, Interest::Watched);
        QTRY_COMPARE(client.room(garden)->log.events().size(), 2);
        const auto &notice = client.room(garden)->log.events().last().notice;
        QCOMPARE(notice->kind, protocol::NoticeKind::Banned);
        QCOMPARE(notice->subject->name, u"Ben"_s);
        QVERIFY(!client.room(garden)->log.events().first().notice);
    }
};

QTEST_GUILESS_MAIN(RoomFactsTest)
#include "tst_roomfacts.moc"
