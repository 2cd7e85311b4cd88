// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/logchecker.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class LogCheckerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemsAreNamed_data()
    {
        QTest::addColumn<QList<qint64>>("seqs");
        QTest::addColumn<QList<qint64>>("times");
        QTest::addColumn<qint64>("listedSeq");
        QTest::addColumn<qint64>("listedTime");
        QTest::addColumn<QString>("expected");
        using List = QList<qint64>;
        const auto row = [](const char *name, const List &seqs, const List &times, qint64 listedSeq,
                            qint64 listedTime, const QString &expected) {
            QTest::newRow(name) << seqs << times << listedSeq << listedTime << expected;
        };
        row("nothing in a new room", {}, {}, 0, 7, {});
        row("a whole log", {1, 2, 3}, {5, 5, 9}, 3, 9, {});
        row("the first event is missing", {2, 3}, {5, 6}, 3, 6, u"events are missing: 1"_s);
        row("one in the middle is missing", {1, 3}, {5, 6}, 3, 6, u"events are missing: 2"_s);
        row("several in the middle are missing", {1, 5}, {5, 6}, 5, 6,
            u"events are missing: 2 to 4"_s);
        row("many places", {2, 4, 6, 8, 10}, {1, 1, 1, 1, 1}, 10, 1,
            u"events are missing: 1, 3, 5 and 2 more"_s);
        row("the last one is missing", {1, 2}, {5, 6}, 3, 7,
            u"the room list says that event 3 is the last, the log ends with 2"_s);
        row("all are missing", {}, {}, 3, 7,
            u"the room list says that event 3 is the last, the log ends with 0"_s);
        row("the room list is behind", {1, 2}, {5, 6}, 1, 5,
            u"the room list says that event 1 is the last, the log ends with 2"_s);
        row("the time goes back", {1, 2, 3}, {5, 4, 9}, 3, 9, u"times go back at events: 2"_s);
        row("the time stays back", {1, 2, 3}, {5, 4, 4}, 3, 5, u"times go back at events: 2, 3"_s);
        row("the room list has another time", {1}, {5}, 1, 6,
            u"the room list has another time for the last event than the log"_s);
        row("a number comes again", {1, 2, 2}, {5, 5, 5}, 2, 5, u"events are out of order: 2"_s);
        row("a number below one", {-1, 1}, {5, 5}, 1, 5, u"events are out of order: -1"_s);
        row("two kinds at once", {2}, {5}, 3, 5,
            u"events are missing: 1|the room list says that event 3 is the last, "
            "the log ends with 2"_s);
    }

    void problemsAreNamed()
    {
        QFETCH(const QList<qint64>, seqs);
        QFETCH(const QList<qint64>, times);
        QFETCH(const qint64, listedSeq);
        QFETCH(const qint64, listedTime);
        LogChecker checker;
        for (qsizetype i = 0; i < seqs.size(); ++i)
            checker.add(Seq{seqs[i]}, Timestamp{times[i]});
        QCOMPARE(checker.count(), seqs.size());
        QTEST(checker.problems(Seq{listedSeq}, Timestamp{listedTime}).join(u'|'), "expected");
    }

    void repeatedClientIdsAreNamed()
    {
        LogChecker checker;
        checker.add(Seq{1}, Timestamp{5});
        checker.add(Seq{2}, Timestamp{5});
        checker.addRepeated(Seq{2});
        QCOMPARE(checker.problems(Seq{2}, Timestamp{5}),
                 QStringList(u"events were stored before under the same client id: 2"_s));
    }
};

QTEST_APPLESS_MAIN(LogCheckerTest)
#include "tst_logchecker.moc"
