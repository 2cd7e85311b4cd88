// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/connectpage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

/// What a widget was made to do.
class Work final : public QObject
{
public:
    bool eventFilter(QObject *, QEvent *event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        layouts += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }

    int paints = 0;
    int layouts = 0;
};

} // namespace

class ConnectPageTest final : public QObject
{
    Q_OBJECT

private:
    struct Stage {
        /// \a form: the server is known, and this is chosen.
        explicit Stage(EntryForm form = EntryForm::Address, const EntryOffer &offer = friendly())
        {
            page.resize(800, 600);
            page.show();
            std::ignore = QTest::qWaitForWindowExposed(&page);
            if (form == EntryForm::Address)
                return;
            page.setAddress(u"chat.example.org"_s);
            page.setOffer(offer);
            page.showForm(form);
            page.focusFirst();
        }
        static EntryOffer friendly() { return {.server = u"chat.example.org"_s, .known = {}}; }
        QLineEdit *field(const QString &name) { return page.findChild<QLineEdit *>(name); }
        QLabel *label(const QString &name) { return page.findChild<QLabel *>(name); }
        QPushButton *button(const QString &name = u"connectButton"_s)
        {
            return page.findChild<QPushButton *>(name);
        }
        /// The fields that one sees, from above.
        QString fields()
        {
            QStringList seen;
            for (const auto *name : {u"address", u"name", u"password", u"code"}) {
                if (field(QString::fromUtf16(name) + u"Field"_s)->isVisible())
                    seen.append(QString::fromUtf16(name));
            }
            return seen.join(u' ');
        }

        ConnectPage page;
        QSignalSpy looked{&page, &ConnectPage::lookRequested};
        QSignalSpy guests{&page, &ConnectPage::guestRequested};
        QSignalSpy signIns{&page, &ConnectPage::signInRequested};
        QSignalSpy registrations{&page, &ConnectPage::registrationRequested};
        QSignalSpy resets{&page, &ConnectPage::resetRequested};
        QSignalSpy returns{&page, &ConnectPage::returnRequested};
    };

private Q_SLOTS:
    void firstTheAddressIsAskedFor()
    {
        Stage stage;
        QCOMPARE(stage.fields(), u"address"_s);
        QTest::keyClicks(stage.field(u"addressField"_s), u" chat.example.org "_s);
        QTest::mouseClick(stage.button(), Qt::LeftButton);
        QCOMPARE(stage.looked.size(), 1);
        QCOMPARE(stage.looked.first()[0].toString(), u"chat.example.org"_s);
    }

    void theOfferDecidesTheForm_data()
    {
        using protocol::PersonKind;
        using protocol::Registration;
        const auto server = u"chat.example.org"_s;
        QTest::addColumn<EntryOffer>("offer");
        QTest::addColumn<EntryForm>("form");
        QTest::addColumn<QString>("ways");
        QTest::newRow("guests and new accounts") << EntryOffer{.server = server, .known = {}}
                                                 << EntryForm::Guest << u"toSignIn toSignUp"_s;
        QTest::newRow("guests, and accounts with an invite")
            << EntryOffer{.server = server, .registration = Registration::Invite, .known = {}}
            << EntryForm::Guest << u"toSignIn"_s;
        QTest::newRow("accounts alone")
            << EntryOffer{.server = server, .guests = false, .known = {}} << EntryForm::SignIn
            << u"toSignUp"_s;
        QTest::newRow("who had an account")
            << EntryOffer{.server = server, .lastKind = PersonKind::Account, .known = {}}
            << EntryForm::SignIn << u"toGuest toSignUp"_s;
        QTest::newRow("who is still signed in")
            << EntryOffer{.server = server, .lastKind = PersonKind::Account, .known = u"ana"_s}
            << EntryForm::Known << u"toSignIn"_s;
    }

    void theOfferDecidesTheForm()
    {
        QFETCH(EntryOffer, offer);
        Stage stage;
        stage.page.setOffer(offer);
        QTEST(stage.page.form(), "form");
        QStringList ways;
        for (const auto &name : {u"toSignIn"_s, u"toGuest"_s, u"toSignUp"_s}) {
            if (stage.button(name)->isVisible())
                ways.append(name);
        }
        QTEST(ways.join(u' '), "ways");
        QCOMPARE(stage.label(u"connectServer"_s)->text(), u"chat.example.org"_s);
    }

