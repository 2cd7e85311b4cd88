// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/destinations.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class DestinationsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyPublicAddressesAreConnectedTo_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("permitted");
        const auto row = [](const char *name, const QString &address, bool permitted) {
            QTest::newRow(name) << address << permitted;
        };
        row("a public address", u"1.1.1.1"_s, true);
        row("a public address of IPv6", u"2606:4700:4700::1111"_s, true);
        row("just below a private network", u"9.255.255.255"_s, true);
        row("just above a private network", u"172.32.0.0"_s, true);
        row("nothing", QString(), false);
        row("unspecified", u"0.0.0.0"_s, false);
        row("this network", u"0.1.2.3"_s, false);
        row("loopback", u"127.0.0.1"_s, false);
        row("loopback further on", u"127.255.0.9"_s, false);
        row("loopback in decimal", u"2130706433"_s, false);
        row("loopback in octal", u"0177.0.0.1"_s, false);
        row("loopback in hexadecimal", u"0x7f000001"_s, false);
        row("loopback in two parts", u"127.1"_s, false);
        row("private, ten", u"10.0.0.1"_s, false);
        row("private, the last of 172", u"172.31.255.255"_s, false);
        row("private, at home", u"192.168.1.1"_s, false);
        row("behind a provider", u"100.64.0.1"_s, false);
        row("the data of a cloud machine", u"169.254.169.254"_s, false);
        row("benchmarks", u"198.19.255.255"_s, false);
        row("multicast", u"224.0.0.1"_s, false);
        row("broadcast", u"255.255.255.255"_s, false);
        row("IPv6, unspecified", u"::"_s, false);
        row("IPv6, loopback", u"::1"_s, false);
        row("IPv6, link-local", u"fe80::1"_s, false);
        row("IPv6, link-local with a scope", u"fe80::1%lo"_s, false);
        row("IPv6, site-local", u"fec0::1"_s, false);
        row("IPv6, unique local", u"fd12:3456::1"_s, false);
        row("IPv6, multicast", u"ff02::1"_s, false);
        row("mapped loopback", u"::ffff:127.0.0.1"_s, false);
        row("mapped private", u"::ffff:a00:1"_s, false);
        row("mapped public", u"::ffff:1.1.1.1"_s, true);
        row("compatible loopback", u"::127.0.0.1"_s, false);
        row("NAT64 to loopback", u"64:ff9b::7f00:1"_s, false);
        row("NAT64 to a cloud machine's data", u"64:ff9b::169.254.169.254"_s, false);
        row("NAT64 to a public address", u"64:ff9b::1.1.1.1"_s, true);
        row("a NAT64 of one's own", u"64:ff9b:1::101:101"_s, false);
        row("6to4 to a private address", u"2002:c0a8:101::1"_s, false);
        row("6to4 to a public address", u"2002:101:101::1"_s, true);
        row("Teredo", u"2001:0:4136:e378:8000:63bf:3fff:fdd2"_s, false);
        row("documentation", u"2001:db8::1"_s, false);
    }

    void onlyPublicAddressesAreConnectedTo()
    {
        QFETCH(QString, address);
        QFETCH(bool, permitted);
        QCOMPARE(Destinations().permits(QHostAddress(address)), permitted);
    }

    void theOperatorAllowsNetworks()
    {
        const Destinations destinations(
            {*Subnet::parse(u"10.1.0.0/16"_s), *Subnet::parse(u"fd00::/8"_s)});
        QVERIFY(destinations.permits(QHostAddress(u"10.1.2.3"_s)));
        QVERIFY(destinations.permits(QHostAddress(u"::ffff:10.1.2.3"_s)));
        QVERIFY(destinations.permits(QHostAddress(u"fd00::1"_s)));
        QVERIFY(!destinations.permits(QHostAddress(u"10.2.0.1"_s)));
        QVERIFY(!destinations.permits(QHostAddress(u"127.0.0.1"_s)));
    }

    void allThatANameLeadsToMustBePermitted()
    {
        const QHostAddress outside(u"1.1.1.1"_s);
        const QHostAddress inside(u"192.168.0.9"_s);
        QCOMPARE(*Destinations().check({outside}), QList{outside});
        QCOMPARE(Destinations().check({outside, inside}).error().code, ErrorCode::NotAllowed);
        QCOMPARE(Destinations().check({}).error().code, ErrorCode::NotAllowed);
    }
};

QTEST_GUILESS_MAIN(DestinationsTest)
#include "tst_destinations.moc"
