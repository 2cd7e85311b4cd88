// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/emojitext.h"

#include <QTest>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class EmojiTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewEmojiStandAlone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("few");
        QTest::newRow("one") << u"🎉"_s << true;
        QTest::newRow("three with spaces") << u"👏 👏 👏"_s << true;
        QTest::newRow("four are many") << u"👏👏👏👏"_s << false;
        QTest::newRow("a family is one") << u"👩‍👩‍👧‍👦"_s << true;
        QTest::newRow("a skin tone belongs to it") << u"👍🏽"_s << true;
        QTest::newRow("a flag") << u"🇵🇹"_s << true;
        QTest::newRow("a heart as a picture") << u"❤\ufe0f"_s << true;
        QTest::newRow("an arrow as a letter") << u"→"_s << false;
        QTest::newRow("digits") << u"123"_s << false;
        QTest::newRow("with a word") << u"yes 👍"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("spaces") << u"   "_s << false;
    }

    void fewEmojiStandAlone()
    {
        QFETCH(QString, text);
        QFETCH(bool, few);
        QCOMPARE(isFewEmoji(text), few);
    }
};

QTEST_APPLESS_MAIN(EmojiTextTest)
#include "tst_emojitext.moc"