    void eachFormAsksForJustWhatItNeeds()
    {
        Stage guest(EntryForm::Guest);
        QCOMPARE(guest.fields(), u"name"_s);
        // Nothing in this form wraps; the card is as high as what is in it all the same.
        QTest::keyClicks(guest.field(u"nameField"_s), u"Ana"_s);
        QCoreApplication::sendPostedEvents();
        guest.page.resize(801, 600);
        QVERIFY(guest.page.findChild<QWidget *>(u"card"_s)->height() >
                3 * guest.field(u"nameField"_s)->height());
        guest.page.setName({});
        QTest::keyClicks(guest.field(u"nameField"_s), u" Ana "_s);
        QTest::keyClick(guest.field(u"nameField"_s), Qt::Key_Return);
        QCOMPARE(guest.guests.size(), 1);
        QCOMPARE(guest.guests.first()[0].toString(), u"Ana"_s);

        Stage member(EntryForm::SignIn);
        QCOMPARE(member.fields(), u"name password"_s);
        QTest::keyClicks(member.field(u"nameField"_s), u"ana"_s);
        QTest::keyClicks(member.field(u"passwordField"_s), u" as it is "_s);
        QTest::keyClick(member.field(u"passwordField"_s), Qt::Key_Return);
        QCOMPARE(member.signIns.first(), QVariantList({u"ana"_s, u" as it is "_s, QString()}));

        Stage fresh(EntryForm::SignUp);
        QCOMPARE(fresh.fields(), u"name password"_s);
        QTest::keyClicks(fresh.field(u"nameField"_s), u"Ana"_s);
        QTest::keyClicks(fresh.field(u"passwordField"_s), u"correct horse"_s);
        QTest::mouseClick(fresh.button(), Qt::LeftButton);
        QCOMPARE(fresh.registrations.first(), QVariantList({u"Ana"_s, u"correct horse"_s}));
    }

    void aLinkShowsItsForm()
    {
        Stage stage(EntryForm::Guest);
        stage.page.setLink(protocol::LinkKind::Reset, u"Ana"_s);
        QCOMPARE(stage.fields(), u"password"_s);
        QVERIFY(stage.label(u"connectHint"_s)->text().contains(u"Ana"));
        QTest::keyClicks(stage.field(u"passwordField"_s), u"another sentence"_s);
        QTest::keyClick(stage.field(u"passwordField"_s), Qt::Key_Return);
        QCOMPARE(stage.resets.first()[0].toString(), u"another sentence"_s);
        stage.page.setLink(protocol::LinkKind::Invite, {});
        QCOMPARE(stage.fields(), u"name password"_s);
        QVERIFY(stage.field(u"passwordField"_s)->text().isEmpty());
        QVERIFY(stage.page.hasLink());
        // Whoever has an account after all needs no link.
        QTest::mouseClick(stage.button(u"toSignIn"_s), Qt::LeftButton);
        QVERIFY(!stage.page.hasLink());
        QVERIFY(stage.field(u"nameField"_s)->hasFocus());
    }

    void theCodeIsAskedForWhenItIsNeeded()
    {
        Stage stage(EntryForm::SignIn);
        stage.page.setName(u"ana"_s);
        QTest::keyClicks(stage.field(u"passwordField"_s), u"correct horse"_s);
        QTest::keyClick(stage.field(u"passwordField"_s), Qt::Key_Return);
        stage.page.showError({ErrorCode::CodeNeeded, {}});
        QCOMPARE(stage.fields(), u"name password code"_s);
        QVERIFY(stage.field(u"codeField"_s)->hasFocus());
        QVERIFY(!stage.label(u"codeError"_s)->isVisible());
        // What was typed is still there.
        QTest::keyClicks(stage.field(u"codeField"_s), u"123456"_s);
        QTest::keyClick(stage.field(u"codeField"_s), Qt::Key_Return);
        QCOMPARE(stage.signIns.last(), QVariantList({u"ana"_s, u"correct horse"_s, u"123456"_s}));
        stage.page.showError({ErrorCode::CodeWrong, {}});
        QVERIFY(stage.label(u"codeError"_s)->isVisible());
    }

