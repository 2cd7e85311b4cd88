// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/ids.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hobnob;
using namespace Qt::StringLiterals;

class IdsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomIdsDiffer()
    {
        static const QRegularExpression shape(u"^[a-z2-7]{16}$"_s);
        QSet<QString> seen;
        for (int i = 0; i < 10000; ++i) {
            const QString id = randomId();
            QVERIFY2(shape.match(id).hasMatch(), qPrintable(id));
            seen.insert(id);
        }
        QCOMPARE(seen.size(), 10000);
    }

    void tokensHave256Bits()
    {
        static const QRegularExpression shape(u"^[0-9a-f]{64}$"_s);
        QVERIFY(shape.match(randomToken()).hasMatch());
        QVERIFY(randomToken() != randomToken());
    }

    void sequenceNumbersFollow() { QCOMPARE(number(next(Seq{41})), 42); }
};

QTEST_APPLESS_MAIN(IdsTest)
#include "tst_ids.moc"
