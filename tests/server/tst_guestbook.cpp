// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/guestbook.h"
#include "tests/support/memorystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Presence;

class GuestbookTest final : public QObject
{
    Q_OBJECT

    using Admission = Guestbook::Admission;

    const SessionId m_one{1};
    const SessionId m_two{2};
    Timeouts m_timeouts;
    std::unique_ptr<test::MemoryStore> m_store;
    std::unique_ptr<Guestbook> m_guests;
    QStringList m_log;

    void build()
    {
        m_guests = std::make_unique<Guestbook>(*m_store, m_timeouts);
        connect(m_guests.get(), &Guestbook::presenceChanged, this,
                [this](const UserId &, Presence p) {
                    m_log.append(p == Presence::Here ? u"here"_s : u"away"_s);
                });
        connect(m_guests.get(), &Guestbook::departed, this, [this] { m_log.append(u"gone"_s); });
    }

    template <typename Ask>
    Result<Admission> ask(Ask ask)
    {
        std::optional<Result<Admission>> got;
        ask([&got](const Result<Admission> &answer) { got = answer; });
        [&] { QTRY_VERIFY(got.has_value()); }();
        return got ? *got : Result<Admission>(Error{ErrorCode::Internal, u"no answer"_s});
    }

    Result<Admission> admit(const QString &name)
    {
        return ask([&](auto answer) { m_guests->admit(name, answer); });
    }

    Result<Admission> recall(const QString &token)
    {
        return ask([&](auto answer) { m_guests->recall(token, answer); });
    }

