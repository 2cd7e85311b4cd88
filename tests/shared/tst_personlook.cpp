// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/personlook.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace Qt::StringLiterals;

class PersonLookTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedCases_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("hue");
        QTest::addColumn<QString>("initials");
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/people.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto cases = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(cases.size() > 5);
        for (const auto entry : cases) {
            const auto row = entry.toObject();
            QTest::newRow(qUtf8Printable(row.value("name"_L1).toString()))
                << row.value("id"_L1).toString() << row.value("name"_L1).toString()
                << row.value("hue"_L1).toInt() << row.value("initials"_L1).toString();
        }
    }

    void sharedCases()
    {
        QFETCH(QString, id);
        QFETCH(QString, name);
        QTEST(personHue(UserId(id)), "hue");
        QTEST(personInitials(name), "initials");
    }
};

QTEST_APPLESS_MAIN(PersonLookTest)
#include "tst_personlook.moc"
