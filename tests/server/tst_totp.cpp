// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/base32.h"
#include "server/core/totp.h"
#include "shared/limits.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class TotpTest final : public QObject
{
    Q_OBJECT

    const QByteArray m_secret = "12345678901234567890";

    static Timestamp at(qint64 seconds) { return Timestamp{seconds * 1000}; }

private Q_SLOTS:
    void base32IsThatOfTheRfc_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("f") << QByteArray("f") << u"my"_s;
        QTest::newRow("fo") << QByteArray("fo") << u"mzxq"_s;
        QTest::newRow("foo") << QByteArray("foo") << u"mzxw6"_s;
        QTest::newRow("foob") << QByteArray("foob") << u"mzxw6yq"_s;
        QTest::newRow("fooba") << QByteArray("fooba") << u"mzxw6ytb"_s;
        QTest::newRow("foobar") << QByteArray("foobar") << u"mzxw6ytboi"_s;
        QTest::newRow("high bits") << QByteArray("\xff\xff\xff\xff\xff") << u"77777777"_s;
    }
    void base32IsThatOfTheRfc()
    {
        QFETCH(QByteArray, bytes);
        QTEST(toBase32(bytes), "text");
    }

    void codesAreThoseOfRfc4226()
    {
        const QStringList codes{u"755224"_s, u"287082"_s, u"359152"_s, u"969429"_s, u"338314"_s,
                                u"254676"_s, u"287922"_s, u"162583"_s, u"399871"_s, u"520489"_s};
        for (int step = 0; step < codes.size(); ++step)
            QCOMPARE(totp::codeAt(m_secret, step), codes.at(step));
    }

    /// The last six of the eight digits of RFC 6238's appendix B.
    void codesAreThoseOfRfc6238_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("1970") << qint64(59) << u"287082"_s;
        QTest::newRow("2005") << qint64(1111111109) << u"081804"_s;
        QTest::newRow("a second later") << qint64(1111111111) << u"050471"_s;
        QTest::newRow("2009") << qint64(1234567890) << u"005924"_s;
        QTest::newRow("2033") << qint64(2000000000) << u"279037"_s;
        QTest::newRow("2603") << qint64(20000000000) << u"353130"_s;
    }
    void codesAreThoseOfRfc6238()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        QCOMPARE(totp::codeAt(m_secret, totp::stepAt(at(seconds))), code);
        QCOMPARE(totp::matchingStep(m_secret, code, at(seconds)), totp::stepAt(at(seconds)));
    }

    void oneStepBeforeAndAfterIsTaken()
    {
        const auto now = at(2000000000);
        const qint64 step = totp::stepAt(now);
        for (const qint64 near : {step - 1, step, step + 1})
            QCOMPARE(totp::matchingStep(m_secret, totp::codeAt(m_secret, near), now), near);
        for (const qint64 far : {step - 2, step + 2})
            QCOMPARE(totp::matchingStep(m_secret, totp::codeAt(m_secret, far), now), std::nullopt);
    }

    void whatIsNoCodeDoesNotMatch()
    {
        for (const auto &code : {u""_s, u"27903"_s, u"2790377"_s, u"abcdef"_s, u"２７９０３７"_s})
            QCOMPARE(totp::matchingStep(m_secret, code, at(2000000000)), std::nullopt);
        QVERIFY(totp::matchingStep(m_secret, u" 279 037"_s, at(2000000000)));
    }

    void codesAreToldFromRecoveryCodes()
    {
        QVERIFY(totp::looksLikeCode(u"279037"_s));
        QVERIFY(totp::looksLikeCode(u"279 037"_s));
        QVERIFY(!totp::looksLikeCode(u"27903"_s));
        const auto codes = totp::newRecoveryCodes();
        for (const QString &code : codes)
            QVERIFY(!totp::looksLikeCode(code));
    }

    void secretsAreRandomAndTheirAddressHoldsThem()
    {
        const QByteArray secret = totp::newSecret();
        QCOMPARE(secret.size(), 20);
        QVERIFY(secret != totp::newSecret());
        const QString uri = totp::uri(m_secret, u"Our: club"_s, u"ana & ben"_s);
        QCOMPARE(uri, u"otpauth://totp/Our%20club:ana%20%26%20ben?secret="
                      "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Our%20club"_s);
    }

    void recoveryCodesAreAsDocumented()
    {
        static const QRegularExpression form(u"^[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}$"_s);
        const QStringList codes = totp::newRecoveryCodes();
        QCOMPARE(codes.size(), limits::recoveryCodes);
        QCOMPARE(QSet<QString>(codes.begin(), codes.end()).size(), codes.size());
        for (const QString &code : codes)
            QVERIFY2(form.match(code).hasMatch(), qPrintable(code));
        const UserId ana(u"ana"_s);
        const QByteArray hash = totp::recoveryHash(ana, u"abcd-efgh-ijkl"_s);
        QCOMPARE(totp::recoveryHash(ana, u" ABCDEFGH ijkl"_s), hash);
        QVERIFY(totp::recoveryHash(UserId(u"ben"_s), u"abcd-efgh-ijkl"_s) != hash);
    }
};

QTEST_APPLESS_MAIN(TotpTest)
#include "tst_totp.moc"