    static QString code(const Result<Admission> &result)
    {
        return result ? u"ok"_s : errorName(result.error().code).toString();
    }

private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_timeouts = {};
        m_timeouts.guestGrace = 10s;
        m_timeouts.awayAfterLoss = 10s;
        m_store = std::make_unique<test::MemoryStore>();
        build();
    }

    void aGuestGetsAnIdAndAToken()
    {
        const auto ana = admit(u"  Ana "_s);
        QVERIFY(ana.ok());
        QCOMPARE(ana->user.name, u"Ana"_s);
        QCOMPARE(ana->token.size(), 64);
        QCOMPARE(m_store->value(u"SELECT COUNT(*) FROM users"_s).toInt(), 1);
        const auto hash = m_store->value(u"SELECT token_hash FROM sessions"_s).toByteArray();
        QCOMPARE(hash.size(), 32);
        QVERIFY(!hash.contains(ana->token.toUtf8()));
    }

    void namesAreCheckedAndUnique()
    {
        QCOMPARE(code(admit(u" "_s)), u"name-empty"_s);
        QCOMPARE(code(admit(QString(33, u'x'))), u"name-too-long"_s);
        QCOMPARE(code(admit(u"a\u202Eb"_s)), u"name-invalid"_s);
        QCOMPARE(code(admit(u"Ana"_s)), u"ok"_s);
        QCOMPARE(code(admit(u"ANA"_s)), u"name-taken"_s);
        QCOMPARE(code(admit(u"\u0410n\u0430"_s)), u"name-taken"_s);
        QCOMPARE(code(admit(u"Ben"_s)), u"ok"_s);
        QCOMPARE(code(admit(u"Ian"_s)), u"ok"_s);
        QCOMPARE(code(admit(u"lan"_s)), u"name-taken"_s);
        QCOMPARE(code(admit(u"B0b"_s)), u"ok"_s);
        QCOMPARE(code(admit(u"Bob"_s)), u"name-taken"_s);
    }

    void bothKeysOfANameAreFreeAgain()
    {
        const auto ian = admit(u"Ian"_s);
        m_guests->logOut(ian->user.id);
        QCOMPARE(code(admit(u"lan"_s)), u"ok"_s);
        QCOMPARE(code(admit(u"ian"_s)), u"ok"_s);
    }

    void whoComesBackToALookAlikeMustChoose()
    {
        const auto ian = admit(u"Ian"_s);
        build();
        QCOMPARE(code(admit(u"lan"_s)), u"ok"_s);
        QCOMPARE(code(recall(ian->token)), u"name-taken"_s);
    }

    void twoAtOnceDoNotShareAName()
    {
        QStringList codes;
        for (int i = 0; i < 2; ++i)
            m_guests->admit(u"Ana"_s, [&](const auto &answer) { codes.append(code(answer)); });
        QTRY_COMPARE(codes, (QStringList{u"name-taken"_s, u"ok"_s}));
    }

    void aFailedSaveFreesTheName()
    {
        m_store->failWith(Error{ErrorCode::StorageFailed, {}});
        QCOMPARE(code(admit(u"Ana"_s)), u"storage-failed"_s);
        m_store->failWith({});
        QCOMPARE(code(admit(u"Ana"_s)), u"ok"_s);
    }

    void whoIsPresentIsRecalledAtOnce()
    {
        const auto ana = admit(u"Ana"_s);
        m_guests->attach(m_one, ana->user.id);
        const auto again = recall(ana->token);
        QVERIFY(again.ok());
        QVERIFY(again->user.id == ana->user.id);
        QCOMPARE(again->token, ana->token);
        m_guests->attach(m_two, ana->user.id);
        QCOMPARE(m_guests->sessionsOf(ana->user.id).size(), 2);
        QCOMPARE(m_guests->presentCount(), 1);
    }

    void aTokenOutlivesTheServer()
    {
        const auto ana = admit(u"Ana"_s);
        build();
        const auto again = recall(ana->token);
        QVERIFY(again.ok());
        QVERIFY(again->user.id == ana->user.id);
        QCOMPARE(code(admit(u"Ana"_s)), u"name-taken"_s);
        QCOMPARE(code(recall(u"0000"_s)), u"token-unknown"_s);
    }

    void aNameMayBeTakenMeanwhile()
    {
        const auto ana = admit(u"Ana"_s);
        build();
        QCOMPARE(code(admit(u"ana"_s)), u"ok"_s);
        QCOMPARE(code(recall(ana->token)), u"name-taken"_s);
    }

    void presenceIsThatOfAllWindows()
    {
        const auto ana = admit(u"Ana"_s)->user.id;
        m_guests->attach(m_one, ana);
        m_guests->attach(m_two, ana);
        m_guests->setPresence(m_one, Presence::Away);
        QVERIFY(m_guests->presenceOf(ana) == Presence::Here);
        m_guests->setPresence(m_two, Presence::Away);
        m_guests->setPresence(m_two, Presence::Away);
        QCOMPARE(m_log, QStringList{u"away"_s});
        m_guests->setPresence(m_one, Presence::Here);
        QCOMPARE(m_log, (QStringList{u"away"_s, u"here"_s}));
        m_guests->detach(m_one);
        QCOMPARE(m_log, (QStringList{u"away"_s, u"here"_s, u"away"_s}));
    }

    void leavingTakesTheGrace()
    {
        m_timeouts.awayAfterLoss = 10ms;
        m_timeouts.guestGrace = 500ms;
        build();
        const auto ana = admit(u"Ana"_s);
        m_guests->attach(m_one, ana->user.id);
        m_guests->detach(m_one);
        QVERIFY(m_log.isEmpty());
        QCOMPARE(code(admit(u"Ana"_s)), u"name-taken"_s);
        QTRY_COMPARE(m_log, (QStringList{u"away"_s, u"gone"_s}));
        QCOMPARE(code(admit(u"Ana"_s)), u"ok"_s);
    }

    void aReloadIsInvisible()
    {
        m_timeouts.awayAfterLoss = 100ms;
        m_timeouts.guestGrace = 150ms;
        build();
        const auto ana = admit(u"Ana"_s)->user.id;
        m_guests->attach(m_one, ana);
        m_guests->detach(m_one);
        m_guests->attach(m_two, ana);
        QSignalSpy departed(m_guests.get(), &Guestbook::departed);
        QVERIFY(!departed.wait(300));
        QCOMPARE(m_log, QStringList());
    }

    void whoNeverComesAfterTheAnswerDeparts()
    {
        m_timeouts.guestGrace = 20ms;
        build();
        QVERIFY(admit(u"Ana"_s).ok());
        QTRY_COMPARE(m_log, QStringList{u"gone"_s});
        QCOMPARE(m_guests->presentCount(), 0);
    }

    void whoLogsOutIsGoneForGood()
    {
        const auto ana = admit(u"Ana"_s);
        m_guests->attach(m_one, ana->user.id);
        m_guests->logOut(ana->user.id);
        QCOMPARE(m_log, QStringList{u"gone"_s});
        QVERIFY(m_guests->sessionsOf(ana->user.id).isEmpty());
        QCOMPARE(code(recall(ana->token)), u"token-unknown"_s);
        QCOMPARE(code(admit(u"Ana"_s)), u"ok"_s);
    }
};

QTEST_GUILESS_MAIN(GuestbookTest)
#include "tst_guestbook.moc"
