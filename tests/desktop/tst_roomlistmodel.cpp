// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
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
        QCOMPARE(model.index(0).data(RoomListModel::SectionKind).value<RoomListModel::Section>(),
                 RoomListModel::Section::Joined);
        QCOMPARE(model.index(1).data(RoomListModel::SectionKind).value<RoomListModel::Section>(),
                 RoomListModel::Section::Other);
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
