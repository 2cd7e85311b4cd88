// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"
#include "desktop/views/accountsheet.h"
#include "desktop/views/devicespane.h"
#include "desktop/views/factorpane.h"
#include "desktop/views/qrcode.h"
#include "desktop/views/roompage.h"
#include "shared/limits.h"
#include "tests/desktop/fakeserver.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// The account's settings by keys and clicks, in the whole window, against a server in the same
/// process.
class AccountSheetTest final : public QObject
{
    Q_OBJECT

private:
    static constexpr auto password = u"correct horse";

    enum class As { Guest, Member, Administrator };
    struct Stage {
        explicit Stage(As as = As::Member)
        {
            server.addRoom(u"lobby"_s, u"Lobby"_s, 3);
            server.joinedAtLogin = {RoomId(u"lobby"_s)};
            if (as != As::Guest) {
                auto &account = server.accounts.add(u"Ana"_s, QString::fromUtf16(password));
                if (as == As::Administrator)
                    account.role = protocol::ServerRole::Administrator;
                server.logInBefore(account);
                Profile profile(folder.path());
                ServerMemory memory;
                memory.name = account.login;
                memory.kind = protocol::PersonKind::Account;
                memory.token = server.token;
                profile.setServer(server.address().text(), memory);
                profile.setLast(server.address().text(), account.login);
            }
            chat = std::make_unique<ChatApplication>(
                StartOptions{as == As::Guest ? server.address().text() : QString(),
                             as == As::Guest ? u"Ana"_s : QString(),
                             {},
                             folder.path(),
                             ThemeChoice::Light});
            chat->start();
            std::ignore = QTest::qWaitFor([this] { return chat->client().isOnline(); });
        }
        ~Stage()
        {
            chat.reset();
            server.stop();
        }
        Stage(const Stage &) = delete;
        Stage &operator=(const Stage &) = delete;

        AccountSheet &sheet() { return *chat->window().account(); }
        template <typename Widget>
        Widget *find(const QString &name)
        {
            return chat->window().findChild<Widget *>(name);
        }
        bool sees(const QString &name) { return find<QWidget>(name)->isVisible(); }
        QString text(const QString &label)
        {
            return sees(label) ? find<QLabel>(label)->text() : QString();
        }
        void click(const QString &name)
        {
            QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
        }
        void type(const QString &field, const QString &text)
        {
            auto *edit = find<QLineEdit>(field + u"Field"_s);
            edit->clear();
            QTest::keyClicks(edit, text);
        }
        /// The settings, and one of their pages.
        void open(const QString &row)
        {
            find<QAction>(u"accountAction"_s)->trigger();
            click(row);
        }

        QTemporaryDir folder;
        FakeServer server;
        std::unique_ptr<ChatApplication> chat;
    };

private Q_SLOTS:
    void guestsAndAccountsFindTheirOwnThings_data()
    {
        QTest::addColumn<int>("as");
        QTest::addColumn<QString>("rows");
        QTest::newRow("a guest") << int(As::Guest) << u"rowSignUp"_s;
        QTest::newRow("a member")
            << int(As::Member)
            << u"rowProfile rowPassword rowFactor rowDevices rowSignOut rowLeave"_s;
        QTest::newRow("an administrator")
            << int(As::Administrator)
            << u"rowProfile rowPassword rowFactor rowDevices rowInvite rowAnnounce rowAudit "
               u"rowSignOut rowLeave"_s;
    }

    void guestsAndAccountsFindTheirOwnThings()
    {
        QFETCH(int, as);
        Stage stage(static_cast<As>(as));
        stage.find<QAction>(u"accountAction"_s)->trigger();
        QStringList rows;
        for (const auto &name :
             {u"rowSignUp"_s, u"rowProfile"_s, u"rowPassword"_s, u"rowFactor"_s, u"rowDevices"_s,
              u"rowInvite"_s, u"rowAnnounce"_s, u"rowAudit"_s, u"rowSignOut"_s, u"rowLeave"_s}) {
            if (stage.sees(name))
                rows.append(name);
        }
        QTEST(rows.join(u' '), "rows");
        QVERIFY(stage.chat->window().focusWidget()->objectName() == rows.first());
    }

    void theKeyboardGoesInAndOut()
    {
        Stage stage;
        auto *bar = stage.find<QAbstractButton>(u"selfBar"_s);
        bar->setFocus();
        QTest::keyClick(bar, Qt::Key_Space);
        QVERIFY(stage.sheet().isVisible());
        QTest::keyClick(stage.find<QWidget>(u"rowProfile"_s), Qt::Key_Tab);
        QCOMPARE(stage.chat->window().focusWidget()->objectName(), u"rowPassword"_s);
        QTest::keyClick(stage.chat->window().focusWidget(), Qt::Key_Space);
        QCOMPARE(stage.chat->window().focusWidget()->objectName(), u"currentPasswordField"_s);
        // Back to the line that one came from.
        stage.click(u"accountBack"_s);
        QCOMPARE(stage.chat->window().focusWidget()->objectName(), u"rowPassword"_s);
        QTest::keyClick(stage.chat->window().focusWidget(), Qt::Key_Escape);
        QVERIFY(!stage.sheet().isVisible());
        QCOMPARE(stage.chat->window().focusWidget(), bar);
    }

