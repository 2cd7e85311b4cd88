// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/passwordrules.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class PasswordRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthIsInCodePoints()
    {
        QCOMPARE(cleanPassword(u"kelp moo", {})->size(), 8);
        QCOMPARE(cleanPassword(u"kelpmoo", {}).error().code, ErrorCode::PasswordTooShort);
        // Seven emoji are fourteen units.
        QCOMPARE(cleanPassword(u"🐟🐠🐡🦈🐙🐚🦀", {}).error().code,
                 ErrorCode::PasswordTooShort);
        QVERIFY(cleanPassword(u"🐟🐠🐡🦈🐙🐚🦀🦞", {}).ok());
        const QString words = u"kelp moon "_s.repeated(26);
        QVERIFY(cleanPassword(words.first(limits::passwordCharacters), {}).ok());
        const auto tooLong = cleanPassword(words.first(limits::passwordCharacters + 1), {});
        QCOMPARE(tooLong.error().code, ErrorCode::PasswordTooLong);
        QCOMPARE(tooLong.error().field, u"password"_s);
        QCOMPARE(cleanPassword(QString(60000, u'x'), {}).error().code, ErrorCode::PasswordTooLong);
    }

    void itIsKeptInFormCAndOtherwiseAsTyped()
    {
        QCOMPARE(*cleanPassword(u"  Cafe\u0301 & brine ", {}), u"  Caf\u00e9 & brine "_s);
        QCOMPARE(normalPassword(u"e\u0301"), u"\u00e9"_s);
    }

    void whatIsTriedFirstIsRefused_data()
    {
        QTest::addColumn<QString>("password");
        for (const auto &easy :
             {u"password"_s,   u"Password1"_s,    u"P@ssw0rd!"_s,  u"passwordpassword"_s,
              u"12345678"_s,   u"87654321"_s,     u"123456789"_s,  u"11111111"_s,
              u"aaaaaaaa"_s,   u"abcabcabc"_s,    u"12341234"_s,   u"abcdefgh"_s,
              u"qwertyuiop"_s, u"QWERTZUI"_s,     u"asdfghjkl"_s,  u"1q2w3e4r5t"_s,
              u"1qaz2wsx"_s,   u"abcd1234"_s,     u"qwerty123"_s,  u"qwerty123456"_s,
              u"iloveyou1"_s,  u"Welcome2024!"_s, u"letmein123"_s, u"admin123!"_s,
              u"trustno1!"_s,  u"sunshine"_s,     u"princess1"_s,  u"football99"_s,
              u"Sommer2023"_s, u"changeme!"_s,    u"        "_s,   u"hobnob123"_s})
            QTest::newRow(qPrintable(easy)) << easy;
    }
    void whatIsTriedFirstIsRefused()
    {
        QFETCH(QString, password);
        const auto clean = cleanPassword(password, {});
        QVERIFY(!clean.ok());
        QCOMPARE(clean.error().code, ErrorCode::PasswordEasy);
    }

    void onesOwnNameIsRefused()
    {
        const QStringList names{u"Ana Lima"_s, u"analima"_s};
        for (const auto &easy :
             {u"Ana Lima"_s, u"analima1"_s, u"AnaLima2024"_s, u"analimaanalima"_s})
            QCOMPARE(cleanPassword(easy, names).error().code, ErrorCode::PasswordEasy);
        QVERIFY(cleanPassword(u"Ana Lima sails at dawn", names).ok());
        QVERIFY(cleanPassword(u"analima1", {u"Ben"_s}).ok());
    }

    void whatNobodyTriesFirstIsTaken_data()
    {
        QTest::addColumn<QString>("password");
        for (const auto &good : {u"correct horse battery staple"_s, u"kelp-moon-71"_s,
                                 u"x7#Qm!v2"_s, u"zwölf Boote"_s, u"purple1234567 tea"_s,
                                 u"パスワードは長い"_s, u"another sentence"_s, u"abcdwxyz tree"_s})
            QTest::newRow(qPrintable(good)) << good;
    }
    void whatNobodyTriesFirstIsTaken()
    {
        QFETCH(QString, password);
        QCOMPARE(*cleanPassword(password, {u"Ana"_s}), password);
    }
};

QTEST_APPLESS_MAIN(PasswordRulesTest)
#include "tst_passwordrules.moc"
