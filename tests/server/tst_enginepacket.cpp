// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/websocketframe.h"
#include "server/socketio/preparedpacket.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using Type = EnginePacket::Type;
using Content = EnginePacket::Content;

Q_DECLARE_METATYPE(hobnob::server::EnginePacket)

class EnginePacketTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<EnginePacket>("packet");
        const auto row = [](const char *name, const QByteArray &text, const EnginePacket &packet) {
            QTest::newRow(name) << text << packet;
        };
        row("open", R"(0{"sid":"a"})", {Type::Open, R"({"sid":"a"})"});
        row("close", "1", {Type::Close});
        row("ping", "2", {Type::Ping});
        row("ping that probes", "2probe", {Type::Ping, "probe"});
        row("pong", "3", {Type::Pong});
        row("pong to a probe", "3probe", {Type::Pong, "probe"});
        row("message", "4hello", {Type::Message, "hello"});
        row("message of nothing", "4", {Type::Message});
        row("message in letters of two bytes", "4\xC3\xA9", {Type::Message, "\xC3\xA9"});
        row("upgrade", "5", {Type::Upgrade});
        row("noop", "6", {Type::Noop});
    }
    void packetsAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(EnginePacket, packet);
        const auto read = decodeEnginePacket(text);
        QVERIFY(read.ok());
        QCOMPARE(*read, packet);
        QCOMPARE(encodeEnginePacket(packet.type, packet.data), text);
    }

    void wrongPacketsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nothing") << QByteArray("") << ErrorCode::MissingField;
        QTest::newRow("a letter") << QByteArray("abc") << ErrorCode::UnknownType;
        QTest::newRow("a type past the last") << QByteArray("7") << ErrorCode::UnknownType;
        QTest::newRow("a sign") << QByteArray("-1") << ErrorCode::UnknownType;
        QTest::newRow("binary content") << QByteArray("bAQI=") << ErrorCode::UnknownType;
        QTest::newRow("close with words") << QByteArray("1bye") << ErrorCode::WrongKind;
        QTest::newRow("ping with others") << QByteArray("2probes") << ErrorCode::WrongKind;
        QTest::newRow("upgrade with data") << QByteArray("5probe") << ErrorCode::WrongKind;
        QTest::newRow("half a character") << QByteArray("4\xC3") << ErrorCode::BadText;
        QTest::newRow("a surrogate") << QByteArray("4\xED\xA0\x80") << ErrorCode::BadText;
    }
    void wrongPacketsAreRefused()
    {
        QFETCH(QByteArray, text);
        const auto read = decodeEnginePacket(text);
        QVERIFY(!read.ok());
        QTEST(read.error().code, "code");
    }

    void severalPacketsAreReadAtOnce()
    {
        const auto read = decodeEnginePayload("4hello\x1e"
                                              "2\x1e"
                                              "bAQIDBA==\x1e"
                                              "b\x1e"
                                              "4");
        QVERIFY(read.ok());
        QCOMPARE(*read, QList<EnginePacket>({{Type::Message, "hello"},
                                             {Type::Ping},
                                             {Type::Message, "\x01\x02\x03\x04", Content::Binary},
                                             {Type::Message, "", Content::Binary},
                                             {Type::Message}}));
    }

    void wrongPayloadsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("a separator alone") << QByteArray("\x1e");
        QTest::newRow("a separator before") << QByteArray("\x1e"
                                                          "4a");
        QTest::newRow("a separator after") << QByteArray("4a\x1e");
        QTest::newRow("one wrong packet") << QByteArray("4a\x1e"
                                                        "abc");
        QTest::newRow("base64 without its end") << QByteArray("bAQIDBA");
        QTest::newRow("base64 with bits too many") << QByteArray("bAR==");
        QTest::newRow("base64 with a space") << QByteArray("bAQI =");
        QTest::newRow("base64 of the other alphabet") << QByteArray("b-_-_");
        QByteArray many = "4";
        for (int i = 0; i < limits::enginePackets; ++i)
            many += "\x1e"
                    "4";
        QTest::newRow("too many packets") << many;
    }
    void wrongPayloadsAreRefused()
    {
        QFETCH(QByteArray, payload);
        QVERIFY(!decodeEnginePayload(payload).ok());
    }

    void asManyPacketsAsMayWaitAreRead()
    {
        QByteArray many = "4";
        for (int i = 1; i < limits::enginePackets; ++i)
            many += "\x1e"
                    "4";
        const auto read = decodeEnginePayload(many);
        QVERIFY(read.ok());
        QCOMPARE(read->size(), limits::enginePackets);
    }

    void preparedPacketsFitBothTransports_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("short") << 3;
        QTest::newRow("with a length of two bytes") << 200;
        QTest::newRow("with a length of eight bytes") << 70000;
    }
    void preparedPacketsFitBothTransports()
    {
        QFETCH(int, size);
        const QByteArray data(size, 'x');
        const PreparedPacket text(Type::Message, data);
        QCOMPARE(text.frame(), textFrame('4' + data));
        const auto binary = PreparedPacket::binary(data);
        QCOMPARE(binary.frame().first(1), "\x82");
        QCOMPARE(binary.frame().sliced(1), textFrame(data).sliced(1));
        QByteArray payload;
        text.appendTo(payload);
        binary.appendTo(payload);
        const auto read = decodeEnginePayload(payload);
        QVERIFY(read.ok());
        QCOMPARE(*read, QList<EnginePacket>(
                            {{Type::Message, data}, {Type::Message, data, Content::Binary}}));
    }
};

QTEST_APPLESS_MAIN(EnginePacketTest)
#include "tst_enginepacket.moc"
