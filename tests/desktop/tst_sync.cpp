// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synccase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// Any order of loss, retry, duplicate and reconnect gives the same timeline; the page's sync code
/// runs the same cases.
class SyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases_data()
    {
        QTest::addColumn<QJsonObject>("words");
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/sync.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto cases = QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
        QVERIFY(cases.size() >= 200);
        for (const auto entry : cases) {
            const auto words = entry.toObject();
            QTest::newRow(qPrintable(words["name"_L1].toString())) << words;
        }
    }

    void cases()
    {
        QFETCH(QJsonObject, words);
        SyncCase play(words);
        const auto wrong = play.play();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(SyncTest)
#include "tst_sync.moc"
