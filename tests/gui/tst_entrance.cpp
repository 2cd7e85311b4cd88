// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"
#include "desktop/client/accountlink.h"
#include "desktop/views/connectpage.h"
#include "desktop/views/roompage.h"
#include "tests/desktop/fakeserver.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using Page = MainWindow::Page;

/// The way from the first screen to the rooms and back, by keys, against a server in the same
/// process.
class EntranceTest final : public QObject
{
    Q_OBJECT

private:
    static constexpr auto password = u"correct horse";

    struct Stage {
        Stage()
        {
            server.addRoom(u"lobby"_s, u"Lobby"_s, 3);
            server.joinedAtLogin = {RoomId(u"lobby"_s)};
            begin();
        }
        ~Stage()
        {
            chat.reset();
            server.stop();
        }
        Stage(const Stage &) = delete;
        Stage &operator=(const Stage &) = delete;

        void begin()
        {
            chat.reset();
            chat = std::make_unique<ChatApplication>(
                StartOptions{{}, {}, {}, folder.path(), ThemeChoice::Light});
            chat->start();
        }
        ConnectPage &page() { return *chat->window().connectPage(); }
        Page shown() { return chat->window().page(); }
        template <typename Widget>
        Widget *find(const QString &name)
        {
            return chat->window().findChild<Widget *>(name);
        }
        QString text(const QString &label)
        {
            auto *shown = find<QLabel>(label);
            return shown->isVisible() ? shown->text() : QString();
        }
        void type(const QString &field, const QString &text)
        {
            auto *edit = find<QLineEdit>(field + u"Field"_s);
            edit->clear();
            QTest::keyClicks(edit, text);
        }
        void enter(const QString &field)
        {
            QTest::keyClick(find<QLineEdit>(field + u"Field"_s), Qt::Key_Return);
        }
        void press(const QString &button)
        {
            auto *shown = find<QPushButton>(button);
            QVERIFY(shown->isVisible());
            shown->setFocus();
            QTest::keyClick(shown, Qt::Key_Space);
        }
        QString link(const QString &word) { return server.address().text() + u"/#"_s + word; }

