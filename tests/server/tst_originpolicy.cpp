// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/originpolicy.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class OriginPolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void origins_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("our own page") << "http://chat:8080"_ba
                                      << "chat:8080"_ba << true;
        QTest::newRow("our own page, by TLS in front of us") << "https://chat"_ba
                                                             << "chat"_ba << true;
        QTest::newRow("our own page, other case") << "http://chat"_ba
                                                  << "CHAT"_ba << true;
        QTest::newRow("another port") << "http://chat:81"_ba
                                      << "chat:80"_ba << false;
        QTest::newRow("another host") << "http://evil"_ba
                                      << "chat"_ba << false;
        QTest::newRow("our name inside") << "http://chat.evil"_ba
                                         << "chat"_ba << false;
        QTest::newRow("our name behind") << "http://evil-chat"_ba
                                         << "chat"_ba << false;
        QTest::newRow("another scheme") << "ftp://chat"_ba
                                        << "chat"_ba << false;
        QTest::newRow("null") << "null"_ba
                              << "chat"_ba << false;
        QTest::newRow("empty") << ""_ba
                               << "chat"_ba << false;
        QTest::newRow("empty host") << "http://"_ba
                                    << ""_ba << false;
        QTest::newRow("with a path") << "http://chat/x"_ba
                                     << "chat"_ba << false;
        QTest::newRow("the operator's") << "https://app.example"_ba
                                        << "chat"_ba << true;
        QTest::newRow("the operator's, by http") << "http://app.example"_ba
                                                 << "chat"_ba << false;
    }

    void origins()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, host);
        QFETCH(bool, allowed);
        const OriginPolicy policy({u"https://app.example"_s}, OriginPolicy::Own::AnyHost);
        QCOMPARE(policy.allows(origin, host), allowed);
    }

    void whereNobodyElseListens_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("the name of every machine") << "localhost:8080"_ba << true;
        QTest::newRow("the same in capitals") << "LOCALHOST:8080"_ba << true;
        QTest::newRow("without a port") << "localhost"_ba << true;
        QTest::newRow("the address") << "127.0.0.1:8080"_ba << true;
        QTest::newRow("another address of this machine") << "127.0.0.2:8080"_ba << true;
        QTest::newRow("the IPv6 address") << "[::1]:8080"_ba << true;
        QTest::newRow("the IPv6 address without a port") << "[::1]"_ba << true;
        QTest::newRow("another name") << "attacker.example:8080"_ba << false;
        QTest::newRow("our name in front") << "localhost.attacker.example"_ba << false;
        QTest::newRow("our name behind") << "attacker-localhost"_ba << false;
        QTest::newRow("our address in front") << "127.0.0.1.attacker.example"_ba << false;
        QTest::newRow("our address in short") << "127.1:8080"_ba << false;
        QTest::newRow("our address with a space inside") << "127.0. 0.1"_ba << false;
        QTest::newRow("an address of the net") << "192.0.2.1:8080"_ba << false;
        QTest::newRow("an IPv6 address of the net") << "[2001:db8::1]:8080"_ba << false;
        QTest::newRow("a bracket without end") << "[::1"_ba << false;
        QTest::newRow("an empty bracket") << "[]"_ba << false;
        QTest::newRow("a port only") << ":8080"_ba << false;
    }

    void whereNobodyElseListens()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, allowed);
        const OriginPolicy policy({u"https://app.example"_s}, OriginPolicy::Own::Loopback);
        QCOMPARE(policy.allows("http://" + host, host), allowed);
        QVERIFY(policy.allows("https://app.example"_ba, host));
        QVERIFY(!policy.allows("null"_ba, host));
    }

    void whoSpeaksTlsHasNoPageByHttp()
    {
        using Own = OriginPolicy::Own;
        const OriginPolicy policy({u"http://app.example"_s}, Own::AnyHost,
                                  OriginPolicy::Scheme::Https);
        QVERIFY(policy.allows("https://chat:8443"_ba, "chat:8443"_ba));
        QVERIFY(!policy.allows("http://chat:8443"_ba, "chat:8443"_ba));
        QVERIFY(!policy.allows("http://chat"_ba, "chat"_ba));
        // The operator knows why.
        QVERIFY(policy.allows("http://app.example"_ba, "chat"_ba));
    }

    void programsHaveNoOrigin()
    {
        QVERIFY(OriginPolicy({}, OriginPolicy::Own::AnyHost).allows(std::nullopt, "chat"_ba));
        QVERIFY(OriginPolicy({}, OriginPolicy::Own::Loopback).allows(std::nullopt, "chat"_ba));
    }
};

QTEST_APPLESS_MAIN(OriginPolicyTest)
#include "tst_originpolicy.moc"
