// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "shared/mentions.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace Qt::StringLiterals;

class MentionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedCases_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<TextSpan>>("spans");
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/mentions.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto cases = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(cases.size() > 20);
        for (const auto entry : cases) {
            const auto row = entry.toObject();
            QList<TextSpan> spans;
            for (const auto span : row["spans"_L1].toArray())
                spans.append({span[0].toInt(), span[1].toInt()});
            QTest::newRow(qUtf8Printable(row["case"_L1].toString()))
                << row["text"_L1].toString() << row["name"_L1].toString() << spans;
        }
    }

    void sharedCases()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QFETCH(QList<TextSpan>, spans);
        QCOMPARE(mentionsOf(text, name), spans);
        QCOMPARE(mentions(text, name), !spans.isEmpty());
        // What a client shows as a mention, the server counts as one, and nothing else.
        QCOMPARE(mentionedKeys(text).contains(mentionKey(name)), !spans.isEmpty());
    }

    void theServerLooksForEachNameOnceAndForFew()
    {
        QCOMPARE(mentionedKeys(u"@ana maria! @Ana"_s),
                 (QStringList{u"ana"_s, u"ana maria"_s, u"ana maria!"_s}));
        QString many;
        for (int i = 0; i < 1000; ++i)
            many += u"@n%1\n"_s.arg(i);
        QCOMPARE(mentionedKeys(many).size(), limits::mentionsPerMessage);
    }
};

QTEST_APPLESS_MAIN(MentionsTest)
#include "tst_mentions.moc"
