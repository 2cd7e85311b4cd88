// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookmessage.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class HookMessageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsRead()
    {
        const auto message = HookMessage::parse(
            R"({"id": "build-7", "text": "It is done \u2714\n", "username": "  Build   server "})");
        QVERIFY(message.ok());
        QCOMPARE(message->text, u"It is done \u2714\n"_s);
        QCOMPARE(message->username, u"Build server"_s);
        QCOMPARE(message->id, ClientId(u"build-7"_s));
    }

    void textAloneIsEnough()
    {
        const auto message = HookMessage::parse(R"({"text": "Hello", "colour": [1, null]})");
        QVERIFY(message.ok());
        QCOMPARE(message->text, u"Hello"_s);
        QVERIFY(message->username.isEmpty());
        QVERIFY(message->id.isEmpty());
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QByteArray &json, const QString &code,
                            const QString &field = {}) {
            QTest::newRow(name) << json << code << field;
        };
        row("nothing", "", u"not-json"_s);
        row("a form", "text=Hello", u"not-json"_s);
        row("a list", R"(["Hello"])", u"not-object"_s);
        row("text alone", R"("Hello")", u"not-object"_s);
        row("no text", R"({"username": "Build"})", u"missing-field"_s, u"text"_s);
        row("a number", R"({"text": 7})", u"wrong-kind"_s, u"text"_s);
        row("null", R"({"text": null})", u"wrong-kind"_s, u"text"_s);
        row("a list of texts", R"({"text": ["a"]})", u"wrong-kind"_s, u"text"_s);
        row("a name that is none", R"({"text": "a", "username": {}})", u"wrong-kind"_s,
            u"username"_s);
        row("an empty name", R"({"text": "a", "username": " "})", u"name-empty"_s, u"username"_s);
        row("a long name", R"({"text": "a", "username": ")" + QByteArray(33, 'x') + R"("})",
            u"name-too-long"_s, u"username"_s);
        row("a name that turns the line round", R"({"text": "a", "username": "a\u202Eb"})",
            u"name-invalid"_s, u"username"_s);
        row("an empty id", R"({"text": "a", "id": ""})", u"bad-text"_s, u"id"_s);
        row("an id with a space", R"({"text": "a", "id": "a b"})", u"bad-text"_s, u"id"_s);
        row("a long id", R"({"text": "a", "id": ")" + QByteArray(65, 'x') + R"("})", u"too-long"_s,
            u"id"_s);
        row("text twice", R"({"text": "a", "text": "b"})", u"duplicate-key"_s);
        row("half a character", R"({"text": "\ud800"})", u"not-json"_s);
        row("NUL", R"({"text": "\u0000"})", u"bad-text"_s);
        row("not UTF-8", "{\"text\": \"\xff\"}", u"not-json"_s);
        row("too deep", R"({"text": "a", "x": )" + QByteArray(100'000, '[') + "}", u"too-deep"_s);
        row("something behind it", R"({"text": "a"} {})", u"not-json"_s);
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        QFETCH(QString, field);
        const auto message = HookMessage::parse(json);
        QVERIFY(!message.ok());
        QCOMPARE(errorName(message.error().code).toString(), code);
        if (!field.isEmpty())
            QCOMPARE(message.error().field, field);
    }
};

QTEST_GUILESS_MAIN(HookMessageTest)
#include "tst_hookmessage.moc"
