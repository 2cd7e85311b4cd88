// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"
#include "desktop/views/composer.h"
#include "desktop/views/composerfield.h"
#include "desktop/views/roompage.h"
#include "desktop/views/statusbanner.h"
#include "desktop/views/timelineview.h"
#include "tests/desktop/fakeworld.h"

#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// The window with what an earlier run left, and what one sees of a reconnect.
class CachedStartTest final : public QObject
{
    Q_OBJECT

private:
    struct Stage {
        explicit Stage(int events) { server.addRoom(lobby.value(), u"Lobby"_s, events); }

        void start(const QString &address = {}, const QString &name = {})
        {
            chat = std::make_unique<ChatApplication>(
                StartOptions{address, name, {}, folder.path(), ThemeChoice::Light});
            chat->start();
        }
        void visit()
        {
            server.joinedAtLogin = {lobby};
            start(server.address().text(), u"Me"_s);
            QTRY_VERIFY(chat->client().room(lobby) && chat->client().room(lobby)->isLive);
            QTRY_COMPARE(lastText(), server.room(lobby.value()).events.last().text);
        }
        TimelineView *timeline() { return chat->window().room()->timeline(); }
        QString lastText()
        {
            const auto *model = timeline()->model();
            return model && model->rowCount() > 0
                       ? model->index(model->rowCount() - 1, 0).data().toString()
                       : QString();
        }
        QString banner()
        {
            const auto *text = chat->window().findChild<QLabel *>(u"statusText"_s);
            return text->isVisible() ? text->text() : QString();
        }
        /// What is at the top of the screen, and exactly where.
        std::pair<QString, int> top()
        {
            const auto index = timeline()->indexAt({100, 5});
            return {index.data().toString(), timeline()->visualRect(index).top()};
        }
        void scroll(int by)
        {
            auto *bar = timeline()->verticalScrollBar();
            bar->setValue(bar->value() + by);
            QCoreApplication::processEvents();
        }

        QTemporaryDir folder;
        FakeServer server;
        std::unique_ptr<ChatApplication> chat;

        ~Stage()
        {
            chat.reset();
            server.stop();
        }
    };

private Q_SLOTS:
    void theWindowOpensOnWhatIsKept()
    {
        Stage stage(80);
        stage.visit();
        stage.chat.reset();
        stage.server.stop();
        stage.start();
        // Nothing has had time to happen.
        QVERIFY(stage.chat->window().isVisible());
        QCOMPARE(stage.chat->window().page(), MainWindow::Page::Chat);
        QCOMPARE(stage.chat->window().findChild<QLabel *>(u"roomTitle"_s)->text(), u"Lobby"_s);
        QCOMPARE(stage.lastText(), u"message 80"_s);
        QVERIFY(!stage.chat->client().isOnline());

        QTRY_VERIFY(stage.banner().startsWith(u"Offline."_s));
        QCOMPARE(stage.chat->window().page(), MainWindow::Page::Chat);
        auto *field = stage.chat->window().findChild<ComposerField *>(u"composerField"_s);
        QTest::keyClicks(field, u"later"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.lastText(), u"later"_s);
        QVERIFY(stage.banner().contains(u"One message"_s));
        QTest::keyClicks(field, u"half"_s);
        stage.chat.reset();

        stage.start();
        QCOMPARE(stage.lastText(), u"later"_s);
        field = stage.chat->window().findChild<ComposerField *>(u"composerField"_s);
        QCOMPARE(field->toPlainText(), u"half"_s);
        QSignalSpy resets(stage.timeline()->model(), &QAbstractItemModel::modelReset);
        stage.server.start();
        stage.chat->client().retryNow();
        QTRY_COMPARE(stage.server.room(lobby.value()).events.last().text, u"later"_s);
        QTRY_VERIFY(stage.banner().isEmpty());
        QCOMPARE(resets.count(), 0);
    }

    void aTokenThatIsOverAndATakenNameLeadToTheFirstPage()
    {
        Stage stage(5);
        stage.visit();
        stage.chat.reset();
        stage.server.token = u"another"_s;
        stage.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *login = std::get_if<protocol::LogInAsGuest>(&message);
            if (login)
                stage.server.send(
                    protocol::Error{login->id, ErrorCode::NameTaken, u"Taken."_s, u"name"_s, {}});
            return login != nullptr;
        };
        stage.start();
        QCOMPARE(stage.chat->window().page(), MainWindow::Page::Chat);
        QTRY_COMPARE(stage.chat->window().page(), MainWindow::Page::Connect);
        QTRY_VERIFY(stage.chat->window().findChild<QLabel *>(u"nameError"_s)->isVisible());
    }

    void whoReadsFarUpKeepsTheirPlace_data()
    {
        QTest::addColumn<int>("missed");
        QTest::addColumn<int>("replay");
        QTest::newRow("a replay") << 30 << 1000;
        QTest::newRow("a gap of many pages") << 700 << 10;
    }

    void whoReadsFarUpKeepsTheirPlace()
    {
        QFETCH(int, missed);
        QFETCH(int, replay);
        Stage stage(300);
        stage.visit();
        auto *view = stage.timeline();
        for (int i = 0; i < 3; ++i) {
            stage.scroll(-view->verticalScrollBar()->value());
            QTRY_VERIFY(!stage.chat->client().room(lobby)->loadingOlder);
        }
        // Older pages may still come, and the line of the day is at the very top.
        QTRY_VERIFY((stage.scroll(333), stage.top().first.startsWith(u"message"_s)));
        const auto before = stage.top();
        QVERIFY(!view->isAtEnd());
        QSignalSpy resets(view->model(), &QAbstractItemModel::modelReset);
        stage.server.replayLimit = replay;
        stage.server.stop();
        QTRY_VERIFY(!stage.chat->client().isOnline());
        for (int i = 0; i < missed; ++i)
            stage.server.post(lobby.value(), FakeServer::person(u"Ben"_s), u"new %1"_s.arg(i));
        QCOMPARE(stage.top(), before);
        stage.server.start();
        stage.chat->client().retryNow();
        QTRY_COMPARE(stage.chat->client().room(lobby)->log.last(), Seq{300 + missed});
        QCoreApplication::processEvents();
        QCOMPARE(stage.top(), before);
        QCOMPARE(resets.count(), 0);
    }
};

QTEST_MAIN(CachedStartTest)
#include "tst_cachedstart.moc"
