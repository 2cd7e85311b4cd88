// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/totp.h"
#include "tests/server/loginsupport.h"

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class LoginsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::LoginRig> m_rig;

    static QString code(const Result<Admission> &result) { return test::LoginRig::code(result); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<test::LoginRig>(); }
    void cleanup() { m_rig.reset(); }

    // --- guests

    void aGuestGetsAnIdAndAToken()
    {
        const auto ana = m_rig->admit(u"  Ana "_s);
        QVERIFY(ana.ok());
        QCOMPARE(ana->person.user.name, u"Ana"_s);
        QCOMPARE(ana->token.size(), 64);
        const QByteArray kept =
            m_rig->store.value(u"SELECT token_hash FROM sessions"_s).toByteArray();
        QCOMPARE(kept.size(), 32);
        QVERIFY(QByteArray::fromHex(ana->token.toLatin1()) != kept);
    }

    void namesAreCheckedAndUnique()
    {
        QCOMPARE(code(m_rig->admit(u" "_s)), u"name-empty"_s);
        QCOMPARE(code(m_rig->admit(QString(33, u'x'))), u"name-too-long"_s);
        QCOMPARE(code(m_rig->admit(u"a\u202Eb"_s)), u"name-invalid"_s);
        QCOMPARE(code(m_rig->admit(u"Ana"_s)), u"ok"_s);
        QCOMPARE(code(m_rig->admit(u"ANA"_s)), u"name-taken"_s);
        QCOMPARE(code(m_rig->admit(u"Ben"_s)), u"ok"_s);
    }

    void twoAtOnceDoNotShareAName()
    {
        QStringList codes;
        for (int i = 0; i < 2; ++i)
            m_rig->people->logins.admitGuest(
                u"Ana"_s, {}, [&](const auto &answer) { codes.append(code(answer)); });
        QTRY_COMPARE(codes, (QStringList{u"name-taken"_s, u"ok"_s}));
    }

    void aFailedSaveFreesTheName()
    {
        m_rig->store.failWith(Error{ErrorCode::StorageFailed, {}});
        QCOMPARE(code(m_rig->admit(u"Ana"_s)), u"storage-failed"_s);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, m_rig->password)), u"storage-failed"_s);
        m_rig->store.failWith({});
        QCOMPARE(code(m_rig->admit(u"Ana"_s)), u"ok"_s);
    }

    void aTokenOutlivesTheServer()
    {
        const auto ana = m_rig->admit(u"Ana"_s);
        m_rig->restart();
        const auto again = m_rig->recall(ana->token);
        QVERIFY(again.ok());
        QVERIFY(again->person.user.id == ana->person.user.id);
        QCOMPARE(again->token, ana->token);
        QCOMPARE(code(m_rig->admit(u"Ana"_s)), u"name-taken"_s);
        QCOMPARE(code(m_rig->recall(u"0000"_s)), u"token-unknown"_s);
        QCOMPARE(code(m_rig->recall(u""_s)), u"token-unknown"_s);
    }

    void aNameMayBeTakenMeanwhile()
    {
        const auto ian = m_rig->admit(u"Ian"_s);
        m_rig->restart();
        QCOMPARE(code(m_rig->admit(u"lan"_s)), u"ok"_s);
        QCOMPARE(code(m_rig->recall(ian->token)), u"name-taken"_s);
        // An account has it for good.
        const auto ben = m_rig->admit(u"Ben"_s);
        m_rig->restart();
        QCOMPARE(code(m_rig->signUp(u"ben"_s)), u"ok"_s);
        m_rig->restart();
        QCOMPARE(code(m_rig->recall(ben->token)), u"name-taken"_s);
    }

    void guestsMayBeRefused()
    {
        const auto ana = m_rig->admit(u"Ana"_s);
        m_rig->rules.guests = Guests::Refused;
        m_rig->restart();
        QCOMPARE(code(m_rig->admit(u"Ben"_s)), u"guests-refused"_s);
        QCOMPARE(code(m_rig->recall(ana->token)), u"guests-refused"_s);
    }

    // --- with a password

    void whoIsNotIsToldNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("password");
        QTest::newRow("another password") << u"ana"_s << u"kelp and sunlight"_s;
        QTest::newRow("no password") << u"ana"_s << u""_s;
        QTest::newRow("a very long password") << u"ana"_s << QString(60000, u'x');
        QTest::newRow("nobody") << u"ben"_s << m_rig->password;
        QTest::newRow("no name") << u""_s << m_rig->password;
        QTest::newRow("a very long name") << QString(60000, u'x') << m_rig->password;
        QTest::newRow("a pattern") << u"%"_s << m_rig->password;
    }
    void whoIsNotIsToldNothing()
    {
        QFETCH(QString, name);
        QFETCH(QString, password);
        QVERIFY(m_rig->signUp(u"Ana"_s, m_rig->password).ok());
        const auto refused = m_rig->logIn(name, password);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error() ==
                (Error{ErrorCode::WrongLogin, u"The name or the password is wrong."_s}));
    }

    void aPasswordIsTheSameHoweverItIsTyped()
    {
        QVERIFY(m_rig->signUp(u"Ana"_s, u"caf\u00e9 on the pier"_s).ok());
        QCOMPARE(code(m_rig->logIn(u"ana"_s, u"cafe\u0301 on the pier"_s)), u"ok"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, u"cafe on the pier"_s)), u"wrong-login"_s);
    }

    void guessingIsSlowedDownForEveryNameAlike()
    {
        QVERIFY(m_rig->signUp(u"Ana"_s, m_rig->password).ok());
        for (const auto &name : {u"ana"_s, u"nobody"_s}) {
            for (int i = 0; i < limits::loginAttempts.burst; ++i)
                QCOMPARE(code(m_rig->logIn(name, u"guess %1 of it"_s.arg(i))), u"wrong-login"_s);
            const auto refused = m_rig->logIn(name, m_rig->password);
            QCOMPARE(code(refused), u"rate-limited"_s);
            QVERIFY(refused.error().retryAfter > 20s);
        }
    }

    void loggingInRightlyIsNotGuessing()
    {
        QVERIFY(m_rig->signUp(u"Ana"_s, m_rig->password).ok());
        for (int i = 0; i < 2 * limits::loginAttempts.burst; ++i)
            QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"ok"_s);
    }

    // --- sessions

    void sessionsEndWhenTheyAreOld_data()
    {
        QTest::addColumn<bool>("account");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("used");
        QTest::addColumn<QString>("result");
        QTest::newRow("away for a day") << true << 1 << false << u"ok"_s;
        QTest::newRow("away for too long") << true << 31 << false << u"token-unknown"_s;
        QTest::newRow("always there") << true << 364 << true << u"ok"_s;
        QTest::newRow("always there, a year long") << true << 366 << true << u"token-unknown"_s;
        QTest::newRow("a guest, away for too long") << false << 31 << false << u"token-unknown"_s;
        QTest::newRow("a guest, always there") << false << 366 << true << u"ok"_s;
    }
    void sessionsEndWhenTheyAreOld()
    {
        QFETCH(bool, account);
        QFETCH(int, days);
        QFETCH(bool, used);
        const auto ana =
            account ? m_rig->signUp(u"Ana"_s, m_rig->password) : m_rig->admit(u"Ana"_s);
        m_rig->letPass(24h * (days - 1));
        if (used)
            m_rig->store.touchSessions({ana->key}, [](const auto &) {});
        m_rig->letPass(24h);
        m_rig->restart();
        QTEST(code(m_rig->recall(ana->token)), "result");
    }

    // --- the second factor

    void theSecondFactorIsAskedFor()
    {
        const auto ana = m_rig->signUp(u"Ana"_s, m_rig->password);
        const UserId user = ana->person.user.id;
        const QByteArray secret("12345678901234567890");
        const QString recovery = u"abcd-efgh-ijkl"_s;
        m_rig->store.setSecondFactor(user, {secret, 0, {totp::recoveryHash(user, recovery)}}, {},
                                     [](const auto &) {});
        const auto codeNow = [&] { return totp::codeAt(secret, totp::stepAt(m_rig->now)); };
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"code-needed"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, u""_s)), u"code-needed"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, u"kelp and sunlight"_s)), u"wrong-login"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, u"000000"_s)), u"code-wrong"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, codeNow())), u"ok"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, codeNow())), u"code-wrong"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, u"wxyz-efgh-ijkl"_s)),
                 u"code-wrong"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, u"ABCD EFGH IJKL"_s)), u"ok"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, recovery)), u"code-wrong"_s);
    }

    void codesCannotBeGuessedEither()
    {
        const auto ana = m_rig->signUp(u"Ana"_s, m_rig->password);
        m_rig->store.setSecondFactor(ana->person.user.id, {"12345678901234567890", 0, {}}, {},
                                     [](const auto &) {});
        for (int i = 0; i < limits::loginAttempts.burst; ++i)
            QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, u"00000%1"_s.arg(i % 10))),
                     u"code-wrong"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password, u"000000"_s)), u"rate-limited"_s);
    }

    // --- who comes while the door is closed

    void aPasswordThatIsChangedWhileItIsComparedIsWorthNothing()
    {
        const auto ana = m_rig->signUp(u"Ana"_s, m_rig->password);
        std::optional<QString> late;
        m_rig->people->logins.logIn({RequestId{1}, u"ana"_s, m_rig->password, {}}, {},
                                    [&](const auto &admission) { late = code(admission); });
        std::optional<bool> changed;
        m_rig->people->accounts.changePassword(
            ana->person, ana->key, {RequestId{1}, m_rig->password, u"a reef of glass"_s},
            [&](const auto &done) { changed = done.ok(); });
        QTRY_VERIFY(late && changed);
        QCOMPARE(changed, true);
        // Either they came first, and their session ended, or they are turned away.
        const auto theirs = [&](const QString &what) {
            return m_rig->store.value(u"SELECT %1 FROM sessions"_s.arg(what)).toString();
        };
        QTRY_COMPARE(theirs(u"COUNT(*)"_s), u"1"_s);
        QCOMPARE(theirs(u"id"_s), ana->key.value());
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"wrong-login"_s);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, u"a reef of glass"_s)), u"ok"_s);
    }

    void whatWasRevokedMeanwhileLetsNobodyIn()
    {
        const auto ana = m_rig->signUp(u"Ana"_s, m_rig->password);
        m_rig->store.pause();
        QStringList late;
        m_rig->people->logins.resume(ana->token,
                                     [&](const auto &admission) { late.append(code(admission)); });
        m_rig->people->sessions.end(ana->person.user.id, ana->key, [](const auto &) {});
        m_rig->store.resume();
        QTRY_COMPARE(late, QStringList{u"token-unknown"_s});
    }

    void aHashIsRenewedWhenItsCostIsAnother()
    {
        QVERIFY(m_rig->signUp(u"Ana"_s, m_rig->password));
        const auto hash = [&] {
            return m_rig->store.value(u"SELECT password_hash FROM accounts"_s).toByteArray();
        };
        const QByteArray first = hash();
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"ok"_s);
        QCOMPARE(hash(), first);
        m_rig->rules.hashCost.passes += 1;
        m_rig->restart();
        QCOMPARE(code(m_rig->logIn(u"ana"_s, u"something else entirely"_s)), u"wrong-login"_s);
        QCOMPARE(hash(), first);
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"ok"_s);
        QTRY_VERIFY(hash() != first);
        const QByteArray renewed = hash();
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"ok"_s);
        QCOMPARE(hash(), renewed);
    }

    void aDeactivatedAccountIsNobodys()
    {
        const auto ana = m_rig->signUp(u"Ana"_s, m_rig->password);
        m_rig->store.setAccountState(ana->person.user.id, AccountState::Deactivated, {},
                                     [](const auto &) {});
        QCOMPARE(code(m_rig->logIn(u"ana"_s, m_rig->password)), u"wrong-login"_s);
        QCOMPARE(code(m_rig->recall(ana->token)), u"token-unknown"_s);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, m_rig->password)), u"name-taken"_s);
    }
};

QTEST_GUILESS_MAIN(LoginsTest)
#include "tst_logins.moc"
