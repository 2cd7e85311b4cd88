// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/enginesupport.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the official suite for servers of Engine.IO asks, over no network, and what it does not.
class EngineServerTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<EngineServer> m_server;

    /// What a server of the official suite does: it says everything back.
    void start(const ConnectionCaps &caps = {.total = 100, .perAddress = 100})
    {
        m_server = std::make_unique<EngineServer>(
            EngineSettings{.pingInterval = 300ms, .pingTimeout = 200ms, .maxPayload = 1000000},
            caps);
        connect(m_server.get(), &EngineServer::received, this,
                [this](EngineId session, const EnginePacket &message) {
                    m_server->send(session,
                                   message.content == EnginePacket::Content::Binary
                                       ? PreparedPacket::binary(message.data)
                                       : PreparedPacket(message.type, message.data),
                                   EngineSession::Kind::Answer);
                });
    }
    auto get(const QByteArray &query) { return request(*m_server, "GET", query); }
    auto post(const QByteArray &query, const QByteArray &body)
    {
        return request(*m_server, "POST", query, body);
    }
    /// A WebSocket that upgraded the session of \a query.
    std::shared_ptr<EngineWire> upgrade(const QByteArray &query)
    {
        auto wire = openSocket(*m_server, webSocketQuery + query.sliced(pollingQuery.size()));
        wire->say("2probe");
        wire->say("5");
        return wire;
    }

