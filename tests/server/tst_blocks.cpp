// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/blocks.h"
#include "shared/limits.h"
#include "tests/support/memorystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class BlocksTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::MemoryStore> m_store;
    std::unique_ptr<Blocks> m_blocks;
    const protocol::User m_ana{UserId(u"ana"_s), u"Ana"_s};
    const protocol::User m_ben{UserId(u"ben"_s), u"Ben"_s};

    void makeAccount(const protocol::User &user)
    {
        std::optional<Result<StoredPerson>> made;
        const NewAccount account{.user = user, .keys = {user.name, user.name}, .passwordHash = "h"};
        m_store->createAccount(account, {}, [&](const auto &answer) { made = answer; });
        QTRY_VERIFY(made.has_value());
        QVERIFY(made->ok());
    }

    /// "ok", or the name of the error.
    template <typename Act>
    QString outcome(Act act)
    {
        std::optional<Result<Done>> done;
        act([&](const Result<Done> &answer) { done = answer; });
        if (!QTest::qWaitFor([&] { return done.has_value(); }))
            return u"no answer"_s;
        return *done ? u"ok"_s : errorName(done->error().code).toString();
    }
    QString block(const protocol::User &by, const protocol::User &person)
    {
        return outcome([&](auto answer) { m_blocks->block(by.id, person, answer); });
    }
    QString unblock(const protocol::User &by, const protocol::User &person)
    {
        return outcome([&](auto answer) { m_blocks->unblock(by.id, person.id, answer); });
    }

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<test::MemoryStore>();
        makeAccount(m_ana);
        makeAccount(m_ben);
        m_blocks = std::make_unique<Blocks>(*m_store);
    }

    void oneWay()
    {
        const QSignalSpy changed(m_blocks.get(), &Blocks::changed);
        QCOMPARE(block(m_ana, m_ben), u"ok"_s);
        QVERIFY(m_blocks->blocks(m_ana.id, m_ben.id));
        QVERIFY(!m_blocks->blocks(m_ben.id, m_ana.id));
        QCOMPARE(m_blocks->blockedBy(m_ana.id).size(), 1);
        QCOMPARE(m_blocks->blockedBy(m_ana.id).first().name, u"Ben"_s);
        QVERIFY(m_blocks->blockedBy(m_ben.id).isEmpty());
        QCOMPARE(changed.size(), 1);
        QVERIFY(changed.first().first().value<UserId>() == m_ana.id);
    }

    void whatIsSoAlreadyChangesNothing()
    {
        block(m_ana, m_ben);
        const QSignalSpy changed(m_blocks.get(), &Blocks::changed);
        QCOMPARE(block(m_ana, m_ben), u"ok"_s);
        QCOMPARE(unblock(m_ben, m_ana), u"ok"_s);
        QCOMPARE(changed.size(), 0);
    }

    void itIsTakenBack()
    {
        block(m_ana, m_ben);
        const QSignalSpy changed(m_blocks.get(), &Blocks::changed);
        QCOMPARE(unblock(m_ana, m_ben), u"ok"_s);
        QVERIFY(!m_blocks->blocks(m_ana.id, m_ben.id));
        QVERIFY(m_blocks->blockedBy(m_ana.id).isEmpty());
        QCOMPARE(changed.size(), 1);
    }

    void takingBackMeetsWhatIsOnItsWay()
    {
        std::optional<Result<Done>> last;
        m_blocks->block(m_ana.id, m_ben, [](const auto &) {});
        m_blocks->unblock(m_ana.id, m_ben.id, [&](const auto &answer) { last = answer; });
        QTRY_VERIFY(last.has_value());
        QVERIFY(!m_blocks->blocks(m_ana.id, m_ben.id));
    }

    void theyStayOverARestart()
    {
        block(m_ana, m_ben);
        m_blocks = std::make_unique<Blocks>(*m_store);
        QVERIFY(m_blocks->blocks(m_ana.id, m_ben.id));
        QCOMPARE(m_blocks->blockedBy(m_ana.id).first().name, u"Ben"_s);
        unblock(m_ana, m_ben);
        m_blocks = std::make_unique<Blocks>(*m_store);
        QVERIFY(!m_blocks->blocks(m_ana.id, m_ben.id));
    }

    void whatIsNotStoredIsNotSo()
    {
        m_store->failWith(Error{ErrorCode::StorageFailed, u"No space."_s});
        const QSignalSpy changed(m_blocks.get(), &Blocks::changed);
        QCOMPARE(block(m_ana, m_ben), u"storage-failed"_s);
        QVERIFY(!m_blocks->blocks(m_ana.id, m_ben.id));
        m_store->failWith({});
        block(m_ana, m_ben);
        m_store->failWith(Error{ErrorCode::StorageFailed, u"No space."_s});
        QCOMPARE(unblock(m_ana, m_ben), u"storage-failed"_s);
        QVERIFY(m_blocks->blocks(m_ana.id, m_ben.id));
        QCOMPARE(changed.size(), 1);
    }

    void theyHaveANewName()
    {
        block(m_ana, m_ben);
        m_blocks->rename({m_ben.id, u"Benjamin"_s});
        QCOMPARE(m_blocks->blockedBy(m_ana.id).first().name, u"Benjamin"_s);
        m_blocks->forget(m_ana.id);
        QVERIFY(!m_blocks->blocks(m_ana.id, m_ben.id));
    }

    void thereIsALimitAlsoForManyAtOnce()
    {
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < limits::blocksPerUser + 5; ++i) {
            const protocol::User person{UserId(u"p%1"_s.arg(i)), u"P%1"_s.arg(i)};
            m_blocks->block(m_ana.id, person, [&](const Result<Done> &answer) {
                taken += answer ? 1 : 0;
                refused += !answer && answer.error().code == ErrorCode::TooManyPeople ? 1 : 0;
            });
        }
        QTRY_COMPARE(taken, limits::blocksPerUser);
        QCOMPARE(refused, 5);
        QCOMPARE(m_blocks->blockedBy(m_ana.id).size(), limits::blocksPerUser);
        QCOMPARE(block(m_ana, m_ben), u"too-many-people"_s);
        const protocol::User first{UserId(u"p0"_s), u"P0"_s};
        QCOMPARE(unblock(m_ana, first), u"ok"_s);
        QCOMPARE(block(m_ana, m_ben), u"ok"_s);
    }
};

QTEST_GUILESS_MAIN(BlocksTest)
#include "tst_blocks.moc"