        QTemporaryDir folder;
        FakeServer server;
        std::unique_ptr<ChatApplication> chat;
    };

private Q_SLOTS:
    void aGuestComesInWithTwoLines()
    {
        Stage stage;
        stage.type(u"address"_s, stage.server.address().text());
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::Guest);
        QVERIFY(stage.find<QLineEdit>(u"nameField"_s)->hasFocus());
        stage.type(u"name"_s, u"Ana"_s);
        stage.enter(u"name"_s);
        QTRY_COMPARE(stage.shown(), Page::Chat);
        QVERIFY(stage.find<QPushButton>(u"signUpButton"_s)->isVisible());
    }

    void anAccountSignsInAndOut()
    {
        Stage stage;
        stage.server.accounts.guests = false;
        stage.server.accounts.add(u"Ana"_s, QString::fromUtf16(password)).twoFactor = true;
        stage.type(u"address"_s, stage.server.address().text());
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::SignIn);
        stage.type(u"name"_s, u"ana"_s);
        stage.type(u"password"_s, u"a guess"_s);
        stage.enter(u"password"_s);
        QTRY_VERIFY(stage.text(u"passwordError"_s).startsWith(u"The name or the password"));
        QCOMPARE(stage.shown(), Page::Connect);
        stage.type(u"password"_s, QString::fromUtf16(password));
        stage.enter(u"password"_s);
        QTRY_VERIFY(stage.find<QLineEdit>(u"codeField"_s)->isVisible());
        QTest::keyClicks(stage.chat->window().focusWidget(), u"123456"_s);
        stage.enter(u"code"_s);
        QTRY_COMPARE(stage.shown(), Page::Chat);
        QTRY_VERIFY(stage.chat->client().isOnline());
        QVERIFY(!stage.find<QPushButton>(u"signUpButton"_s)->isVisible());

        stage.chat->client().account().signOut();
        QTRY_COMPARE(stage.shown(), Page::Connect);
        QCOMPARE(stage.page().form(), EntryForm::SignIn);
        QCOMPARE(stage.text(u"connectNotice"_s), u"You are signed out."_s);
        QCOMPARE(stage.find<QLineEdit>(u"nameField"_s)->text(), u"ana"_s);
        QVERIFY(stage.find<QLineEdit>(u"passwordField"_s)->text().isEmpty());
        QVERIFY(stage.find<QLineEdit>(u"passwordField"_s)->hasFocus());
    }

    void whoLeftWithoutSigningOutGoesOnWithOneKey()
    {
        Stage stage;
        stage.server.accounts.add(u"Ana"_s, QString::fromUtf16(password));
        stage.type(u"address"_s, stage.server.address().text());
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::Guest);
        stage.press(u"toSignIn"_s);
        stage.type(u"name"_s, u"Ana"_s);
        stage.type(u"password"_s, QString::fromUtf16(password));
        stage.enter(u"password"_s);
        QTRY_COMPARE(stage.shown(), Page::Chat);
        Q_EMIT stage.chat->window().disconnectRequested();
        QCOMPARE(stage.page().form(), EntryForm::Known);
        stage.press(u"connectButton"_s);
        QTRY_COMPARE(stage.shown(), Page::Chat);
        QTRY_VERIFY(stage.chat->client().isOnline());
        QCOMPARE(stage.server.received<protocol::ResumeSession>().size(), 1);
        QCOMPARE(stage.server.received<protocol::LogIn>().size(), 1);

        // The next start does not even ask; and a session that ended meanwhile is said.
        stage.begin();
        QTRY_VERIFY(stage.chat->client().isOnline());
        stage.chat.reset();
        stage.server.token = u"another"_s;
        stage.begin();
        QTRY_COMPARE(stage.shown(), Page::Connect);
        QCOMPARE(stage.page().form(), EntryForm::SignIn);
        QVERIFY(stage.text(u"connectNotice"_s).startsWith(u"You were signed out."));
        QVERIFY(stage.server.received<protocol::LogInAsGuest>().isEmpty());
    }

    void aSetupLinkMakesTheAdministrator()
    {
        Stage stage;
        stage.server.accounts.setUp = false;
        stage.server.accounts.guests = false;
        stage.server.accounts.registration = protocol::Registration::Closed;
        stage.server.accounts.links[u"abc"_s] = {{}, protocol::LinkKind::Setup, {}, {}};
        stage.type(u"address"_s, stage.link(u"setup=abc"_s));
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::SignUp);
        QCOMPARE(stage.text(u"connectTitle"_s), u"Set up this server"_s);
        stage.type(u"name"_s, u"Ana"_s);
        stage.type(u"password"_s, QString::fromUtf16(password));
        stage.enter(u"password"_s);
        QTRY_COMPARE(stage.shown(), Page::Chat);
        QVERIFY(stage.chat->client().account().isAdministrator());
        QCOMPARE(stage.server.received<protocol::Register>().last().link, u"abc"_s);
    }

    void aResetLinkSetsThePassword()
    {
        Stage stage;
        stage.server.accounts.add(u"Ana"_s, u"forgotten long ago"_s);
        stage.server.accounts.links[u"abc"_s] = {{}, protocol::LinkKind::Reset, {}, u"Ana"_s};
        stage.type(u"address"_s, stage.link(u"reset=abc"_s));
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::Reset);
        stage.type(u"password"_s, QString::fromUtf16(password));
        stage.enter(u"password"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::SignIn);
        QCOMPARE(stage.text(u"connectNotice"_s), u"The new password is set. Sign in with it."_s);
        stage.type(u"password"_s, QString::fromUtf16(password));
        stage.enter(u"password"_s);
        QTRY_COMPARE(stage.shown(), Page::Chat);
    }

    void linksThatAreNotGoodAreSaidBesideTheAddress_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("said");
        QTest::newRow("used up") << u"invite=gone"_s << u"This link is used up"_s;
        QTest::newRow("cut off") << u"invite="_s << u"This link is not whole."_s;
    }

    void linksThatAreNotGoodAreSaidBesideTheAddress()
    {
        QFETCH(QString, word);
        QFETCH(QString, said);
        Stage stage;
        stage.type(u"address"_s, stage.link(word));
        stage.enter(u"address"_s);
        QTRY_VERIFY(stage.text(u"addressError"_s).startsWith(said));
        QTRY_VERIFY(stage.find<QLineEdit>(u"addressField"_s)->hasFocus());
    }

    void aServerThatIsAwayIsSaidBesideTheAddress()
    {
        Stage stage;
        stage.type(u"address"_s, u"http://127.0.0.1:1"_s);
        stage.enter(u"address"_s);
        QTRY_VERIFY(stage.text(u"addressError"_s).contains(u"127.0.0.1:1"));
        QCOMPARE(stage.page().form(), EntryForm::Address);
    }

    void anotherServerIsAskedForItsOwnOffer()
    {
        Stage stage;
        stage.type(u"address"_s, stage.server.address().text());
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::Guest);
        FakeServer other;
        other.accounts.guests = false;
        stage.press(u"changeServerButton"_s);
        QCOMPARE(stage.page().form(), EntryForm::Address);
        stage.type(u"address"_s, other.address().text());
        stage.enter(u"address"_s);
        QTRY_COMPARE(stage.page().form(), EntryForm::SignIn);
        other.stop();
    }
};

QTEST_MAIN(EntranceTest)
#include "tst_entrance.moc"
