// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"
#include "desktop/views/columns.h"
#include "desktop/views/composer.h"
#include "desktop/views/composerfield.h"
#include "desktop/views/connectpage.h"
#include "desktop/views/nameprompt.h"
#include "desktop/views/quickjump.h"
#include "desktop/views/roomheader.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/roompage.h"
#include "desktop/views/roomspanel.h"
#include "desktop/views/timelineview.h"
#include "tests/desktop/fakeserver.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// The whole window against a server in the same process, by keys and clicks.
class ChatApplicationTest final : public QObject
{
    Q_OBJECT

private:
    class Stage final
    {
    public:
        /// \a other: a room one is not in.
        explicit Stage(const QString &name = u"Me"_s, const QString &other = {})
        {
            if (!other.isEmpty())
                server.addRoom(u"other"_s, other, 2);
            server.addRoom(u"kitchen"_s, u"Kitchen"_s, 3);
            server.addRoom(u"lobby"_s, u"Lobby"_s, 5);
            server.joinedAtLogin = {RoomId(u"kitchen"_s), RoomId(u"lobby"_s)};
            chat = std::make_unique<ChatApplication>(
                StartOptions{server.address().text(), name, {}, folder.path(), ThemeChoice::Light});
            chat->start();
        }
        ~Stage()
        {
            chat.reset();
            server.stop();
        }
        Stage(const Stage &) = delete;
        Stage &operator=(const Stage &) = delete;

        template <typename Widget>
        Widget *find(const QString &name)
        {
            return chat->window().findChild<Widget *>(name);
        }
        RoomListView *rooms() { return find<RoomListView>(u"roomList"_s); }
        TimelineView *timeline() { return chat->window().room()->timeline(); }
        ComposerField *field() { return find<ComposerField>(u"composerField"_s); }
        QString title() { return find<QLabel>(u"roomTitle"_s)->text(); }
        int rowOf(const QString &room)
        {
            auto *model = rooms()->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data().toString() == room)
                    return row;
            }
            return -1;
        }
        void click(const QString &room)
        {
            const auto rect = rooms()->visualRect(rooms()->model()->index(rowOf(room), 0));
            QTest::mouseClick(rooms()->viewport(), Qt::LeftButton, {},
                              {rect.center().x(), rect.bottom() - 10});
        }
        QString lastText()
        {
            const auto *model = timeline()->model();
            return model && model->rowCount() > 0
                       ? model->index(model->rowCount() - 1, 0).data().toString()
                       : QString();
        }

        QTemporaryDir folder;
        FakeServer server;
        std::unique_ptr<ChatApplication> chat;
    };

