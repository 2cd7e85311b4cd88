// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/enginesessionrig.h"

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace std::chrono_literals;
using Type = EnginePacket::Type;
using Content = EnginePacket::Content;
using Kind = EngineSession::Kind;
using End = EngineSession::End;
using Transport = EngineSession::Transport;

Q_DECLARE_METATYPE(hobnob::server::EngineSession::Transport)

class EngineSessionTest final : public QObject, private EngineSessionRig
{
    Q_OBJECT

    using Lines = EngineLines;

private Q_SLOTS:
    void init()
    {
        m_outlet.take();
        m_outlet.onReceived = {};
        m_outlet.takes = true;
        m_outlet.drains = 0;
    }

    void theHandshakeSaysHowItIsDone()
    {
        m_session = std::make_unique<EngineSession>("sid", Transport::Polling, EngineSettings{},
                                                    m_outlet, m_now);
        QVERIFY(m_outlet.take().isEmpty());
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(),
                 Lines{R"(poll 0{"sid":"sid","upgrades":["websocket"],"pingInterval":20000,)"
                       R"("pingTimeout":20000,"maxPayload":131072})"});
        start(Transport::WebSocket);
        m_session = std::make_unique<EngineSession>("sid", Transport::WebSocket, EngineSettings{},
                                                    m_outlet, m_now);
        m_session->flush(m_now);
        QVERIFY(m_outlet.take().constFirst().contains(R"("upgrades":[],)"));
    }

    void whatIsPostedIsReceivedInOrder()
    {
        start(Transport::Polling);
        QVERIFY(post("4a\x1e"
                     "4b\x1e"
                     "bAQ=="));
        QCOMPARE(m_outlet.take(), Lines({"got a", "got b", "got binary \x01"}));
        QVERIFY(!m_session->hasEnded());
    }

    void aPollBringsAllThatWaits()
    {
        start(Transport::Polling);
        say("a");
        say("b");
        QVERIFY(m_outlet.take().isEmpty());
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines{"poll 4a\x1e"
                                        "4b"});
        QCOMPARE(m_session->queuedBytes(), 0);
        QVERIFY(poll());
        QVERIFY(m_outlet.take().isEmpty());
        say("c");
        m_session->flush(m_now);
        QCOMPARE(m_outlet.take(), Lines{"poll 4c"});
    }

    void aPollBringsNoMoreThanClientsTake()
    {
        start(Transport::Polling);
        Lines packets;
        for (int i = 0; i < 2 * limits::enginePollPackets; ++i) {
            say(QByteArray::number(i));
            packets.append('4' + QByteArray::number(i));
        }
        m_session->close(m_now);
        QVERIFY(poll());
        QVERIFY(poll());
        const auto half = limits::enginePollPackets;
        QCOMPARE(m_outlet.take(), Lines({"poll " + packets.first(half).join('\x1e'),
                                         "poll " + packets.last(half).join('\x1e')}));
        QVERIFY(!m_session->hasEnded());
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines{"poll 1"});
        QCOMPARE(m_session->hasEnded(), End::ClosedByServer);
    }

    void aPollIsNotLarge()
    {
        start(Transport::Polling);
        const QByteArray text(limits::enginePollBytes / 2, 'x');
        for (int i = 0; i < 5; ++i)
            say(text);
        for (const int packets : {2, 2, 1}) {
            QVERIFY(poll());
            QCOMPARE(m_outlet.take().join().count('4'), packets);
        }
    }

    void twoPollsAtOnceEndTheSession()
    {
        start(Transport::Polling);
        QVERIFY(poll());
        QCOMPARE(m_session->beginPoll(m_now), EngineRefusal::BadRequest);
        QCOMPARE(m_outlet.take(), Lines{"poll 1"});
        QCOMPARE(m_session->hasEnded(), End::Refused);
        QCOMPARE(m_session->beginPoll(m_now), EngineRefusal::SessionUnknown);
        QCOMPARE(m_session->post("4a", m_now), EngineRefusal::SessionUnknown);
    }

    void brokenPostsEndTheSession_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nonsense") << QByteArray("abc");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a ping, which servers send") << QByteArray("2");
        QTest::newRow("a handshake, which servers send") << QByteArray("0{}");
        QTest::newRow("an upgrade without a WebSocket") << QByteArray("5");
    }
    void brokenPostsEndTheSession()
    {
        QFETCH(QByteArray, body);
        start(Transport::Polling);
        QVERIFY(poll());
        QCOMPARE(m_session->post(body, m_now), EngineRefusal::BadRequest);
        QCOMPARE(m_outlet.take(), Lines{"poll 1"});
        QCOMPARE(m_session->hasEnded(), End::Refused);
    }

    void nothingIsReceivedAfterTheEnd()
    {
        start(Transport::Polling);
        QVERIFY(post("4a\x1e"
                     "1\x1e"
                     "4b"));
        QCOMPARE(m_outlet.take(), Lines{"got a"});
        QCOMPARE(m_session->hasEnded(), End::ClosedByClient);
    }

    void aClientThatClosesEndsItsPoll()
    {
        start(Transport::Polling);
        QVERIFY(poll());
        QVERIFY(post("1"));
        QCOMPARE(m_outlet.take(), Lines{"poll 6"});
        start(Transport::WebSocket);
        read("1");
        QCOMPARE(m_outlet.take(), Lines{"socket closed"});
        QCOMPARE(m_session->hasEnded(), End::ClosedByClient);
    }

    void aClientThatLeavesItsPollIsLost()
    {
        start(Transport::Polling);
        m_session->losePoll();
        QVERIFY(!m_session->hasEnded());
        QVERIFY(poll());
        m_session->losePoll();
        QCOMPARE(m_session->hasEnded(), End::Lost);
        QVERIFY(m_outlet.take().isEmpty());
    }

    void whoAnswersPingsStays()
    {
        start(Transport::Polling);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(poll());
            QCOMPARE(m_session->deadline(), m_now + 20s);
            wait(20s);
            QCOMPARE(m_outlet.take(), Lines{"poll 2"});
            wait(19s);
            QVERIFY(post("3"));
        }
        QVERIFY(!m_session->hasEnded());
    }

    void whoDoesNotAnswerAPingIsLost_data()
    {
        QTest::addColumn<Transport>("transport");
        QTest::newRow("polling") << Transport::Polling;
        QTest::newRow("WebSocket") << Transport::WebSocket;
    }
    void whoDoesNotAnswerAPingIsLost()
    {
        QFETCH(Transport, transport);
        start(transport);
        wait(20s);
        wait(19999ms);
        QVERIFY(!m_session->hasEnded());
        wait(1ms);
        QCOMPARE(m_session->hasEnded(), End::Lost);
    }

    void nobodyNeedsToLookForASessionToBeLost()
    {
        start(Transport::Polling);
        m_now += 40s;
        QCOMPARE(m_session->beginPoll(m_now), EngineRefusal::SessionUnknown);
        QCOMPARE(m_session->hasEnded(), End::Lost);
    }

    void pongsThatNobodyAskedForCountForNothing()
    {
        start(Transport::Polling);
        wait(19s);
        QVERIFY(post("3"));
        QCOMPARE(m_session->deadline(), m_now + 1s);
    }

    void aWebSocketSaysAndHears()
    {
        start(Transport::WebSocket);
        say("a");
        m_session->flush(m_now);
        m_session->send(PreparedPacket::binary("\x01"), Kind::Answer);
        m_session->flush(m_now);
        read("4b");
        m_session->readWebSocket("\x02", Content::Binary, m_now);
        QCOMPARE(m_outlet.take(), Lines({"socket 4a", "socket \x01", "got b", "got binary \x02"}));
        read("abc");
        QCOMPARE(m_outlet.take(), Lines{"socket closed"});
        QCOMPARE(m_session->hasEnded(), End::Refused);
    }

    void webSocketSessionsDoNotPoll()
    {
        start(Transport::WebSocket);
        QCOMPARE(m_session->beginPoll(m_now), EngineRefusal::BadRequest);
        QCOMPARE(m_session->post("4a", m_now), EngineRefusal::BadRequest);
        QVERIFY(!m_session->beginProbe(m_now));
        QVERIFY(!m_session->hasEnded());
    }

    void closingBringsWhatWaits()
    {
        start(Transport::Polling);
        say("a");
        m_session->close(m_now);
        QVERIFY(!m_session->hasEnded());
        QCOMPARE(m_session->post("4b", m_now), EngineRefusal::BadRequest);
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines{"poll 4a\x1e"
                                        "1"});
        QCOMPARE(m_session->hasEnded(), End::ClosedByServer);

        start(Transport::WebSocket);
        m_outlet.takes = false;
        say("a");
        m_session->close(m_now);
        QVERIFY(!m_session->hasEnded());
        m_outlet.takes = true;
        m_session->flush(m_now);
        QCOMPARE(m_outlet.take(), Lines({"socket 4a", "socket closed"}));
        QCOMPARE(m_session->hasEnded(), End::ClosedByServer);
    }

    void closingDoesNotWaitForEver()
    {
        start(Transport::Polling);
        m_session->close(m_now);
        wait(EngineSettings{}.closing);
        QCOMPARE(m_session->hasEnded(), End::ClosedByServer);
    }

    void aReceiverMayClose()
    {
        start(Transport::Polling);
        m_outlet.onReceived = [this] { m_session->close(m_now); };
        QVERIFY(poll());
        QVERIFY(post("4a\x1e"
                     "4b"));
        QCOMPARE(m_outlet.take(), Lines({"got a", "poll 1"}));
        QCOMPARE(m_session->hasEnded(), End::ClosedByServer);
    }

    void whoDoesNotPollIsNotFedWithoutEnd()
    {
        start(Transport::Polling);
        const QByteArray fact(1000, 'f');
        qint64 most = 0;
        for (int i = 0; i < 1000; ++i) {
            say(fact, Kind::Fact);
            most = std::max(most, m_session->queuedBytes());
        }
        QVERIFY(most <= limits::outboxBytes);
        QVERIFY(most > limits::outboxBytes - 2000);
        QCOMPARE(m_session->queuedBytes(), 0);
        say("answer");
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines({"poll 4answer", "caught up"}));
        say("news", Kind::Fact);
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines{"poll 4news"});
    }

    void aWebSocketThatTakesNothingIsNotFedWithoutEnd()
    {
        start(Transport::WebSocket);
        m_outlet.takes = false;
        const QByteArray fact(1000, 'f');
        for (int i = 0; i < 1000; ++i) {
            say(fact, Kind::Fact);
            m_session->flush(m_now);
            QVERIFY(m_session->queuedBytes() <= limits::outboxBytes);
        }
        const int drains = m_outlet.drains;
        m_outlet.takes = true;
        m_session->flush(m_now);
        QCOMPARE(m_outlet.take(), Lines{"caught up"});
        QCOMPARE(m_outlet.drains, drains + 1);
    }
};

QTEST_APPLESS_MAIN(EngineSessionTest)
#include "tst_enginesession.moc"