    void aGuestMakesAnAccount()
    {
        Stage stage(As::Guest);
        QVERIFY(stage.sees(u"signUpButton"_s));
        stage.click(u"signUpButton"_s);
        QCOMPARE(stage.find<QLineEdit>(u"signUpNameField"_s)->text(), u"Ana"_s);
        stage.type(u"signUpPassword"_s, u"short"_s);
        stage.click(u"signUpMake"_s);
        QVERIFY(stage.text(u"signUpPasswordError"_s).startsWith(u"Too short"));
        stage.type(u"signUpPassword"_s, QString::fromUtf16(password));
        stage.click(u"signUpMake"_s);
        QTRY_VERIFY(stage.chat->client().account().isAccount());
        QVERIFY(stage.sees(u"rowProfile"_s));
        QVERIFY(!stage.sees(u"signUpButton"_s));
    }

    void aGuestNeedsTheLinkWhereTheServerWantsOne()
    {
        Stage stage(As::Guest);
        stage.server.accounts.registration = protocol::Registration::Invite;
        stage.server.accounts.links[u"abc"_s] = {{}, protocol::LinkKind::Invite, {}, {}};
        stage.server.dropConnections();
        QTRY_VERIFY(!stage.chat->client().isOnline());
        stage.chat->client().retryNow();
        QTRY_VERIFY(stage.chat->client().isOnline());
        stage.click(u"signUpButton"_s);
        stage.type(u"signUpPassword"_s, QString::fromUtf16(password));
        stage.click(u"signUpMake"_s);
        QVERIFY(!stage.text(u"signUpLinkError"_s).isEmpty());
        stage.type(u"signUpLink"_s, stage.server.address().text() + u"/#invite=abc"_s);
        stage.click(u"signUpMake"_s);
        QTRY_VERIFY(stage.chat->client().account().isAccount());
        QCOMPARE(stage.server.received<protocol::Register>().last().link, u"abc"_s);
    }

    void theProfileIsSaved()
    {
        Stage stage;
        stage.server.accounts.add(u"Ben"_s, u"another one"_s);
        stage.open(u"rowProfile"_s);
        stage.type(u"profileName"_s, u"Ben"_s);
        stage.click(u"profileSave"_s);
        QTRY_VERIFY(!stage.text(u"profileNameError"_s).isEmpty());
        stage.type(u"profileName"_s, u"Ana"_s);
        stage.type(u"profileStatus"_s, u"At the sea"_s);
        stage.click(u"colour4"_s);
        QTest::keyClick(stage.find<QWidget>(u"colour4"_s), Qt::Key_Right);
        stage.click(u"profileSave"_s);
        QTRY_COMPARE(stage.text(u"profilePaneDone"_s), u"Saved."_s);
        const auto sent = stage.server.received<protocol::SetProfile>().last();
        QVERIFY(!sent.name);
        QCOMPARE(sent.status, u"At the sea"_s);
        QCOMPARE(sent.colour, 5);
    }

    void thePasswordIsChanged()
    {
        Stage stage;
        stage.open(u"rowPassword"_s);
        stage.type(u"currentPassword"_s, u"a guess"_s);
        stage.type(u"newPassword"_s, u"something longer"_s);
        stage.click(u"passwordChange"_s);
        QTRY_VERIFY(stage.text(u"currentPasswordError"_s).startsWith(u"This is not your"));
        QVERIFY(stage.find<QLineEdit>(u"currentPasswordField"_s)->hasFocus());
        stage.type(u"currentPassword"_s, QString::fromUtf16(password));
        stage.click(u"passwordChange"_s);
        QTRY_VERIFY(stage.text(u"passwordPaneDone"_s).startsWith(u"The password is changed"));
        QVERIFY(stage.find<QLineEdit>(u"newPasswordField"_s)->text().isEmpty());
    }

