// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/theme.h"

#include <QTest>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

/// WCAG 2: running text, and marks that carry a meaning.
constexpr double textRatio = 4.5;
constexpr double markRatio = 3.0;

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPairCanBeRead_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
            const auto &now = theme(scheme);
            const char *name = scheme == Scheme::Light ? "light" : "dark";
            const auto add = [&](const char *what, const QColor &ink, const QColor &ground,
                                 double least) {
                QTest::addRow("%s: %s on %s", name, what, qUtf8Printable(ground.name()))
                    << ink << ground << least;
            };
            for (const auto &ground : {now.surface, now.sidebar, now.raised, now.hover,
                                       now.selection, now.code, now.field})
                add("text", now.text, ground, textRatio);
            for (const auto &ground :
                 {now.surface, now.sidebar, now.raised, now.hover, now.selection, now.field})
                add("muted text", now.muted, ground, textRatio);
            for (const auto &ground : {now.surface, now.hover})
                add("a link or button", now.accent, ground, textRatio);
            for (const auto &ground : {now.surface, now.raised, now.hover})
                add("a failure", now.danger, ground, textRatio);
            add("a button's label", now.onAccent, now.accent, textRatio);
            add("an unread count", now.onUnread, now.unread, textRatio);
            add("a mention count", now.onMention, now.mention, textRatio);
            for (const auto &ground : {now.surface, now.sidebar}) {
                add("the dot of presence", now.good, ground, markRatio);
                add("the warning", now.warning, ground, markRatio);
                add("the focus ring", now.focus, ground, markRatio);
                add("the unread pill", now.unread, ground, markRatio);
            }
            add("the bar of the current room", now.accent, now.selection, markRatio);
            for (const auto &person : now.person) {
                add("a person's name", person, now.surface, textRatio);
                add("a person's initials", now.onPerson, person, textRatio);
                add("a person's avatar", person, now.sidebar, markRatio);
            }
        }
    }

    void everyPairCanBeRead()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const auto ratio = contrast(ink, ground);
        QVERIFY2(ratio >= least, qPrintable(u"%1 is below %2"_s.arg(ratio).arg(least)));
    }

    void theRatioIsThatOfTheStandard()
    {
        QCOMPARE(qRound(contrast(Qt::white, Qt::black)), 21);
        QCOMPARE(qRound(contrast(Qt::white, Qt::white)), 1);
        // The grey that is known to pass just so.
        QVERIFY(contrast(QColor(0x76, 0x76, 0x76), Qt::white) > 4.5);
        QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
    }

    void aPaletteTellsItsTheme()
    {
        for (const auto scheme : {Scheme::Light, Scheme::Dark})
            QCOMPARE(theme(palette(theme(scheme))).scheme, scheme);
    }

    void sizesFollowThePersonsOwn()
    {
        QFont font;
        font.setPixelSize(28);
        QCOMPARE(textFont(font, TextSize::Base).pixelSize(), 28);
        QCOMPARE(textFont(font, TextSize::Small).pixelSize(), 24);
        QCOMPARE(textFont(font, TextSize::Title).pixelSize(), 36);
        QVERIFY(lineHeight(font) >= 41);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
