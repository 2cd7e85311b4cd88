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
        const OriginPolicy policy({u"https://app.example"_s});
        QCOMPARE(policy.allows(origin, host), allowed);
    }

    void programsHaveNoOrigin() { QVERIFY(OriginPolicy({}).allows(std::nullopt, "chat"_ba)); }
};

QTEST_APPLESS_MAIN(OriginPolicyTest)
#include "tst_originpolicy.moc"