    void theSecondFactorIsSetUpAndTurnedOff()
    {
        Stage stage;
        stage.open(u"rowFactor"_s);
        stage.type(u"factorPassword"_s, QString::fromUtf16(password));
        stage.click(u"factorAccept"_s);
        QTRY_VERIFY(stage.sees(u"qrCode"_s));
        QVERIFY(!stage.find<QrCode>(u"qrCode"_s)->modules().isNull());
        QCOMPARE(stage.find<QLineEdit>(u"factorSecret"_s)->text(),
                 u"JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"_s);
        stage.type(u"factorCode"_s, u"000000"_s);
        stage.click(u"factorAccept"_s);
        QTRY_VERIFY(!stage.text(u"factorCodeError"_s).isEmpty());
        stage.type(u"factorCode"_s, u"123 456"_s);
        stage.click(u"factorAccept"_s);
        QTRY_VERIFY(stage.sees(u"recoveryCodes"_s));
        stage.click(u"codesCopy"_s);
        const auto copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.split(u'\n', Qt::SkipEmptyParts).size(), limits::recoveryCodes);
        saveCodes(stage, copied);
        stage.click(u"factorAccept"_s);
        QVERIFY(!stage.sees(u"recoveryCodes"_s));
        QVERIFY(stage.find<QLabel>(u"recoveryCodes"_s)->text().isEmpty());
        stage.type(u"factorPassword"_s, QString::fromUtf16(password));
        stage.click(u"factorAccept"_s);
        QTRY_COMPARE(stage.text(u"factorPaneDone"_s), u"The second factor is off."_s);
    }

    void placesAreSignedOut()
    {
        Stage stage;
        const auto place = [](const QString &key, qint64 used, bool current) {
            return protocol::SessionInfo{SessionKey(key), u"hobnob-desktop/1"_s,
                                         u"192.0.2.7"_s,  {},
                                         Timestamp{used}, current};
        };
        stage.server.accounts.sessions = {place(u"here"_s, 5, true), place(u"phone"_s, 4, false),
                                          place(u"work"_s, 3, false), place(u"old"_s, 2, false)};
        stage.open(u"rowDevices"_s);
        auto *list = stage.find<QListView>(u"deviceList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 4);
        auto *end = stage.find<QPushButton>(u"deviceEnd"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        QVERIFY(!end->isEnabled());
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(end->isEnabled());
        stage.click(u"deviceEnd"_s);
        QTRY_COMPARE(list->model()->rowCount(), 3);
        QCOMPARE(stage.server.received<protocol::EndSession>().last().session,
                 SessionKey(u"phone"_s));
        stage.click(u"devicesEndOthers"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(!stage.find<QPushButton>(u"devicesEndOthers"_s)->isEnabled());
    }

    void peopleAreInvited()
    {
        Stage stage(As::Administrator);
        stage.open(u"rowInvite"_s);
        stage.type(u"inviteUses"_s, u"1001"_s);
        stage.click(u"inviteMake"_s);
        QVERIFY(!stage.text(u"inviteUsesError"_s).isEmpty());
        stage.type(u"inviteUses"_s, u"10"_s);
        stage.click(u"inviteMake"_s);
        QTRY_VERIFY(stage.sees(u"inviteLink"_s));
        stage.click(u"inviteLinkCopy"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 stage.server.address().text() + u"/#invite=invitecode"_s);
    }

    void leavingAsksForThePassword_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("notice");
        QTest::newRow("deactivating") << u"leaveDeactivate"_s << u"Your account is deactivated."_s;
        QTest::newRow("deleting") << u"leaveDelete"_s << u"Your account is deleted."_s;
    }

    void leavingAsksForThePassword()
    {
        QFETCH(QString, button);
        QFETCH(QString, notice);
        Stage stage;
        stage.open(u"rowLeave"_s);
        stage.click(button);
        QVERIFY(!stage.text(u"leavePasswordError"_s).isEmpty());
        stage.type(u"leavePassword"_s, u"a guess"_s);
        stage.click(button);
        QTRY_VERIFY(stage.text(u"leavePasswordError"_s).startsWith(u"This is not your"));
        stage.type(u"leavePassword"_s, QString::fromUtf16(password));
        stage.click(button);
        QTRY_COMPARE(stage.chat->window().page(), MainWindow::Page::Connect);
        QVERIFY(stage.text(u"connectNotice"_s).startsWith(notice));
    }

    void aLowWindowScrolls()
    {
        Stage stage;
        stage.chat->window().resize(360, 440);
        stage.open(u"rowFactor"_s);
        stage.type(u"factorPassword"_s, QString::fromUtf16(password));
        stage.click(u"factorAccept"_s);
        QTRY_VERIFY(stage.sees(u"qrCode"_s));
        // What is needed next can be seen.
        auto *code = stage.find<QLineEdit>(u"factorCodeField"_s);
        QTRY_VERIFY(code->hasFocus());
        const auto place = code->mapTo(&stage.sheet(), QPoint());
        QTRY_VERIFY(code->visibleRegion().boundingRect().height() > code->height() / 2);
        QVERIFY(place.y() < stage.sheet().height());
    }

private:
    static void saveCodes(Stage &stage, const QString &codes)
    {
        stage.click(u"codesSave"_s);
        auto *dialog = stage.find<QFileDialog>(u"saveCodesDialog"_s);
        QVERIFY(dialog);
        const auto path = stage.folder.filePath(u"codes.txt"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), codes);
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(file.permissions() & others));
    }
};

QTEST_MAIN(AccountSheetTest)
#include "tst_accountsheet.moc"
