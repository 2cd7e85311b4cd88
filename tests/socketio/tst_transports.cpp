// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/socketio/echoserver.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

using namespace hobnob::test;
using namespace Qt::StringLiterals;

/// Engine.IO and Socket.IO over real connections.
class TransportsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<EchoServer> m_server;

    /// A client that has sent this request and waits for the answer.
    std::unique_ptr<QTcpSocket> ask(const QByteArray &method, const QByteArray &target,
                                    const QByteArray &body = {})
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, m_server->serverPort());
        socket->write(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return socket;
    }
    /// The status and the body, once they are there.
    static QByteArray answerOf(QTcpSocket &socket)
    {
        QByteArray answer;
        const auto isWhole = [&] {
            answer += socket.readAll();
            const qsizetype end = answer.indexOf("\r\n\r\n");
            const qsizetype mark = answer.indexOf("Content-Length: ");
            if (end < 0 || mark < 0)
                return false;
            const auto length = answer.sliced(mark + 16, answer.indexOf('\r', mark) - mark - 16);
            return answer.size() - end - 4 == length.toLongLong();
        };
        if (!QTest::qWaitFor(isWhole))
            return "no answer";
        return answer.sliced(9, 3) + ' ' + answer.sliced(answer.indexOf("\r\n\r\n") + 4);
    }
    QByteArray get(const QByteArray &target) { return answerOf(*ask("GET", target)); }
    QByteArray post(const QByteArray &target, const QByteArray &body)
    {
        return answerOf(*ask("POST", target, body));
    }
    /// The target of a new session that polls.
    QByteArray start(const QByteArray &path)
    {
        const QByteArray target = path + "?EIO=4&transport=polling";
        return target + "&sid=" + get(target).split('"').value(3);
    }
    /// One that is open; what it hears is in \a heard.
    std::unique_ptr<QWebSocket> open(const QByteArray &target, QStringList &heard)
    {
        auto socket = std::make_unique<QWebSocket>();
        connect(socket.get(), &QWebSocket::textMessageReceived, socket.get(),
                [&heard](const QString &text) { heard.append(text); });
        socket->open(
            QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()) + QString::fromLatin1(target)));
        return socket;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<EchoServer>();
        QVERIFY(m_server->listen(QHostAddress::LocalHost));
    }

    void polls()
    {
        const QByteArray target = start("/engine.io/");
        const auto poll = ask("GET", target);
        QCOMPARE(post(target, "4hello"), "200 ok");
        QCOMPARE(answerOf(*poll), "200 4hello");
        QCOMPARE(post(target, "abc").first(3), "400");
    }

    void clientsLeavePollsThatWait()
    {
        const QByteArray target = start("/engine.io/");
        {
            const auto poll = ask("GET", target);
            QVERIFY(poll->waitForConnected());
            QVERIFY(poll->waitForBytesWritten());
        }
        QTRY_VERIFY(post(target, "4hello").startsWith("400"));
        start("/engine.io/");
    }

    void webSocketsEcho()
    {
        QStringList heard;
        const auto socket = open("/engine.io/?EIO=4&transport=websocket", heard);
        QTRY_COMPARE(heard.size(), 1);
        QSignalSpy binary(socket.get(), &QWebSocket::binaryMessageReceived);
        const QByteArray large(200'000, 'x');
        socket->sendTextMessage(u"4hello"_s);
        socket->sendBinaryMessage(large);
        QTRY_COMPARE(binary.size(), 1);
        QCOMPARE(binary.constFirst().constFirst().toByteArray(), large);
        QCOMPARE(heard.value(1), u"4hello"_s);
        QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
        socket->sendTextMessage(u"1"_s);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(socket->closeCode(), QWebSocketProtocol::CloseCodeNormal);
    }

    void sessionsAreUpgraded()
    {
        const QByteArray target = start("/engine.io/");
        const auto poll = ask("GET", target);
        QStringList heard;
        QByteArray webSocket = target;
        const auto socket = open(webSocket.replace("polling", "websocket"), heard);
        QSignalSpy opened(socket.get(), &QWebSocket::connected);
        QTRY_COMPARE(opened.size(), 1);
        socket->sendTextMessage(u"2probe"_s);
        QTRY_COMPARE(heard.value(0), u"3probe"_s);
        QCOMPARE(answerOf(*poll), "200 6");
        socket->sendTextMessage(u"5"_s);
        socket->sendTextMessage(u"4hello"_s);
        QTRY_VERIFY(heard.contains(u"4hello"_s));
        QCOMPARE(get(target).first(3), "400");
    }

    void unknownSessionsAreClosed()
    {
        QStringList heard;
        const auto socket = open("/engine.io/?EIO=4&transport=websocket&sid=abc", heard);
        QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(socket->closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
        QCOMPARE(socket->closeReason(), u"Session ID unknown"_s);
    }

    void eventsAreAcknowledged()
    {
        QStringList heard;
        const auto socket = open("/socket.io/?EIO=4&transport=websocket", heard);
        QTRY_COMPARE(heard.size(), 1);
        heard.clear();
        const QString connecting = uR"(40{"token":"1"})"_s;
        const QString told = uR"(42["auth",{"token":"1"}])"_s;
        socket->sendTextMessage(connecting);
        QTRY_COMPARE(heard.value(1), told);
        heard.clear();
        const QString event = uR"(42456["message-with-ack",1,"2",{"3":[false]}])"_s;
        const QString answer = uR"(43456[1,"2",{"3":[false]}])"_s;
        socket->sendTextMessage(event);
        QTRY_COMPARE(heard.value(0), answer);
    }

    void attachmentsComeBack()
    {
        QStringList heard;
        const auto socket = open("/socket.io/?EIO=4&transport=websocket", heard);
        QTRY_COMPARE(heard.size(), 1);
        socket->sendTextMessage(u"40"_s);
        QTRY_COMPARE(heard.size(), 3);
        heard.clear();
        QSignalSpy binary(socket.get(), &QWebSocket::binaryMessageReceived);
        const QString event = uR"(451-["message",{"_placeholder":true,"num":0}])"_s;
        const QString answer = uR"(451-["message-back",{"_placeholder":true,"num":0}])"_s;
        socket->sendTextMessage(event);
        socket->sendBinaryMessage("\x01\x02");
        QTRY_COMPARE(binary.size(), 1);
        QCOMPARE(binary.constFirst().constFirst().toByteArray(), "\x01\x02");
        QCOMPARE(heard, QStringList{answer});
    }
};

QTEST_GUILESS_MAIN(TransportsTest)
#include "tst_transports.moc"
