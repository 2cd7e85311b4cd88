// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/requesthead.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;
using State = RequestHead::State;

class RequestHeadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, const QByteArray &bytes, State state) {
            QTest::newRow(name) << bytes << static_cast<int>(state);
        };
        const QByteArray host = "Host: a\r\n"_ba;
        row("nothing yet", ""_ba, State::Incomplete);
        row("one letter", "G"_ba, State::Incomplete);
        row("no end of the line", "GET / HTTP/1.1"_ba, State::Incomplete);
        row("no end of the head", "GET / HTTP/1.1\r\n"_ba + host, State::Incomplete);
        row("half an end", "GET / HTTP/1.1\r\n"_ba + host + '\r', State::Incomplete);
        row("the least", "GET / HTTP/1.1\r\n"_ba + host + "\r\n", State::Complete);
        row("with a body behind", "POST /x HTTP/1.1\r\n"_ba + host + "Content-Length: 3\r\n\r\nabc",
            State::Complete);
        row("HTTP/1.0", "GET / HTTP/1.0\r\n"_ba + host + "\r\n", State::Complete);
        row("a star", "OPTIONS * HTTP/1.1\r\n"_ba + host + "\r\n", State::Complete);
        row("TLS", "\x16\x03\x01"_ba, State::Malformed);
        row("SSH", "SSH-2.0-x\r\n"_ba, State::Malformed);
        row("lower-case method", "get / HTTP/1.1\r\n"_ba + host + "\r\n", State::Malformed);
        row("an empty line first", "\r\nGET / HTTP/1.1\r\n"_ba + host + "\r\n", State::Malformed);
        row("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\n"_ba, State::Malformed);
        row("no version", "GET /\r\n"_ba + host + "\r\n", State::Malformed);
        row("no target", "GET  HTTP/1.1\r\n"_ba + host + "\r\n", State::Malformed);
        row("a space in the target", "GET /a b HTTP/1.1\r\n"_ba + host + "\r\n", State::Malformed);
        row("another server's target", "GET //elsewhere/ HTTP/1.1\r\n"_ba + host + "\r\n",
            State::Malformed);
        row("a fragment", "GET /a#b HTTP/1.1\r\n"_ba + host + "\r\n", State::Malformed);
        row("a target that is not ASCII", "GET /\xc3\xa4 HTTP/1.1\r\n"_ba + host + "\r\n",
            State::Malformed);
        row("a relative target", "GET a HTTP/1.1\r\n"_ba + host + "\r\n", State::Malformed);
        row("only line feeds", "GET / HTTP/1.1\nHost: a\n\n\r\n\r\n"_ba, State::Malformed);
        row("no host", "GET / HTTP/1.1\r\n\r\n"_ba, State::Malformed);
        row("two hosts", "GET / HTTP/1.1\r\n"_ba + host + host + "\r\n", State::Malformed);
        row("two origins", "GET / HTTP/1.1\r\n"_ba + host + "Origin: a\r\norigin: b\r\n\r\n",
            State::Malformed);
        row("a header without a colon", "GET / HTTP/1.1\r\n"_ba + host + "nonsense\r\n\r\n",
            State::Malformed);
        row("a space before the colon", "GET / HTTP/1.1\r\n"_ba + host + "A : b\r\n\r\n",
            State::Malformed);
        row("a folded header", "GET / HTTP/1.1\r\n"_ba + host + "A: b\r\n c\r\n\r\n",
            State::Malformed);
        row("a zero byte",
            "GET / HTTP/1.1\r\n"_ba + host + "A: b" + QByteArray(1, '\0') + "\r\n\r\n",
            State::Malformed);
        row("a bare line feed in a value", "GET / HTTP/1.1\r\n"_ba + host + "A: b\nC: d\r\n\r\n",
            State::Malformed);
        row("a bare line feed before a value", "GET / HTTP/1.1\r\n"_ba + host + "A:\nC: d\r\n\r\n",
            State::Malformed);
        row("a bare carriage return after a value",
            "GET / HTTP/1.1\r\n"_ba + host + "A: b\r\r\n\r\n", State::Malformed);
        row("a vertical tab around a value", "GET / HTTP/1.1\r\n"_ba + host + "A: \vb\r\n\r\n",
            State::Malformed);
        row("a negative length", "GET / HTTP/1.1\r\n"_ba + host + "Content-Length: -1\r\n\r\n",
            State::Malformed);
        row("a length that overflows",
            "GET / HTTP/1.1\r\n"_ba + host + "Content-Length: 99999999999999999999\r\n\r\n",
            State::Malformed);
        row("two lengths",
            "GET / HTTP/1.1\r\n"_ba + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
            State::Malformed);
        row("a length and chunks",
            "GET / HTTP/1.1\r\n"_ba + host +
                "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            State::Malformed);
        row("a target without end", "GET /"_ba + QByteArray(hobnob::limits::requestHeadBytes, 'a'),
            State::TooLarge);
        row("headers without end",
            "GET / HTTP/1.1\r\n"_ba + host + QByteArray("A: b\r\n").repeated(4096),
            State::TooLarge);
    }

    void states()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, state);
        QCOMPARE(static_cast<int>(RequestHead::parse(bytes).state()), state);
    }

    void everyPrefixOfAGoodHeadIsIncomplete()
    {
        const QByteArray head =
            "GET /ws?x=1 HTTP/1.1\r\nHost: a:80\r\nUpgrade: websocket\r\n\r\n"_ba;
        for (qsizetype i = 0; i < head.size(); ++i)
            QVERIFY2(RequestHead::parse(head.first(i)).state() == State::Incomplete,
                     head.first(i).constData());
        QVERIFY(RequestHead::parse(head).state() == State::Complete);
    }

    void partsAreRead()
    {
        const auto head = RequestHead::parse("GET /ws?token=1 HTTP/1.1\r\nhOsT: chat:8080 \r\n"
                                             "Connection: keep-alive, Upgrade\r\n"
                                             "Upgrade: WebSocket\r\nX-Empty:\r\n\r\n");
        QCOMPARE(head.method(), "GET"_ba);
        QCOMPARE(head.path(), "/ws"_ba);
        QCOMPARE(head.header("HOST").value_or(""_ba), "chat:8080"_ba);
        QCOMPARE(head.header("x-empty").value_or("none"_ba), ""_ba);
        QVERIFY(!head.header("origin"));
        QVERIFY(head.hasToken("connection", "upgrade"));
        QVERIFY(!head.hasToken("connection", "up"));
        QVERIFY(head.isWebSocketUpgrade());
        QCOMPARE(head.bodyBytes(), 0);
    }

    void anUpgradeNeedsItsParts_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("another method")
            << "POST /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"_ba;
        QTest::newRow("no connection header")
            << "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n"_ba;
        QTest::newRow("another protocol")
            << "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"_ba;
    }

    void anUpgradeNeedsItsParts()
    {
        QFETCH(QByteArray, head);
        QVERIFY(RequestHead::parse(head).state() == State::Complete);
        QVERIFY(!RequestHead::parse(head).isWebSocketUpgrade());
    }

    void bodiesAreAnnounced()
    {
        const auto bytes = [](const QByteArray &header) {
            return RequestHead::parse("POST / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n")
                .bodyBytes();
        };
        QCOMPARE(bytes("Content-Length: 1234"_ba), 1234);
        QCOMPARE(bytes("Transfer-Encoding: chunked"_ba), -1);
    }
};

QTEST_APPLESS_MAIN(RequestHeadTest)
#include "tst_requesthead.moc"