private Q_SLOTS:
    void init() { start(); }

    void aSessionIsOpened()
    {
        const auto outcome = get(pollingQuery);
        QCOMPARE(outcome->status, 200);
        const QByteArray sid = sidOf(outcome->body);
        QCOMPARE(outcome->body,
                 R"(0{"sid":")" + sid +
                     R"(","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200,)"
                     R"("maxPayload":1000000})");
        const auto wire = openSocket(*m_server, webSocketQuery);
        QCOMPARE(wire->texts.size(), 1);
        QVERIFY(wire->texts.constFirst().contains(R"("upgrades":[],)"));
        QVERIFY(!wire->isClosed);
        QCOMPARE(m_server->count(), 2);
    }

    void sidsHave256BitsAndDiffer()
    {
        start({.total = 10000, .perAddress = 10000});
        QSet<QByteArray> sids;
        for (int i = 0; i < 1000; ++i)
            sids.insert(sidOf(get(pollingQuery)->body));
        QCOMPARE(sids.size(), 1000);
        for (const auto &sid : std::as_const(sids))
            QCOMPARE(QByteArray::fromHex(sid).size(), 32);
    }

    void wrongRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &method, const QByteArray &query,
                            const QByteArray &body) {
            QTest::newRow(name) << method << query << body;
        };
        const QByteArray noTransport = R"({"code":0,"message":"Transport unknown"})";
        const QByteArray noSession = R"({"code":1,"message":"Session ID unknown"})";
        const QByteArray noMethod = R"({"code":2,"message":"Bad handshake method"})";
        const QByteArray bad = R"({"code":3,"message":"Bad request"})";
        const QByteArray noVersion = R"({"code":5,"message":"Unsupported protocol version"})";
        row("no version", "GET", "transport=polling", noVersion);
        row("a version in words", "GET", "EIO=abc&transport=polling", noVersion);
        row("an older version", "GET", "EIO=3&transport=polling", noVersion);
        row("two versions", "GET", "EIO=4&EIO=4&transport=polling", noVersion);
        row("no transport", "GET", "EIO=4", noTransport);
        row("another transport", "GET", "EIO=4&transport=abc", noTransport);
        row("nothing", "GET", "", noTransport);
        row("WebSocket without one", "GET", webSocketQuery, bad);
        row("POST", "POST", pollingQuery, noMethod);
        row("PUT", "PUT", pollingQuery, noMethod);
        row("a session that is none", "GET", pollingQuery + "&sid=abc", noSession);
        row("a session without a name", "GET", pollingQuery + "&sid=", noSession);
        row("a post to none", "POST", pollingQuery + "&sid=abc", noSession);
    }
    void wrongRequestsAreRefused()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, query);
        const auto outcome = request(*m_server, method, query, "4a");
        QCOMPARE(outcome->status, 400);
        QTEST(outcome->body, "body");
        QCOMPARE(m_server->count(), 0);
    }

    void wrongRequestsForASessionAreRefused()
    {
        const QByteArray query = startPolling(*m_server);
        QCOMPARE(request(*m_server, "PUT", query)->status, 400);
        QCOMPARE(get(webSocketQuery + query.sliced(pollingQuery.size()))->status, 400);
        QCOMPARE(get("EIO=3" + query.sliced(5))->status, 400);
        QCOMPARE(m_server->count(), 1);
    }

    void wrongWebSocketsAreClosed_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no version")
            << QByteArray("transport=websocket") << QByteArray("Unsupported protocol version");
        QTest::newRow("a version in words") << QByteArray("EIO=abc&transport=websocket")
                                            << QByteArray("Unsupported protocol version");
        QTest::newRow("no transport") << QByteArray("EIO=4") << QByteArray("Transport unknown");
        QTest::newRow("another transport")
            << QByteArray("EIO=4&transport=abc") << QByteArray("Transport unknown");
        QTest::newRow("polling") << pollingQuery << QByteArray("Bad request");
        QTest::newRow("a session that is none")
            << webSocketQuery + "&sid=abc" << QByteArray("Session ID unknown");
    }
    void wrongWebSocketsAreClosed()
    {
        QFETCH(QByteArray, query);
        const auto wire = openSocket(*m_server, query);
        QVERIFY(wire->isClosed);
        QTEST(wire->reason, "reason");
        QCOMPARE(m_server->count(), 0);
    }

    void payloadsComeBack_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("one packet") << QByteArray("4hello");
        QTest::newRow("several") << QByteArray("4test1\x1e"
                                               "4test2\x1e"
                                               "4test3");
        QTest::newRow("text and binary") << QByteArray("4hello\x1e"
                                                       "bAQIDBA==");
    }
    void payloadsComeBack()
    {
        QFETCH(QByteArray, payload);
        const QByteArray query = startPolling(*m_server);
        const auto pushed = post(query, payload);
        QCOMPARE(pushed->status, 200);
        QCOMPARE(pushed->body, "ok");
        const auto polled = get(query);
        QCOMPARE(polled->status, 200);
        QCOMPARE(polled->body, payload);
    }

    void aPollThatWaitsIsAnsweredInTheSameTurn()
    {
        const QByteArray query = startPolling(*m_server);
        const auto polled = get(query);
        QCOMPARE(polled->status, 0);
        post(query, "4a");
        post(query, "4b");
        QTRY_COMPARE(polled->status, 200);
        QCOMPARE(polled->body, "4a\x1e"
                               "4b");
    }

    void brokenPayloadsEndTheSession()
    {
        const QByteArray query = startPolling(*m_server);
        QCOMPARE(post(query, "abc")->status, 400);
        QCOMPARE(get(query)->status, 400);
        QCOMPARE(m_server->count(), 0);
    }

    void twoPollsAtOnceEndTheSession()
    {
        const QByteArray query = startPolling(*m_server);
        const auto first = get(query);
        const auto second = get(query + "&t=burst");
        QCOMPARE(first->status, 200);
        QCOMPARE(first->body, "1");
        QCOMPARE(second->status, 400);
        QCOMPARE(get(query)->status, 400);
    }

    void postsThatAreTooLargeAreRefused()
    {
        const QByteArray query = startPolling(*m_server);
        QCOMPARE(post(query, '4' + QByteArray(1000000, 'x'))->status, 413);
        QCOMPARE(post(query, '4' + QByteArray(999999, 'x'))->status, 200);
    }

    void whoLeavesAPollIsLost()
    {
        QSignalSpy ended(m_server.get(), &EngineServer::ended);
        const QByteArray query = startPolling(*m_server);
        const auto earlier = get(query);
        post(query, "4a");
        QTRY_COMPARE(earlier->status, 200);
        earlier->leave();
        QVERIFY(ended.isEmpty());
        const auto polled = get(query);
        polled->leave();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.constFirst().at(1).value<EngineSession::End>(), EngineSession::End::Lost);
        QCOMPARE(get(query)->status, 400);
        polled->leave();
    }

    void aWebSocketEchoes()
    {
        const auto wire = openSocket(*m_server, webSocketQuery);
        wire->say("4hello");
        wire->sayBinary("\x01\x02");
        QTRY_COMPARE(wire->texts.size(), 2);
        QCOMPARE(wire->texts.constLast(), "4hello");
        QCOMPARE(wire->binaries, QByteArrayList{"\x01\x02"});
        wire->say("abc");
        QVERIFY(wire->isClosed);
        QTRY_COMPARE(m_server->count(), 0);
    }

    void heartbeatsKeepASession()
    {
        const QByteArray query = startPolling(*m_server);
        const auto wire = openSocket(*m_server, webSocketQuery);
        for (int i = 0; i < 3; ++i) {
            const auto polled = get(query);
            QTRY_COMPARE(polled->body, "2");
            QCOMPARE(post(query, "3")->status, 200);
            QTRY_COMPARE(wire->texts.size(), i + 2);
            QCOMPARE(wire->texts.constLast(), "2");
            wire->say("3");
        }
        QVERIFY(!wire->isClosed);
    }

    void silenceEndsASession()
    {
        const QByteArray query = startPolling(*m_server);
        const auto wire = openSocket(*m_server, webSocketQuery);
        QSignalSpy emptied(m_server.get(), &EngineServer::emptied);
        QTRY_COMPARE(emptied.size(), 1);
        QVERIFY(wire->isClosed);
        QCOMPARE(get(query)->status, 400);
    }

    void aClientCloses()
    {
        const QByteArray query = startPolling(*m_server);
        const auto polled = get(query);
        QCOMPARE(post(query, "1")->status, 200);
        QCOMPARE(polled->status, 200);
        QCOMPARE(polled->body, "6");
        QCOMPARE(get(query)->status, 400);
        const auto wire = openSocket(*m_server, webSocketQuery);
        wire->say("1");
        QVERIFY(wire->isClosed);
        const auto gone = openSocket(*m_server, webSocketQuery);
        gone->leave(EngineSession::End::ClosedByClient);
        QCOMPARE(m_server->count(), 0);
    }

    void aSessionIsUpgraded()
    {
        const QByteArray query = startPolling(*m_server);
        const auto wire = openSocket(*m_server, webSocketQuery + query.sliced(pollingQuery.size()));
        wire->say("2probe");
        QCOMPARE(wire->texts, QByteArrayList{"3probe"});
        const auto polled = get(query);
        QTRY_COMPARE(polled->status, 200);
        QCOMPARE(polled->body, "6");
        wire->say("5");
        wire->say("4hello");
        QTRY_COMPARE(wire->texts.constLast(), "4hello");
    }

    void anUpgradedSessionHasOneTransport()
    {
        const QByteArray query = startPolling(*m_server);
        const auto wire = upgrade(query);
        QCOMPARE(get(query)->status, 400);
        const auto second =
            openSocket(*m_server, webSocketQuery + query.sliced(pollingQuery.size()));
        QVERIFY(second->isClosed);
        wire->say("4hello");
        QTRY_COMPARE(wire->texts.constLast(), "4hello");
        QVERIFY(!wire->isClosed);
    }

    void sessionsAreBounded()
    {
        start({.total = 3, .perAddress = 2});
        startPolling(*m_server, u"192.0.2.1"_s);
        openSocket(*m_server, webSocketQuery, u"192.0.2.1"_s);
        QCOMPARE(request(*m_server, "GET", pollingQuery, {}, u"192.0.2.1"_s)->status, 503);
        QVERIFY(openSocket(*m_server, webSocketQuery, u"192.0.2.1"_s)->isClosed);
        const auto last = openSocket(*m_server, webSocketQuery, u"192.0.2.2"_s);
        QVERIFY(!last->isClosed);
        QCOMPARE(get(pollingQuery)->status, 503);
        last->say("1");
        QCOMPARE(get(pollingQuery)->status, 200);
    }

    void allCanBeClosed()
    {
        const QByteArray query = startPolling(*m_server);
        const auto polled = get(query);
        const auto wire = openSocket(*m_server, webSocketQuery);
        m_server->closeAll();
        QCOMPARE(polled->body, "1");
        QVERIFY(wire->isClosed);
        QCOMPARE(m_server->count(), 0);
    }
};

QTEST_GUILESS_MAIN(EngineServerTest)
#include "tst_engineserver.moc"
