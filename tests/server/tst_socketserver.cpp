// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketserver.h"
#include "tests/server/enginesupport.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace std::chrono_literals;
using End = SocketServer::End;

/// What the official suite for servers of Socket.IO asks, over no network, and what it does not.
class SocketServerTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<EngineServer> m_engine;
    std::unique_ptr<SocketServer> m_server;
    QList<SocketId> m_asked;
    QList<std::pair<SocketId, End>> m_ended;
    QByteArrayList m_events;

    void start(std::chrono::milliseconds connecting)
    {
        m_server.reset();
        m_asked.clear();
        m_ended.clear();
        m_events.clear();
        m_engine = std::make_unique<EngineServer>(EngineSettings{},
                                                  ConnectionCaps{.total = 100, .perAddress = 100});
        m_server = std::make_unique<SocketServer>(
            *m_engine, SocketServer::Settings{
                           .connecting = connecting, .sweep = 10ms, .places = {"/", "/custom"}});
        connect(m_server.get(), &SocketServer::socketAsked, this,
                [this](const SocketId &socket) { m_asked.append(socket); });
        connect(m_server.get(), &SocketServer::socketEnded, this,
                [this](const SocketId &socket, End how) {
                    m_ended.append({socket, how});
                });
        connect(m_server.get(), &SocketServer::eventReceived, this,
                [this](const SocketId &socket, const SocketPacket &event) {
                    m_events.append(socket.place + ' ' +
                                    (*event.payload->root().begin()).bytes().toByteArray());
                });
    }
    /// A WebSocket that is past Engine.IO's handshake.
    std::shared_ptr<EngineWire> open()
    {
        auto wire = openSocket(*m_engine, webSocketQuery);
        wire->texts.clear();
        return wire;
    }
    /// One that is connected to the main namespace, too.
    std::shared_ptr<EngineWire> connected()
    {
        auto wire = open();
        wire->say("40");
        m_server->accept(m_asked.constLast());
        flush();
        wire->texts.clear();
        return wire;
    }
    static void flush() { QCoreApplication::sendPostedEvents(); }
    static QByteArrayList said(EngineWire &wire)
    {
        flush();
        return std::exchange(wire.texts, {});
    }