    void aPasswordIsShownOnDemand()
    {
        Stage stage(EntryForm::SignIn);
        auto *password = stage.field(u"passwordField"_s);
        auto *show = stage.page.findChild<QToolButton *>(u"passwordShow"_s);
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        QCOMPARE(show->accessibleName(), u"Show password"_s);
        // By the keyboard, too.
        password->setFocus();
        QTest::keyClick(password, Qt::Key_Tab);
        QVERIFY(show->hasFocus());
        QTest::keyClick(show, Qt::Key_Space);
        QCOMPARE(password->echoMode(), QLineEdit::Normal);
        QCOMPARE(show->accessibleName(), u"Hide password"_s);
    }

    void aNewPasswordIsWeighedWhileTyping()
    {
        Stage stage(EntryForm::SignUp);
        auto *password = stage.field(u"passwordField"_s);
        auto *hint = stage.label(u"passwordHint"_s);
        QVERIFY(hint->text().startsWith(u"At least 8"));
        QTest::keyClicks(password, u"short"_s);
        QVERIFY(hint->text().startsWith(u"Too short"));
        QTest::keyClicks(password, u" horse battery staple"_s);
        QCOMPARE(hint->text(), u"Strong."_s);
    }

    void whoWasSignedOutIsToldSo()
    {
        Stage stage(EntryForm::Guest);
        stage.page.setOffer({.server = u"chat.example.org"_s,
                             .lastKind = protocol::PersonKind::Account,
                             .known = {}});
        stage.page.setName(u"ana"_s);
        stage.page.showError({ErrorCode::TokenUnknown, {}});
        QCOMPARE(stage.page.form(), EntryForm::SignIn);
        QVERIFY(stage.label(u"connectNotice"_s)->text().startsWith(u"You were signed out."));
        QVERIFY(stage.field(u"passwordField"_s)->hasFocus());
    }

    void whoIsKnownGoesOnWithOneKey()
    {
        Stage stage(EntryForm::Known);
        QCOMPARE(stage.fields(), QString());
        QVERIFY(stage.button()->hasFocus());
        QTest::keyClick(stage.button(), Qt::Key_Space);
        QCOMPARE(stage.returns.size(), 1);
    }

