// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpconnections.h"
#include "tests/support/rawrequest.h"
#include "tests/support/wirepair.h"

#include <QTimer>

#include <sys/socket.h>

using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// HTTP down to single bytes, over a real connection and with routes of the test's own.
class HttpConnectionTest final : public QObject
{
    Q_OBJECT

    static constexpr qint64 bodyBytes = 100'000;

    std::unique_ptr<HttpConnections> m_connections;
    std::unique_ptr<WirePair> m_pair;
    QList<HttpAnswer> m_answers;
    QList<HttpRequest> m_requests;
    QByteArray m_big;

    void start(const Timeouts &timeouts)
    {
        m_answers.clear();
        m_requests.clear();
        m_connections = std::make_unique<HttpConnections>(ClientAddress({}), timeouts);
        auto &routes = m_connections->routes();
        routes.add({.path = "/"_ba,
                    .bodyBytes = bodyBytes,
                    .serve = [this](const HttpRequest &request, const HttpAnswer &answer) {
                        m_requests.append(request);
                        answer.send(textReply(200, request.path + ' ' + request.body));
                    }});
        routes.add({.path = "/late/"_ba,
                    .serve = [this](const HttpRequest &request, const HttpAnswer &answer) {
                        m_requests.append(request);
                        m_answers.append(answer);
                    }});
        routes.add({.path = "/never"_ba, .serve = [](const HttpRequest &, const HttpAnswer &) {}});
        routes.add({.path = "/split"_ba, .serve = [](const HttpRequest &, const HttpAnswer &to) {
                        to.send({200, {{"A"_ba, "b\r\nSet-Cookie: c"_ba}}, {}});
                    }});
        routes.add({.path = "/big"_ba, .serve = [this](const HttpRequest &, const HttpAnswer &to) {
                        to.send({200, {}, m_big});
                    }});
        m_pair = std::make_unique<WirePair>();
        m_connections->add(std::move(m_pair->near), {}, {});
    }

    static Timeouts patient()
    {
        Timeouts timeouts;
        timeouts.closing = 100ms;
        return timeouts;
    }

    static Timeouts hasty()
    {
        auto timeouts = patient();
        timeouts.handshake = 150ms;
        return timeouts;
    }

    static QByteArray request(const QByteArray &line, const QByteArray &more = {})
    {
        return line + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
    }

    void say(const QByteArray &bytes)
    {
        m_pair->far.write(bytes);
        m_pair->far.flush();
    }

    [[nodiscard]] QByteArray got() { return m_pair->farRead(); }
    [[nodiscard]] bool isClosed() const
    {
        return m_pair->far.state() == QAbstractSocket::UnconnectedState;
    }

private Q_SLOTS:
    void initTestCase() { m_big = QByteArray(8 * 1024 * 1024, 'b'); }
    void init() { start(patient()); }

