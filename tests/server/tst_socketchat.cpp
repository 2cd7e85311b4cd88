// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/socketchatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

/// The tutorial's events, in front of the whole domain.
class SocketChatTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SocketChatRig> m_rig;

private Q_SLOTS:
    void init() { m_rig = std::make_unique<SocketChatRig>(); }

    void twoClientsTalk()
    {
        SocketClient ana(*m_rig);
        SocketClient ben(*m_rig);
        QVERIFY(ana.isConnected() && ben.isConnected());
        const auto joined = ana.join("Ana", "Lobby");
        QVERIFY(joined[u"ok"_s].toBool());
        QCOMPARE(joined[u"room"_s].toString(), u"Lobby"_s);
        QCOMPARE(joined[u"username"_s].toString(), u"Ana"_s);
        QCOMPARE(ana.hear("message_history")[u"messages"_s].toArray().size(), 0);
        QVERIFY(ben.join("Ben", "Lobby")[u"ok"_s].toBool());
        const auto posted = ana.say("Ana", "Lobby", "Hello");
        QVERIFY(posted[u"ok"_s].toBool());
        QCOMPARE(posted[u"seq"_s].toInt(), 1);
        for (auto *client : {&ana, &ben}) {
            const auto told = client->hearMessage();
            QCOMPARE(told[u"message"_s].toString(), u"Hello"_s);
            QCOMPARE(told[u"username"_s].toString(), u"Ana"_s);
            QCOMPARE(told[u"room"_s].toString(), u"Lobby"_s);
            QCOMPARE(told[u"id"_s], posted[u"id"_s]);
            QCOMPARE(told[u"seq"_s].toInt(), 1);
            QCOMPARE(told[u"timestamp"_s], posted[u"timestamp"_s]);
        }
    }

    void everyClientSeesTheSame()
    {
        ChatRig &native = m_rig->rig;
        const auto [cleo, login] = native.guest(u"Cleo"_s);
        const auto room = native.join(cleo, u"Lobby"_s);
        SocketClient ana(*m_rig);
        QVERIFY(ana.join("Ana", "Lobby")[u"ok"_s].toBool());
        for (int i = 0; i < 5; ++i) {
            QVERIFY(ana.say("Ana", "Lobby", "from Ana")[u"ok"_s].toBool());
            native.say(cleo, protocol::PostMessage{RequestId{10 + i}, room,
                                                   ClientId(u"c-%1"_s.arg(i)), u"from Cleo"_s});
            QCOMPARE(number(native.take<protocol::Posted>(cleo).seq), 2 * i + 2);
        }
        for (int seq = 1; seq <= 10; ++seq) {
            const auto told = ana.hearMessage();
            const auto event = native.take<protocol::RoomEvent>(cleo).event;
            QCOMPARE(told[u"seq"_s].toInt(), seq);
            QCOMPARE(number(event.seq), seq);
            QCOMPARE(told[u"id"_s].toString(), event.clientId.value());
            QCOMPARE(told[u"message"_s].toString(), event.text);
            QCOMPARE(told[u"username"_s].toString(), event.author.name);
        }
    }

    void whoJoinsGetsTheNewestOldestFirst()
    {
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        for (int i = 1; i <= 60; ++i)
            QVERIFY(ana.say("Ana", "Lobby", QByteArray::number(i))[u"ok"_s].toBool());
        SocketClient ben(*m_rig);
        ben.join("Ben", "Lobby");
        const auto history = ben.hear("message_history");
        const auto messages = history[u"messages"_s].toArray();
        QCOMPARE(history[u"room"_s].toString(), u"Lobby"_s);
        QCOMPARE(messages.size(), 50);
        QCOMPARE(messages.first()[u"seq"_s].toInt(), 11);
        QCOMPARE(messages.last()[u"message"_s].toString(), u"60"_s);
        const auto older = ben.ask("message_history", js("{'room':'Lobby','before':11,'limit':5}"));
        QVERIFY(older[u"ok"_s].toBool());
        QCOMPARE(older[u"messages"_s].toArray().size(), 5);
        QCOMPARE(older[u"messages"_s].toArray().first()[u"seq"_s].toInt(), 6);
        QVERIFY(older[u"more"_s].toBool());
        QCOMPARE(ben.hear("message_history")[u"messages"_s], older[u"messages"_s]);
    }

    void comingAndGoingIsToldAndNotKept()
    {
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        SocketClient ben(*m_rig);
        ben.join("Ben", "Lobby");
        QJsonObject told;
        while (told[u"message"_s] != u"Ben joined"_s)
            told = ana.hear("message");
        QCOMPARE(told[u"username"_s].toString(), u"System"_s);
        QVERIFY(told[u"system"_s].toBool());
        QVERIFY(!told.contains(u"id"_s) && !told.contains(u"seq"_s));
        const auto left = ben.ask("leave", js("{'username':'Ben','room':'Lobby'}"));
        QVERIFY(left[u"ok"_s].toBool());
        QCOMPARE(ana.hear("message")[u"message"_s].toString(), u"Ben left"_s);
        QCOMPARE(codeOf(ben.say("Ben", "Lobby", "Hello")), u"not-member"_s);
        ana.ask("message_history", js("{'room':'Lobby'}"));
        ana.hear("message_history");
        QCOMPARE(ana.hear("message_history")[u"messages"_s].toArray().size(), 0);
    }

    void typingIsToldToTheOthers()
    {
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        SocketClient ben(*m_rig);
        ben.join("Ben", "Lobby");
        const auto typed = ana.ask("typing", js("{'username':'Ana','room':'Lobby'}"));
        QVERIFY(typed[u"ok"_s].toBool());
        auto told = ben.hear("typing");
        QCOMPARE(told[u"username"_s].toString(), u"Ana"_s);
        QCOMPARE(told[u"typing"_s].toBool(), true);
        QCOMPARE(told[u"room"_s].toString(), u"Lobby"_s);
        ana.ask("typing", js("{'username':'Ana','room':'Lobby','typing':false}"));
        told = ben.hear("typing");
        QCOMPARE(told[u"typing"_s].toBool(true), false);
        QCOMPARE(ana.count("typing"), 0);
    }

    void whatIsWrongIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("argument");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QByteArray &event, const QByteArray &argument,
                            const QString &code, const QString &field) {
            QTest::newRow(name) << event << argument << code << field;
        };
        const QByteArray many(9000, 'x');
        row("another event", "shout", "{}", u"unknown-type"_s, {});
        row("a text", "message", js("'Hello'"), u"not-object"_s, {});
        row("a list", "message", "[]", u"not-object"_s, {});
        row("null", "join", "null", u"not-object"_s, {});
        row("two arguments", "join", "{},{}", u"not-object"_s, {});
        row("no room", "message", js("{'username':'Ana','message':'a'}"), u"missing-field"_s,
            u"room"_s);
        row("no name", "message", js("{'room':'Lobby','message':'a'}"), u"missing-field"_s,
            u"username"_s);
        row("no message", "message", js("{'username':'Ana','room':'Lobby'}"), u"missing-field"_s,
            u"message"_s);
        row("a message that is a number", "message",
            js("{'username':'Ana','room':'Lobby','message':1}"), u"wrong-kind"_s, u"message"_s);
        row("an empty message", "message", js("{'username':'Ana','room':'Lobby','message':' '}"),
            u"message-empty"_s, u"message"_s);
        row("a message that is too long", "message",
            js("{'username':'Ana','room':'Lobby','message':'") + many + js("'}"),
            u"message-too-long"_s, u"message"_s);
        row("an id of other characters", "message",
            js("{'username':'Ana','room':'Lobby','message':'a','id':'a b'}"), u"bad-text"_s,
            u"id"_s);
        row("another name", "message", js("{'username':'Eve','room':'Lobby','message':'a'}"),
            u"not-allowed"_s, u"username"_s);
        row("another name when joining", "join", js("{'username':'Eve','room':'Lobby'}"),
            u"not-allowed"_s, u"username"_s);
        row("a name that is a list", "join", js("{'username':[],'room':'Lobby'}"), u"wrong-kind"_s,
            u"username"_s);
        row("an empty name", "join", js("{'username':'','room':'Lobby'}"), u"name-empty"_s,
            u"username"_s);
        row("a name that is too long", "join", js("{'username':'") + many + js("','room':'Lobby'}"),
            u"name-too-long"_s, u"username"_s);
        row("an empty room", "join", js("{'username':'Ana','room':''}"), u"room-name-empty"_s,
            u"room"_s);
        row("a room that is too long", "join", js("{'username':'Ana','room':'") + many + js("'}"),
            u"room-name-too-long"_s, u"room"_s);
        row("another room", "message", js("{'username':'Ana','room':'Attic','message':'a'}"),
            u"not-member"_s, u"room"_s);
        row("typing in words", "typing", js("{'username':'Ana','room':'Lobby','typing':'yes'}"),
            u"wrong-kind"_s, u"typing"_s);
        row("a page of another room", "message_history", js("{'room':'Attic'}"), u"not-member"_s,
            u"room"_s);
        row("a page before nothing", "message_history", js("{'room':'Lobby','before':0}"),
            u"out-of-range"_s, u"before"_s);
        row("a page that is too long", "message_history", js("{'room':'Lobby','limit':201}"),
            u"out-of-range"_s, u"limit"_s);
        row("a page in words", "message_history", js("{'room':'Lobby','limit':'5'}"),
            u"wrong-kind"_s, u"limit"_s);
    }
    void whatIsWrongIsRefusedByName()
    {
        QFETCH(QByteArray, event);
        QFETCH(QByteArray, argument);
        SocketClient ana(*m_rig);
        QVERIFY(ana.join("Ana", "Lobby")[u"ok"_s].toBool());
        const auto answer = ana.ask(event, argument);
        QTEST(codeOf(answer), "code");
        QTEST(answer[u"field"_s].toString(), "field");
        QVERIFY(!answer[u"error"_s].toString().isEmpty());
        QVERIFY(ana.say("Ana", "Lobby", "Still here")[u"ok"_s].toBool());
        QVERIFY(!ana.wire->isClosed);
    }

    void whatWaitsIsBounded()
    {
        SocketClient ana(*m_rig);
        QVERIFY(ana.isConnected());
        // All of them behind a join that is not answered before the event loop runs.
        ana.wire->say(js("42['join',{'username':'Ana','room':'Lobby'}]"));
        const QByteArray text(100'000, 'x');
        for (int i = 0; i < 5; ++i)
            ana.wire->say(js("42['message',{'username':'Ana','room':'Lobby','message':'") + text +
                          js("'}]"));
        QCOMPARE(m_rig->sockets.count(), 1);
        ana.wire->say(js("42['message',{'username':'Ana','room':'Lobby','message':'") + text +
                      js("'}]"));
        QCOMPARE(m_rig->sockets.count(), 0);
    }

    void retriesAreWrittenOnce()
    {
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        const QByteArray event = js("{'username':'Ana','room':'Lobby','message':'a','id':'c-1'}");
        const auto first = ana.ask("message", event);
        QCOMPARE(first[u"id"_s].toString(), u"c-1"_s);
        QCOMPARE(ana.ask("message", event), first);
        QCOMPARE(ana.say("Ana", "Lobby", "b")[u"seq"_s].toInt(), 2);
    }

    void eventsWaitForTheJoinBeforeThem()
    {
        SocketClient ana(*m_rig);
        QVERIFY(ana.isConnected());
        ana.wire->say(js("42['join',{'username':'Ana','room':'Lobby'}]"));
        for (int i = 0; i < 100; ++i)
            ana.wire->say(js("42['message',{'username':'Ana','room':'Lobby','message':'a'}]"));
        for (int seq = 1; seq <= 100; ++seq)
            QCOMPARE(ana.hearMessage()[u"seq"_s].toInt(), seq);
    }

    void tooFastIsRefusedWithATimeToWait()
    {
        m_rig = std::make_unique<SocketChatRig>(ChatRig::quickRules(), Rates::standard());
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        QJsonObject answer;
        for (int i = 0; i < 100 && codeOf(answer) == u"ok"_s; ++i)
            answer = ana.say("Ana", "Lobby", "a");
        QCOMPARE(codeOf(answer), u"rate-limited"_s);
        QVERIFY(answer[u"retryAfter"_s].toInt() > 0);
    }

    void whoMissedSomethingIsShownTheNewestAgain()
    {
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        ana.hear("message_history");
        ana.wire->unsent = 1024 * 1024;
        SocketClient ben(*m_rig);
        ben.join("Ben", "Lobby");
        const QByteArray text(7000, 'x');
        for (int i = 0; i < 60; ++i)
            QVERIFY(ben.say("Ben", "Lobby", text)[u"ok"_s].toBool());
        QVERIFY(m_rig->engine.queuedBytes() <= 2 * limits::outboxBytes);
        ana.wire->unsent = 0;
        ana.wire->listener->socketDrained(ana.wire->socket);
        QCOMPARE(ana.hear("message_history")[u"messages"_s].toArray().last()[u"seq"_s].toInt(), 60);
        QVERIFY(ben.say("Ben", "Lobby", "after")[u"ok"_s].toBool());
        QCOMPARE(ana.hearMessage()[u"seq"_s].toInt(), 61);
    }
};

QTEST_GUILESS_MAIN(SocketChatTest)
#include "tst_socketchat.moc"
