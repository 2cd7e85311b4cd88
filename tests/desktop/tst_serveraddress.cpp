// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/serveraddress.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class ServerAddressTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("socket");
        QTest::addColumn<QString>("label");
        const auto row = [](const char *name, const char *typed, const char *text,
                            const char *socket, const char *label) {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(text)
                                << QString::fromUtf8(socket) << QString::fromUtf8(label);
        };
        row("a public host is reached encrypted", "chat.example.org", "https://chat.example.org",
            "wss://chat.example.org/ws", "chat.example.org");
        row("this machine is reached plainly", "localhost:8080", "http://localhost:8080",
            "ws://localhost:8080/ws", "localhost:8080");
        row("a loopback address is reached plainly", "127.0.0.1", "http://127.0.0.1",
            "ws://127.0.0.1/ws", "127.0.0.1");
        row("a private address is reached plainly", "192.168.1.5:8080", "http://192.168.1.5:8080",
            "ws://192.168.1.5:8080/ws", "192.168.1.5:8080");
        row("a public address is reached encrypted", "93.184.216.34", "https://93.184.216.34",
            "wss://93.184.216.34/ws", "93.184.216.34");
        row("a name of the local network is reached plainly", "box.local", "http://box.local",
            "ws://box.local/ws", "box.local");
        row("a scheme is obeyed", "http://chat.example.org", "http://chat.example.org",
            "ws://chat.example.org/ws", "http://chat.example.org");
        row("encryption at home is obeyed", "https://10.1.2.3", "https://10.1.2.3",
            "wss://10.1.2.3/ws", "https://10.1.2.3");
        row("WebSocket schemes mean the same", "wss://chat.example.org", "https://chat.example.org",
            "wss://chat.example.org/ws", "chat.example.org");
        row("case and spaces do not matter", "  HTTPS://Chat.Example.ORG ",
            "https://chat.example.org", "wss://chat.example.org/ws", "chat.example.org");
        row("the usual port is left out", "https://chat.example.org:443/",
            "https://chat.example.org", "wss://chat.example.org/ws", "chat.example.org");
        row("a folder behind a proxy is kept", "example.org/chat/", "https://example.org/chat",
            "wss://example.org/chat/ws", "example.org/chat");
        row("IPv6 in brackets", "[::1]:8080", "http://[::1]:8080", "ws://[::1]:8080/ws",
            "[::1]:8080");
        row("IPv6 as it is copied", "::1", "http://[::1]", "ws://[::1]/ws", "[::1]");
        row("a public IPv6 address", "[2001:db8::5]", "https://[2001:db8::5]",
            "wss://[2001:db8::5]/ws", "[2001:db8::5]");
    }

    void understood()
    {
        QFETCH(QString, typed);
        const auto address = ServerAddress::parse(typed);
        QVERIFY2(address.ok(), qPrintable(address.ok() ? QString() : address.error().sentence));
        QTEST(address->text(), "text");
        QTEST(address->socketUrl().toString(), "socket");
        QTEST(address->label(), "label");
        const auto again = ServerAddress::parse(address->text());
        QVERIFY(again.ok());
        QCOMPARE(*again, *address);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << u""_s;
        QTest::newRow("spaces") << u"   "_s;
        QTest::newRow("another protocol") << u"ftp://example.org"_s;
        QTest::newRow("spaces inside") << u"chat example org"_s;
        QTest::newRow("no host") << u"https://"_s;
        QTest::newRow("a port that is none") << u"example.org:99999"_s;
        QTest::newRow("a port of nothing") << u"example.org:0"_s;
        QTest::newRow("a name and a password") << u"https://ana:secret@example.org"_s;
        QTest::newRow("a query") << u"https://example.org/?a=b"_s;
        QTest::newRow("far too long") << u"a"_s.repeated(2000);
    }

    void refused()
    {
        QFETCH(QString, typed);
        const auto address = ServerAddress::parse(typed);
        QVERIFY(!address.ok());
        QCOMPARE(address.error().field, u"address"_s);
        QVERIFY(!address.error().sentence.isEmpty());
    }
};

QTEST_APPLESS_MAIN(ServerAddressTest)
#include "tst_serveraddress.moc"
