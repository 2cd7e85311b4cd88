// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/passwordhasher.h"
#include "shared/limits.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using Match = PasswordHasher::Match;

class PasswordHasherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_hasher = std::make_unique<PasswordHasher>(HashCost::least(), 1); }
    void cleanup() { m_hasher.reset(); }

    void aPasswordMatchesItsOwnHashAlone()
    {
        const QByteArray hash = hashOf(u"correct horse"_s);
        QVERIFY(hash.startsWith("$argon2id$"));
        QVERIFY(!hash.contains("correct"));
        QCOMPARE(match(hash, u"correct horse"_s), Match::Yes);
        QCOMPARE(match(hash, u"correct horsf"_s), Match::No);
        QCOMPARE(match(hash, u""_s), Match::No);
        QCOMPARE(match("not a hash", u"correct horse"_s), Match::No);
    }

    void eachHashHasItsOwnSalt() { QVERIFY(hashOf(u"same"_s) != hashOf(u"same"_s)); }

    void whoDoesNotExistNeverMatches()
    {
        std::optional<Match> result;
        m_hasher->verifyDummy(u"anything"_s, this, [&](const auto &r) { result = *r; });
        QVERIFY(!result);
        QTRY_COMPARE(result, Match::No);
    }

    void theStandardCostIsNotBelowWhatIsAdvised()
    {
        QVERIFY(HashCost::standard().passes >= 2);
        QVERIFY(HashCost::standard().memoryBytes >= 19 * 1024 * 1024);
        QVERIFY(PasswordHasher::usualThreads() >= 1 && PasswordHasher::usualThreads() <= 2);
    }

    void pastTheBoundItIsBusy()
    {
        int made = 0;
        QList<Error> refused;
        for (int i = 0; i < limits::pendingHashes + 5; ++i) {
            m_hasher->hash(u"x"_s, this, [&](const Result<QByteArray> &hash) {
                hash ? void(++made) : refused.append(hash.error());
            });
        }
        QCOMPARE(m_hasher->pendingCount(), limits::pendingHashes);
        QTRY_COMPARE(made, limits::pendingHashes);
        QCOMPARE(refused.size(), 5);
        QCOMPARE(refused.first().code, ErrorCode::Busy);
        QVERIFY(refused.first().retryAfter && refused.first().retryAfter->count() > 0);
        QCOMPARE(m_hasher->pendingCount(), 0);
        QVERIFY(!hashOf(u"there is room again"_s).isEmpty());
    }

    void answersAreDroppedWithTheirContext()
    {
        auto context = std::make_unique<QObject>();
        bool answered = false;
        m_hasher->hash(u"x"_s, context.get(), [&](const auto &) { answered = true; });
        context.reset();
        // One thread works in order, so this comes after the other would have.
        QVERIFY(!hashOf(u"y"_s).isEmpty());
        QVERIFY(!answered);
        QCOMPARE(m_hasher->pendingCount(), 0);
    }

    void goingWithWorkLeftAnswersNothing()
    {
        bool answered = false;
        for (int i = 0; i < 20; ++i)
            m_hasher->hash(u"x"_s, this, [&](const auto &) { answered = true; });
        m_hasher.reset();
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }

private:
    QByteArray hashOf(const QString &password)
    {
        QByteArray hash;
        m_hasher->hash(password, this, [&](const auto &result) { hash = *result; });
        if (!QTest::qWaitFor([&] { return !hash.isEmpty(); }))
            return {};
        return hash;
    }

    std::optional<Match> match(const QByteArray &hash, const QString &password)
    {
        std::optional<Match> match;
        m_hasher->verify(hash, password, this, [&](const auto &result) { match = *result; });
        [[maybe_unused]] const bool came = QTest::qWaitFor([&] { return match.has_value(); });
        return match;
    }

    std::unique_ptr<PasswordHasher> m_hasher;
};

QTEST_GUILESS_MAIN(PasswordHasherTest)
#include "tst_passwordhasher.moc"
