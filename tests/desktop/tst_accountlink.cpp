// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/accountlink.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::LinkKind;

class AccountLinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("server");
        QTest::addColumn<LinkKind>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("an invite")
            << u"https://chat.example.org/#invite=abc234"_s << u"https://chat.example.org"_s
            << LinkKind::Invite << u"abc234"_s;
        QTest::newRow("of setting up, on this machine")
            << u" http://127.0.0.1:8080/#setup=abc \n"_s << u"http://127.0.0.1:8080"_s
            << LinkKind::Setup << u"abc"_s;
        QTest::newRow("for a password, in a folder, without a scheme")
            << u"example.org/chat/#reset=A-b_9"_s << u"https://example.org/chat"_s
            << LinkKind::Reset << u"A-b_9"_s;
    }

    void linksAreRead()
    {
        QFETCH(QString, typed);
        const auto link = AccountLink::parse(typed);
        QVERIFY(link.ok());
        QTEST(link->server.text(), "server");
        QTEST(link->kind, "kind");
        QTEST(link->code, "code");
        QCOMPARE(AccountLink::parse(link->text())->text(), link->text());
    }

    void othersAreRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("another word") << u"https://chat.example.org/#room=abc"_s;
        QTest::newRow("no code") << u"https://chat.example.org/#invite="_s;
        QTest::newRow("no word") << u"https://chat.example.org/#abc"_s;
        QTest::newRow("a code with a blank") << u"https://chat.example.org/#invite=ab c"_s;
        QTest::newRow("a code without an end")
            << u"https://chat.example.org/#invite="_s + QString(65, u'a');
        QTest::newRow("no server") << u"#invite=abc"_s;
        QTest::newRow("no link") << u"chat.example.org"_s;
        QTest::newRow("nothing") << QString();
    }

    void othersAreRefused()
    {
        QFETCH(QString, typed);
        const auto link = AccountLink::parse(typed);
        QVERIFY(!link.ok());
        QCOMPARE(link.error().field, u"address"_s);
        QVERIFY(!link.error().sentence.isEmpty());
    }
};

QTEST_GUILESS_MAIN(AccountLinkTest)
#include "tst_accountlink.moc"