    void whenNothingHappensNothingIsDrawn_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("with the mark") << QSize(800, 600);
        QTest::newRow("too low for the mark") << QSize(800, 300);
    }

    void whenNothingHappensNothingIsDrawn()
    {
        QFETCH(QSize, size);
        Stage stage;
        stage.page.resize(size);
        const auto turn = [] {
            for (int i = 0; i < 50; ++i) {
                QCoreApplication::sendPostedEvents();
                QCoreApplication::processEvents();
            }
        };
        turn();
        QCOMPARE(stage.label(u"mark"_s)->isHidden(), size.height() < 400);
        Work work;
        stage.page.findChild<QWidget *>(u"card"_s)->parentWidget()->installEventFilter(&work);
        turn();
        QCOMPARE(work.layouts, 0);
        // The caret may blink.
        QVERIFY2(work.paints <= 1, qPrintable(QString::number(work.paints)));
    }

    void whatIsMissingIsSaidBesideIt_data()
    {
        QTest::addColumn<EntryForm>("form");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("said");
        QTest::newRow("the address")
            << EntryForm::Address << QString() << QString() << u"address"_s;
        QTest::newRow("a guest's name") << EntryForm::Guest << u"  "_s << QString() << u"name"_s;
        QTest::newRow("the name") << EntryForm::SignIn << QString() << u"secret"_s << u"name"_s;
        QTest::newRow("the password")
            << EntryForm::SignIn << u"Ana"_s << QString() << u"password"_s;
        QTest::newRow("a longer password")
            << EntryForm::SignUp << u"Ana"_s << u"short"_s << u"password"_s;
    }

    void whatIsMissingIsSaidBesideIt()
    {
        QFETCH(EntryForm, form);
        QFETCH(QString, name);
        QFETCH(QString, password);
        QFETCH(QString, said);
        Stage stage(form);
        stage.page.setName(name);
        QTest::keyClicks(stage.field(u"passwordField"_s), password);
        QTest::mouseClick(stage.button(), Qt::LeftButton);
        QCOMPARE(stage.looked.size() + stage.guests.size() + stage.signIns.size() +
                     stage.registrations.size(),
                 0);
        for (const auto &each : {u"address"_s, u"name"_s, u"password"_s})
            QCOMPARE(stage.label(each + u"Error"_s)->isVisible(), each == said);
        QVERIFY(stage.field(said + u"Field"_s)->hasFocus());
    }

    void aRefusalStandsBesideItsField_data()
    {
        QTest::addColumn<EntryForm>("form");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("said");
        QTest::newRow("a taken name") << EntryForm::Guest << ErrorCode::NameTaken << u"name"_s;
        QTest::newRow("a wrong password")
            << EntryForm::SignIn << ErrorCode::WrongLogin << u"password"_s;
        QTest::newRow("an easy password")
            << EntryForm::SignUp << ErrorCode::PasswordEasy << u"password"_s;
        QTest::newRow("a used link") << EntryForm::SignUp << ErrorCode::LinkUnknown << u"address"_s;
        QTest::newRow("a name, before the server is known")
            << EntryForm::Address << ErrorCode::NameTaken << u"name"_s;
    }

    void aRefusalStandsBesideItsField()
    {
        QFETCH(EntryForm, form);
        QFETCH(ErrorCode, code);
        QFETCH(QString, said);
        Stage stage(form);
        stage.page.setAddress(u"chat.example.org"_s);
        stage.page.setName(u"Ana"_s);
        stage.page.showError({code, u"The server's words."_s});
        for (const auto &each : {u"address"_s, u"name"_s, u"password"_s})
            QCOMPARE(stage.label(each + u"Error"_s)->isVisible(), each == said);
        QVERIFY(stage.field(said + u"Field"_s)->hasFocus());
        QCOMPARE(stage.field(u"nameField"_s)->text(), u"Ana"_s);
        QTest::keyClicks(stage.field(said + u"Field"_s), u"x"_s);
        QVERIFY(!stage.label(said + u"Error"_s)->isVisible());
    }

    void anErrorOfTheWholeStandsAboveTheButton()
    {
        Stage stage(EntryForm::SignUp);
        stage.page.showError({ErrorCode::RegistrationClosed, {}});
        QVERIFY(stage.label(u"formError"_s)->isVisible());
        QTest::keyClicks(stage.field(u"nameField"_s), u"x"_s);
        QVERIFY(!stage.label(u"formError"_s)->isVisible());
    }

    void aLongErrorNeitherMovesNorCutsTheCard()
    {
        Stage stage;
        const auto *card = stage.page.findChild<QWidget *>(u"card"_s);
        const auto *mark = stage.label(u"mark"_s);
        const auto before = card->geometry();
        const int markHeight = mark->height();
        stage.page.showProblem(u"Could not reach chat.example.org. Check the address or try "
                               "again. It may be that it is switched off."_s);
        QTRY_VERIFY(card->height() > before.height());
        QCOMPARE(card->y(), before.y());
        QCOMPARE(mark->height(), markHeight);
        const auto *error = stage.label(u"addressError"_s);
        QVERIFY(error->height() >= error->heightForWidth(error->width()));
        stage.page.resize(800, 300);
        QTRY_VERIFY(!mark->isVisible());
    }

    void aNameThatIsTooLongIsSaidWhileTyping()
    {
        Stage stage(EntryForm::Guest);
        auto *name = stage.field(u"nameField"_s);
        QTest::keyClicks(name, u" "_s + QString(40, u'x'));
        const auto said = u"8 characters too many. A name can have at most 32."_s;
        QVERIFY(stage.label(u"nameError"_s)->isVisible());
        QCOMPARE(stage.label(u"nameError"_s)->text(), said);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(stage.guests.size(), 0);
        QCOMPARE(stage.label(u"nameError"_s)->text(), said);
        QTest::keyClicks(name, QString(32, u'y'));
        QVERIFY(!stage.label(u"nameError"_s)->isVisible());
    }

    void progressIsShownOnlyWhenItTakesLong()
    {
        Stage stage;
        const auto idle = stage.button()->text();
        stage.page.setProgress(ConnectPage::Progress::Connecting);
        QCOMPARE(stage.button()->text(), idle);
        QTRY_VERIFY(stage.button()->text() != idle);
        stage.page.setProgress(ConnectPage::Progress::Idle);
        QCOMPARE(stage.button()->text(), idle);
    }
};

QTEST_MAIN(ConnectPageTest)
#include "tst_connectpage.moc"
