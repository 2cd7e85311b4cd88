// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprogram.h"
#include "tests/support/wireclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerProgram;
using hobnob::server::test::WireClient;

/// Looking after people from the command line, as an operator does, with the server and without.
class HobnobdPeopleTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_program;

    QString say(const QString &words) const
    {
        const auto ended = m_program->run(words.split(u' '));
        return ended.exitCode == 0 ? ended.output : ended.complaint;
    }

    QJsonObject ask(const QString &words) const
    {
        return QJsonDocument::fromJson(say(words + u" --json"_s).toUtf8()).object();
    }

    static QString codeOf(const QJsonObject &made)
    {
        return made[u"link"_s].toString().section(u'=', -1);
    }

    static LoggedIn signUp(WireClient &client, const QString &name, const QString &link)
    {
        client.say(Hello{RequestId{1}, 1, u"test"_s, {}});
        client.say(Register{RequestId{2}, name, u"a quiet sentence"_s, link});
        return client.take<LoggedIn>();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program =
            std::make_unique<ServerProgram>(m_folder->path(), m_folder->filePath(u"data"_s));
    }
    void cleanup() { m_program.reset(); }

    void theSameIsDoneWithTheServerAndWithout_data()
    {
        QTest::addColumn<bool>("runs");
        QTest::newRow("the server runs") << true;
        QTest::newRow("no server runs") << false;
    }

    void theSameIsDoneWithTheServerAndWithout()
    {
        QFETCH(bool, runs);
        if (runs)
            m_program->start();
        QVERIFY(say(u"user list"_s).startsWith(u"Nobody has an account yet."_s));
        const auto made = ask(u"user add Ana --administrator"_s);
        QVERIFY(made[u"link"_s].toString().contains(u"/#reset="_s));
        const auto people = ask(u"user list"_s)[u"people"_s].toArray();
        QCOMPARE(people.size(), 1);
        QCOMPARE(people[0][u"login"_s].toString(), u"Ana"_s);
        QCOMPARE(people[0][u"name"_s].toString(), u"Ana"_s);
        QCOMPARE(people[0][u"role"_s].toString(), u"administrator"_s);
        QVERIFY(say(u"user add ANA"_s).contains(u"name"_s));
        QVERIFY(say(u"user role ana member"_s).contains(u"last administrator"_s));
        QVERIFY(say(u"user deactivate nobody"_s).contains(u"Nobody logs in as \"nobody\""_s));
        QCOMPARE(say(u"user add Ben"_s).count(u'\n'), 2);
        QCOMPARE(say(u"user deactivate ben"_s), u"Done.\n"_s);
        QVERIFY(say(u"user list"_s).contains(u"deactivated"_s));
        QCOMPARE(say(u"user activate Ben"_s), u"Done.\n"_s);
        QVERIFY(say(u"user delete ben"_s).contains(u"--yes"_s));
        QCOMPARE(say(u"user delete ben --yes"_s), u"Deleted.\n"_s);
        QCOMPARE(ask(u"user list"_s)[u"people"_s].toArray().size(), 1);

        QCOMPARE(codeOf(ask(u"invite make --uses 2"_s)).size(), 32);
        const auto invites = ask(u"invite list"_s)[u"invites"_s].toArray();
        QCOMPARE(invites.size(), 1);
        QCOMPARE(invites[0][u"usesLeft"_s].toInt(), 2);
        QCOMPARE(say(u"invite remove "_s + invites[0][u"number"_s].toString()), u"Done.\n"_s);
        QVERIFY(say(u"invite list"_s).startsWith(u"No invite link"_s));
        QVERIFY(say(u"invite remove nothing"_s).contains(u"link"_s));
        if (runs)
            m_program->stop();
    }

    void whoIsThereNoticesAtOnce()
    {
        m_program->start({u"--registration"_s, u"invite"_s});
        const QString code = codeOf(ask(u"invite make"_s));
        WireClient ana(m_program->port());
        const auto login = signUp(ana, u"Ana"_s, code);
        QVERIFY(!login.token.isEmpty());
        QVERIFY(ask(u"user show ana"_s)[u"sessions"_s].toArray().size() == 1);

        QCOMPARE(say(u"user role ana administrator"_s), u"Done.\n"_s);
        QCOMPARE(ana.take<SelfChanged>().self.role, ServerRole::Administrator);

        QCOMPARE(say(u"user log-out ana"_s), u"Done.\n"_s);
        QCOMPARE(ana.take<protocol::Error>().code, ErrorCode::NotLoggedIn);
        WireClient again(m_program->port());
        again.say(Hello{RequestId{1}, 1, u"test"_s, {}});
        again.say(ResumeSession{RequestId{2}, login.token});
        QCOMPARE(again.take<protocol::Error>().code, ErrorCode::TokenUnknown);
        m_program->stop();
    }

    void botsComeAndGo_data() { theSameIsDoneWithTheServerAndWithout_data(); }
    void botsComeAndGo()
    {
        QFETCH(bool, runs);
        if (runs)
            m_program->start();
        QCOMPARE(say(u"bot list"_s), u"There is no bot yet.\n"_s);
        ask(u"user add Ana"_s);
        QCOMPARE(say(u"room create Cellar --owner ana"_s).isEmpty(), false);
        QCOMPARE(say(u"room create Attic --owner ana"_s).isEmpty(), false);
        // The token alone, so that a script can take it.
        const QString token = say(u"bot add Build --owner ana --room Cellar --room Attic"_s);
        static const QRegularExpression shape(u"^[A-Za-z0-9_-]{40,}\n$"_s);
        QVERIFY2(shape.match(token).hasMatch(), qPrintable(token));
        QVERIFY(say(u"bot add BUILD"_s).contains(u"name"_s));
        QVERIFY(say(u"bot add Other --room Nowhere"_s).contains(u"Nowhere"_s));
        const auto shown = ask(u"bot show build"_s);
        QCOMPARE(shown[u"owner"_s].toString(), u"Ana"_s);
        QCOMPARE(shown[u"bot"_s][u"rooms"_s].toArray().size(), 2);
        QCOMPARE(shown[u"tokens"_s].toArray().size(), 1);
        QVERIFY(say(u"bot list"_s).contains(u"Cellar, Attic"_s));
        const auto second = ask(u"bot token Build --idle 30d"_s);
        QVERIFY(second[u"token"_s].toString() != token.trimmed());
        QCOMPARE(say(u"bot revoke Build --token "_s + second[u"key"_s].toString()), u"Done.\n"_s);
        QCOMPARE(ask(u"bot show build"_s)[u"tokens"_s].toArray().size(), 1);
        QVERIFY(say(u"bot remove Build"_s).contains(u"--yes"_s));
        QCOMPARE(say(u"bot remove Build --yes"_s), u"Done.\n"_s);
        QCOMPARE(say(u"bot list"_s), u"There is no bot yet.\n"_s);
        if (runs)
            m_program->stop();
    }

    void aSetupLinkMakesAnAdministrator()
    {
        m_program->start({u"--registration"_s, u"closed"_s});
        WireClient ana(m_program->port());
        const auto login = signUp(ana, u"Ana"_s, codeOf(ask(u"setup-link"_s)));
        QCOMPARE(login.self.role, ServerRole::Administrator);
        m_program->stop();
    }

    void linksLeadToWherePeopleOpenThePage()
    {
        m_program->start();
        const QString own = u"http://127.0.0.1:%1/#invite="_s.arg(m_program->port());
        QVERIFY(say(u"invite make"_s).startsWith(own));
        const QString named = say(u"invite make --allowed-origins https://chat.example"_s);
        QVERIFY(named.startsWith(u"https://chat.example/#invite="_s));
        m_program->stop();
    }
};

QTEST_GUILESS_MAIN(HobnobdPeopleTest)
#include "tst_hobnobdpeople.moc"
