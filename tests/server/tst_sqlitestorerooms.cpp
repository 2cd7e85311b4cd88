// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsupport.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

/// Rooms, who is in them and who may not be, as the database keeps them.
class SqliteStoreRoomsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomRig> m_rig;

    Store &store() const { return m_rig->store(); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomRig>(); }

    void aRoomIsKeptWithAllThatItIs()
    {
        StoredRoom made = RoomRig::privateRoom(u"Lab"_s);
        made.topic = u"Glass"_s;
        made.description = u"Wear goggles."_s;
        made.rules = {Role::Moderator, Role::Owner, Role::Reader, 30};
        made.archived = true;
        made.picture = u"face"_s;
        QCOMPARE(m_rig->create(made), u"ok"_s);
        const StoredRoom kept = m_rig->lab();
        QCOMPARE(kept.id, made.id);
        QCOMPARE(kept.name, u"Lab"_s);
        QCOMPARE(kept.skeleton, u"lab"_s);
        QCOMPARE(kept.kind, RoomKind::Private);
        QCOMPARE(kept.topic, u"Glass"_s);
        QCOMPARE(kept.description, u"Wear goggles."_s);
        QCOMPARE(kept.rules.post, Role::Moderator);
        QCOMPARE(kept.rules.invite, Role::Owner);
        QCOMPARE(kept.rules.pin, Role::Reader);
        QCOMPARE(kept.rules.slowMode, 30);
        QVERIFY(kept.archived);
        QCOMPARE(kept.picture, u"face"_s);
        QCOMPARE(number(kept.lastSeq), 0);
        QCOMPARE(milliseconds(kept.lastTime), 1000);
    }

    void onlyPublicRoomsAreAloneWithTheirName()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        StoredRoom other = room(u"lab"_s);
        QCOMPARE(m_rig->create(other), u"room-exists"_s);
        other.kind = RoomKind::Private;
        QCOMPARE(m_rig->create(other), u"ok"_s);
        QCOMPARE(m_rig->create(RoomRig::privateRoom(u"LAB"_s)), u"ok"_s);
    }

    void theSamePeopleHaveOneDirectRoom()
    {
        QCOMPARE(m_rig->create(RoomRig::directRoom(u"one"_s)), u"ok"_s);
        const auto second = m_rig->answer<Done>([&](Store &store, auto answer) {
            store.createRoom(RoomRig::directRoom(u"two"_s), answer);
        });
        QCOMPARE(codeOf(second), u"room-exists"_s);
        // What has no name must not speak of one.
        QVERIFY(!second.error().sentence.contains(u"name"_s));
        QCOMPARE(m_rig->lab().directKey, u"id-Ana id-Ben"_s);
        QCOMPARE(m_rig->lab().kind, RoomKind::Direct);
    }

    void whoMakesARoomIsInIt()
    {
        QCOMPARE(m_rig->create(RoomRig::privateRoom(u"Lab"_s),
                               {member(ana, Role::Owner), member(ben, Role::Reader, 200),
                                member(UserId{u"nobody"_s})}),
                 u"ok"_s);
        QCOMPARE(m_rig->people(), u"Ana owner, Ben reader"_s);
        QCOMPARE(store().membershipsAtStart()[1].room, labId);
        QCOMPARE(milliseconds(store().membershipsAtStart()[1].joined), 200);
        QCOMPARE(names(store().membersAtStart()), u"Ana Ben"_s);
        QCOMPARE(store().membersAtStart()[0].kind, PersonKind::Account);
        QCOMPARE(store().membersAtStart()[0].login, u"Ana"_s);
    }

    void aRoomThatCannotBeMadeHasNobody()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        StoredRoom same = room(u"LAB"_s);
        QCOMPARE(m_rig->create(same, {{same.id, ana}}), u"room-exists"_s);
        QCOMPARE(m_rig->people(), QString());
    }

    void peopleComeChangeAndGo()
    {
        QCOMPARE(m_rig->create(RoomRig::privateRoom(u"Lab"_s), {member(ana, Role::Owner)}),
                 u"ok"_s);
        QVERIFY(m_rig->act({.room = labId, .members = {member(ben), member(UserId{u"nobody"_s})}})
                    .ok());
        QCOMPARE(m_rig->people(), u"Ana owner, Ben member"_s);
        QVERIFY(m_rig->act({.room = labId, .members = {member(ben, Role::Moderator, 900)}}).ok());
        QCOMPARE(m_rig->people(), u"Ana owner, Ben moderator"_s);
        // They came when they came.
        QCOMPARE(milliseconds(store().membershipsAtStart()[1].joined), 100);
        const auto reads = [&](auto answer) {
            store().moveReads({{ben, labId, Seq{}}, {ana, labId, Seq{}}}, answer);
        };
        QVERIFY(answerOf<QList<ReadState>>(reads).ok());
        QVERIFY(m_rig->act({.room = labId, .gone = {ben, UserId{u"nobody"_s}}}).ok());
        QCOMPARE(m_rig->people(), u"Ana owner"_s);
        QCOMPARE(m_rig->value(u"SELECT user_id FROM reads"_s), u"id-Ana"_s);
    }

    void whoIsDeletedIsInNoRoom()
    {
        QVERIFY(createGuest(store(), u"id-Gus"_s, u"Gus"_s).ok());
        const UserId gus{u"id-Gus"_s};
        QCOMPARE(
            m_rig->create(RoomRig::privateRoom(u"Lab"_s), {member(ana), member(ben), member(gus)}),
            u"ok"_s);
        QCOMPARE(m_rig->people(), u"Ana member, Ben member, Gus member"_s);
        QCOMPARE(m_rig->codeOf<Done>(
                     [&](Store &store, auto answer) { store.deleteAccount(ben, {}, answer); }),
                 u"ok"_s);
        QCOMPARE(m_rig->people(), u"Ana member, Gus member"_s);
        QCOMPARE(
            m_rig->codeOf<Done>([&](Store &store, auto answer) { store.forgetGuest(gus, answer); }),
            u"ok"_s);
        QCOMPARE(m_rig->people(), u"Ana member"_s);
    }

    void aChangeLeavesTheLogAlone()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        QVERIFY(append(store(), draft(u"Lab"_s, u"1"_s, u"one"_s)).ok());
        StoredRoom changed = room(u"Lab"_s);
        changed.name = u"Kitchen"_s;
        changed.skeleton = u"kitchen"_s;
        changed.kind = RoomKind::Private;
        changed.topic = u"Soup"_s;
        changed.rules.slowMode = 60;
        changed.picture = u"pot"_s;
        QVERIFY(m_rig->act({.room = labId, .change = changed}).ok());
        const StoredRoom kept = m_rig->lab();
        QCOMPARE(kept.name, u"Kitchen"_s);
        QCOMPARE(kept.kind, RoomKind::Private);
        QCOMPARE(kept.topic, u"Soup"_s);
        QCOMPARE(kept.rules.slowMode, 60);
        QCOMPARE(kept.picture, u"pot"_s);
        QCOMPARE(number(kept.lastSeq), 1);
        QCOMPARE(kept.lastText, u"one"_s);
        // The name is free again.
        StoredRoom next = room(u"LAB"_s);
        next.id = RoomId{u"next"_s};
        QCOMPARE(m_rig->create(next), u"ok"_s);
        changed.name = u"Lab"_s;
        changed.skeleton = u"lab"_s;
        QVERIFY(m_rig->act({.room = labId, .change = changed}).ok());
        changed.kind = RoomKind::Public;
        QCOMPARE(codeOf(m_rig->act({.room = labId, .change = changed})), u"room-exists"_s);
        QCOMPARE(m_rig->lab().kind, RoomKind::Private);
    }

    void aRoomMayKeepItsOwnName()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        StoredRoom same = room(u"Lab"_s);
        same.topic = u"Glass"_s;
        QVERIFY(m_rig->act({.room = labId, .change = same}).ok());
        QCOMPARE(m_rig->lab().topic, u"Glass"_s);
    }

    void sanctionsAreKeptUntilTheyEnd()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        QVERIFY(m_rig
                    ->act({.room = labId,
                           .imposed = {sanction(SanctionKind::Mute, u"noise"_s, Timestamp{6000}),
                                       sanction(SanctionKind::Ban, u"spam"_s)}})
                    .ok());
        QCOMPARE(m_rig->sanctions(), u"ban: spam, mute: noise"_s);
        const Sanction ban = store().sanctionsAtStart()[0].sanction;
        QCOMPARE(store().sanctionsAtStart()[0].room, labId);
        QCOMPARE(ban.person.id, ben);
        QCOMPARE(ban.person.name, u"Ben"_s);
        QCOMPARE(ban.by.id, ana);
        QCOMPARE(ban.by.name, u"Ana"_s);
        QCOMPARE(milliseconds(ban.created), 4000);
        QVERIFY(!ban.ends);
        QCOMPARE(milliseconds(*store().sanctionsAtStart()[1].sanction.ends), 6000);
        m_rig->now = 6000;
        QCOMPARE(m_rig->sanctions(), u"ban: spam"_s);
        // The row goes when what has expired is removed.
        QVERIFY(flush(store()).ok());
        QVERIFY(flush(store()).ok());
        QCOMPARE(m_rig->count(u"sanctions"_s), 1);
    }

    void aSanctionTakesThePlaceOfOneOfItsKind()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        QVERIFY(
            m_rig->act({.room = labId, .imposed = {sanction(SanctionKind::Ban, u"first"_s)}}).ok());
        QVERIFY(m_rig
                    ->act({.room = labId,
                           .imposed = {sanction(SanctionKind::Ban, u"second"_s, Timestamp{9000}),
                                       sanction(SanctionKind::Mute, u"third"_s)}})
                    .ok());
        QCOMPARE(m_rig->sanctions(), u"ban: second, mute: third"_s);
        QVERIFY(m_rig->act({.room = labId, .lifted = {{ben, SanctionKind::Ban}}}).ok());
        QCOMPARE(m_rig->sanctions(), u"mute: third"_s);
        QVERIFY(m_rig->act({.room = labId, .lifted = {{ben, SanctionKind::Ban}}}).ok());
    }
};

QTEST_GUILESS_MAIN(SqliteStoreRoomsTest)
#include "tst_sqlitestorerooms.moc"
