// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/skeleton.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class SkeletonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThatLookAlikeClash_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("the same name") << u"Ana"_s << u"Ana"_s;
        QTest::newRow("upper and lower case") << u"Ana"_s << u"aNA"_s;
        QTest::newRow("sharp s and ss") << u"Straße"_s << u"STRASSE"_s;
        QTest::newRow("Latin a and Cyrillic а") << u"ana"_s << u"аnа"_s;
        QTest::newRow("Latin o and Greek omicron") << u"Bob"_s << u"Bοb"_s;
        QTest::newRow("l and digit one") << u"paul"_s << u"pau1"_s;
        QTest::newRow("m and rn") << u"Sam"_s << u"Sarn"_s;
        QTest::newRow("full width") << u"Ben"_s << u"Ｂｅｎ"_s;
        QTest::newRow("composed and decomposed") << u"Zoë"_s << u"Zoe\u0308"_s;
        QTest::newRow("zero-width joiner inside") << u"Ana"_s << u"An\u200Da"_s;
        QTest::newRow("variation selector") << u"Ana\u2764"_s << u"Ana\u2764\uFE0F"_s;
    }

    void namesThatLookAlikeClash()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QCOMPARE(skeleton(one), skeleton(other));
    }

    void namesThatDifferDoNot_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("other letters") << u"Ana"_s << u"Ben"_s;
        QTest::newRow("an accent") << u"Rene"_s << u"René"_s;
        QTest::newRow("one more letter") << u"Ana"_s << u"Anna"_s;
        QTest::newRow("Chinese") << u"東京"_s << u"京東"_s;
        QTest::newRow("emoji") << u"😀"_s << u"😃"_s;
    }

    void namesThatDifferDoNot()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QVERIFY(skeleton(one) != skeleton(other));
    }

    void aNameThatGrowsIsNotCut()
    {
        // U+FDFA stands for 18 letters, far past the first guess of the length.
        const QString name(64, QChar(0xFDFA));
        QVERIFY(skeleton(name).size() > 64 * 8);
        QVERIFY(skeleton(name) != skeleton(name.chopped(1)));
    }
};

QTEST_APPLESS_MAIN(SkeletonTest)
#include "tst_skeleton.moc"
