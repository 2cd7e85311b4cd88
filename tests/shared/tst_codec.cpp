// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/schema.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;

namespace
{

QJsonArray samples(const QString &name)
{
    QFile file(QStringLiteral(HOBNOB_TEST_DATA "/protocol/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).array();
}

template <typename Message, size_t... Index>
QSet<QString> typesOf(std::index_sequence<Index...>)
{
    return {QString::fromUtf16(Schema<std::variant_alternative_t<Index, Message>>::type)...};
}

template <typename Message>
QSet<QString> typesOf()
{
    return typesOf<Message>(std::make_index_sequence<std::variant_size_v<Message>>());
}

/// Pieces of a frame that would be too long to write out: {"text": …, "times": …}.
QByteArray assembled(const QJsonValue &text)
{
    if (text.isString())
        return text.toString().toUtf8();
    QByteArray frame;
    for (const auto piece : text.toArray()) {
        const auto object = piece.toObject();
        frame +=
            object.value("text"_L1).toString().toUtf8().repeated(object.value("times"_L1).toInt(1));
    }
    return frame;
}

} // namespace

class CodecTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesSurviveARoundTrip_data()
    {
        QTest::addColumn<QString>("direction");
        QTest::addColumn<QJsonObject>("frame");
        for (const auto &direction : {u"client"_s, u"server"_s}) {
            const auto rows = samples(direction + u".json"_s);
            QVERIFY(!rows.isEmpty());
            for (const auto row : rows)
                QTest::newRow(qUtf8Printable(direction + u": "_s + row["name"_L1].toString()))
                    << direction << row["frame"_L1].toObject();
        }
    }

    void samplesSurviveARoundTrip()
    {
        QFETCH(QString, direction);
        QFETCH(QJsonObject, frame);
        const auto again = [&](const auto &message) {
            QVERIFY2(message.ok(), message.ok() ? "" : qPrintable(message.error().sentence));
            const QByteArray encoded = encode(*message);
            QVERIFY(!encoded.contains('\n'));
            QCOMPARE(QJsonDocument::fromJson(encoded).object(), frame);
        };
        const QByteArray text = QJsonDocument(frame).toJson();
        if (direction == u"client")
            again(decodeClientMessage(text));
        else
            again(decodeServerMessage(text));
    }

    void everyCharacterOfATextSurvives()
    {
        QString text;
        for (char32_t c = 1; c < 0x11000; ++c) {
            if (!QChar::isSurrogate(c))
                text += QString::fromUcs4(&c, 1);
        }
        const protocol::Error message{{}, ErrorCode::Internal, text, {}, {}};
        const QByteArray encoded = encode(ServerMessage(message));
        QCOMPARE(QJsonDocument::fromJson(encoded)["message"_L1].toString(), text);
        // One line, and what a browser would take for the end of one inside a script is harmless.
        QVERIFY(std::none_of(encoded.begin(), encoded.end(),
                             [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    }

    /// Long lists of members are kept as they were written.
    void aPageThatIsWrittenAgainIsTheSame()
    {
        Members page{RequestId{1}, RoomId(u"room"_s), {}, false};
        for (int i = 0; i < limits::memberPage; ++i)
            page.members.append({UserId(u"user%1"_s.arg(i)), u"Ana \"%1\""_s.arg(i)});
        const QByteArray written = encode(page);
        QCOMPARE(encode(page), written);
        // In other messages, and beside other lists.
        for (int i = 0; i < 20; ++i) {
            Members other = page;
            other.members[i].name = u"Ben"_s;
            const auto read = decodeServerMessage(encode(other));
            QVERIFY(read);
            QCOMPARE(std::get<Members>(*read).members[i].name, u"Ben"_s);
        }
        QCOMPARE(encode(page), written);
        page.members.removeLast();
        const auto read = decodeServerMessage(encode(page));
        QVERIFY(read);
        QCOMPARE(std::get<Members>(*read).members.size(), page.members.size());
    }

    void everyMessageHasASample_data()
    {
        QTest::addColumn<QSet<QString>>("types");
        QTest::newRow("client") << typesOf<ClientMessage>();
        QTest::newRow("server") << typesOf<ServerMessage>();
    }

    void everyMessageHasASample()
    {
        QFETCH(QSet<QString>, types);
        QSet<QString> seen;
        for (const auto row : samples(QString::fromLatin1(QTest::currentDataTag()) + u".json"_s))
            seen.insert(row["frame"_L1].toObject().value("type"_L1).toString());
        QCOMPARE(seen, types);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("direction");
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QString>("error");
        const auto rows = samples(u"refused.json"_s);
        QVERIFY(rows.size() > 20);
        for (const auto row : rows)
            QTest::newRow(qUtf8Printable(row["name"_L1].toString()))
                << row["direction"_L1].toString() << assembled(row["text"_L1])
                << row["error"_L1].toString();
    }

    void refusals()
    {
        QFETCH(QString, direction);
        QFETCH(QByteArray, frame);
        QFETCH(QString, error);
        const auto code = direction == u"client" ? decodeClientMessage(frame).error().code
                                                 : decodeServerMessage(frame).error().code;
        QCOMPARE(errorName(code).toString(), error);
        QVERIFY(isFrameError(code));
    }

    void bytesThatAreNotUtf8AreRefused()
    {
        const auto result = decodeClientMessage("{\"type\":\"ping\",\"id\":1,\"x\":\"\xC3\x28\"}");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::NotJson);
    }

    void unknownFieldsArePassedOver()
    {
        QVERIFY(decodeClientMessage(R"({"type":"ping","id":7,"from":{"the":["future"]}})").ok());
    }

    void refusedRequestsCanStillBeAnswered()
    {
        QCOMPARE(requestIdOf(QByteArrayView(R"({"type":"nonsense","id":7})")),
                 std::optional(RequestId{7}));
        QCOMPARE(requestIdOf(QByteArrayView(R"({"type":"nonsense","id":"7"})")), std::nullopt);
        QCOMPARE(requestIdOf(QByteArrayView("[")), std::nullopt);
        QCOMPARE(requestIdOf(ClientMessage(SetTyping{})), std::nullopt);
        QCOMPARE(requestIdOf(ServerMessage(Pong{RequestId{3}})), std::optional(RequestId{3}));
    }

    void everyErrorCodeHasItsOwnName()
    {
        QSet<QStringView> names;
        for (int i = 0; i <= static_cast<int>(lastErrorCode); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            names.insert(errorName(code));
            QCOMPARE(errorFromName(errorName(code)), std::optional(code));
        }
        QCOMPARE(names.size(), static_cast<int>(lastErrorCode) + 1);
        QCOMPARE(errorFromName(u"no-such-code"), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(CodecTest)
#include "tst_codec.moc"