private Q_SLOTS:
    void init() { start(1h); }

    void namespacesAreAskedForAndEntered_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("the main one") << QByteArray("40") << QByteArray("/") << QByteArray("40");
        QTest::newRow("with a token")
            << QByteArray(R"(40{"token":"1"})") << QByteArray("/") << QByteArray("40");
        QTest::newRow("another") << QByteArray("40/custom,") << QByteArray("/custom")
                                 << QByteArray("40/custom,");
        QTest::newRow("another without a comma")
            << QByteArray("40/custom") << QByteArray("/custom") << QByteArray("40/custom,");
    }
    void namespacesAreAskedForAndEntered()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, answer);
        const auto wire = open();
        wire->say(text);
        QCOMPARE(m_asked.size(), 1);
        QTEST(m_asked.constFirst().place, "place");
        QVERIFY(said(*wire).isEmpty());
        m_server->accept(m_asked.constFirst());
        const auto texts = said(*wire);
        QCOMPARE(texts.size(), 1);
        QVERIFY(texts.constFirst().startsWith(answer + "{\"sid\":\""));
        m_server->accept(m_asked.constFirst());
        QVERIFY(said(*wire).isEmpty());
    }

    void unknownNamespacesAreRefused()
    {
        const auto wire = open();
        wire->say("40/random");
        const QByteArrayList refusal{R"(44/random,{"message":"Invalid namespace"})"};
        QCOMPARE(said(*wire), refusal);
        QVERIFY(m_asked.isEmpty());
        QVERIFY(!wire->isClosed);
    }

    void whoIsRefusedMayAskAgain()
    {
        const auto wire = open();
        wire->say("40");
        m_server->refuse(m_asked.constFirst(), R"({"message":"no"})");
        const QByteArrayList refusal{R"(44{"message":"no"})"};
        QCOMPARE(said(*wire), refusal);
        wire->say("40");
        QCOMPARE(m_asked.size(), 2);
    }

    void whatBreaksTheProtocolEndsTheSession_data()
    {
        QTest::addColumn<QByteArrayList>("texts");
        QTest::newRow("nonsense first") << QByteArrayList{"4abc"};
        QTest::newRow("an event first") << QByteArrayList{R"(42["a"])"};
        QTest::newRow("an event before the answer") << QByteArrayList{"40", R"(42["a"])"};
        QTest::newRow("connecting twice") << QByteArrayList{"40", "40"};
        QTest::newRow("an event in another namespace")
            << QByteArrayList{"40", R"(42/custom,["a"])"};
    }
    void whatBreaksTheProtocolEndsTheSession()
    {
        QFETCH(QByteArrayList, texts);
        const auto wire = open();
        for (const auto &text : texts)
            wire->say(text);
        QVERIFY(wire->isClosed);
        QVERIFY(m_events.isEmpty());
        QCOMPARE(m_ended.size(), m_asked.size());
    }

    void whatBreaksTheProtocolLaterEndsTheSession_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("an unknown type") << QByteArray("4abc");
        QTest::newRow("an event without a list") << QByteArray("42{}");
        QTest::newRow("an acknowledgement of letters")
            << QByteArray(R"(42abc["message-with-ack",1])");
        QTest::newRow("connecting again") << QByteArray("40");
        QTest::newRow("a refusal") << QByteArray(R"(44{"message":"no"})");
    }
    void whatBreaksTheProtocolLaterEndsTheSession()
    {
        QFETCH(QByteArray, text);
        const auto wire = connected();
        wire->say(text);
        QVERIFY(wire->isClosed);
        QCOMPARE(m_ended.size(), 1);
        QCOMPARE(m_ended.constFirst().second, End::ByServer);
    }

    void eventsAreReceivedAndAcknowledged()
    {
        const auto wire = connected();
        wire->say(R"(42456["message-with-ack",1,"2",{"3":[false]}])");
        QCOMPARE(m_events, QByteArrayList{"/ message-with-ack"});
        m_server->acknowledge(m_asked.constFirst(), 456, R"([1,"2",{"3":[false]}])");
        m_server->send(m_asked.constFirst(), SocketServer::prepare(R"(["news"])"),
                       EngineSession::Kind::Fact);
        const QByteArrayList texts{R"(43456[1,"2",{"3":[false]}])", R"(42["news"])"};
        QCOMPARE(said(*wire), texts);
    }

    void attachmentsTravelBothWays()
    {
        const auto wire = connected();
        const QByteArray json = R"([{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])";
        wire->say(R"(452-789["message",)" + json.sliced(1));
        wire->sayBinary("\x01\x02\x03");
        QVERIFY(m_events.isEmpty());
        wire->sayBinary("\x04\x05\x06");
        QCOMPARE(m_events, QByteArrayList{"/ message"});
        const QByteArrayList attachments{"\x01\x02\x03", "\x04\x05\x06"};
        m_server->sendWithAttachments(m_asked.constFirst(),
                                      {.type = SocketPacket::Type::BinaryAck, .ack = 789}, json,
                                      attachments);
        QCOMPARE(said(*wire), QByteArrayList{"462-789" + json});
        QCOMPARE(wire->binaries, attachments);
    }

    void leavingANamespaceLeavesTheOthers()
    {
        const auto wire = connected();
        wire->say("40/custom");
        m_server->accept(m_asked.constLast());
        wire->say("41/custom");
        QCOMPARE(m_ended.size(), 1);
        QCOMPARE(m_ended.constFirst().first.place, "/custom");
        QCOMPARE(m_ended.constFirst().second, End::ByClient);
        wire->say(R"(42["message"])");
        QCOMPARE(m_events, QByteArrayList{"/ message"});
        wire->say("41");
        QCOMPARE(m_ended.size(), 2);
        QVERIFY(!wire->isClosed);
    }

    void theServerMayDisconnect()
    {
        const auto wire = connected();
        m_server->disconnectSocket(m_asked.constFirst());
        m_server->send(m_asked.constFirst(), SocketServer::prepare(R"(["news"])"),
                       EngineSession::Kind::Fact);
        QCOMPARE(said(*wire), QByteArrayList{"41"});
        QVERIFY(m_ended.isEmpty());
    }

    void everyNamespaceEndsWithItsSession()
    {
        const auto wire = connected();
        wire->say("40/custom");
        wire->leave(EngineSession::End::Lost);
        QCOMPARE(m_ended.size(), 2);
        QCOMPARE(m_ended.constFirst().second, End::Lost);
    }

    void whoIsInNoNamespaceIsClosed()
    {
        start(100ms);
        const auto silent = open();
        const auto wire = connected();
        QTRY_VERIFY(silent->isClosed);
        QVERIFY(!wire->isClosed);
        wire->say("41");
        QTRY_VERIFY(wire->isClosed);
    }
};

QTEST_GUILESS_MAIN(SocketServerTest)
#include "tst_socketserver.moc"
