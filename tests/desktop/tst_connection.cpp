// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/connection.h"
#include "fakeserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class ConnectionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersReachTheirRequests()
    {
        FakeServer server;
        Connection connection({});
        QSignalSpy opened(&connection, &Connection::opened);
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(opened.count(), 1);
        QStringList log;
        connection.request(protocol::Ping{}, [&](const auto &answer) {
            log.append(answer && std::holds_alternative<protocol::Pong>(*answer) ? u"pong"_s
                                                                                 : u"?"_s);
        });
        connection.request(protocol::JoinRoom{{}, RoomId(u"none"_s), {}}, [&](const auto &answer) {
            log.append(answer ? u"?"_s : errorName(answer.error().code).toString());
        });
        QTRY_COMPARE(log, QStringList({u"pong"_s, u"room-unknown"_s}));
    }

    void factsAreNotAnswers()
    {
        FakeServer server;
        Connection connection({});
        QSignalSpy opened(&connection, &Connection::opened);
        QSignalSpy received(&connection, &Connection::received);
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(opened.count(), 1);
        QTRY_COMPARE(server.connectionCount(), 1);
        server.send(protocol::Goodbye{u"later"_s, 1});
        QTRY_COMPARE(received.count(), 1);
    }

    void aLossAnswersWhatWaits()
    {
        FakeServer server;
        server.intercept = [](const auto &) { return true; };
        Connection connection({});
        QSignalSpy opened(&connection, &Connection::opened);
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(opened.count(), 1);
        QList<ErrorCode> codes;
        connection.request(protocol::Ping{},
                           [&](const auto &answer) { codes.append(answer.error().code); });
        QTRY_COMPARE(server.requests.size(), 1);
        server.dropConnections();
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<LinkProblem>(), LinkProblem::Lost);
        QCOMPARE(codes, QList{ErrorCode::ShuttingDown});
    }

    void aRequestWithoutAConnectionIsAnsweredToo()
    {
        Connection connection({});
        int answers = 0;
        connection.request(protocol::Ping{}, [&](const auto &answer) {
            QVERIFY(!answer);
            ++answers;
        });
        QCOMPARE(answers, 0);
        QTRY_COMPARE(answers, 1);
    }

    void aSilentPeerIsGivenUp()
    {
        FakeServer server;
        server.intercept = [](const auto &) { return true; };
        Connection connection({50ms, 5s});
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<LinkProblem>(), LinkProblem::Lost);
        QCOMPARE(server.received<protocol::Ping>().size(), 1);
    }

    void aPeerThatAnswersPingsIsKept()
    {
        FakeServer server;
        Connection connection({20ms, 5s});
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(server.address().socketUrl());
        QTRY_VERIFY(server.received<protocol::Ping>().size() > 5);
        QCOMPARE(closed.count(), 0);
        QVERIFY(connection.isOpen());
    }

    void nobodyListens()
    {
        FakeServer server;
        server.stop();
        Connection connection({});
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<LinkProblem>(), LinkProblem::Unreachable);
    }

    void aServerThatAcceptsAndSaysNothing()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Connection connection({5s, 50ms});
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(QUrl(u"ws://127.0.0.1:%1/ws"_s.arg(silent.serverPort())));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<LinkProblem>(), LinkProblem::Unreachable);
    }

    void strangers_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("a web server without such a page")
            << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("a web server with a page")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        QTest::newRow("something else") << QByteArray("220 mail.example.org ESMTP\r\n\r\n");
    }

    void strangers()
    {
        QFETCH(QByteArray, reply);
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        connect(&stranger, &QTcpServer::newConnection, &stranger, [&] {
            auto *socket = stranger.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [=] { socket->write(reply); });
        });
        Connection connection({5s, 5s});
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(QUrl(u"ws://127.0.0.1:%1/ws"_s.arg(stranger.serverPort())));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<LinkProblem>(), LinkProblem::NotHobnob);
    }

    void closingIsSilent()
    {
        FakeServer server;
        Connection connection({});
        QSignalSpy opened(&connection, &Connection::opened);
        QSignalSpy closed(&connection, &Connection::closed);
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(opened.count(), 1);
        connection.close();
        QTRY_COMPARE(server.connectionCount(), 0);
        QCOMPARE(closed.count(), 0);
    }

    void openingAgainFromTheNewsOfTheLoss()
    {
        FakeServer server;
        Connection connection({});
        QSignalSpy opened(&connection, &Connection::opened);
        connect(&connection, &Connection::closed, this,
                [&] { connection.open(server.address().socketUrl()); });
        connection.open(server.address().socketUrl());
        QTRY_COMPARE(opened.count(), 1);
        QTRY_COMPARE(server.connectionCount(), 1);
        server.dropConnections();
        QTRY_COMPARE(opened.count(), 2);
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
