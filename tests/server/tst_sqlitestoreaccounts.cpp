// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

/// Accounts and their names, as the database keeps them.
class SqliteStoreAccountsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeopleRig> m_rig;

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PeopleRig>(); }

    void anAccountIsFoundByItsLoginAndItsId()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        m_rig->open();
        const auto byLogin = m_rig->answer<StoredAccount>(
            [](Store &store, auto answer) { store.findAccount(u"ana"_s, answer); });
        QVERIFY(byLogin.ok());
        QCOMPARE(byLogin->passwordHash, "hash of Ana");
        QVERIFY(byLogin->totpSecret.isEmpty());
        const StoredPerson &ana = byLogin->person;
        QCOMPARE(ana.user.id.value(), u"id-Ana"_s);
        QCOMPARE(ana.user.name, u"Ana"_s);
        QCOMPARE(ana.login, u"Ana"_s);
        QCOMPARE(ana.kind, PersonKind::Account);
        QCOMPARE(ana.role, ServerRole::Member);
        QCOMPARE(ana.state, AccountState::Active);
        QCOMPARE(milliseconds(ana.created), 5000);
        QVERIFY(!ana.colour && !ana.twoFactor && ana.status.isEmpty());
        QCOMPARE(m_rig->account(u"Ana"_s)->person.login, u"Ana"_s);
        QCOMPARE(m_rig->codeOf<StoredAccount>(
                     [](Store &store, auto answer) { store.findAccount(u"nobody"_s, answer); }),
                 u"wrong-login"_s);
        QCOMPARE(codeOf(m_rig->account(u"Nobody"_s)), u"wrong-login"_s);
    }

    void namesOfAccountsAreReserved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<NameKeys>("keys");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the same") << u"Ian"_s << NameKeys{u"ian"_s, u"lan"_s} << u"name-taken"_s;
        QTest::newRow("one that is folded alike")
            << u"IAN"_s << NameKeys{u"ian"_s, u"IAN"_s} << u"name-taken"_s;
        QTest::newRow("one that is drawn alike")
            << u"lan"_s << NameKeys{u"lan"_s, u"lan"_s} << u"name-taken"_s;
        QTest::newRow("another") << u"Jan"_s << NameKeys{u"jan"_s, u"Jan"_s} << u"ok"_s;
    }

    void namesOfAccountsAreReserved()
    {
        QFETCH(const QString, name);
        QFETCH(const NameKeys, keys);
        const NewAccount ian{{UserId{u"ian"_s}, u"Ian"_s}, {u"ian"_s, u"lan"_s}, "hash"};
        QCOMPARE(m_rig->make(ian), u"ok"_s);
        QTEST(m_rig->make({{UserId{u"second"_s}, name}, keys, "hash"}), "expected");
        // An account with another name is what the last row leaves behind.
        const auto guest = [&](Store &store, auto answer) {
            store.createGuest({UserId{u"guest"_s}, name}, keys, m_rig->session(u"guest"_s), answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(guest), u"name-taken"_s);
        QCOMPARE(m_rig->count(u"users"_s), name == u"Jan"_s ? 2 : 1);
    }

    void aRefusedAccountLeavesNothingBehind()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        QVERIFY(m_rig->makeLink("invite", LinkKind::Invite).ok());
        NewAccount again = m_rig->newAccount(u"Ana"_s);
        again.user.id = UserId{u"other"_s};
        again.linkHash = "invite";
        QCOMPARE(m_rig->make(again), u"name-taken"_s);
        QCOMPARE(m_rig->count(u"users"_s), 1);
        const auto link = m_rig->answer<StoredLink>(
            [](Store &store, auto answer) { store.findLink("invite", answer); });
        QCOMPARE(link->usesLeft, 1);
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"name-taken"_s);
    }

    void aGuestBecomesAnAccountAndKeepsTheirSessions()
    {
        const protocol::User ana{UserId{u"id-Ana"_s}, u"Ana"_s};
        const auto guest = [&](Store &store, auto answer) {
            store.createGuest(ana, PeopleRig::keys(u"Ana"_s), m_rig->session(u"Ana"_s, u"1"_s),
                              answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(guest), u"ok"_s);
        QCOMPARE(m_rig->recognised(u"1"_s)->person.kind, PersonKind::Guest);
        QVERIFY(createRoom(m_rig->store(), u"a"_s).ok());
        m_rig->store().moveReads({{ana.id, RoomId{u"room-a"_s}, Seq{}}}, [](const auto &) {});

        NewAccount account = m_rig->newAccount(u"Ana B."_s);
        account.user.id = ana.id;
        QCOMPARE(m_rig->make(account), u"ok"_s);
        m_rig->open();
        const auto known = m_rig->recognised(u"1"_s);
        QVERIFY(known.ok());
        QCOMPARE(known->person.kind, PersonKind::Account);
        QCOMPARE(known->person.user.name, u"Ana B."_s);
        QCOMPARE(m_rig->count(u"users"_s), 1);
        QCOMPARE(m_rig->count(u"reads"_s), 1);
        // A guest's way out is none for an account.
        QCOMPARE(m_rig->codeOf<Done>(
                     [&](Store &store, auto answer) { store.forgetGuest(ana.id, answer); }),
                 u"ok"_s);
        QVERIFY(m_rig->recognised(u"1"_s).ok());
    }

    void aGuestWhoGoesLeavesNothing()
    {
        const auto create = [&](Store &store, auto answer) {
            store.createGuest({UserId{u"g"_s}, u"G"_s}, PeopleRig::keys(u"G"_s),
                              m_rig->session(u"G"_s, u"1"_s, u"g"_s), answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(create), u"ok"_s);
        const auto forget = [](Store &store, auto answer) {
            store.forgetGuest(UserId{u"g"_s}, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(forget), u"ok"_s);
        QCOMPARE(m_rig->codeOf<Done>(forget), u"ok"_s);
        QCOMPARE(m_rig->count(u"users"_s), 0);
        QCOMPARE(m_rig->count(u"sessions"_s), 0);
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"token-unknown"_s);
    }

    void aProfileChangesAndTheLoginStays()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        QCOMPARE(m_rig->registerAs(u"Ben"_s), u"ok"_s);
        QCOMPARE(m_rig->rename(u"Ana"_s, u"Anastasia"_s), u"ok"_s);
        m_rig->open();
        const auto ana = m_rig->account(u"Ana"_s)->person;
        QCOMPARE(ana.user.name, u"Anastasia"_s);
        QCOMPARE(ana.login, u"Ana"_s);
        QCOMPARE(ana.status, u"at sea"_s);
        QCOMPARE(ana.colour, 7);
        // Both the name and the login are theirs; the name is free again when they take another.
        QCOMPARE(m_rig->rename(u"Ben"_s, u"Anastasia"_s), u"name-taken"_s);
        QCOMPARE(m_rig->rename(u"Ben"_s, u"Ana"_s), u"name-taken"_s);
        QCOMPARE(m_rig->account(u"Ben"_s)->person.user.name, u"Ben"_s);
        QCOMPARE(m_rig->rename(u"Ana"_s, u"Ana"_s), u"ok"_s);
        QCOMPARE(m_rig->rename(u"Ben"_s, u"Anastasia"_s), u"ok"_s);
        QCOMPARE(m_rig->rename(u"Nobody"_s, u"X"_s), u"wrong-login"_s);
    }

    void aPasswordChangeEndsOtherSessions()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        for (const char16_t *key : {u"1", u"2", u"3"})
            QVERIFY(m_rig->logIn(u"Ana"_s, QString::fromUtf16(key)).ok());
        const auto ended = m_rig->answer<QList<SessionKey>>([](Store &store, auto answer) {
            store.setPassword(UserId{u"id-Ana"_s}, "new", SessionKey{u"2"_s}, answer);
        });
        QCOMPARE(words(*ended), u"1 3"_s);
        QCOMPARE(m_rig->account(u"Ana"_s)->passwordHash, "new");
        QVERIFY(m_rig->recognised(u"2"_s).ok());
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"token-unknown"_s);
        QCOMPARE(m_rig->codeOf<QList<SessionKey>>([](Store &store, auto answer) {
            store.setPassword(UserId{u"nobody"_s}, "new", {}, answer);
        }),
                 u"wrong-login"_s);
    }

    void aSecondFactorIsUsedOnceAStepAndACode()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        const UserId ana{u"id-Ana"_s};
        const auto set = [&](const SecondFactor &factor) {
            return m_rig->codeOf<Done>(
                [&](Store &store, auto answer) { store.setSecondFactor(ana, factor, {}, answer); });
        };
        const auto step = [&](qint64 number) {
            return m_rig->codeOf<Done>(
                [&](Store &store, auto answer) { store.useTotpStep(ana, number, answer); });
        };
        const auto recover = [&](const QByteArray &hash) {
            return m_rig->codeOf<Done>(
                [&](Store &store, auto answer) { store.useRecoveryCode(ana, hash, answer); });
        };
        QCOMPARE(set({QByteArray("se\0cret", 7), 100, {"one", "two"}}), u"ok"_s);
        m_rig->open();
        const auto account = m_rig->account(u"Ana"_s);
        QVERIFY(account->person.twoFactor);
        QCOMPARE(account->totpSecret, QByteArray("se\0cret", 7));
        QCOMPARE(account->totpStep, 100);
        QCOMPARE(step(100), u"code-wrong"_s);
        QCOMPARE(step(101), u"ok"_s);
        QCOMPARE(step(101), u"code-wrong"_s);
        QCOMPARE(step(99), u"code-wrong"_s);
        QCOMPARE(recover("one"), u"ok"_s);
        QCOMPARE(recover("one"), u"code-wrong"_s);
        QCOMPARE(recover("three"), u"code-wrong"_s);
        QCOMPARE(set({}), u"ok"_s);
        QVERIFY(!m_rig->account(u"Ana"_s)->person.twoFactor);
        QCOMPARE(recover("two"), u"code-wrong"_s);
    }

    void theLastAdministratorStays()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s, ServerRole::Administrator), u"ok"_s);
        QCOMPARE(m_rig->registerAs(u"Ben"_s), u"ok"_s);
        m_rig->open();
        QVERIFY(m_rig->store().hadAdministratorAtStart());
        const auto refused = [&](const QString &name) {
            const UserId user{u"id-"_s + name};
            return QStringList{m_rig->codeOf<Done>([&](Store &store, auto answer) {
                                   store.setAccountState(user, AccountState::Deactivated, {},
                                                         answer);
                               }),
                               m_rig->codeOf<Done>([&](Store &store, auto answer) {
                                   store.setAccountRole(user, ServerRole::Member, {}, answer);
                               }),
                               m_rig->codeOf<Done>([&](Store &store, auto answer) {
                                   store.deleteAccount(user, {}, answer);
                               })};
        };
        QCOMPARE(refused(u"Ana"_s).join(u' '), u"not-allowed not-allowed not-allowed"_s);
        QCOMPARE(refused(u"Ben"_s).join(u' '), u"ok ok ok"_s);
        QCOMPARE(refused(u"Ben"_s).join(u' '), u"wrong-login wrong-login wrong-login"_s);
        QCOMPARE(m_rig->registerAs(u"Cleo"_s, ServerRole::Administrator), u"ok"_s);
        QCOMPARE(refused(u"Cleo"_s).join(u' '), u"ok ok ok"_s);
        QCOMPARE(refused(u"Ana"_s).join(u' '), u"not-allowed not-allowed not-allowed"_s);
        const auto has =
            m_rig->answer<bool>([](Store &store, auto answer) { store.hasAdministrator(answer); });
        QVERIFY(*has);
    }

    void nobodyLooksAfterANewServer()
    {
        QVERIFY(!m_rig->store().hadAdministratorAtStart());
        const auto has =
            m_rig->answer<bool>([](Store &store, auto answer) { store.hasAdministrator(answer); });
        QVERIFY(has.ok() && !*has);
    }

    void aDeactivatedAccountEndsItsSessionsAndKeepsItsName()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        QVERIFY(m_rig->logIn(u"Ana"_s, u"1"_s).ok());
        const auto set = [&](AccountState state) {
            return m_rig->codeOf<Done>([&](Store &store, auto answer) {
                store.setAccountState(UserId{u"id-Ana"_s}, state, m_rig->audit(u"deactivated"_s),
                                      answer);
            });
        };
        QCOMPARE(set(AccountState::Deactivated), u"ok"_s);
        QCOMPARE(m_rig->account(u"Ana"_s)->person.state, AccountState::Deactivated);
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"token-unknown"_s);
        QCOMPARE(codeOf(m_rig->logIn(u"Ana"_s, u"2"_s)), u"token-unknown"_s);
        QCOMPARE(m_rig->make({{UserId{u"x"_s}, u"Ana"_s}, PeopleRig::keys(u"Ana"_s), "h"}),
                 u"name-taken"_s);
        QCOMPARE(set(AccountState::Active), u"ok"_s);
        QVERIFY(m_rig->logIn(u"Ana"_s, u"2"_s).ok());
        QCOMPARE(m_rig->count(u"audit"_s), 2);
    }

    void anActThatIsRefusedIsNotInTheAuditLog()
    {
        QCOMPARE(m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.setAccountRole(UserId{u"nobody"_s}, ServerRole::Administrator,
                                 m_rig->audit(u"promoted"_s), answer);
        }),
                 u"wrong-login"_s);
        QCOMPARE(m_rig->count(u"audit"_s), 0);
    }

    void aDeletedAccountLeavesWhatItWroteAndItsNameIsFree()
    {
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
        QVERIFY(m_rig->logIn(u"Ana"_s, u"1"_s).ok());
        QVERIFY(createRoom(m_rig->store(), u"a"_s).ok());
        Draft words = draft(u"a"_s, u"1"_s, u"I was here"_s);
        words.author = {UserId{u"id-Ana"_s}, u"Ana"_s};
        QVERIFY(append(m_rig->store(), words).ok());
        m_rig->store().moveReads({{words.author.id, words.room, Seq{1}}}, [](const auto &) {});
        const StoredLink reset{.codeHash = "reset",
                               .kind = LinkKind::Reset,
                               .user = words.author.id,
                               .expires = Timestamp{9000}};
        QVERIFY(m_rig->makeLink(reset).ok());
        const auto erase = [&](Store &store, auto answer) {
            store.deleteAccount(words.author.id, {}, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(erase), u"ok"_s);
        m_rig->open();
        for (const char16_t *table :
             {u"users", u"accounts", u"account_names", u"sessions", u"reads", u"links"})
            QCOMPARE(m_rig->count(QString::fromUtf16(table)), 0);
        const auto page = test::page(m_rig->store(), {words.room, std::nullopt, std::nullopt, 50});
        QCOMPARE(page->events.first().author.name, u"Ana"_s);
        QCOMPARE(m_rig->make({{UserId{u"x"_s}, u"Ana"_s}, PeopleRig::keys(u"Ana"_s), "h"}),
                 u"ok"_s);
    }

    void peopleAreFoundByAPartOfTheirName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("expected");
        QTest::newRow("those that begin with it come first") << u"AN"_s << 9 << u"Ana Jan"_s;
        QTest::newRow("no more than the limit") << u"an"_s << 1 << u"Ana"_s;
        QTest::newRow("by the login as well") << u"ben"_s << 9 << u"Zoe"_s;
        QTest::newRow("a wildcard is a character") << u"_"_s << 9 << u"under_score"_s;
        QTest::newRow("another wildcard, and a quote") << u"%'"_s << 9 << u""_s;
        QTest::newRow("a backslash") << u"\\"_s << 9 << u""_s;
        QTest::newRow("everybody") << u""_s << 9 << u"Ana Jan under_score Zoe"_s;
    }

    void peopleAreFoundByAPartOfTheirName()
    {
        QFETCH(const QString, text);
        QFETCH(const int, limit);
        for (const char16_t *name : {u"Jan", u"Ana", u"Ben", u"under_score", u"Gone"})
            QCOMPARE(m_rig->registerAs(QString::fromUtf16(name)), u"ok"_s);
        QCOMPARE(m_rig->rename(u"Ben"_s, u"Zoe"_s), u"ok"_s);
        m_rig->store().setAccountState(UserId{u"id-Gone"_s}, AccountState::Deactivated, {},
                                       [](const auto &) {});
        m_rig->store().createGuest({UserId{u"g"_s}, u"Anna"_s}, PeopleRig::keys(u"Anna"_s),
                                   m_rig->session(u"Anna"_s, u"1"_s, u"g"_s), [](const auto &) {});
        QVERIFY(flush(m_rig->store()).ok());
        const auto found = m_rig->answer<QList<StoredPerson>>(
            [&](Store &store, auto answer) { store.findPeople(text, limit, answer); });
        QTEST(names(*found), "expected");
        const auto guest = m_rig->answer<std::optional<StoredPerson>>(
            [](Store &store, auto answer) { store.findPerson(UserId{u"g"_s}, answer); });
        QCOMPARE((*guest)->user.name, u"Anna"_s);
        const auto nobody = m_rig->answer<std::optional<StoredPerson>>(
            [](Store &store, auto answer) { store.findPerson(UserId{u"x"_s}, answer); });
        QVERIFY(!*nobody);
    }

    void accountsAreListedByLogin()
    {
        for (const char16_t *name : {u"Cleo", u"Ana", u"Ben"})
            QCOMPARE(m_rig->registerAs(QString::fromUtf16(name)), u"ok"_s);
        const auto list = [&](const QString &after) {
            return names(*m_rig->answer<QList<StoredPerson>>(
                [&](Store &store, auto answer) { store.listAccounts(after, 2, answer); }));
        };
        QCOMPARE(list({}), u"Ana Ben"_s);
        QCOMPARE(list(u"Ben"_s), u"Cleo"_s);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreAccountsTest)
#include "tst_sqlitestoreaccounts.moc"
