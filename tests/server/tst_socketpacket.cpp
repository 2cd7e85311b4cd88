// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketreader.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using Type = SocketPacket::Type;
using Head = SocketPacket::Head;

Q_DECLARE_METATYPE(hobnob::server::SocketPacket::Head)

class SocketPacketTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Head>("head");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const QByteArray &text, const Head &head,
                            const QByteArray &json) {
            QTest::newRow(name) << text << head << json;
        };
        row("connect", "0", {Type::Connect}, "");
        row("connect with a token", R"(0{"token":"1"})", {Type::Connect}, R"({"token":"1"})");
        row("connect elsewhere", "0/admin,", {Type::Connect, "/admin"}, "");
        row("connect elsewhere with a token", R"(0/admin,{"token":"1"})", {Type::Connect, "/admin"},
            R"({"token":"1"})");
        row("disconnect", "1", {Type::Disconnect}, "");
        row("event", R"(2["foo"])", {Type::Event}, R"(["foo"])");
        row("event that asks", R"(212["foo"])", {Type::Event, "/", 12}, R"(["foo"])");
        row("event that asks with zero", R"(20["foo"])", {Type::Event, "/", 0}, R"(["foo"])");
        row("event elsewhere", R"(2/admin,456["foo",1])", {Type::Event, "/admin", 456},
            R"(["foo",1])");
        row("acknowledgement", R"(3/admin,13[])", {Type::Ack, "/admin", 13}, "[]");
        row("refusal", R"(4{"message":"no"})", {Type::ConnectError}, R"({"message":"no"})");
        row("binary event", R"(51-["baz",{"_placeholder":true,"num":0}])",
            {Type::BinaryEvent, "/", {}, 1}, R"(["baz",{"_placeholder":true,"num":0}])");
        row("binary acknowledgement",
            R"(62-/admin,15[[{"_placeholder":true,"num":1}],{"a":{"_placeholder":true,"num":0}}])",
            {Type::BinaryAck, "/admin", 15, 2},
            R"([[{"_placeholder":true,"num":1}],{"a":{"_placeholder":true,"num":0}}])");
    }
    void packetsAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(Head, head);
        QFETCH(QByteArray, json);
        const auto read = decodeSocketPacket(text);
        QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().sentence));
        QCOMPARE(read->head, head);
        QCOMPARE(read->payload.has_value(), !json.isEmpty());
        QCOMPARE(encodeSocketPacket(head, json), text);
    }

    void aNamespaceNeedsNoCommaAtTheEnd()
    {
        const auto read = decodeSocketPacket("0/custom");
        QVERIFY(read.ok());
        QCOMPARE(read->head.place, "/custom");
    }

    void wrongPacketsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) {
            QTest::newRow(name) << text;
        };
        row("nothing", "");
        row("a letter", "abc");
        row("a type past the last", R"(7["a"])");
        row("an event without a payload", "2");
        row("an event that is an object", "2{}");
        row("an event of nothing", "2[]");
        row("an event without a name", "2[1]");
        row("an event that clients make themselves", R"(2["disconnect"])");
        row("an event of two payloads", R"(2["a"]["b"])");
        row("a number that is none", R"(2abc["a"])");
        row("a number with a zero before", R"(201["a"])");
        row("a number too large", R"(29007199254740992["a"])");
        row("a number much too large", R"(299999999999999999999["a"])");
        row("a number below zero", R"(2-1["a"])");
        row("an acknowledgement of nothing", "3[]");
        row("an acknowledgement without a list", "31");
        row("a connection with a list", "0[]");
        row("a connection with a number", "01");
        row("a disconnection with a payload", "1{}");
        row("a refusal without a sentence", "4");
        row("a namespace that is too long", "0/" + QByteArray(limits::socketPlaceBytes, 'a') + ',');
        row("a namespace with a line feed", "0/a\n,");
        row("a binary event that does not say how much", R"(5["a"])");
        row("a binary event with a minus alone", R"(5-["a"])");
        row("a binary event of nothing", R"(50-["a"])");
        row("too many attachments",
            "5" + QByteArray::number(limits::socketAttachments + 1) + R"(-["a"])");
        row("an attachment without a place", R"(51-["a"])");
        row("two places for one attachment",
            R"(51-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}])");
        row("a place for another attachment", R"(51-["a",{"_placeholder":true,"num":1}])");
        row("a place below zero", R"(51-["a",{"_placeholder":true,"num":-1}])");
        row("a place in words", R"(51-["a",{"_placeholder":true,"num":"0"}])");
        row("a place with more in it", R"(51-["a",{"_placeholder":true,"num":0,"x":1}])");
        row("a key twice", R"(2["a",{"b":1,"b":2}])");
        row("half a surrogate pair", R"(2["a","\ud800"])");
        row("depth", "2" + QByteArray(100000, '['));
    }
    void wrongPacketsAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!decodeSocketPacket(text).ok());
    }

    void attachmentsCompleteAPacket()
    {
        SocketReader reader;
        const QByteArray text =
            R"(52-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])";
        for (int round = 0; round < 2; ++round) {
            auto read = reader.readText(text);
            QVERIFY(read.ok() && !*read);
            read = reader.readBinary("\x01\x02");
            QVERIFY(read.ok() && !*read);
            read = reader.readBinary("\x03");
            QVERIFY(read.ok() && *read);
            QCOMPARE((*read)->attachments, QList<QByteArray>({"\x01\x02", "\x03"}));
            QCOMPARE((*read)->payload->root().count(), 3);
        }
        const auto plain = reader.readText(R"(2["a"])");
        QVERIFY(plain.ok() && *plain);
    }

    void attachmentsComeWhenTheyAreDue()
    {
        const QByteArray text = R"(51-["a",{"_placeholder":true,"num":0}])";
        SocketReader early;
        QVERIFY(!early.readBinary("x").ok());
        SocketReader between;
        QVERIFY(between.readText(text).ok());
        QVERIFY(!between.readText(R"(2["a"])").ok());
        SocketReader heavy;
        QVERIFY(heavy.readText(text).ok());
        QVERIFY(!heavy.readBinary(QByteArray(limits::socketAttachmentBytes + 1, 'x')).ok());
        SocketReader full;
        QVERIFY(full.readText(text).ok());
        QVERIFY(full.readBinary(QByteArray(limits::socketAttachmentBytes, 'x')).ok());
    }
};

QTEST_APPLESS_MAIN(SocketPacketTest)
#include "tst_socketpacket.moc"
