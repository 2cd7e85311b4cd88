// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

/// Sessions and links, as the database keeps them.
class SqliteStoreSessionsTest final : public QObject
{
    Q_OBJECT

    static constexpr qint64 day = 24 * 3600 * 1000;
    std::unique_ptr<PeopleRig> m_rig;

    QString sessionsOf(const QString &name)
    {
        const auto sessions = m_rig->answer<QList<StoredSession>>(
            [&](Store &store, auto answer) { store.sessionsOf(UserId{u"id-"_s + name}, answer); });
        QStringList keys;
        for (const StoredSession &session : sessions ? *sessions : QList<StoredSession>())
            keys.append(session.key.value());
        return keys.join(u' ');
    }

    QString touch(const QString &key)
    {
        return m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.touchSessions({SessionKey{key}, SessionKey{u"none"_s}}, answer);
        });
    }

    QString join(const QString &name, const QByteArray &linkHash)
    {
        NewAccount account = m_rig->newAccount(name);
        account.linkHash = linkHash;
        account.session = m_rig->session(name, u"s-"_s + name);
        return m_rig->make(account);
    }

    QString links()
    {
        const auto found = m_rig->answer<QList<StoredLink>>(
            [](Store &store, auto answer) { store.listLinks(answer); });
        QStringList links;
        for (const StoredLink &link : found ? *found : QList<StoredLink>())
            links.append(u"%1/%2"_s.arg(QString::fromLatin1(link.codeHash)).arg(link.usesLeft));
        return links.join(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PeopleRig>();
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
    }

    void aTokenIsKnownUntilItsSessionEnds()
    {
        m_rig->now = 6000;
        QVERIFY(m_rig->logIn(u"Ana"_s, u"1"_s).ok());
        m_rig->open();
        const auto known = m_rig->recognised(u"1"_s);
        QVERIFY(known.ok());
        QCOMPARE(known->person.user.name, u"Ana"_s);
        QCOMPARE(known->session.key.value(), u"1"_s);
        QCOMPARE(known->session.user.value(), u"id-Ana"_s);
        QCOMPARE(known->session.client, u"test"_s);
        QCOMPARE(known->session.address, u"10.0.0.1"_s);
        QCOMPARE(milliseconds(known->session.created), 6000);
        QCOMPARE(milliseconds(known->session.used), 6000);
        QCOMPARE(codeOf(m_rig->recognised(u"2"_s)), u"token-unknown"_s);
        const auto end = [&](const QString &user) {
            return m_rig->codeOf<Done>([&](Store &store, auto answer) {
                store.removeSession(UserId{user}, SessionKey{u"1"_s}, answer);
            });
        };
        // Nobody ends another's.
        QCOMPARE(end(u"id-Ben"_s), u"ok"_s);
        QVERIFY(m_rig->recognised(u"1"_s).ok());
        QCOMPARE(end(u"id-Ana"_s), u"ok"_s);
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"token-unknown"_s);
    }

    void aGuestWhoseNameAnAccountTookMeanwhileIsRefused()
    {
        m_rig->store().createGuest({UserId{u"id-Guest"_s}, u"Ben"_s}, {u"ben"_s, u"BEN"_s},
                                   PeopleRig::session(u"Guest"_s, u"1"_s), [](const auto &) {});
        QVERIFY(m_rig->recognised(u"1"_s).ok());
        const NewAccount ben{.user = {UserId{u"id-Ben"_s}, u"BEN"_s},
                             .keys = {u"other"_s, u"BEN"_s}};
        QCOMPARE(m_rig->make(ben), u"ok"_s);
        m_rig->open();
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"name-taken"_s);
    }

    void whoIsUnknownCannotLogIn()
    {
        QCOMPARE(codeOf(m_rig->logIn(u"Nobody"_s, u"1"_s)), u"token-unknown"_s);
        QCOMPARE(m_rig->count(u"sessions"_s), 0);
    }

    void allSessionsButOneEnd()
    {
        for (const char16_t *key : {u"1", u"2", u"3"}) {
            ++m_rig->now;
            QVERIFY(m_rig->logIn(u"Ana"_s, QString::fromUtf16(key)).ok());
        }
        QCOMPARE(sessionsOf(u"Ana"_s), u"3 2 1"_s);
        m_rig->now = 7000;
        QCOMPARE(touch(u"1"_s), u"ok"_s);
        QCOMPARE(sessionsOf(u"Ana"_s), u"1 3 2"_s);
        QCOMPARE(milliseconds(m_rig->account(u"Ana"_s)->person.seen), 7000);
        const auto end = [&](const QString &except) {
            return words(*m_rig->answer<QList<SessionKey>>([&](Store &store, auto answer) {
                store.removeSessions(UserId{u"id-Ana"_s}, SessionKey{except}, answer);
            }));
        };
        QCOMPARE(end(u"2"_s), u"1 3"_s);
        QCOMPARE(sessionsOf(u"Ana"_s), u"2"_s);
        QCOMPARE(end({}), u"2"_s);
        QCOMPARE(end({}), QString());
    }

    void theLeastLatelyUsedSessionMakesRoom()
    {
        for (int i = 0; i < limits::sessionsPerUser; ++i) {
            ++m_rig->now;
            QVERIFY(m_rig->logIn(u"Ana"_s, QString::number(i))->isEmpty());
        }
        ++m_rig->now;
        QCOMPARE(touch(u"0"_s), u"ok"_s);
        QCOMPARE(words(*m_rig->logIn(u"Ana"_s, u"new"_s)), u"1"_s);
        QCOMPARE(m_rig->count(u"sessions"_s), limits::sessionsPerUser);
        QVERIFY(m_rig->recognised(u"new"_s).ok());
        QVERIFY(m_rig->recognised(u"0"_s).ok());
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"token-unknown"_s);
    }

    void sessionsExpire_data()
    {
        QTest::addColumn<bool>("guest");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("used");
        QTest::addColumn<bool>("alive");
        QTest::newRow("an account that was not here for a month") << false << 31 << false << false;
        QTest::newRow("an account that was nearly not") << false << 29 << false << true;
        QTest::newRow("an account that comes often, within a year") << false << 364 << true << true;
        QTest::newRow("after a year") << false << 366 << true << false;
        QTest::newRow("a guest who was not here for a month") << true << 31 << false << false;
        QTest::newRow("a guest who comes often, after a year") << true << 366 << true << true;
    }

    void sessionsExpire()
    {
        QFETCH(const bool, guest);
        QFETCH(const int, days);
        QFETCH(const bool, used);
        const QString name = guest ? u"Guest"_s : u"Ana"_s;
        if (guest)
            m_rig->store().createGuest({UserId{u"id-Guest"_s}, name}, PeopleRig::keys(name),
                                       PeopleRig::session(name, u"1"_s), [](const auto &) {});
        else
            QVERIFY(m_rig->logIn(name, u"1"_s).ok());
        QVERIFY(flush(m_rig->store()).ok());
        for (int passed = 0; passed < days; passed += 1) {
            m_rig->now += day;
            if (used && passed % 20 == 0)
                QCOMPARE(touch(u"1"_s), u"ok"_s);
        }
        QTEST(m_rig->recognised(u"1"_s).ok(), "alive");
        QTEST(!sessionsOf(name).isEmpty(), "alive");
        // What has expired is removed by and by.
        QVERIFY(flush(m_rig->store()).ok());
        QTEST(m_rig->count(u"sessions"_s) == 1, "alive");
        QCOMPARE(m_rig->count(u"users WHERE kind = 'guest'"_s),
                 guest && m_rig->count(u"sessions"_s) == 1 ? 1 : 0);
        QCOMPARE(m_rig->count(u"accounts"_s), 1);
    }

    void anInviteIsGoodForAsOftenAsItSays()
    {
        QVERIFY(m_rig->makeLink("invite", LinkKind::Invite, 2).ok());
        m_rig->open();
        QCOMPARE(join(u"Ben"_s, "wrong"), u"link-unknown"_s);
        QCOMPARE(join(u"Ben"_s, "invite"), u"ok"_s);
        QVERIFY(m_rig->recognised(u"s-Ben"_s).ok());
        QCOMPARE(links(), u"invite/1"_s);
        QCOMPARE(join(u"Cleo"_s, "invite"), u"ok"_s);
        QCOMPARE(join(u"Dan"_s, "invite"), u"link-unknown"_s);
        QCOMPARE(links(), QString());
        QCOMPARE(m_rig->account(u"Ben"_s)->person.role, ServerRole::Member);
        QCOMPARE(codeOf(m_rig->account(u"Dan"_s)), u"wrong-login"_s);
    }

    void aSetupLinkMakesTheAdministratorAndEndsTheOthers()
    {
        QVERIFY(m_rig->makeLink("setup1", LinkKind::Setup).ok());
        QVERIFY(m_rig->makeLink("setup2", LinkKind::Setup).ok());
        QVERIFY(m_rig->makeLink("invite", LinkKind::Invite).ok());
        QCOMPARE(join(u"Boss"_s, "setup2"), u"ok"_s);
        QCOMPARE(m_rig->account(u"Boss"_s)->person.role, ServerRole::Administrator);
        QCOMPARE(links(), u"invite/1"_s);
        QCOMPARE(join(u"Second"_s, "setup1"), u"link-unknown"_s);
        // An administrator who was made without one ends them as well.
        QVERIFY(m_rig->makeLink("setup3", LinkKind::Setup).ok());
        QCOMPARE(m_rig->registerAs(u"Third"_s, ServerRole::Administrator), u"ok"_s);
        QCOMPARE(links(), u"invite/1"_s);
    }

    void aLinkExpires()
    {
        QVERIFY(m_rig->makeLink("invite", LinkKind::Invite).ok());
        const auto find = [&] {
            return m_rig->codeOf<StoredLink>(
                [](Store &store, auto answer) { store.findLink("invite", answer); });
        };
        m_rig->now += 999;
        QCOMPARE(find(), u"ok"_s);
        m_rig->now += 1;
        QCOMPARE(find(), u"link-unknown"_s);
        QCOMPARE(join(u"Ben"_s, "invite"), u"link-unknown"_s);
        QCOMPARE(links(), QString());
        m_rig->now += day;
        QVERIFY(flush(m_rig->store()).ok());
        QVERIFY(flush(m_rig->store()).ok());
        QCOMPARE(m_rig->count(u"links"_s), 0);
    }

    void aResetLinkSetsThePasswordOnceAndEndsAllSessions()
    {
        const StoredLink link{.codeHash = "reset",
                              .kind = LinkKind::Reset,
                              .user = UserId{u"id-Ana"_s},
                              .madeBy = u"boss"_s,
                              .expires = Timestamp{9000}};
        QVERIFY(m_rig->makeLink(link).ok());
        QVERIFY(m_rig->makeLink("invite", LinkKind::Invite).ok());
        QVERIFY(m_rig->logIn(u"Ana"_s, u"1"_s).ok());
        const auto found = m_rig->answer<StoredLink>(
            [](Store &store, auto answer) { store.findLink("reset", answer); });
        QCOMPARE(found->login, u"Ana"_s);
        QCOMPARE(found->madeBy, u"boss"_s);
        QCOMPARE(milliseconds(found->created), 5000);
        QCOMPARE(join(u"Ben"_s, "reset"), u"link-unknown"_s);
        const auto reset = [&](const QByteArray &hash) {
            return m_rig->answer<StoredPerson>(
                [&](Store &store, auto answer) { store.resetPassword(hash, "new", answer); });
        };
        QCOMPARE(codeOf(reset("invite")), u"link-unknown"_s);
        QCOMPARE(links(), u"invite/1 reset/1"_s);
        QCOMPARE(reset("reset")->user.name, u"Ana"_s);
        QCOMPARE(m_rig->account(u"Ana"_s)->passwordHash, "new");
        QCOMPARE(codeOf(m_rig->recognised(u"1"_s)), u"token-unknown"_s);
        QCOMPARE(codeOf(reset("reset")), u"link-unknown"_s);
    }

    void linksAreTakenBack()
    {
        QVERIFY(m_rig->makeLink("setup", LinkKind::Setup).ok());
        QVERIFY(m_rig->makeLink("invite", LinkKind::Invite).ok());
        const auto removeAll = [](Store &store, auto answer) {
            store.removeLinks(LinkKind::Setup, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(removeAll), u"ok"_s);
        QCOMPARE(links(), u"invite/1"_s);
        const auto remove = [](Store &store, auto answer) {
            store.removeLink("invite", PeopleRig::audit(u"invite-removed"_s), answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(remove), u"ok"_s);
        QCOMPARE(m_rig->codeOf<Done>(remove), u"link-unknown"_s);
        QCOMPARE(links(), QString());
        QCOMPARE(m_rig->count(u"audit"_s), 1);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreSessionsTest)
#include "tst_sqlitestoresessions.moc"
