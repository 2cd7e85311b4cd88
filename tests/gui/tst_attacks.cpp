// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/roompage.h"
#include "desktop/views/roomspanel.h"
#include "desktop/views/timelineview.h"
#include "rowsmodel.h"
#include "tests/desktop/fakeserver.h"
#include "tests/support/sanitizers.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// The desktop's part of the attacks in docs/SECURITY.md, by their numbers.
class DesktopAttacks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attack21MarkupIsText()
    {
        const QString nick = u"<img src=x onerror=a><h1>N"_s;
        const QString roomName = u"<h1>Room</h1><img src=file:///x>"_s;
        QTemporaryDir folder;
        FakeServer server;
        const protocol::User mallory{UserId(u"mallory"_s), nick};
        server.addRoom(u"lobby"_s, roomName, 1).members.append({mallory.id, nick, {}});
        server.joinedAtLogin = {RoomId(u"lobby"_s)};
        {
            ChatApplication chat(StartOptions{
                server.address().text(), u"Me"_s, {}, folder.path(), ThemeChoice::Light});
            chat.start();
            QTRY_VERIFY(chat.client().isOnline());
            auto &window = chat.window();
            auto *timeline = window.room()->timeline();
            QTRY_VERIFY(timeline->model() && timeline->model()->rowCount() > 0);
            server.post(u"lobby"_s, mallory, u"<h1>x</h1> javascript:alert(1)"_s);
            QTRY_COMPARE(
                timeline->model()->index(timeline->model()->rowCount() - 1, 0).data().toString(),
                u"<h1>x</h1> javascript:alert(1)"_s);
            server.send(protocol::Typing{RoomId(u"lobby"_s), {mallory}, 1});

            // What shows people's words shows them as they are, wherever it stands.
            QTRY_COMPARE(window.findChild<QLabel *>(u"roomTitle"_s)->text(), roomName);
            int looked = 0;
            for (auto *label : window.findChildren<QLabel *>()) {
                QVERIFY2(label->textFormat() == Qt::PlainText ||
                             !Qt::mightBeRichText(label->text()),
                         qPrintable(label->objectName() + u": "_s + label->text()));
                looked += label->text().contains(u'<') ? 1 : 0;
            }
            QVERIFY(looked > 0);
            // Qt reads every tool tip for markup; one of ours escapes what people wrote.
            for (auto *widget : window.findChildren<QWidget *>())
                QVERIFY2(!widget->toolTip().contains(u"<img"_s), qPrintable(widget->toolTip()));
            for (auto *view : window.findChildren<QAbstractItemView *>()) {
                for (int row = 0; view->model() && row < view->model()->rowCount(); ++row) {
                    const auto tip = view->model()->index(row, 0).data(Qt::ToolTipRole).toString();
                    QVERIFY2(!tip.contains(u"<img"_s), qPrintable(tip));
                }
            }
        }
        server.stop();
    }

    void attack21OnlyWebAddressesAreLinks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("script") << u"javascript:alert(1)"_s;
        QTest::newRow("data") << u"data:text/html,<script>alert(1)</script>"_s;
        QTest::newRow("a file") << u"file:///etc/passwd"_s;
        QTest::newRow("a program") << u"ssh://x -oProxyCommand=calc"_s;
        QTest::newRow("markup") << u"<a href=javascript:alert(1)>xxxxxxxx</a>"_s;
    }

    void attack21OnlyWebAddressesAreLinks()
    {
        QFETCH(QString, text);
        RowsModel model;
        TimelineView view;
        model.replace(RowsModel::lines(1));
        model.change(0, text);
        view.setModel(&model);
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.doItemsLayout();
        QSignalSpy opened(&view, &TimelineView::linkActivated);
        const auto rect = view.visualRect(model.index(0, 0));
        for (int x = rect.left(); x < rect.right(); x += 8)
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {x, rect.bottom() - 10});
        QCOMPARE(opened.size(), 0);
    }

    void attack24PoisonIsDrawnQuicklyAndStaysInItsRow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a word of 8,000 letters") << QString(8000, u'W');
        QTest::newRow("a word of 8,000 wide letters")
            << QString::fromUcs4(U"\U00012031").repeated(8000);
        QTest::newRow("4,000 lines") << u"a\n"_s.repeated(3999) + u'a';
        QTest::newRow("overrides without end") << QString(4000, QChar(0x202E)) + u"txt.exe"_s;
        QTest::newRow("isolates 8,000 deep") << QString(7999, QChar(0x2067)) + u'a';
        QTest::newRow("marks piled 30 high") << (u'a' + QString(30, QChar(0x0301))).repeated(250);
        QTest::newRow("faces joined without end")
            << QString::fromUcs4(U"\U0001F468\u200D").repeated(3900) + u'x';
        QTest::newRow("a ligature of eighteen letters") << QString(7000, QChar(0xFDFA));
        QTest::newRow("both directions in turn") << u"a\u05D0"_s.repeated(4000);
        QTest::newRow("a thousand addresses") << u"http://a.b/ "_s.repeated(660) + u'x';
        QTest::newRow("brackets without end") << u"http://a.b/"_s + QString(7900, u'(');
        QTest::newRow("soft hyphens and joiners") << u"\u00AD\u200D"_s.repeated(4000);
    }

    void attack24PoisonIsDrawnQuicklyAndStaysInItsRow()
    {
        QFETCH(QString, text);
        RowsModel model;
        TimelineView view;
        view.setModel(&model);
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        model.append({{u"before"_s, {}, {}, false}});
        view.doItemsLayout();
        const int plain = view.visualRect(model.index(0, 0)).height();

        QElapsedTimer elapsed;
        elapsed.start();
        model.append({{text, {}, {}, false}, {u"after"_s, {}, {}, false}});
        view.doItemsLayout();
        const QImage shown = view.viewport()->grab().toImage();
        // It is some milliseconds on a quiet machine; nobody may think that it hangs.
        const qint64 limit = qint64(1500) * sanitizerFactor;
        QVERIFY2(elapsed.elapsed() < limit, qPrintable(QString::number(elapsed.elapsed())));

        // The neighbours are as they were, and nothing is drawn over what comes after.
        const QRect after = view.visualRect(model.index(2, 0));
        QVERIFY(after.height() <= 2 * plain && after.height() > 0);
        QCOMPARE(after.top(), view.visualRect(model.index(1, 0)).bottom() + 1);
        RowsModel clean;
        clean.append({{u"before"_s, {}, {}, false},
                      {u"harmless"_s, {}, {}, false},
                      {u"after"_s, {}, {}, false}});
        view.setModel(&clean);
        view.doItemsLayout();
        QCOMPARE(view.visualRect(clean.index(2, 0)), after);
        const QImage wanted = view.viewport()->grab().toImage();
        // What hangs below a letter may reach a line or two into the gap, not to the words.
        const QRect words = after.adjusted(0, after.height() / 3, 0, 0);
        QCOMPARE(shown.copy(words), wanted.copy(words));
    }

    void attack24AScreenOfPoisonScrolls()
    {
        RowsModel model;
        TimelineView view;
        view.setModel(&model);
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QList<RowsModel::Row> rows;
        for (int i = 0; i < 100; ++i)
            rows.append({(u'a' + QString(30, QChar(0x0301))).repeated(250), {}, {}, false});
        QElapsedTimer elapsed;
        elapsed.start();
        model.append(rows);
        view.doItemsLayout();
        for (int row = 99; row >= 0; row -= 10) {
            view.scrollTo(model.index(row, 0));
            view.viewport()->grab();
        }
        const qint64 limit = qint64(5000) * sanitizerFactor;
        QVERIFY2(elapsed.elapsed() < limit, qPrintable(QString::number(elapsed.elapsed())));
    }
};

QTEST_MAIN(DesktopAttacks)
#include "tst_attacks.moc"
