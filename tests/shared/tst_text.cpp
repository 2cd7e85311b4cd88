// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "shared/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace Qt::StringLiterals;

class TextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedCases_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("error");

        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/text.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto cases = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(cases.size() > 20);
        for (const auto entry : cases) {
            const auto row = entry.toObject();
            const auto repeat = row.value("times"_L1).toInt(1);
            QTest::newRow(qUtf8Printable(row.value("name"_L1).toString()))
                << row.value("rule"_L1).toString()
                << row.value("typed"_L1).toString().repeated(repeat)
                << row.value("kept"_L1).toString().repeated(repeat)
                << row.value("error"_L1).toString();
        }
    }

    void sharedCases()
    {
        QFETCH(QString, rule);
        QFETCH(QString, typed);
        QFETCH(QString, kept);
        QFETCH(QString, error);
        const auto result = rule == u"name"   ? cleanName(typed)
                            : rule == u"room" ? cleanRoomName(typed)
                                              : cleanMessage(typed);
        if (error.isEmpty()) {
            QVERIFY2(result.ok(), "was refused");
            QCOMPARE(*result, kept);
        } else {
            QVERIFY2(!result.ok(), "was accepted");
            QCOMPARE(errorName(result.error().code).toString(), error);
        }
    }

    void excerptCutsBetweenCharacters()
    {
        QCOMPARE(excerpt(u"one\n two", 20), u"one two"_s);
        QCOMPARE(excerpt(u"😀😀😀", 2), u"😀😀…"_s);
        QCOMPARE(excerpt(u"", 5), QString());
        // What is looked at ends inside the last emoji.
        QCOMPARE(excerpt(u"a     😀😀", 2), u"a…"_s);
        QCOMPARE(excerpt(u"a      😀", 2), u"a…"_s);
    }

    void charactersAreCodePoints()
    {
        QCOMPARE(characterCount(u"a😀é"), 3);
        const QChar lone[] = {QChar(0xD800), u'a'};
        QCOMPARE(characterCount(QStringView(lone, 2)), 2);
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "tst_text.moc"
