// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timelinerows.h"

#include <QTest>
#include <QWidget>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class TimelineRowsTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RowLayout> layout(const QString &text)
    {
        TimelineItem item;
        item.author.name = u"Ana"_s;
        item.text = text;
        return std::make_unique<RowLayout>(item, RowStyle(&m_widget, 600));
    }

    QWidget m_widget;

private Q_SLOTS:
    void guessesStandUntilMeasured()
    {
        TimelineRows rows;
        rows.setGuess(50);
        rows.reset(100);
        QCOMPARE(rows.total(), 5000);
        QCOMPARE(rows.top(10), 500);
        const int height = rows.setLayout(3, layout(u"one line"_s))->height();
        QVERIFY(height != 50);
        QCOMPARE(rows.top(3), 150);
        QCOMPARE(rows.top(4), 150 + height);
        QCOMPARE(rows.total(), 4950 + height);
    }

    void placesAreFoundBack_data()
    {
        QTest::addColumn<int>("y");
        QTest::addColumn<int>("row");
        QTest::newRow("above all") << -5 << 0;
        QTest::newRow("the very top") << 0 << 0;
        QTest::newRow("the last line of a row") << 9 << 0;
        QTest::newRow("the first line of the next") << 10 << 1;
        QTest::newRow("the last") << 39 << 3;
        QTest::newRow("below all") << 100 << 3;
    }

    void placesAreFoundBack()
    {
        QFETCH(int, y);
        QFETCH(int, row);
        TimelineRows rows;
        rows.setGuess(10);
        rows.reset(4);
        QCOMPARE(rows.rowAt(y), row);
    }

    void rowsMoveWithTheirNeighbours()
    {
        TimelineRows rows;
        rows.setGuess(10);
        rows.reset(5);
        const auto *kept = rows.setLayout(2, layout(u"kept"_s));
        rows.insert(0, 3);
        QCOMPARE(rows.layout(5), kept);
        QCOMPARE(rows.top(5), 50);
        rows.remove(1, 2);
        QCOMPARE(rows.layout(3), kept);
        QCOMPARE(rows.top(3), 30);
        QCOMPARE(rows.total(), 5 * 10 + kept->height());
        rows.remove(3, 1);
        QCOMPARE(rows.layoutCount(), 0);
    }

    /// Between name and time, inside the column however long the name is, in both directions.
    void aBotsBadgeHasItsPlace()
    {
        QWidget widget;
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            widget.setLayoutDirection(direction);
            const RowStyle style(&widget, 360);
            for (const auto &name : {u"Build"_s, QString(90, u'W')}) {
                TimelineItem item;
                item.author.name = name;
                item.time = u"14:05"_s;
                item.text = u"done"_s;
                QVERIFY(!RowLayout(item, style).badge().isValid());
                item.isBot = true;
                const RowLayout row(item, style);
                const QRect column(0, 0, 360, row.height());
                for (const auto &part : {row.name(), row.badge(), row.time()})
                    QVERIFY(part.isValid() && column.contains(part));
                const bool isLeft = direction == Qt::LeftToRight;
                const auto &first = isLeft ? row.name() : row.time();
                const auto &last = isLeft ? row.time() : row.name();
                QVERIFY(first.right() < row.badge().left());
                QVERIFY(row.badge().right() < last.left());
            }
        }
    }

    void layoutsAreBounded()
    {
        TimelineRows rows;
        rows.reset(1000);
        for (int row = 0; row < 1000; ++row) {
            rows.setLayout(row, layout(u"line"_s));
            rows.trim(row - 20, row + 20);
            QVERIFY(rows.layoutCount() <= TimelineRows::mostLayouts + 1);
        }
        QVERIFY(rows.layout(999));
        QVERIFY(!rows.layout(10));
        // What was measured is remembered without its layout.
        QCOMPARE(rows.height(10), rows.height(999));
    }
};

QTEST_MAIN(TimelineRowsTest)
#include "tst_timelinerows.moc"