private Q_SLOTS:
    void theCommandLineConnects()
    {
        Stage stage;
        QTRY_COMPARE(stage.chat->window().page(), MainWindow::Page::Chat);
        QTRY_VERIFY(stage.chat->client().isOnline());
        QTRY_VERIFY(!stage.title().isEmpty());
    }

    void aRefusedNameComesBackToItsField()
    {
        Stage stage(u"bad\u202Ename"_s);
        QTRY_COMPARE(stage.chat->window().page(), MainWindow::Page::Connect);
        QTRY_VERIFY(stage.find<QLabel>(u"nameError"_s)->isVisible());
        auto *name = stage.find<QLineEdit>(u"nameField"_s);
        name->setText(u"Ana"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(stage.chat->window().page(), MainWindow::Page::Chat);
        QTRY_VERIFY(stage.chat->client().isOnline());
    }

    void aServerThatIsAwayIsSaidBesideTheAddress()
    {
        QTemporaryDir folder;
        ChatApplication chat(
            StartOptions{u"http://127.0.0.1:1"_s, u"Ana"_s, {}, folder.path(), {}});
        chat.start();
        auto *error = chat.window().findChild<QLabel *>(u"addressError"_s);
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"127.0.0.1:1"_s));
    }

    void enterPutsTheMessageIntoTheTimeline()
    {
        Stage stage;
        QTRY_VERIFY(stage.rowOf(u"Lobby"_s) >= 0);
        stage.click(u"Lobby"_s);
        QTRY_COMPARE(stage.lastText(), u"message 5"_s);
        QTest::keyClicks(stage.field(), u"Hello <b>all</b>"_s);
        QTest::keyClick(stage.field(), Qt::Key_Return);
        QCOMPARE(stage.lastText(), u"Hello <b>all</b>"_s);
        QCOMPARE(stage.field()->toPlainText(), QString());
        QVERIFY(stage.timeline()->isAtEnd());
        QTRY_COMPARE(stage.server.room(u"lobby"_s).events.size(), 6);
        QCOMPARE(stage.server.room(u"lobby"_s).events.last().text, u"Hello <b>all</b>"_s);
    }

    void theDraftStaysWithItsRoom()
    {
        Stage stage;
        QTRY_VERIFY(stage.rowOf(u"Lobby"_s) >= 0);
        stage.click(u"Lobby"_s);
        QTest::keyClicks(stage.field(), u"half a thought"_s);
        stage.click(u"Kitchen"_s);
        QCOMPARE(stage.field()->toPlainText(), QString());
        stage.click(u"Lobby"_s);
        QCOMPARE(stage.field()->toPlainText(), u"half a thought"_s);
    }

    void keysGoThroughTheRooms()
    {
        Stage stage;
        QTRY_COMPARE(stage.rooms()->model()->rowCount(), 2);
        QTRY_VERIFY(!stage.title().isEmpty());
        const auto first = stage.title();
        QTest::keyClick(&stage.chat->window(), Qt::Key_Down, Qt::AltModifier);
        QVERIFY(stage.title() != first);
        QTest::keyClick(&stage.chat->window(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(stage.title(), first);
        stage.rooms()->setFocus();
        QTest::keyClick(stage.rooms(), stage.rowOf(first) == 0 ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(stage.title() != first);
    }

    void theKeyboardStaysWhereOneGoes()
    {
        Stage stage(u"Me"_s, u"Attic"_s);
        QTRY_COMPARE(stage.rooms()->model()->rowCount(), 2);
        QTRY_VERIFY(!stage.title().isEmpty());
        auto &window = stage.chat->window();
        stage.rooms()->setFocus();
        QTest::keyClick(&window, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(window.focusWidget(), stage.field());
        // What one is not in is not in the list, but can be jumped to.
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto *jump = stage.find<QLineEdit>(u"quickJumpField"_s);
        QTest::keyClicks(jump, u"Attic"_s);
        QTest::keyClick(jump, Qt::Key_Return);
        QCOMPARE(stage.title(), u"Attic"_s);
        auto *join = stage.find<QPushButton>(u"emptyAction"_s);
        QVERIFY(join->isVisible());
        QVERIFY(!window.room()->composer()->isVisible());
        QCOMPARE(window.focusWidget(), join);
        QTest::keyClick(join, Qt::Key_Return);
        QTRY_VERIFY(window.room()->composer()->isVisible());
        QTRY_COMPARE(window.focusWidget(), stage.field());
    }

    void theWayToTheEndLeadsToTheComposer()
    {
        Stage stage;
        QTRY_VERIFY(stage.rowOf(u"Lobby"_s) >= 0);
        stage.click(u"Lobby"_s);
        stage.timeline()->setFocus();
        Q_EMIT stage.timeline()->latestRequested();
        QCOMPARE(stage.chat->window().focusWidget(), stage.field());
    }

    void withoutARoomThereIsNoHeader()
    {
        RoomPage page;
        page.setRoom({});
        QVERIFY(page.header()->isHidden());
        page.header()->setRoomsButtonVisible(true);
        QVERIFY(!page.header()->isHidden());
        page.header()->setRoomsButtonVisible(false);
        page.setRoom({u"Lobby"_s});
        QVERIFY(!page.header()->isHidden());
    }

    void theThemeIsRemembered()
    {
        QTemporaryDir folder;
        {
            ChatApplication chat(StartOptions{{}, {}, {}, folder.path(), {}});
            chat.window().findChild<QAction *>(u"darkThemeAction"_s)->trigger();
            QCOMPARE(theme(QApplication::palette()).scheme, Scheme::Dark);
        }
        {
            // Asked for on the command line: for once.
            ChatApplication chat(StartOptions{{}, {}, {}, folder.path(), {ThemeChoice::Light}});
            QCOMPARE(theme(QApplication::palette()).scheme, Scheme::Light);
        }
        ChatApplication chat(StartOptions{{}, {}, {}, folder.path(), {}});
        QCOMPARE(theme(QApplication::palette()).scheme, Scheme::Dark);
        QVERIFY(chat.window().findChild<QAction *>(u"darkThemeAction"_s)->isChecked());
        chat.window().findChild<QAction *>(u"lightThemeAction"_s)->trigger();
    }

    void theQuickJumpFindsByLetters()
    {
        Stage stage;
        QTRY_COMPARE(stage.rooms()->model()->rowCount(), 2);
        stage.click(u"Lobby"_s);
        QTest::keyClick(&stage.chat->window(), Qt::Key_K, Qt::ControlModifier);
        auto *jump = stage.chat->window().quickJump();
        QVERIFY(jump->isVisible());
        auto *field = stage.find<QLineEdit>(u"quickJumpField"_s);
        const auto *list = stage.find<QAbstractItemView>(u"quickJumpList"_s);
        const int two = list->height();
        QTest::keyClicks(field, u"lob"_s);
        QCOMPARE(list->height() * 2, two);
        field->clear();
        QTest::keyClicks(field, u"xyz"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(jump->isVisible());
        field->clear();
        QTest::keyClicks(field, u"kit"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!jump->isVisible());
        QCOMPARE(stage.title(), u"Kitchen"_s);
    }

    void theTitleCountsWhatIsUnread()
    {
        Stage stage;
        QTRY_VERIFY(stage.rowOf(u"Lobby"_s) >= 0);
        stage.click(u"Kitchen"_s);
        stage.click(u"Lobby"_s);
        QTRY_COMPARE(stage.chat->window().windowTitle(), u"Lobby – Hobnob"_s);
        stage.server.post(u"kitchen"_s, FakeServer::person(u"Ben"_s), u"Tea?"_s);
        QTRY_COMPARE(stage.chat->window().windowTitle(), u"(1) Lobby – Hobnob"_s);
        QTest::keyClick(&stage.chat->window(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(stage.title(), u"Kitchen"_s);
        QTRY_COMPARE(stage.chat->window().windowTitle(), u"Kitchen – Hobnob"_s);
    }

    void aRoomIsCreatedByName()
    {
        Stage stage;
        QTRY_VERIFY(stage.chat->client().isOnline());
        QTest::keyClick(&stage.chat->window(), Qt::Key_N, Qt::ControlModifier);
        const auto *sheet = stage.find<QWidget>(u"newRoomSheet"_s);
        QVERIFY(sheet->isVisible());
        auto *field = stage.find<QLineEdit>(u"newRoomNameField"_s);
        const auto type = [field](const QString &text) {
            field->clear();
            QTest::keyClicks(field, text);
        };
        type(QString(65, u'x'));
        const auto *error = stage.find<QLabel>(u"newRoomNameError"_s);
        const auto said = u"One character too many. A room's name can have at most 64."_s;
        QVERIFY(error->isVisible());
        QCOMPARE(error->text(), said);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(error->text(), said);
        type(u"  x  y  "_s);
        QVERIFY(!error->isVisible());
        type(u"Attic"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!stage.server.received<protocol::CreateRoom>().isEmpty());
        QCOMPARE(stage.server.received<protocol::CreateRoom>().last().name, u"Attic"_s);
        QTRY_VERIFY(!sheet->isVisible());
        QTRY_COMPARE(stage.title(), u"Attic"_s);
    }

    void whileOfflineItSaysWhatWillHappen()
    {
        Stage stage;
        QTRY_VERIFY(stage.rowOf(u"Lobby"_s) >= 0);
        stage.click(u"Lobby"_s);
        QTRY_VERIFY(stage.chat->client().isOnline());
        stage.server.stop();
        auto *banner = stage.chat->window().room()->banner();
        QTRY_VERIFY(banner->isVisible());
        QTest::keyClicks(stage.field(), u"later"_s);
        QTest::keyClick(stage.field(), Qt::Key_Return);
        QVERIFY(stage.find<QLabel>(u"statusText"_s)->text().contains(u"One message"_s));
        stage.server.start();
        QTRY_VERIFY(stage.find<QToolButton>(u"tryNow"_s)->isVisible() ||
                    stage.chat->client().isOnline());
        QTest::mouseClick(stage.find<QToolButton>(u"tryNow"_s), Qt::LeftButton);
        QTRY_VERIFY(!banner->isVisible());
        QTRY_COMPARE(stage.server.room(u"lobby"_s).events.last().text, u"later"_s);
    }

    void aNarrowWindowFoldsItsColumns()
    {
        Stage stage;
        QTRY_VERIFY(stage.rowOf(u"Lobby"_s) >= 0);
        stage.click(u"Lobby"_s);
        auto &window = stage.chat->window();
        auto *people = stage.find<QWidget>(u"membersPanel"_s);
        auto *rooms = stage.find<QWidget>(u"roomsPanel"_s);
        window.resize(1200, 700);
        QTRY_VERIFY(people->isVisible() && rooms->isVisible());
        window.resize(800, 700);
        QTRY_VERIFY(!people->isVisible() && rooms->isVisible());
        window.resize(500, 700);
        QTRY_VERIFY(!people->isVisible() && !rooms->isVisible());
        QTest::mouseClick(stage.find<QToolButton>(u"roomsButton"_s), Qt::LeftButton);
        QTRY_VERIFY(rooms->isVisible());
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!rooms->isVisible());
    }

    void everyControlHasAName()
    {
        Stage stage;
        QTRY_VERIFY(stage.chat->client().isOnline());
        for (const auto *widget : stage.chat->window().findChildren<QWidget *>()) {
            const bool control = qobject_cast<const QAbstractButton *>(widget) ||
                                 qobject_cast<const QLineEdit *>(widget) ||
                                 qobject_cast<const QAbstractItemView *>(widget);
            // What Qt makes inside of its own widgets has names of Qt's.
            if (!control || widget->objectName().startsWith(u"qt_"_s) ||
                QByteArrayView(widget->metaObject()->className()) == "QLineEditIconButton" ||
                QByteArrayView(widget->metaObject()->className()) == "QMenuBarExtension")
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }

    void theWindowRemembersItsSize()
    {
        QTemporaryDir folder;
        {
            ChatApplication chat(StartOptions{{}, {}, {}, folder.path(), {}});
            chat.start();
            chat.window().resize(901, 611);
        }
        ChatApplication chat(StartOptions{{}, {}, {}, folder.path(), {}});
        chat.start();
        QCOMPARE(chat.window().size(), QSize(901, 611));
    }
};

QTEST_MAIN(ChatApplicationTest)
#include "tst_chatapplication.moc"
