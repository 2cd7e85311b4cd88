// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "timelinewords.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class TimelineModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void aRoomIsDaysGroupsAndMessages()
    {
        World world(2);
        const auto ben = FakeServer::person(u"Ben"_s);
        world.server.post(u"lobby"_s, ben, u"hi"_s);
        world.server.clock += 6 * 60 * 1000;
        world.server.post(u"lobby"_s, ben, u"later"_s);
        world.server.clock += 24 * 3600 * 1000;
        world.server.post(u"lobby"_s, ben, u"tomorrow"_s);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        QCOMPARE(words(model),
                 QStringList({newYear, u"Ana: message 1"_s, u" message 2"_s, u"Ben: hi"_s,
                              u"Ben: later"_s, u"- 2026-01-02"_s, u"Ben: tomorrow"_s}));
    }

    void aLiveMessageIsOneRowMore()
    {
        World world(2);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        Changes changes(model);
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"more"_s);
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(changes.inserted.count(), 1);
        QCOMPARE(changes.inserted[0][1].toInt(), 3);
        QCOMPARE(changes.inserted[0][2].toInt(), 3);
        QCOMPARE(changes.removed.count() + changes.reset.count(), 0);
        QCOMPARE(words(model).last(), u" more"_s);
    }

    void olderPagesGoInFrontWithoutAReset()
    {
        World world(120);
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        Changes changes(model);
        const int before = model.rowOfSeq(Seq{71});
        QVERIFY(model.row(before).startsGroup);
        QSignalSpy dataChanged(&model, &TimelineModel::dataChanged);
        world.client.loadOlder(lobby);
        QTRY_COMPARE(model.rowCount(), 121);
        QCOMPARE(changes.reset.count(), 0);
        QCOMPARE(changes.inserted.count(), 1);
        QCOMPARE(changes.inserted[0][1].toInt(), 0);
        // The old separator is not wanted any more, and what stood under it goes on its group.
        QCOMPARE(changes.removed.count(), 1);
        QCOMPARE(words(model).first(), newYear);
        QCOMPARE(words(model).filter(newYear).size(), 1);
        // What one reads keeps its look: the two groups together would be too long for one.
        QVERIFY(model.row(model.rowOfSeq(Seq{71})).startsGroup);
        QCOMPARE(dataChanged.count(), 0);
    }

    void aGroupIsNoLongerThanTwenty()
    {
        World world(45);
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        TimelineModel model(&world.client, lobby);
        const auto starts = [&model] {
            QList<qint64> seqs;
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.row(row).isEvent() && model.row(row).startsGroup)
                    seqs.append(number(model.row(row).event.seq));
            }
            return seqs;
        };
        QCOMPARE(starts(), QList<qint64>({1, 21, 41}));
        for (int i = 0; i < 17; ++i)
            world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"more"_s);
        QTRY_COMPARE(model.rowCount(), 63);
        QCOMPARE(starts(), QList<qint64>({1, 21, 41, 61}));
    }

    void ownMessagesStayInTheirRow()
    {
        World world(1);
        world.server.clock = QDateTime::currentMSecsSinceEpoch();
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        QVERIFY(world.client.send(lobby, u"one"_s).ok());
        QVERIFY(world.client.send(lobby, u"two"_s).ok());
        QCOMPARE(words(model).mid(model.rowCount() - 2),
                 QStringList({u"Me: one [pending]"_s, u" two [pending]"_s}));
        Changes changes(model);
        QTRY_COMPARE(words(model).mid(model.rowCount() - 2),
                     QStringList({u"Me: one"_s, u" two"_s}));
        QTRY_VERIFY(world.client.outbox().messages(lobby).isEmpty());
        QCOMPARE(changes.inserted.count() + changes.removed.count() + changes.reset.count(), 0);
    }

    void aFailedMessageStaysAtTheEnd()
    {
        World world(1);
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (!post || post->text != u"bad")
                return false;
            world.server.send(
                protocol::Error{post->id, ErrorCode::StorageFailed, u"Full."_s, {}, {}});
            return true;
        };
        world.server.clock = QDateTime::currentMSecsSinceEpoch();
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        const auto bad = *world.client.send(lobby, u"bad"_s);
        QTRY_COMPARE(words(model).last(), u"Me: bad [failed]"_s);
        const auto index = model.index(model.rowCount() - 1);
        QVERIFY(!index.data(TimelineModel::FailureText).toString().isEmpty());
        QVERIFY(index.data(TimelineModel::AccessibleText).toString().contains(u"not sent"_s));
        QVERIFY(world.client.send(lobby, u"good"_s).ok());
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"hello"_s);
        QTRY_COMPARE(world.log().last(), Seq{3});
        QVERIFY(words(model).last().endsWith(u" bad [failed]"_s));
        QCOMPARE(model.rowOfPending(bad), model.rowCount() - 1);
        world.client.discardMessage(lobby, bad);
        QVERIFY(!words(model).last().contains(u"bad"_s));
    }

    void theNewLineStandsBeforeWhatIsNew()
    {
        World world(3);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        model.setNewLineAfter(Seq{2});
        QCOMPARE(words(model), QStringList({newYear, u"Ana: message 1"_s, u" message 2"_s, u"new"_s,
                                            u"Ana: message 3"_s}));
        QCOMPARE(model.newLineRow(), 3);
        // It does not follow what comes.
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"four"_s);
        QTRY_COMPARE(model.rowCount(), 6);
        QCOMPARE(model.newLineRow(), 3);
        model.clearNewLine();
        QCOMPARE(words(model), QStringList({newYear, u"Ana: message 1"_s, u" message 2"_s,
                                            u" message 3"_s, u" four"_s}));
    }

    void theNewLineComesWithTheNews()
    {
        World world(2);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        model.setNewLineAfter(Seq{2});
        QCOMPARE(model.newLineRow(), -1);
        QVERIFY(world.client.send(lobby, u"mine"_s).ok());
        QTRY_COMPARE(world.log().last(), Seq{3});
        QCOMPARE(model.newLineRow(), -1);
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"news"_s);
        QTRY_COMPARE(words(model).mid(model.rowCount() - 2),
                     QStringList({u"new"_s, u"Ana: news"_s}));
    }

    void theNewLineMovesUpWithOlderPages()
    {
        World world(120);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        model.setNewLineAfter(Seq{40});
        QCOMPARE(model.newLineRow(), model.rowOfSeq(Seq{71}) - 1);
        world.client.setInterest(lobby, Interest::Watched);
        world.client.loadOlder(lobby);
        QTRY_COMPARE(world.log().first(), Seq{1});
        QCOMPARE(model.newLineRow(), model.rowOfSeq(Seq{41}) - 1);
        QCOMPARE(words(model).filter(u"new"_s).size(), 1);
    }

    void rolesSayWhatDelegatesNeed()
    {
        World world(1);
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        const auto index = model.index(1);
        QCOMPARE(index.data(TimelineModel::Author).toString(), u"Ana"_s);
        QCOMPARE(index.data(TimelineModel::Initials).toString(), u"A"_s);
        QCOMPARE(index.data(TimelineModel::Text).toString(), u"message 1"_s);
        QCOMPARE(index.data(TimelineModel::SeqNumber).toLongLong(), 1);
        QCOMPARE(index.data(TimelineModel::Kind).toInt(), int(Kind::Message));
        QVERIFY(!index.data(TimelineModel::IsOwn).toBool());
        QVERIFY(index.data(TimelineModel::AccessibleText).toString().startsWith(u"Ana, "_s));
        QVERIFY(index.data(TimelineModel::AccessibleText).toString().endsWith(u": message 1"_s));
        QCOMPARE(model.index(0).data(TimelineModel::Kind).toInt(), int(Kind::DaySeparator));
        QVERIFY(!model.index(0).data(Qt::DisplayRole).toString().isEmpty());
    }

    /// One bot, which may be called otherwise in each message.
    void botsAreMarkedAndGroupedByName()
    {
        World world(0);
        const UserId bot(u"idBot"_s);
        for (const auto &name : {u"Build"_s, u"Build"_s, u"Deploy"_s})
            world.server.post(u"lobby"_s, {bot, name}, u"done"_s);
        for (auto &event : world.server.room(u"lobby"_s).events)
            event.bot = true;
        ENTER(world);
        TimelineModel model(&world.client, lobby);
        QCOMPARE(words(model),
                 QStringList({newYear, u"Build: done"_s, u" done"_s, u"Deploy: done"_s}));
        const auto index = model.index(3);
        QVERIFY(index.data(TimelineModel::IsBot).toBool());
        QVERIFY(
            index.data(TimelineModel::AccessibleText).toString().startsWith(u"Deploy, bot, "_s));
        QVERIFY(!model.index(0).data(TimelineModel::IsBot).toBool());
    }

    void rowsStayRightWhateverHappens()
    {
        World world(300);
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        TimelineModel model(&world.client, lobby);
        QAbstractItemModelTester tester(&model);
        QRandomGenerator random(7);
        const QStringList names{u"Ana"_s, u"Ben"_s, u"Me"_s};
        for (int step = 0; step < 600; ++step) {
            const auto name = names[random.bounded(3)];
            switch (random.bounded(7)) {
            case 0:
                world.client.lookAt(lobby, world.log().first());
                world.client.loadOlder(lobby);
                break;
            case 1:
                world.client.lookAt(lobby, world.log().last());
                world.client.loadNewer(lobby);
                break;
            case 2:
                QVERIFY(world.client.send(lobby, u"mine"_s).ok());
                break;
            case 3:
                world.server.send(random.bounded(2) ? comings({name}) : comings({}, {name}));
                break;
            case 4:
                world.server.clock += random.bounded(10) * 3600 * 1000;
                break;
            case 5:
                model.setNewLineAfter(Seq{random.bounded(400)});
                break;
            default:
                world.server.post(u"lobby"_s, FakeServer::person(name), u"theirs"_s);
            }
            QCoreApplication::processEvents();
            QVERIFY2(isRight(model), qPrintable(words(model).join(u'\n')));
        }
        QTRY_VERIFY(world.client.outbox().messages(lobby).isEmpty());
        QVERIFY(isRight(model));
        QVERIFY(world.log().lastSeq() > Seq{400});
        QCOMPARE(eventsOf(model), eventsOf(TimelineModel(&world.client, lobby)));
    }

