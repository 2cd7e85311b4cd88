// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/passwordstrength.h"

#include <QTest>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class PasswordStrengthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthAndVarietyCount_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<PasswordStrength>("strength");
        QTest::newRow("nothing yet") << QString() << PasswordStrength::None;
        QTest::newRow("seven characters") << u"a1B!x9z"_s << PasswordStrength::TooShort;
        QTest::newRow("seven that are outside the basic plane")
            << u"😀😃😄😁😆😅😂"_s << PasswordStrength::TooShort;
        QTest::newRow("257 characters") << QString(257, u'x') << PasswordStrength::TooLong;
        QTest::newRow("a short word") << u"sunshine"_s << PasswordStrength::Weak;
        QTest::newRow("long, but of few characters")
            << u"abababababababab"_s << PasswordStrength::Weak;
        QTest::newRow("one's own name and a little") << u"annelise99!"_s << PasswordStrength::Weak;
        QTest::newRow("nine characters of three kinds") << u"Sunshi9ne"_s << PasswordStrength::Fair;
        QTest::newRow("two words") << u"yellowteapot"_s << PasswordStrength::Fair;
        QTest::newRow("four words")
            << u"correct horse battery staple"_s << PasswordStrength::Strong;
        QTest::newRow("of all kinds") << u"tR7!kq2#Wz"_s << PasswordStrength::Strong;
    }

    void lengthAndVarietyCount()
    {
        QFETCH(QString, password);
        QTEST(passwordStrength(password, u"Annelise"_s), "strength");
        QVERIFY(!strengthText(passwordStrength(password)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(PasswordStrengthTest)
#include "tst_passwordstrength.moc"
