// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "timelinewords.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// Comings and goings among the rows of a timeline.
class TimelineNoticesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void noticesAreCoalescedAndStay()
    {
        World world(1);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        world.server.send(comings({u"Ana"_s, u"Me"_s}));
        QTRY_COMPARE(words(model).last(), u"(Ana joined)"_s);
        const int rows = model.rowCount();
        const Changes changes(model);
        world.server.send(comings({u"Ben"_s}));
        QTRY_COMPARE(words(model).last(), u"(Ana and Ben joined)"_s);
        QCOMPARE(model.rowCount(), rows);
        world.server.send(comings({}, {u"Ana"_s, u"Ben"_s}));
        QTRY_COMPARE(words(model).last(), u"(Ana and Ben came and went)"_s);
        QCOMPARE(model.rowCount(), rows);
        QVERIFY(changes.removed.isEmpty());
    }

    void whoReturnsInSilenceIsNoNotice()
    {
        World world(1);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QSignalSpy told(&world.client, &ChatClient::membersChanged);
        protocol::MembersChanged change{lobby, 5, {}, {}, {}, 0, 0, 3};
        change.changed = comings({u"Ana"_s}).joined;
        world.server.send(change);
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(words(model).last(), u"Ana: message 1"_s);
    }

    void aMessageBetweenBeginsANewNotice()
    {
        World world;
        world.server.clock = QDateTime::currentMSecsSinceEpoch();
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        world.server.send(comings({u"Ana"_s}));
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"hello"_s);
        world.server.send(comings({}, {u"Ana"_s}));
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(words(model).sliced(1),
                 QStringList({u"(Ana joined)"_s, u"Ana: hello"_s, u"(Ana left)"_s}));
    }

    void noticesAreBounded()
    {
        World world;
        world.server.clock = QDateTime::currentMSecsSinceEpoch();
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        TimelineModel model(&world.client, lobby);
        const auto ana = FakeServer::person(u"Ana"_s);
        for (int i = 0; i < TimelineModel::mostNotices + 50; ++i) {
            world.server.send(comings({u"Guest %1"_s.arg(i)}));
            world.server.post(u"lobby"_s, ana, QString::number(i));
        }
        QTRY_COMPARE(world.log().last(), Seq{TimelineModel::mostNotices + 50});
        const auto notices = words(model).filter(u"joined"_s);
        QCOMPARE(notices.size(), TimelineModel::mostNotices);
        QCOMPARE(notices.last(), u"(Guest 149 joined)"_s);
    }
};

QTEST_GUILESS_MAIN(TimelineNoticesTest)
#include "tst_timelinenotices.moc"