private:
    /// The promises of TimelineRowList, looked at from outside.
    static bool isRight(const TimelineModel &model)
    {
        const TimelineRow *dated = nullptr;
        int inGroup = 0;
        bool pendingBegan = false;
        Seq last{};
        for (int i = 0; i < model.rowCount(); ++i) {
            const auto &row = model.row(i);
            const auto *before = i > 0 ? &model.row(i - 1) : nullptr;
            if (row.kind == Kind::DaySeparator &&
                (i + 1 == model.rowCount() || (dated && dated->day == row.day)))
                return false;
            if (!row.isDated())
                continue;
            const bool isNewDay = !dated || dated->day != row.day;
            if (isNewDay && (!before || before->isDated()))
                return false;
            inGroup = row.startsGroup ? 1 : inGroup + 1;
            if (row.kind == Kind::Message && !row.startsGroup && !continuesGroup(before, row))
                return false;
            if (inGroup > mostInGroup)
                return false;
            if (row.isEvent() && (pendingBegan || (last > Seq{} && row.event.seq != next(last))))
                return false;
            last = row.isEvent() ? row.event.seq : last;
            pendingBegan = pendingBegan || row.isPending();
            dated = &row;
        }
        return true;
    }

    static QStringList eventsOf(const TimelineModel &model)
    {
        QStringList list;
        for (int i = 0; i < model.rowCount(); ++i) {
            if (model.row(i).isEvent())
                list.append(QString::number(number(model.row(i).event.seq)));
        }
        return list;
    }
};

QTEST_GUILESS_MAIN(TimelineModelTest)
#include "tst_timelinemodel.moc"
