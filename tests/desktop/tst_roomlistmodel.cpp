// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/face.h"
#include "desktop/models/roomlistmodel.h"
#include "fakeworld.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

QStringList names(const RoomListModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row).data().toString());
    return list;
}

RoomListModel::Section sectionOf(const RoomListModel &model, int row)
{
    return model.index(row).data(RoomListModel::SectionKind).value<RoomListModel::Section>();
}

} // namespace

class RoomListModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomsOfOnesOwnComeFirst()
    {
        World world;
        world.server.addRoom(u"b"_s, u"Hall"_s);
        world.server.addRoom(u"c"_s, u"garden"_s);
        world.server.addRoom(u"a"_s, u"Attic"_s);
        ENTER(world);
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QCOMPARE(names(model), QStringList({u"Lobby"_s, u"Attic"_s, u"garden"_s, u"Hall"_s}));
        QCOMPARE(sectionOf(model, 0), RoomListModel::Section::Rooms);
        QCOMPARE(sectionOf(model, 1), RoomListModel::Section::Others);
    }

    void talkMovesARoomUp()
    {
        World world(1);
        world.server.addRoom(u"attic"_s, u"Attic"_s, 1);
        ENTER(world);
        world.client.joinRoom(RoomId(u"attic"_s));
        QTRY_VERIFY(world.isIn(RoomId(u"attic"_s)));
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QCOMPARE(names(model), QStringList({u"Attic"_s, u"Lobby"_s}));
        QSignalSpy moved(&model, &RoomListModel::rowsMoved);
        QSignalSpy reset(&model, &RoomListModel::modelReset);
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"Hello\nall"_s);
        QTRY_COMPARE(names(model), QStringList({u"Lobby"_s, u"Attic"_s}));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(reset.count(), 0);
        const auto index = model.index(0);
        QCOMPARE(index.data(RoomListModel::LastLine).toString(), u"Ana: Hello all"_s);
        QCOMPARE(index.data(RoomListModel::Unread).toLongLong(), 1);
        QVERIFY(!index.data(RoomListModel::LastTimeText).toString().isEmpty());
        QCOMPARE(index.data(RoomListModel::AccessibleText).toString(),
                 u"Lobby, one unread message"_s);
        QCOMPARE(model.unreadTotal(), 1);
        world.client.markRead(lobby);
        QCOMPARE(model.unreadTotal(), 0);
    }

    void newRoomsAreInsertedInPlace()
    {
        World world;
        world.server.addRoom(u"z"_s, u"Zoo"_s);
        ENTER(world);
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QSignalSpy inserted(&model, &RoomListModel::rowsInserted);
        auto &attic = world.server.addRoom(u"attic"_s, u"Attic"_s);
        world.server.send(protocol::RoomChanged{attic.summary});
        QTRY_COMPARE(names(model), QStringList({u"Lobby"_s, u"Attic"_s, u"Zoo"_s}));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toInt(), 1);
        QCOMPARE(model.rowOf(RoomId(u"attic"_s)), 1);
        QCOMPARE(model.roomAt(1), RoomId(u"attic"_s));
        QVERIFY(model.roomAt(99).isEmpty());
    }

    void leavingMovesARoomDown()
    {
        World world(1);
        world.server.addRoom(u"attic"_s, u"Attic"_s, 1);
        ENTER(world);
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QCOMPARE(names(model).first(), u"Lobby"_s);
        world.client.leaveRoom(lobby);
        QCOMPARE(names(model), QStringList({u"Attic"_s, u"Lobby"_s}));
        QVERIFY(!model.index(1).data(RoomListModel::Joined).toBool());
    }

    void directRoomsAreCalledByTheOthers()
    {
        World world(1);
        const protocol::User me{UserId(u"idMe"_s), u"Me"_s};
        const protocol::User ben{UserId(u"idBen"_s), u"Ben"_s};
        const protocol::User cleo{UserId(u"idCleo"_s), u"Cleo"_s};
        const auto two = world.server.desk.direct(u"dm2"_s, {me, ben});
        world.server.desk.direct(u"dm3"_s, {me, ben, cleo});
        world.server.joinedAtLogin = {two, RoomId(u"dm3"_s)};
        ENTER(world);
        QTRY_VERIFY(world.isIn(two));
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QCOMPARE(names(model), QStringList({u"Lobby"_s, u"Ben"_s, u"Ben, Cleo"_s}));
        QCOMPARE(sectionOf(model, 0), RoomListModel::Section::Rooms);
        QCOMPARE(sectionOf(model, 1), RoomListModel::Section::Directs);
        const auto row = model.index(1);
        QCOMPARE(row.data(RoomListModel::Portraits).value<Faces>().size(), 1);
        QCOMPARE(row.data(RoomListModel::PresenceKind).toInt(), int(protocol::Presence::Here));
        QCOMPARE(row.data(RoomListModel::AccessibleText).toString(), u"Ben, here"_s);
        QCOMPARE(model.index(2).data(RoomListModel::PresenceKind).toInt(), -1);
        // Who goes is seen to be gone, without a reset.
        QSignalSpy reset(&model, &RoomListModel::modelReset);
        protocol::Member gone{ben.id, ben.name, protocol::Presence::Gone};
        world.server.send(protocol::MembersChanged{two, 2, {}, {}, {gone}});
        QTRY_COMPARE(row.data(RoomListModel::PresenceKind).toInt(), int(protocol::Presence::Gone));
        QCOMPARE(model.index(1).data(RoomListModel::AccessibleText).toString(), u"Ben, not here"_s);
        QCOMPARE(reset.count(), 0);
    }

    void kindsAreTold()
    {
        World world;
        auto &garden = world.server.addRoom(u"garden"_s, u"Garden"_s).summary;
        garden.kind = protocol::RoomKind::Private;
        garden.archived = true;
        world.server.joinedAtLogin = {garden.id};
        world.server.addRoom(u"z"_s, u"Attic"_s).summary.archived = true;
        world.server.addRoom(u"y"_s, u"Barn"_s);
        ENTER(world);
        QTRY_VERIFY(world.isIn(garden.id));
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        // Archived ones are last of each section.
        QCOMPARE(names(model), QStringList({u"Lobby"_s, u"Garden"_s, u"Barn"_s, u"Attic"_s}));
        QCOMPARE(model.index(1).data(RoomListModel::AccessibleText).toString(),
                 u"Garden, private, archived"_s);
        QCOMPARE(model.index(2).data(RoomListModel::AccessibleText).toString(),
                 u"Barn, not joined"_s);
    }

    void whatIsGoneHasNoRow()
    {
        World world;
        world.server.addRoom(u"attic"_s, u"Attic"_s);
        ENTER(world);
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QSignalSpy removed(&model, &RoomListModel::rowsRemoved);
        world.server.send(protocol::RoomGone{RoomId(u"attic"_s)});
        QTRY_COMPARE(names(model), QStringList{u"Lobby"_s});
        QCOMPARE(removed.count(), 1);
        world.server.send(protocol::RoomGone{lobby});
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void anotherServerResets()
    {
        World world;
        ENTER(world);
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        FakeServer other;
        other.addRoom(u"hall"_s, u"Hall"_s);
        world.client.connectTo(other.address(), u"Me"_s);
        QCOMPARE(model.rowCount(), 0);
        QTRY_COMPARE(names(model), QStringList{u"Hall"_s});
    }

    void orderStaysRightWhateverHappens()
    {
        World world;
        for (int i = 0; i < 20; ++i)
            world.server.addRoom(u"r%1"_s.arg(i), u"Room %1"_s.arg(i));
        ENTER(world);
        RoomListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        QRandomGenerator random(3);
        for (int step = 0; step < 300; ++step) {
            const RoomId room(u"r%1"_s.arg(random.bounded(20)));
            switch (random.bounded(3)) {
            case 0:
                world.client.joinRoom(room);
                break;
            case 1:
                world.client.leaveRoom(room);
                break;
            default:
                world.server.post(room.value(), FakeServer::person(u"Ana"_s), u"x"_s);
                world.server.send(protocol::RoomChanged{world.server.room(room.value()).summary});
            }
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(names(model), names(RoomListModel(&world.client)));
        QCOMPARE(model.rowCount(), 21);
    }
};

QTEST_GUILESS_MAIN(RoomListModelTest)
#include "tst_roomlistmodel.moc"
