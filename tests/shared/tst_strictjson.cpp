// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "shared/protocol/strictjson.h"

#include <QTest>

#include <limits>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using Kind = StrictJson::Kind;

class StrictJsonTest final : public QObject
{
    Q_OBJECT

    /// The members "0": 0, "1": 1, … without braces.
    static QByteArray members(int count)
    {
        QByteArrayList list;
        for (int i = 0; i < count; ++i)
            list.append('"' + QByteArray::number(i) + "\":" + QByteArray::number(i));
        return list.join(',');
    }

private Q_SLOTS:
    void valuesNeedNotBeObjects()
    {
        const auto list = StrictJson::parseValue(R"(["a",{"b":1}])");
        QVERIFY(list.ok());
        QCOMPARE(list->root().kind(), Kind::List);
        QCOMPARE((*list->root().begin()).text(), u"a"_s);
        const auto text = StrictJson::parseValue(R"("a")");
        QVERIFY(text.ok());
        QCOMPARE(text->root().text(), u"a"_s);
        QCOMPARE(StrictJson::parseValue(R"(["a"]["b"])").error().code, ErrorCode::NotJson);
        QCOMPARE(StrictJson::parseValue("").error().code, ErrorCode::NotJson);
        QCOMPARE(StrictJson::parse(R"(["a"])").error().code, ErrorCode::NotObject);
    }

    void everyKindIsFoundByItsKey()
    {
        const auto json = StrictJson::parse(
            R"({"a":null,"b":true,"c":-7,"d":0.5,"e":"é\n","f":[1,[2],"x"],"g":{"a":{}},"h":[]})");
        QVERIFY(json.ok());
        const auto root = json->root();
        QCOMPARE(root.count(), 8);
        QCOMPARE(root.find(u"a")->kind(), Kind::Null);
        QCOMPARE(root.find(u"b")->kind(), Kind::Boolean);
        QCOMPARE(root.find(u"b")->boolean(), true);
        QCOMPARE(root.find(u"c")->kind(), Kind::Whole);
        QCOMPARE(root.find(u"c")->whole(), -7);
        QCOMPARE(root.find(u"d")->kind(), Kind::Fraction);
        QCOMPARE(root.find(u"d")->number(), 0.5);
        QCOMPARE(root.find(u"e")->kind(), Kind::Text);
        QCOMPARE(root.find(u"e")->text(), u"é\n"_s);
        const auto list = *root.find(u"f");
        QCOMPARE(list.kind(), Kind::List);
        QCOMPARE(list.count(), 3);
        QList<Kind> kinds;
        for (const auto entry : list)
            kinds.append(entry.kind());
        QCOMPARE(kinds, QList<Kind>({Kind::Whole, Kind::List, Kind::Text}));
        const auto inner = root.find(u"g")->find(u"a");
        QCOMPARE(inner->kind(), Kind::Object);
        QCOMPARE(inner->count(), 0);
        QVERIFY(inner->begin() == inner->end());
        QCOMPARE(root.find(u"h")->count(), 0);
        QVERIFY(!root.find(u"i"));
        QVERIFY(!root.find(u""));
    }

    void keysAreInTheirOrderAndUnescaped()
    {
        const auto json = StrictJson::parse(R"({"b":1,"\u0061":{"x":[{"y":1}]},"é":2,"":3})");
        QVERIFY(json.ok());
        QList<QByteArray> keys;
        for (const auto member : json->root())
            keys.append(member.key().toByteArray());
        QCOMPARE(keys, QList<QByteArray>({"b"_ba, "a"_ba, "é"_ba, ""_ba}));
        QCOMPARE(json->root().find(u"")->whole(), 3);
    }

    void aTextKeepsItsFirstCharacterWhateverItIs()
    {
        const auto json = StrictJson::parse("{\"a\":\"\xEF\xBB\xBF\xEF\xBB\xBFx\"}");
        QVERIFY(json.ok());
        QCOMPARE(json->root().find(u"a")->text(), u"\ufeff\ufeffx"_s);
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<qint64>("whole");
        const auto row = [](const char *written, Kind kind, qint64 whole = 0) {
            QTest::newRow(written) << QByteArray(written) << kind << whole;
        };
        row("0", Kind::Whole, 0);
        row("-0.0", Kind::Whole, 0);
        row("1.0", Kind::Whole, 1);
        row("1e3", Kind::Whole, 1000);
        row("9007199254740991", Kind::Whole, limits::maxInteger);
        row("9007199254740991.0", Kind::Whole, limits::maxInteger);
        row("-9007199254740993", Kind::Whole, -9007199254740993);
        row("9007199254740993", Kind::Whole, 9007199254740993);
        row("9223372036854775807", Kind::Whole, std::numeric_limits<qint64>::max());
        row("9007199254740994.0", Kind::Vast);
        row("9223372036854775808", Kind::Vast);
        row("18446744073709551616", Kind::Vast);
        row("1e300", Kind::Vast);
        row("1e-400", Kind::Whole, 0);
        row("1.5", Kind::Fraction);
    }

