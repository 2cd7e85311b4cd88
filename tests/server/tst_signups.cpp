// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loginsupport.h"

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Registration;

class SignUpsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::LoginRig> m_rig;

    static QString code(const Result<Admission> &result) { return test::LoginRig::code(result); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<test::LoginRig>(); }
    void cleanup() { m_rig.reset(); }

    void anAccountIsMadeAndLoggedInWith()
    {
        const auto ana = m_rig->signUp(u" Ana Lima"_s, m_rig->password);
        QVERIFY(ana.ok());
        QCOMPARE(ana->person.user.name, u"Ana Lima"_s);
        QCOMPARE(ana->person.login, u"Ana Lima"_s);
        QVERIFY(ana->person.kind == protocol::PersonKind::Account);
        QVERIFY(ana->person.role == protocol::ServerRole::Member);
        const auto again = m_rig->logIn(u"ANA lima "_s, m_rig->password);
        QVERIFY(again.ok());
        QVERIFY(again->person.user.id == ana->person.user.id);
        QVERIFY(again->token != ana->token);
        const auto stored = [&](const QString &sql) { return m_rig->store.value(sql).toString(); };
        QCOMPARE(stored(u"SELECT COUNT(*) FROM sessions"_s), u"2"_s);
        QCOMPARE(stored(u"SELECT client || ' ' || address FROM sessions WHERE client <> ''"_s),
                 u"client 192.0.2.7"_s);
        QVERIFY(stored(u"SELECT password_hash FROM accounts"_s).startsWith(u"$argon2id$"_s));
    }

    void namesOfAccountsAreTaken()
    {
        QVERIFY(m_rig->signUp(u"Ana"_s, m_rig->password).ok());
        m_rig->restart();
        QCOMPARE(code(m_rig->signUp(u"ANA"_s, m_rig->password)), u"name-taken"_s);
        QCOMPARE(code(m_rig->signUp(u"\u0410n\u0430"_s, m_rig->password)), u"name-taken"_s);
        QCOMPARE(code(m_rig->admit(u"Ana"_s)), u"name-taken"_s);
        QVERIFY(m_rig->admit(u"Ben"_s).ok());
        QCOMPARE(code(m_rig->signUp(u"ben"_s, m_rig->password)), u"name-taken"_s);
    }

    void namesAndPasswordsAreChecked()
    {
        QCOMPARE(code(m_rig->signUp(u" "_s, m_rig->password)), u"name-empty"_s);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, u"short"_s)), u"password-too-short"_s);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, u"password1"_s)), u"password-easy"_s);
        QCOMPARE(code(m_rig->signUp(u"Anabella"_s, u"anabella"_s)), u"password-easy"_s);
        QCOMPARE(m_rig->store.value(u"SELECT COUNT(*) FROM users"_s).toInt(), 0);
    }

    void aGuestBecomesAnAccount()
    {
        const auto guest = m_rig->admit(u"Ana"_s);
        const auto ana = m_rig->signUp(u"Ana"_s, m_rig->password, {}, guest->person.user.id);
        QVERIFY(ana.ok());
        QVERIFY(ana->person.user.id == guest->person.user.id);
        QVERIFY(m_rig->people->attendance.find(guest->person.user.id)->kind ==
                protocol::PersonKind::Account);
        // Also under another name, and only once.
        const auto other = m_rig->admit(u"Ben"_s);
        QCOMPARE(code(m_rig->signUp(u"Benedict"_s, m_rig->password, {}, other->person.user.id)),
                 u"ok"_s);
        QCOMPARE(code(m_rig->signUp(u"Bonnie"_s, m_rig->password, {}, other->person.user.id)),
                 u"name-taken"_s);
        QVERIFY(m_rig->admit(u"Ben"_s).ok());
    }

    // --- who may register

    void theHouseDecides_data()
    {
        QTest::addColumn<Registration>("registration");
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("result");
        const QString none = u"none"_s;
        QTest::newRow("open") << Registration::Open << none << u"ok"_s;
        QTest::newRow("open, invite") << Registration::Open << u"invite"_s << u"ok"_s;
        QTest::newRow("open, wrong link") << Registration::Open << u"wrong"_s << u"link-unknown"_s;
        QTest::newRow("open, reset link") << Registration::Open << u"reset"_s << u"link-unknown"_s;
        QTest::newRow("invite") << Registration::Invite << none << u"registration-closed"_s;
        QTest::newRow("invite, invite") << Registration::Invite << u"invite"_s << u"ok"_s;
        QTest::newRow("invite, setup") << Registration::Invite << u"setup"_s << u"ok"_s;
        QTest::newRow("closed") << Registration::Closed << none << u"registration-closed"_s;
        QTest::newRow("closed, invite")
            << Registration::Closed << u"invite"_s << u"registration-closed"_s;
        QTest::newRow("closed, setup") << Registration::Closed << u"setup"_s << u"ok"_s;
    }
    void theHouseDecides()
    {
        QFETCH(Registration, registration);
        QFETCH(QString, link);
        using protocol::LinkKind;
        const QHash<QString, std::optional<QString>> links{
            {u"none"_s, std::nullopt},
            {u"wrong"_s, u"never given"_s},
            {u"invite"_s, m_rig->linkOf(LinkKind::Invite)},
            {u"setup"_s, m_rig->linkOf(LinkKind::Setup)},
            {u"reset"_s, m_rig->linkOf(LinkKind::Reset, UserId(u"x"_s))}};
        m_rig->rules.registration = registration;
        m_rig->restart();
        const auto made = m_rig->signUp(u"Ana"_s, m_rig->password, links.value(link));
        QTEST(code(made), "result");
        const bool isAdministrator =
            made && made->person.role == protocol::ServerRole::Administrator;
        QCOMPARE(isAdministrator, link == u"setup"_s);
        QCOMPARE(m_rig->people->links.isSetUp(), link == u"setup"_s);
    }

    void aLinkIsGoodForSoMany()
    {
        m_rig->rules.registration = Registration::Invite;
        m_rig->restart();
        const QString link = m_rig->linkOf(protocol::LinkKind::Invite, {}, 2);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, m_rig->password, link)), u"ok"_s);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, m_rig->password, link)), u"name-taken"_s);
        QCOMPARE(code(m_rig->signUp(u"Ben"_s, m_rig->password, u" "_s + link.toUpper())), u"ok"_s);
        QCOMPARE(code(m_rig->signUp(u"Cleo"_s, m_rig->password, link)), u"link-unknown"_s);
    }

    void aLinkExpires()
    {
        const QString link = m_rig->linkOf(protocol::LinkKind::Invite);
        m_rig->letPass(25h);
        QCOMPARE(code(m_rig->signUp(u"Ana"_s, m_rig->password, link)), u"link-unknown"_s);
    }
};

QTEST_GUILESS_MAIN(SignUpsTest)
#include "tst_signups.moc"
