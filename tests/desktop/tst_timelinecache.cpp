// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/timelinecache.h"
#include "desktop/models/timelinemodel.h"
#include "fakeworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class TimelineCacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRoomsVisitedLastAreKept()
    {
        World world(300);
        for (int i = 0; i < 12; ++i)
            world.server.addRoom(u"room%1"_s.arg(i), u"Room %1"_s.arg(i), 60);
        ENTER(world);
        TimelineCache cache(&world.client);
        QSignalSpy dropped(&cache, &TimelineCache::dropped);
        auto *first = cache.timeline(lobby);
        QCOMPARE(cache.timeline(lobby), first);
        QCOMPARE(world.client.room(lobby)->interest, Interest::Watched);
        for (int i = 0; i < int(TimelineCache::mostKept) - 1; ++i)
            QVERIFY(cache.timeline(RoomId(u"room%1"_s.arg(i))));
        QCOMPARE(dropped.count(), 0);
        QCOMPARE(cache.timeline(lobby), first);
        QVERIFY(cache.timeline(RoomId(u"room10"_s)));
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped[0][0].value<RoomId>(), RoomId(u"room0"_s));
        QCOMPARE(world.client.room(RoomId(u"room0"_s))->interest, Interest::Background);
        QCOMPARE(cache.timeline(lobby), first);
    }

    void anotherServerDropsThemAll()
    {
        World world(3);
        ENTER(world);
        TimelineCache cache(&world.client);
        QCOMPARE(cache.timeline(lobby)->rowCount(), 4);
        QSignalSpy dropped(&cache, &TimelineCache::dropped);
        FakeServer other;
        world.client.connectTo(other.address(), u"Me"_s);
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(cache.timeline(lobby)->rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TimelineCacheTest)
#include "tst_timelinecache.moc"
