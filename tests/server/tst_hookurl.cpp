// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookurl.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class HookUrlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCanBeSentToIsKept_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kept");
        const auto same = [](const char *name, const QString &url) {
            QTest::newRow(name) << url << url;
        };
        same("a page", u"https://ci.example.org/hobnob"_s);
        same("unencrypted, with a port and a query", u"http://ci.example.org:8080/a?b=c%20d"_s);
        same("an address", u"http://192.0.2.7/"_s);
        same("an address of IPv6", u"http://[2001:db8::7]:81/"_s);
        QTest::newRow("with space around it")
            << u"  https://a.example/ "_s << u"https://a.example/"_s;
        QTest::newRow("in capitals") << u"HTTPS://A.example/B"_s << u"https://a.example/B"_s;
        QTest::newRow("with an umlaut")
            << u"https://b\u00fccher.example/"_s << u"https://xn--bcher-kva.example/"_s;
    }

    void whatCanBeSentToIsKept()
    {
        QFETCH(QString, typed);
        const auto url = cleanHookUrl(typed);
        QVERIFY2(url.ok(), url ? "" : qPrintable(url.error().sentence));
        QTEST(*url, "kept");
    }

    void theRestIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << QString();
        QTest::newRow("a name") << u"ci.example.org"_s;
        QTest::newRow("a path") << u"/hook"_s;
        QTest::newRow("a file") << u"file:///etc/passwd"_s;
        QTest::newRow("another scheme") << u"ftp://ci.example.org/"_s;
        QTest::newRow("gopher") << u"gopher://127.0.0.1:6379/_FLUSHALL"_s;
        QTest::newRow("no host") << u"https:///hook"_s;
        QTest::newRow("a user") << u"https://ana@ci.example.org/"_s;
        QTest::newRow("a password") << u"https://ana:secret@ci.example.org/"_s;
        QTest::newRow("a host as a user") << u"https://ci.example.org@127.0.0.1/"_s;
        QTest::newRow("an empty user") << u"https://@ci.example.org/"_s;
        QTest::newRow("a fragment") << u"https://ci.example.org/#part"_s;
        QTest::newRow("a line break") << u"https://ci.example.org/a\r\nX: y"_s;
        QTest::newRow("a space") << u"https://ci.example.org/a b"_s;
        QTest::newRow("a port too far") << u"https://ci.example.org:65536/"_s;
        QTest::newRow("port zero") << u"https://ci.example.org:0/"_s;
        QTest::newRow("without end")
            << u"https://ci.example.org/"_s + QString(limits::hookUrlCharacters, u'a');
    }

    void theRestIsRefused()
    {
        QFETCH(QString, typed);
        const auto url = cleanHookUrl(typed);
        QVERIFY2(!url.ok(), url ? qPrintable(*url) : "");
        QCOMPARE(url.error().field, u"url"_s);
    }
};

QTEST_GUILESS_MAIN(HookUrlTest)
#include "tst_hookurl.moc"
