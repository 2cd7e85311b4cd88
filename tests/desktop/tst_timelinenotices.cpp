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

    void whatTheLogTellsHasItsPlace()
    {
        World world(1);
        ENTER(world);
        const auto ana = FakeServer::person(u"Ana"_s);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        model.setNewLineAfter(Seq{1});
        world.server.desk.notice(lobby, ana, {}, protocol::NoticeKind::Archived);
        QTRY_COMPARE(words(model),
                     QStringList({newYear, u"Ana: message 1"_s, u"[Ana archived the room]"_s}));
        // A message after it begins a group of its own, and is what is new.
        world.server.post(u"lobby"_s, ana, u"So long"_s);
        QTRY_COMPARE(words(model).mid(2),
                     QStringList({u"[Ana archived the room]"_s, u"new"_s, u"Ana: So long"_s}));
        QCOMPARE(model.rowOfSeq(Seq{2}), 2);
        // It stays when comings and goings are thinned, and when the log is read anew.
        world.server.send(comings({u"Ben"_s}));
        QTRY_COMPARE(words(model).last(), u"(Ben joined)"_s);
        TimelineModel again(&world.client, lobby);
        QCOMPARE(words(again)[2], u"[Ana archived the room]"_s);
    }

    void whoIsBlockedIsFolded()
    {
        World world(2);
        ENTER(world);
        const auto ana = FakeServer::person(u"Ana"_s);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        const Changes changes(model);
        world.server.send(protocol::BlocksChanged{{ana}});
        QTRY_COMPARE(words(model), QStringList({newYear, u"folded"_s, u"folded"_s}));
        world.server.post(u"lobby"_s, ana, u"@Me"_s);
        QTRY_COMPARE(words(model).last(), u"folded"_s);
        QCOMPARE(model.index(1).data(TimelineModel::AccessibleText).toString(),
                 u"Someone you blocked wrote here."_s);
        model.unfold(ana.id);
        QCOMPARE(words(model)[1], u"Ana: message 1"_s);
        world.server.post(u"lobby"_s, ana, u"Still seen"_s);
        QTRY_VERIFY(words(model).last().contains(u"Still seen"));
        world.server.send(protocol::BlocksChanged{});
        world.server.send(protocol::BlocksChanged{{ana}});
        // To block somebody anew is to mean it.
        QTRY_COMPARE(words(model).last(), u"folded"_s);
        QCOMPARE(changes.reset.count(), 0);
        QCOMPARE(changes.removed.count(), 0);
    }

    void aRoomOfTheTwoIsNotFolded()
    {
        World world;
        const auto ana = FakeServer::person(u"Ana"_s);
        const auto room = world.server.desk.direct(u"dm"_s, {FakeServer::person(u"Me"_s), ana});
        world.server.post(u"dm"_s, ana, u"Hello"_s, FakeServer::FanOut::No);
        world.server.joinedAtLogin = {room};
        world.server.desk.blocked = {ana};
        ENTER(world);
        QTRY_VERIFY(world.isIn(room));
        TimelineModel model(&world.client, room);
        QTRY_COMPARE(words(model).last(), u"Ana: Hello"_s);
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
