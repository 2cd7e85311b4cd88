// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/listenaddress.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class ListenAddressTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodAddressesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("IPv4") << u"127.0.0.1:8080"_s << u"127.0.0.1:8080"_s;
        QTest::newRow("all of IPv4") << u"0.0.0.0:80"_s << u"0.0.0.0:80"_s;
        QTest::newRow("IPv6") << u"[::1]:8080"_s << u"[::1]:8080"_s;
        QTest::newRow("all of IPv6") << u"[::]:8080"_s << u"[::]:8080"_s;
        QTest::newRow("this machine by name") << u"localhost:1"_s << u"127.0.0.1:1"_s;
        QTest::newRow("this machine, shouted") << u"LOCALHOST:1"_s << u"127.0.0.1:1"_s;
        QTest::newRow("everything") << u"*:65535"_s << u"*:65535"_s;
        QTest::newRow("a port that the system chooses") << u"127.0.0.1:0"_s << u"127.0.0.1:0"_s;
    }

    void goodAddressesAreRead()
    {
        QFETCH(const QString, text);
        const Result<ListenAddress> parsed = ListenAddress::parse(text);
        QVERIFY2(parsed.ok(), parsed.ok() ? "" : qPrintable(parsed.error().sentence));
        QTEST(parsed->text(), "expected");
        QCOMPARE(*ListenAddress::parse(parsed->text()), *parsed);
    }

    void theLinkLeadsThere_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("127.0.0.1:8080") << u"http://127.0.0.1:8080"_s;
        QTest::newRow("[::1]:8080") << u"http://[::1]:8080"_s;
        QTest::newRow("0.0.0.0:80") << u"http://localhost:80"_s;
        QTest::newRow("[::]:80") << u"http://localhost:80"_s;
        QTest::newRow("*:80") << u"http://localhost:80"_s;
    }

    void theLinkLeadsThere()
    {
        using Scheme = ListenAddress::Scheme;
        const auto address = ListenAddress::parse(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(address->url(Scheme::Http), "url");
        QFETCH(const QString, url);
        QCOMPARE(address->url(Scheme::Https), QString(url).replace(u"http:"_s, u"https:"_s));
    }

    void badAddressesAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("nothing") << u""_s << u"the port is missing"_s;
        QTest::newRow("no port") << u"127.0.0.1"_s << u"the port is missing"_s;
        QTest::newRow("no port after IPv6") << u"[::1]"_s << u"the port is missing"_s;
        QTest::newRow("an empty port") << u"127.0.0.1:"_s << u"a number"_s;
        QTest::newRow("a bare port") << u"8080"_s << u"the port is missing"_s;
        QTest::newRow("no address") << u":8080"_s << u"the address is missing"_s;
        QTest::newRow("IPv6 without brackets") << u"::1:8080"_s << u"brackets"_s;
        QTest::newRow("IPv4 in brackets") << u"[127.0.0.1]:8080"_s << u"no IP address"_s;
        QTest::newRow("a port that is too large") << u"127.0.0.1:65536"_s << u"0 to 65535"_s;
        QTest::newRow("a negative port") << u"127.0.0.1:-1"_s << u"0 to 65535"_s;
        QTest::newRow("a port with a sign") << u"127.0.0.1:+80"_s << u"0 to 65535"_s;
        QTest::newRow("another host's name") << u"example.org:80"_s << u"no IP address"_s;
        QTest::newRow("a half address") << u"127.1:80"_s << u"no IP address"_s;
    }

    void badAddressesAreRefused()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, why);
        const Result<ListenAddress> parsed = ListenAddress::parse(text);
        QVERIFY(!parsed.ok());
        QVERIFY2(parsed.error().sentence.contains(why), qPrintable(parsed.error().sentence));
    }

    void aRefusalSaysWhatToDo()
    {
        const ListenAddress address;
        for (const auto reason :
             {QAbstractSocket::AddressInUseError, QAbstractSocket::SocketAccessError,
              QAbstractSocket::SocketAddressNotAvailableError}) {
            const QString sentence = address.refusal(reason, u"details"_s).sentence;
            QVERIFY2(sentence.startsWith(u"Cannot listen on 127.0.0.1:8080: "_s),
                     qPrintable(sentence));
            QVERIFY2(sentence.endsWith(u"with --listen."_s), qPrintable(sentence));
        }
        QCOMPARE(address.refusal(QAbstractSocket::UnknownSocketError, u"Some reason"_s).sentence,
                 u"Cannot listen on 127.0.0.1:8080: Some reason."_s);
    }

    void theDefaultIsOnlyForThisMachine() { QCOMPARE(ListenAddress().text(), u"127.0.0.1:8080"_s); }
};

QTEST_APPLESS_MAIN(ListenAddressTest)
#include "tst_listenaddress.moc"
