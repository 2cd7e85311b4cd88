// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/jumpbutton.h"
#include "desktop/views/timelineview.h"
#include "rowsmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class TimelineViewTest final : public QObject
{
    Q_OBJECT

private:
    /// A view of 600 by 400 with so many lines.
    struct Stage {
        explicit Stage(int lines = 500)
        {
            model.replace(RowsModel::lines(lines));
            view.setModel(&model);
            view.resize(600, 400);
            view.show();
            std::ignore = QTest::qWaitForWindowExposed(&view);
            view.doItemsLayout();
        }

        [[nodiscard]] int topOf(int row) { return view.visualRect(model.index(row, 0)).top(); }
        [[nodiscard]] int bottomOf(int row)
        {
            return view.visualRect(model.index(row, 0)).bottom();
        }
        [[nodiscard]] int lastRow() const { return model.rowCount() - 1; }
        [[nodiscard]] bool showsEnd()
        {
            return bottomOf(lastRow()) == view.viewport()->height() - 1;
        }
        void wheel(int notches)
        {
            auto *bar = view.verticalScrollBar();
            bar->setValue(bar->value() - notches * 60);
        }
        [[nodiscard]] JumpButton *jump() { return view.findChild<JumpButton *>(u"jumpToLatest"_s); }

        RowsModel model;
        TimelineView view;
    };

private Q_SLOTS:
    void itOpensAtTheEnd()
    {
        Stage stage;
        QVERIFY(stage.view.isAtEnd());
        QVERIFY(stage.showsEnd());
    }

    void itFollowsTheEnd()
    {
        Stage stage;
        stage.model.append(RowsModel::lines(1));
        stage.view.doItemsLayout();
        QVERIFY(stage.showsEnd());
        stage.model.change(stage.lastRow(), u"a\nmuch\nhigher\nrow"_s);
        stage.view.doItemsLayout();
        QVERIFY(stage.showsEnd());
        stage.view.resize(420, 250);
        QVERIFY(stage.showsEnd());
    }

    void whatOneReadsStays_data()
    {
        QTest::addColumn<std::function<void(RowsModel &)>>("change");
        using Change = std::function<void(RowsModel &)>;
        QTest::newRow("when older messages arrive above") << Change(
            [](RowsModel &m) { m.insert(0, RowsModel::lines(50, u"older\nand\nhigher"_s)); });
        QTest::newRow("when messages arrive below")
            << Change([](RowsModel &m) { m.append(RowsModel::lines(3)); });
        QTest::newRow("when the oldest are dropped")
            << Change([](RowsModel &m) { m.remove(0, 100); });
        QTest::newRow("when the newest are dropped")
            << Change([](RowsModel &m) { m.remove(400, 100); });
        QTest::newRow("when a row above changes its height")
            << Change([](RowsModel &m) { m.change(245, u"now\nit\nhas\nmany\nlines"_s); });
        QTest::newRow("when both ends move") << Change([](RowsModel &m) {
            m.remove(480, 20);
            m.insert(0, RowsModel::lines(20));
        });
    }

    void whatOneReadsStays()
    {
        QFETCH(std::function<void(RowsModel &)>, change);
        Stage stage;
        stage.view.scrollTo(stage.model.index(250, 0), QAbstractItemView::PositionAtTop);
        stage.wheel(-1);
        const QPersistentModelIndex read(stage.model.index(255, 0));
        const int before = stage.view.visualRect(read).top();
        QVERIFY(before > 0 && before < 400);

        change(stage.model);
        stage.view.doItemsLayout();

        QCOMPARE(stage.view.visualRect(read).top(), before);
        QVERIFY(!stage.view.isAtEnd());
    }

    void theWheelMovesByItsPixelsWhateverAppears()
    {
        Stage stage;
        // Rows of very different heights, none of them measured yet.
        for (int row = 0; row < 490; row += 3)
            stage.model.change(row, u"one\ntwo\nthree\nfour\nfive\nsix\nseven"_s);
        stage.view.scrollToEnd();
        for (int turn = 0; turn < 60; ++turn) {
            const auto seen = stage.view.indexAt({100, 5});
            const int before = stage.view.visualRect(seen).top();
            stage.wheel(1);
            QCOMPARE(stage.view.visualRect(seen).top(), before + 60);
        }
    }

    void atTheEndOfAWindowItDoesNotRunAway()
    {
        Stage stage;
        stage.view.setEnd(TimelineView::End::Window);
        stage.view.doItemsLayout();
        QVERIFY(!stage.view.isAtEnd());
        const QPersistentModelIndex read(stage.model.index(495, 0));
        const int before = stage.view.visualRect(read).top();
        stage.model.append(RowsModel::lines(50));
        stage.view.doItemsLayout();
        QCOMPARE(stage.view.visualRect(read).top(), before);
    }

    void itAsksForMoreNearTheEnds()
    {
        Stage stage(300);
        QSignalSpy older(&stage.view, &TimelineView::olderNeeded);
        QSignalSpy newer(&stage.view, &TimelineView::newerNeeded);
        stage.view.scrollTo(stage.model.index(150, 0));
        QCOMPARE(older.size(), 0);
        QCOMPARE(newer.size(), 0);
        stage.view.verticalScrollBar()->setValue(10);
        QVERIFY(older.size() > 0);
        stage.view.setEnd(TimelineView::End::Window);
        stage.view.scrollToEnd();
        QVERIFY(newer.size() > 0);
    }

    void onlyTheScreenIsLaidOut()
    {
        Stage stage(100'000);
        QVERIFY(stage.view.layoutCount() < 60);
        for (int i = 0; i < 200; ++i)
            stage.view.verticalScrollBar()->setValue(i * 1000);
        QVERIFY(stage.view.layoutCount() <= TimelineRows::mostLayouts + 60);
    }

    void thePlaceInEachRoomIsKept()
    {
        Stage stage;
        RowsModel other;
        other.replace(RowsModel::lines(300));
        stage.view.scrollTo(stage.model.index(100, 0), QAbstractItemView::PositionAtTop);
        stage.view.setModel(&other);
        stage.view.doItemsLayout();
        QVERIFY(stage.view.isAtEnd());
        stage.model.insert(0, RowsModel::lines(10));
        stage.view.setModel(&stage.model);
        stage.view.doItemsLayout();
        QCOMPARE(stage.topOf(110), 0);
    }

    void theButtonLeadsBackAndCounts()
    {
        Stage stage;
        QVERIFY(!stage.jump()->isWanted());
        stage.view.scrollTo(stage.model.index(100, 0));
        QVERIFY(stage.jump()->isWanted());
        stage.model.append(RowsModel::lines(2));
        stage.model.append({{u"mine"_s, {}, {}, true}});
        stage.view.doItemsLayout();
        QCOMPARE(stage.jump()->count(), 2);
        stage.model.insert(0, RowsModel::lines(20));
        QCOMPARE(stage.jump()->count(), 2);

        QSignalSpy asked(&stage.view, &TimelineView::latestRequested);
        QTRY_VERIFY(stage.jump()->isVisible());
        QTest::mouseClick(stage.jump(), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        stage.view.scrollToEnd();
        QVERIFY(!stage.jump()->isWanted());
        QCOMPARE(stage.jump()->count(), 0);
    }

    void fewRowsStandAtTheLowerEnd()
    {
        Stage stage(2);
        QVERIFY(stage.showsEnd());
        QVERIFY(stage.topOf(0) > 200);
    }

    void keysWalkTheRows()
    {
        Stage stage;
        stage.view.setFocus();
        QTest::keyClick(&stage.view, Qt::Key_Up);
        const int first = stage.view.currentIndex().row();
        QTest::keyClick(&stage.view, Qt::Key_Up);
        QCOMPARE(stage.view.currentIndex().row(), first - 1);
        QTest::keyClick(&stage.view, Qt::Key_Home);
        QCOMPARE(stage.view.currentIndex().row(), 0);
        QVERIFY(stage.topOf(0) >= 0);
        QTest::keyClick(&stage.view, Qt::Key_End);
        QCOMPARE(stage.view.currentIndex().row(), stage.lastRow());
        QVERIFY(stage.view.isAtEnd());
    }

    void wordsAreCopiedAsTheyAre()
    {
        Stage stage;
        stage.model.append({{u"<b>bold</b> & <img src=x>"_s, {}, {}, false}});
        stage.view.setFocus();
        stage.view.doItemsLayout();
        stage.view.selectionModel()->select(stage.model.index(stage.lastRow(), 0),
                                            QItemSelectionModel::ClearAndSelect);
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"<b>bold</b> & <img src=x>"_s);
    }

    void markupTakesTheRoomOfItsLetters()
    {
        // If it were understood, the row would be as high as the rule or the picture.
        Stage stage(1);
        const int plain = stage.view.visualRect(stage.model.index(0, 0)).height();
        stage.model.change(0, u"<h1>x</h1><hr><br><img src=x height=900>"_s);
        stage.view.doItemsLayout();
        QCOMPARE(stage.view.visualRect(stage.model.index(0, 0)).height(), plain);
    }

    void severalMessagesAreCopiedWithWhoAndWhen()
    {
        Stage stage(3);
        stage.view.setFocus();
        stage.view.selectAll();
        stage.view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"[14:05] Ana: line 0\n[14:05] Ana: line 1\n[14:05] Ana: line 2"_s);
    }

    void aDoubleClickSelectsAWord()
    {
        Stage stage(1);
        stage.model.change(0, u"Wonderful weather"_s);
        stage.view.doItemsLayout();
        const auto rect = stage.view.visualRect(stage.model.index(0, 0));
        QTest::mouseDClick(stage.view.viewport(), Qt::LeftButton, {},
                           {rect.left() + 80, rect.bottom() - 10});
        stage.view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Wonderful"_s);
    }

    void aClickOpensAnAddress()
    {
        Stage stage(1);
        stage.model.change(0, u"https://example.org/a"_s);
        stage.view.doItemsLayout();
        QSignalSpy opened(&stage.view, &TimelineView::linkActivated);
        const auto rect = stage.view.visualRect(stage.model.index(0, 0));
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {},
                          {rect.left() + 90, rect.bottom() - 10});
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.org/a"_s));
    }

    void aFailureOffersTwoWays()
    {
        Stage stage(1);
        stage.model.append({{u"x"_s, {}, TimelineModel::DeliveryState::Failed, true}});
        stage.view.doItemsLayout();
        QSignalSpy again(&stage.view, &TimelineView::tryAgainRequested);
        QSignalSpy discarded(&stage.view, &TimelineView::discardRequested);
        const auto rect = stage.view.visualRect(stage.model.index(1, 0));
        for (int x = rect.left(); x < rect.right(); x += 8)
            QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, {x, rect.bottom() - 8});
        QVERIFY(again.size() > 0);
        QVERIFY(discarded.size() > 0);
        QCOMPARE(again.first().first().toModelIndex().row(), 1);
    }
};

QTEST_MAIN(TimelineViewTest)
#include "tst_timelineview.moc"
