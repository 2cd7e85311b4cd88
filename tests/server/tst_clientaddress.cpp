// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/clientaddress.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class ClientAddressTest final : public QObject
{
    Q_OBJECT

    const ClientAddress m_addresses{
        {Subnet{QHostAddress(u"10.0.0.0"_s), 8}, Subnet{QHostAddress(u"2001:db8:1::1"_s), 128}}};

private Q_SLOTS:
    void clients_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QByteArray>("forwardedFor");
        QTest::addColumn<QString>("client");
        const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };
        row("no proxy") << u"192.0.2.1"_s << ""_ba << u"192.0.2.1"_s;
        row("one that nobody trusts says what it likes")
            << u"192.0.2.1"_s << "203.0.113.9"_ba << u"192.0.2.1"_s;
        row("a proxy") << u"10.0.0.1"_s << "203.0.113.9"_ba << u"203.0.113.9"_s;
        row("a proxy through an IPv6 socket")
            << u"::ffff:10.0.0.1"_s << "203.0.113.9"_ba << u"203.0.113.9"_s;
        row("a proxy by IPv6") << u"2001:db8:1::1"_s << "203.0.113.9"_ba << u"203.0.113.9"_s;
        row("a neighbour of the proxy")
            << u"2001:db8:1::2"_s << "203.0.113.9"_ba << u"2001:db8:1::2"_s;
        row("a client that lies to the proxy")
            << u"10.0.0.1"_s << "198.51.100.1, 203.0.113.9"_ba << u"203.0.113.9"_s;
        row("a client that claims to be a proxy")
            << u"10.0.0.1"_s << "10.0.0.7, 203.0.113.9"_ba << u"203.0.113.9"_s;
        row("two proxies") << u"10.0.0.1"_s << "203.0.113.9, 10.2.3.4"_ba << u"203.0.113.9"_s;
        row("nothing but proxies") << u"10.0.0.1"_s << "10.0.0.3,10.0.0.2"_ba << u"10.0.0.3"_s;
        row("a proxy that says nothing") << u"10.0.0.1"_s << ""_ba << u"10.0.0.1"_s;
        row("a proxy that does not know") << u"10.0.0.1"_s << "unknown"_ba << u"10.0.0.1"_s;
        row("something unreadable before a proxy")
            << u"10.0.0.1"_s << "203.0.113.9, x, 10.0.0.2"_ba << u"10.0.0.2"_s;
        row("an empty entry") << u"10.0.0.1"_s << "203.0.113.9,"_ba << u"10.0.0.1"_s;
        row("with a port") << u"10.0.0.1"_s << "203.0.113.9:4711"_ba << u"203.0.113.9"_s;
        row("IPv6") << u"10.0.0.1"_s << "2001:db8::9"_ba << u"2001:db8::9"_s;
        row("IPv6 with a port") << u"10.0.0.1"_s << "[2001:db8::9]:4711"_ba << u"2001:db8::9"_s;
        row("a bracket without end") << u"10.0.0.1"_s << "[2001:db8::9"_ba << u"10.0.0.1"_s;
        row("an address in short") << u"10.0.0.1"_s << "127.1"_ba << u"10.0.0.1"_s;
        row("more proxies than there are")
            << u"10.0.0.1"_s << "203.0.113.9"_ba + ",10.0.0.2"_ba.repeated(4000) << u"10.0.0.2"_s;
    }

    void clients()
    {
        QFETCH(QString, peer);
        QFETCH(QByteArray, forwardedFor);
        QTEST(m_addresses.behind(QHostAddress(peer), forwardedFor).toString(), "client");
    }

    void groups_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("group");
        QTest::newRow("IPv4") << u"192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("IPv4 through an IPv6 socket") << u"::ffff:192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("IPv6") << u"2001:db8:5:6:7:8:9:a"_s << u"2001:db8:5:6::/64"_s;
        QTest::newRow("a neighbour in the same household")
            << u"2001:db8:5:6::1"_s << u"2001:db8:5:6::/64"_s;
        QTest::newRow("another household") << u"2001:db8:5:7::1"_s << u"2001:db8:5:7::/64"_s;
        QTest::newRow("a neighbour on the wire") << u"fe80::1%eth0"_s << u"fe80::/64"_s;
        QTest::newRow("this machine") << u"127.0.0.1"_s << u""_s;
        QTest::newRow("this machine by IPv6") << u"::1"_s << u""_s;
        QTest::newRow("this machine through an IPv6 socket") << u"::ffff:127.0.0.1"_s << u""_s;
        QTest::newRow("a proxy") << u"10.9.9.9"_s << u""_s;
        QTest::newRow("nobody") << u""_s << u""_s;
    }

    void groups()
    {
        QFETCH(QString, address);
        QTEST(m_addresses.groupOf(QHostAddress(address)), "group");
    }

    void subnets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        QTest::newRow("an address") << u"192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("a network") << u"10.0.0.0/8"_s << u"10.0.0.0/8"_s;
        QTest::newRow("a whole address") << u"192.0.2.1/32"_s << u"192.0.2.1"_s;
        QTest::newRow("IPv6") << u"2001:db8::/32"_s << u"2001:db8::/32"_s;
        QTest::newRow("an IPv6 address") << u"::1"_s << u"::1"_s;
        QTest::newRow("everything") << u"0.0.0.0/0"_s << u"0.0.0.0/0"_s;
        for (const char *bad :
             {"", "/8", "10.1", "10/8", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/08",
              "10.0.0.0/", "localhost", "fe80::1%eth0", "1.2.3.4/8/8"})
            QTest::newRow(*bad ? bad : "nothing") << QString::fromLatin1(bad) << u""_s;
    }

    void subnets()
    {
        QFETCH(QString, text);
        const auto subnet = Subnet::parse(text);
        QTEST(subnet ? subnet->text() : QString(), "read");
        if (!subnet)
            QVERIFY(subnet.error().sentence.startsWith(u"\"%1\" is not an address"_s.arg(text)));
    }
};

QTEST_APPLESS_MAIN(ClientAddressTest)
#include "tst_clientaddress.moc"
