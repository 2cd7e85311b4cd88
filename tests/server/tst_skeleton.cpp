// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/nameindex.h"
#include "server/core/skeleton.h"
#include "shared/text.h"

#include <QTest>

#include <unicode/uchar.h>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

namespace
{

bool clash(const QString &one, const QString &other)
{
    NameIndex<int> names;
    names.insert(nameKeys(one), 1);
    return names.find(nameKeys(other)).has_value();
}

/// Joiners, tags and variation selectors, which scripts and emoji need.
bool isNeeded(char32_t c)
{
    return c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F) ||
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_VARIATION_SELECTOR);
}

} // namespace

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
        QTest::newRow("Turkish i with a dot, and its parts")
            << u"\u0130pek"_s << u"\u0131\u0307pek"_s;
        QTest::newRow("Latin a and Cyrillic а") << u"ana"_s << u"аnа"_s;
        QTest::newRow("Latin o and Greek omicron") << u"Bob"_s << u"Bοb"_s;
        QTest::newRow("l and digit one") << u"paul"_s << u"pau1"_s;
        QTest::newRow("m and rn") << u"Sam"_s << u"Sarn"_s;
        QTest::newRow("full width") << u"Ben"_s << u"Ｂｅｎ"_s;
        QTest::newRow("composed and decomposed") << u"Zoë"_s << u"Zoe\u0308"_s;
        QTest::newRow("zero-width joiner inside") << u"Ana"_s << u"An\u200Da"_s;
        QTest::newRow("variation selector") << u"Ana\u2764"_s << u"Ana\u2764\uFE0F"_s;
        QTest::newRow("selector of an ideograph") << u"葛"_s << u"葛\U000E0100"_s;
        QTest::newRow("selector of a Mongolian letter")
            << u"\u182D\u1820"_s << u"\u182D\u180B\u1820"_s;
        QTest::newRow("capital i and small L") << u"Ian"_s << u"lan"_s;
        QTest::newRow("capital i at the end") << u"Paul"_s << u"PauI"_s;
        QTest::newRow("o and zero") << u"Bob"_s << u"B0b"_s;
        QTest::newRow("capital o and zero") << u"Otto"_s << u"0tto"_s;
        QTest::newRow("bar and small L") << u"Al"_s << u"A|"_s;
        QTest::newRow("Cyrillic palochka and small L") << u"Ali"_s << u"A\u04C0i"_s;
    }

    void namesThatLookAlikeClash()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QVERIFY(clash(one, other));
        QVERIFY(clash(other, one));
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
        QTest::newRow("small i and small L") << u"ian"_s << u"lan"_s;
        QTest::newRow("two small letters") << u"mia"_s << u"mla"_s;
    }

    void namesThatDifferDoNot()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QVERIFY(!clash(one, other));
        QVERIFY(!clash(other, one));
    }

    void aSkeletonIsItsOwn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("zero, drawn as a capital o") << u"B0b"_s;
        QTest::newRow("a sign that is drawn as small letters") << u"100%"_s;
        QTest::newRow("Cherokee, folded to what is drawn as a capital d") << u"\uAB70na"_s;
    }

    void aSkeletonIsItsOwn()
    {
        QFETCH(QString, name);
        const NameKeys keys = nameKeys(name);
        QCOMPARE(skeleton(keys.folded), keys.folded);
        QCOMPARE(skeleton(keys.drawn), keys.drawn);
    }

    void aKeyStaysWithWhoeverHasIt()
    {
        NameIndex<int> names;
        names.insert(nameKeys(u"Ian"), 1);
        names.insert(nameKeys(u"lan"), 2);
        QCOMPARE(names.find(nameKeys(u"lan")), std::optional(1));
        names.remove(nameKeys(u"lan"), 2);
        QCOMPARE(names.find(nameKeys(u"lan")), std::optional(1));
        names.remove(nameKeys(u"Ian"), 1);
        QCOMPARE(names.find(nameKeys(u"lan")), std::optional<int>());
    }

    void invisibleCharactersAreInNoName()
    {
        for (char32_t c = 1; c <= 0x10FFFF; ++c) {
            if (!u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
                continue;
            const QString name = u'a' + QStringView(QChar::fromUcs4(c)).toString() + u'b';
            const auto text = QByteArray::number(c, 16);
            QVERIFY2(isNeeded(c) || !hobnob::cleanName(name).ok(), text);
            QVERIFY2(clash(name, u"ab"_s), text);
        }
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