    void requestsAreAnsweredInOrder()
    {
        say(request("GET /late/1"_ba) + request("GET /2"_ba) + request("GET /late/3"_ba));
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_requests.size(), 1);
        m_answers.at(0).send(textReply(200, "first"_ba));
        // Nobody is called from inside of an answer.
        QCOMPARE(m_requests.size(), 1);
        QTRY_COMPARE(m_answers.size(), 2);
        m_answers.at(1).send(textReply(200, "third"_ba));
        QTRY_VERIFY(got().endsWith("third"));
        QCOMPARE(got().count("HTTP/1.1 200 OK\r\n"), 3);
        QVERIFY(got().indexOf("first") < got().indexOf("/2 "));
    }

    void anAnswerMayComeLate()
    {
        start(hasty());
        say(request("POST /late/x?a=b&c"_ba, "Cookie: d=e\r\n"_ba));
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_requests.first().query, "a=b&c"_ba);
        QCOMPARE(m_requests.first().cookie, "d=e"_ba);
        // Longer than a request may take.
        QTimer::singleShot(400ms, this,
                           [this] { m_answers.at(0).send(textReply(200, "late"_ba)); });
        QTRY_VERIFY(got().endsWith("\r\n\r\nlate"));
    }

    void onlyTheFirstAnswerCounts()
    {
        say(request("GET /late/x"_ba));
        QTRY_COMPARE(m_answers.size(), 1);
        const HttpAnswer copy = m_answers.at(0);
        copy.send(textReply(200, "one"_ba));
        m_answers.at(0).send(textReply(200, "two"_ba));
        QVERIFY(!copy.isWanted());
        say(request("GET /next"_ba));
        QTRY_VERIFY(got().endsWith("/next "));
        QVERIFY(got().contains("one"));
        QVERIFY(!got().contains("two"));
    }

    void whoLeavesIsTold()
    {
        say(request("GET /late/x"_ba));
        QTRY_COMPARE(m_answers.size(), 1);
        int gone = 0;
        m_answers.at(0).whenGone([&gone] { ++gone; });
        m_pair->far.abort();
        QTRY_COMPARE(gone, 1);
        QVERIFY(!m_answers.at(0).isWanted());
        m_answers.at(0).send(textReply(200, "to nobody"_ba));
        // And at once to whoever asks later.
        m_answers.at(0).whenGone([&gone] { ++gone; });
        QCOMPARE(gone, 2);
    }

    void nobodyLeavesWhoWasAnswered()
    {
        say(request("GET /late/x"_ba));
        QTRY_COMPARE(m_answers.size(), 1);
        int gone = 0;
        m_answers.at(0).whenGone([&gone] { ++gone; });
        m_answers.at(0).send(textReply(200, "yes"_ba));
        QTRY_VERIFY(got().endsWith("yes"));
        m_pair->far.disconnectFromHost();
        QTRY_VERIFY(isClosed());
        QCOMPARE(gone, 0);
    }

    void anAnswerMayOutliveTheServer()
    {
        say(request("GET /late/x"_ba));
        QTRY_COMPARE(m_answers.size(), 1);
        int gone = 0;
        m_answers.at(0).whenGone([&gone] { ++gone; });
        m_connections.reset();
        m_answers.at(0).send(textReply(200, "to nobody"_ba));
        QCOMPARE(gone, 0);
    }

    void whoIsForgottenIsTold()
    {
        say(request("GET /never"_ba));
        QTRY_VERIFY(got().startsWith("HTTP/1.1 500 "));
    }

    void aBodyMayComeInPieces()
    {
        const QByteArray body(50'000, 'x');
        say(request("POST /a"_ba, "Content-Length: 50000\r\n"_ba) + body.first(10));
        QTest::qWait(10);
        say(body.sliced(10, 30'000));
        QTest::qWait(10);
        QVERIFY(m_requests.isEmpty());
        say(body.sliced(30'010) + request("GET /b"_ba));
        QTRY_VERIFY(got().endsWith("/b "));
        QCOMPARE(m_requests.first().body, body);
    }

    void aBodyIsWelcomeToWhoAsks()
    {
        say(request("POST /a"_ba, "Content-Length: 2\r\nExpect: 100-Continue\r\n"_ba));
        QTRY_COMPARE(got(), "HTTP/1.1 100 Continue\r\n\r\n"_ba);
        say("ab"_ba);
        QTRY_VERIFY(got().endsWith("/a ab"));
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("a body over the bound")
            << request("POST /a"_ba, "Content-Length: 100001\r\n"_ba) << 413;
        QTest::newRow("a body over the bound, announced")
            << request("POST /a"_ba, "Content-Length: 100001\r\nExpect: 100-continue\r\n"_ba)
            << 413;
        QTest::newRow("a body where none is taken")
            << request("POST /late/x"_ba, "Content-Length: 1\r\n"_ba) << 413;
        QTest::newRow("chunks") << request("POST /a"_ba, "Transfer-Encoding: chunked\r\n"_ba)
                                << 413;
        QTest::newRow("another expectation")
            << request("POST /a"_ba, "Content-Length: 1\r\nExpect: tea\r\n"_ba) << 417;
        QTest::newRow("a large head")
            << request("GET /"_ba, "A: "_ba + QByteArray(17'000, 'a') + "\r\n") << 431;
        QTest::newRow("an upgrade") << upgradeRequest() << 400;
        QTest::newRow("an answer that is two") << request("GET /split"_ba) << 500;
    }

    /// After a request that is served, and with the end of the connection behind.
    void refusals()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        say(request("GET /first"_ba));
        QTRY_VERIFY(got().endsWith("/first "));
        const qsizetype first = got().size();
        say(bytes + QByteArray(100'000, 'x'));
        QTRY_VERIFY(isClosed());
        const QByteArray second = got().sliced(first);
        QVERIFY2(second.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                 second.constData());
        QVERIFY(second.contains("\r\nConnection: close\r\n"));
        QCOMPARE(second.count("HTTP/1.1"), 1);
        QVERIFY(!second.contains("Set-Cookie"));
    }

    void whatIsNoRequestGetsNoAnswer()
    {
        say(request("GET /first"_ba) +
            request("GET /a"_ba, "Content-Length: 1\r\n"_ba.repeated(2)));
        QTRY_VERIFY(isClosed());
        QVERIFY(got().endsWith("/first "));
        QCOMPARE(m_requests.size(), 1);
    }

    void aSlowBodyIsNotWaitedFor()
    {
        start(hasty());
        say(request("POST /a"_ba, "Content-Length: 1000\r\n"_ba));
        QTimer trickle;
        connect(&trickle, &QTimer::timeout, this, [this] { say("x"_ba); });
        trickle.start(20ms);
        QTRY_VERIFY(isClosed());
        QVERIFY2(got().startsWith("HTTP/1.1 408 "), got().constData());
        QVERIFY(m_requests.isEmpty());
    }

    void aSecondRequestMayComeAfterAWhile()
    {
        start(hasty());
        say(request("GET /a"_ba));
        QTRY_VERIFY(got().endsWith("/a "));
        QTest::qWait(80);
        // Its time begins with it.
        say("GET /b HTTP/1.1\r\n"_ba);
        QTest::qWait(100);
        say("Host: x\r\n\r\n"_ba);
        QTRY_VERIFY(got().endsWith("/b "));
    }

    void whoAsksNothingMoreIsClosed()
    {
        start(hasty());
        say(request("GET /a"_ba));
        QTRY_VERIFY(isClosed());
        QCOMPARE(got().count("HTTP/1.1"), 1);
    }

    void aHeadHasTheLengthAndNoBody()
    {
        say(request("HEAD /a"_ba) + request("GET /b"_ba));
        QTRY_VERIFY(got().endsWith("/b "));
        const QByteArray head = got().first(got().indexOf("HTTP/1.1", 1));
        QVERIFY(head.contains("Content-Length: 3\r\n"));
        QVERIFY(head.endsWith("\r\n\r\n"));
    }

    void aBigAnswerArrivesAsItIsTaken()
    {
        say(request("GET /big"_ba, "Connection: close\r\n"_ba));
        QTRY_VERIFY(isClosed());
        QVERIFY(got().endsWith("\r\n\r\n" + m_big));
    }

    void whoEndsTheirSideStillGetsTheAnswer()
    {
        m_pair->far.setReadBufferSize(1024);
        say(request("GET /big"_ba));
        QTRY_VERIFY(m_pair->far.bytesAvailable() > 0);
        QCOMPARE(::shutdown(int(m_pair->far.socketDescriptor()), SHUT_WR), 0);
        m_pair->far.setReadBufferSize(0);
        QTRY_VERIFY(isClosed());
        QVERIFY(got().endsWith("\r\n\r\n" + m_big));
    }

    void whoTakesNothingIsNotWaitedFor()
    {
        start(hasty());
        m_pair->far.setReadBufferSize(1024);
        say(request("GET /big"_ba));
        QTRY_VERIFY(m_pair->far.bytesAvailable() > 0);
        QTest::qWait(400);
        m_pair->far.setReadBufferSize(0);
        QTRY_VERIFY(isClosed());
        QVERIFY(got().size() < m_big.size());
    }
};

QTEST_GUILESS_MAIN(HttpConnectionTest)
#include "tst_httpconnection.moc"
