// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/roomtails.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class RoomTailsTest final : public QObject
{
    Q_OBJECT

    const RoomId a{u"a"_s};
    const RoomId b{u"b"_s};
    RoomTails tails;

    void say(const RoomId &room)
    {
        RoomTail tail = tails.tail(room);
        tail.lastSeq = next(tail.lastSeq);
        tails.set(room, tail);
    }

    /// The numbers of what changed().
    QList<qint64> changed() const
    {
        QList<qint64> numbers;
        for (const RoomTail &tail : tails.changed())
            numbers.append(tail.number);
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

private Q_SLOTS:
    void init() { tails = RoomTails({{a, {1, Seq{7}}}, {b, {2, Seq{3}}}}); }

    void aRemovedRoomIsNotThereAndNotWritten()
    {
        say(a);
        say(b);
        tails.remove(a);
        tails.endTask(true);
        QVERIFY(!tails.contains(a));
        QCOMPARE(changed(), QList<qint64>{2});
        QCOMPARE(tails.addedEvents(), 1);
        tails.end(true);
        QVERIFY(!tails.contains(a));
        QCOMPARE(tails.nextNumber(), 3);
    }

    void aTaskThatFailsBringsItBack()
    {
        say(a);
        tails.endTask(true);
        tails.remove(a);
        tails.endTask(false);
        QCOMPARE(number(tails.tail(a).lastSeq), 8);
        QCOMPARE(changed(), QList<qint64>{1});
        QCOMPARE(tails.addedEvents(), 1);
    }

    void aTransactionThatFailsBringsItBackAsItWas()
    {
        say(a);
        tails.endTask(true);
        tails.remove(a);
        tails.endTask(true);
        tails.remove(b);
        tails.endTask(true);
        tails.end(false);
        QCOMPARE(number(tails.tail(b).lastSeq), 3);
        QCOMPARE(number(tails.tail(a).lastSeq), 7);
        QCOMPARE(tails.tail(a).number, 1);
        QVERIFY(tails.changed().isEmpty());
        QCOMPARE(tails.addedEvents(), 0);
    }

    void aRoomThatWasMadeAndRemovedNeverWas()
    {
        const RoomId c{u"c"_s};
        tails.set(c, {3});
        tails.endTask(true);
        tails.remove(c);
        tails.endTask(true);
        QVERIFY(tails.changed().isEmpty());
        tails.end(false);
        QVERIFY(!tails.contains(c));
        QCOMPARE(tails.nextNumber(), 4);
    }
};

QTEST_GUILESS_MAIN(RoomTailsTest)
#include "tst_roomtails.moc"