    void numbers()
    {
        QFETCH(QByteArray, written);
        QFETCH(Kind, kind);
        QFETCH(qint64, whole);
        const auto json = StrictJson::parse("{\"n\":" + written + '}');
        QVERIFY(json.ok());
        QCOMPARE(json->root().find(u"n")->kind(), kind);
        if (kind == Kind::Whole)
            QCOMPARE(json->root().find(u"n")->whole(), whole);
    }

    void aKeyTwiceIsRefused_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("next to each other") << R"({"a":1,"a":2})"_ba;
        QTest::newRow("around another object") << R"({"a":1,"b":{"c":[{"d":2}]},"a":2})"_ba;
        QTest::newRow("once escaped") << R"({"a":1,"\u0061":2})"_ba;
        QTest::newRow("inside a list") << R"({"x":[{"a":1,"a":2}]})"_ba;
        QTest::newRow("the empty one") << R"({"":1,"":2})"_ba;
        for (const int count : {15, 16, 17, 18, 5000}) {
            QTest::addRow("the first of %d again", count) << '{' + members(count) + R"(,"0":1})";
            QTest::addRow("the last of %d again", count)
                << '{' + members(count) + ",\"" + QByteArray::number(count - 1) + "\":1}";
        }
    }

    void aKeyTwiceIsRefused()
    {
        QFETCH(QByteArray, frame);
        const auto json = StrictJson::parse(frame);
        QVERIFY(!json.ok());
        QCOMPARE(json.error().code, ErrorCode::DuplicateKey);
    }

    void theSameKeyInDifferentObjectsIsNone()
    {
        const QByteArray inner = '{' + members(20) + '}';
        const auto json = StrictJson::parse("{\"0\":" + inner + ",\"1\":[" + inner + ',' + inner +
                                            "],\"2\":{\"0\":0},\"a\":\"0\"}");
        QVERIFY(json.ok());
        QCOMPARE(json->root().count(), 4);
    }

    void manyKeysAreAllThere()
    {
        const auto json = StrictJson::parse('{' + members(5000) + '}');
        QVERIFY(json.ok());
        QCOMPARE(json->root().count(), 5000);
        qint64 next = 0;
        for (const auto member : json->root())
            QCOMPARE(member.whole(), next++);
        QCOMPARE(json->root().find(u"4999")->whole(), 4999);
    }

    void onlyAnObjectIsAFrame_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<ErrorCode>("error");
        QTest::newRow("a list") << "[1]"_ba << ErrorCode::NotObject;
        QTest::newRow("a number") << "1"_ba << ErrorCode::NotObject;
        QTest::newRow("nothing") << ""_ba << ErrorCode::NotJson;
        QTest::newRow("half an object") << R"({"a":[1,{"b":)"_ba << ErrorCode::NotJson;
        QTest::newRow("more behind it") << "{} {}"_ba << ErrorCode::NotJson;
        QTest::newRow("a zero behind it") << QByteArray("{}\0", 3) << ErrorCode::NotJson;
        QTest::newRow("a number past a double") << R"({"a":1e400})"_ba << ErrorCode::OutOfRange;
        QTest::newRow("a zero as a value") << R"({"a":"\u0000"})"_ba << ErrorCode::BadText;
        QTest::newRow("a zero in a key") << R"({"a\u0000":1})"_ba << ErrorCode::BadText;
        QTest::newRow("a lone surrogate in a key") << R"({"\ud800":1})"_ba << ErrorCode::NotJson;
        QTest::newRow("broken UTF-8") << "{\"a\":\"\xff\"}"_ba << ErrorCode::NotJson;
    }

    void onlyAnObjectIsAFrame()
    {
        QFETCH(QByteArray, frame);
        QFETCH(ErrorCode, error);
        const auto json = StrictJson::parse(frame);
        QVERIFY(!json.ok());
        QCOMPARE(json.error().code, error);
    }

    void nestingIsCountedFromTheFrame()
    {
        const auto nested = [](int depth) {
            return QByteArray(R"({"a":)").repeated(depth) + '1' + QByteArray("}").repeated(depth);
        };
        QVERIFY(StrictJson::parse(nested(limits::jsonDepth)).ok());
        const auto deeper = StrictJson::parse(nested(limits::jsonDepth + 1));
        QVERIFY(!deeper.ok());
        QCOMPARE(deeper.error().code, ErrorCode::TooDeep);
    }

    void itMayBeMovedBeforeItIsLookedAt()
    {
        auto json = StrictJson::parse(R"({"a":"b"})");
        QVERIFY(json.ok());
        const StrictJson moved = *std::move(json);
        QCOMPARE(moved.root().find(u"a")->text(), u"b"_s);
    }
};

QTEST_GUILESS_MAIN(StrictJsonTest)
#include "tst_strictjson.moc"
