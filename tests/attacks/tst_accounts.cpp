// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/goodclient.h"
#include "tests/support/serverrig.h"

#include <QDirIterator>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::GoodClient;
using hobnob::server::test::ServerRig;
using hobnob::server::test::Target;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;

/// Attacks on accounts: other kinds of passwords (2), coming back when one may not (3, 4),
/// guessing, asking for names, and logins as a denial of service (20).
class AccountAttacks final : public QObject
{
    Q_OBJECT

    const QString m_password = u"kelp and moonlight"_s;
    std::unique_ptr<ServerRig> m_rig;

    static std::unique_ptr<WireClient> greeted(quint16 port)
    {
        auto client = std::make_unique<WireClient>(port);
        client->say(Hello{RequestId{1}, 1, u"test"_s, {}});
        client->take<Welcome>();
        return client;
    }

    /// A new account; its token.
    QString signUp(WireClient &client, const QString &name) const
    {
        client.say(Register{RequestId{2}, name, m_password, {}});
        return client.take<LoggedIn>().token;
    }

    static QString logIn(WireClient &client, const QString &name, const QString &password)
    {
        client.say(LogIn{RequestId{3}, name, password, {}});
        return refusal(client);
    }

    static QString resume(WireClient &client, const QString &token)
    {
        client.say(ResumeSession{RequestId{4}, token});
        return refusal(client);
    }

    static QString refusal(WireClient &client)
    {
        return errorName(client.take<ErrorMessage>().code).toString();
    }

    static double median(QList<double> times)
    {
        std::sort(times.begin(), times.end());
        return times.at(times.size() / 2);
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }
    void cleanup() { m_rig.reset(); }

    void attack02OtherKindsOfPasswordsOpenNothing_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("another") << "\"kelp\""_ba << u"wrong-login"_s;
        QTest::newRow("empty") << "\"\""_ba << u"wrong-login"_s;
        QTest::newRow("a list") << "[\"kelp and moonlight\"]"_ba << u"wrong-kind"_s;
        QTest::newRow("an object") << "{\"$ne\": \"\"}"_ba << u"wrong-kind"_s;
        QTest::newRow("true") << "true"_ba << u"wrong-kind"_s;
        QTest::newRow("null") << "null"_ba << u"wrong-kind"_s;
        QTest::newRow("a number") << "0"_ba << u"wrong-kind"_s;
        QTest::newRow("with a NUL") << "\"kelp and moonlight\\u0000x\""_ba << u"bad-text"_s;
        QTest::newRow("SQL") << "\"' OR '1'='1\""_ba << u"wrong-login"_s;
        QTest::newRow("60,000 characters")
            << "\"" + QByteArray(60000, 'x') + "\"" << u"wrong-login"_s;
    }
    void attack02OtherKindsOfPasswordsOpenNothing()
    {
        QFETCH(QByteArray, password);
        const auto ana = greeted(m_rig->port());
        QVERIFY(!signUp(*ana, u"Ana"_s).isEmpty());
        const auto mallory = greeted(m_rig->port());
        mallory->sendRaw(u"{\"type\":\"logIn\",\"id\":2,\"name\":\"ana\",\"password\":%1}"_s.arg(
            QString::fromUtf8(password)));
        QTEST(refusal(*mallory), "refusal");
        QCOMPARE(mallory->count<LoggedIn>(), 0);
        QCOMPARE(logIn(*greeted(m_rig->port()), u"ana"_s, u"x"_s), u"wrong-login"_s);
    }

    void attack03WhoMayNotComeInDoesNot_data()
    {
        QTest::addColumn<bool>("restart");
        QTest::newRow("at once") << false;
        QTest::newRow("nor after a restart") << true;
    }
    void attack03WhoMayNotComeInDoesNot()
    {
        QFETCH(bool, restart);
        auto ana = greeted(m_rig->port());
        const QString token = signUp(*ana, u"Ana"_s);
        auto window = greeted(m_rig->port());
        window->say(ResumeSession{RequestId{2}, token});
        QCOMPARE(window->take<LoggedIn>().user.name, u"Ana"_s);
        ana->say(DeactivateAccount{RequestId{5}, m_password});
        QVERIFY(ana->take<LoggedOut>().id == RequestId{5});
        QCOMPARE(refusal(*window), u"not-logged-in"_s);
        if (restart)
            QVERIFY(m_rig->start());
        const auto again = greeted(m_rig->port());
        QCOMPARE(resume(*again, token), u"token-unknown"_s);
        QCOMPARE(logIn(*again, u"ana"_s, m_password), u"wrong-login"_s);
        again->say(LogInAsGuest{RequestId{6}, u"Ana"_s});
        QCOMPARE(refusal(*again), u"name-taken"_s);
        again->say(Register{RequestId{7}, u"ANA"_s, m_password, {}});
        QCOMPARE(refusal(*again), u"name-taken"_s);
    }

    void attack04ANewPasswordEndsEveryOtherSocket()
    {
        const auto ana = greeted(m_rig->port());
        signUp(*ana, u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        const auto thief = greeted(m_rig->port());
        thief->say(LogIn{RequestId{2}, u"ana"_s, m_password, {}});
        const QString token = thief->take<LoggedIn>().token;
        QVERIFY(!token.isEmpty());
        ana->say(ChangePassword{RequestId{5}, m_password, u"a reef of glass"_s});
        QVERIFY(ana->take<Accepted>().id == RequestId{5});
        QCOMPARE(refusal(*thief), u"not-logged-in"_s);
        ana->post(room, u"Alone again"_s, u"c1"_s);
        ana->take<Posted>();
        thief->post(room, u"No"_s, u"c2"_s);
        QCOMPARE(refusal(*thief), u"not-logged-in"_s);
        QCOMPARE(thief->count<RoomEvent>(), 0);
        QCOMPARE(resume(*thief, token), u"token-unknown"_s);
        QCOMPARE(logIn(*thief, u"ana"_s, m_password), u"wrong-login"_s);
    }

    void attack06AnothersSessionCannotBeEndedOrSeen()
    {
        const auto ana = greeted(m_rig->port());
        signUp(*ana, u"Ana"_s);
        ana->say(GetSessions{RequestId{3}});
        const SessionKey key = ana->take<Sessions>().sessions.first().key;
        const auto mallory = greeted(m_rig->port());
        signUp(*mallory, u"Mallory"_s);
        mallory->say(GetSessions{RequestId{3}});
        const auto seen = mallory->take<Sessions>().sessions;
        QCOMPARE(seen.size(), 1);
        QVERIFY(seen.first().key != key);
        mallory->say(EndSession{RequestId{4}, key});
        QVERIFY(mallory->take<Accepted>().id == RequestId{4});
        ana->say(Ping{RequestId{5}});
        QVERIFY(ana->take<Pong>().id == RequestId{5});
        QCOMPARE(resume(*greeted(m_rig->port()), key.value()), u"token-unknown"_s);
    }

    /// By the program itself, at the cost that everyone has.
    void attack20TimeTellsNothingOfNames()
    {
        Target target;
        QVERIFY(target.start());
        const QStringList names{u"Ana"_s, u"Ben"_s, u"Cleo"_s};
        for (const QString &name : names)
            QVERIFY(!signUp(*greeted(target.port()), name).isEmpty());
        QList<double> known;
        QList<double> unknown;
        const auto tryIt = [&](QList<double> &times, const QString &name) {
            // Each on a connection of its own, which has its time for a login.
            const auto mallory = greeted(target.port());
            const auto begin = std::chrono::steady_clock::now();
            QCOMPARE(logIn(*mallory, name, u"not the password"_s), u"wrong-login"_s);
            const std::chrono::duration<double, std::milli> time =
                std::chrono::steady_clock::now() - begin;
            times.append(time.count());
        };
        // One less for each than what would be refused; by turns, as the machine has its moods.
        for (int i = 0; i < (limits::loginAttempts.burst - 1) * names.size(); ++i) {
            const QString nobody = u"nobody%1"_s.arg(i);
            if (i % 2 == 0)
                tryIt(unknown, nobody);
            tryIt(known, names.at(i % names.size()));
            if (i % 2 == 1)
                tryIt(unknown, nobody);
        }
        const double ratio = median(known) / median(unknown);
        qInfo("A wrong password takes %.1f ms, an unknown name %.1f ms", median(known),
              median(unknown));
        QVERIFY2(ratio > 0.67 && ratio < 1.5, qPrintable(QString::number(ratio)));
    }

    void attack20LoginsDoNotSlowAGoodClient()
    {
        constexpr int attackers = 50;
        Target target;
        QVERIFY(target.start());
        std::vector<std::unique_ptr<WireClient>> crowd;
        for (int i = 0; i < attackers; ++i)
            crowd.push_back(greeted(target.port()));
        GoodClient good(target.port());
        qint64 offered = 0;
        QElapsedTimer elapsed;
        QTimer offering;
        connect(&offering, &QTimer::timeout, this, [&] {
            // 200 a second, also when this program gets its turn late.
            for (; offered < elapsed.elapsed() / 5; ++offered) {
                crowd.at(size_t(offered % attackers))
                    ->say(LogIn{RequestId{offered + 10}, u"name%1"_s.arg(offered), m_password, {}});
            }
        });
        elapsed.start();
        offering.start(5);
        const auto trips = good.post(100, [] { QTest::qWait(20); });
        const double seconds = double(elapsed.elapsed()) / 1000;
        offering.stop();
        qsizetype busy = 0;
        for (const auto &client : crowd)
            busy += client->count<ErrorMessage>();
        qInfo("%.0f logins a second offered, %lld answered; %s", double(offered) / seconds,
              qint64(busy), qPrintable(trips.text()));
        QVERIFY2(trips.complaint().isEmpty(), qPrintable(trips.complaint()));
        QVERIFY(double(offered) / seconds > 190);
        QVERIFY(target.isRunning());
        // One more hash is 64 MiB; what waits costs next to nothing.
        QVERIFY2(target.residentMiB() < 256 * sanitizerFactor,
                 qPrintable(QString::number(target.residentMiB())));
    }

    void attack20NothingSecretIsLoggedOrKept()
    {
        const QTemporaryDir folder;
        QProcess server;
        server.setProcessChannelMode(QProcess::MergedChannels);
        server.start(QStringLiteral(HOBNOBD),
                     {u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, folder.filePath(u"data"_s),
                      u"--log-level"_s, u"debug"_s});
        QByteArray log;
        const auto read = [&](const QByteArray &what) {
            while (!log.contains(what) && server.waitForReadyRead(20000))
                log += server.readAll();
            return log.contains(what);
        };
        QVERIFY(read("#setup="));
        const qsizetype start = log.indexOf("127.0.0.1:") + 10;
        const quint16 port = log.mid(start, log.indexOf('\n', start) - start).trimmed().toUShort();
        QVERIFY(port > 0);
        const qsizetype code = log.indexOf("#setup=") + 7;
        const QString setup =
            QString::fromLatin1(log.mid(code, log.indexOf('\n', code) - code).trimmed());

        const auto ana = greeted(port);
        ana->say(Register{RequestId{2}, u"Ana"_s, m_password, setup});
        const auto login = ana->take<LoggedIn>();
        QVERIFY(login.self.role == ServerRole::Administrator);
        ana->say(MakeInvite{RequestId{3}, 1, 7});
        const QString invite = ana->take<InviteMade>().link;
        ana->say(StartTwoFactor{RequestId{4}, m_password});
        const QString secret = ana->take<TwoFactorOffered>().secret;
        const auto guest = greeted(port);
        guest->say(LogInAsGuest{RequestId{2}, u"Ben"_s});
        const QString guestToken = guest->take<LoggedIn>().token;
        const auto room = guest->join(u"Lobby"_s).room.id;
        guest->post(room, u"between you and me"_s, u"c1"_s);
        guest->take<Posted>();
        guest->say(ReportEvent{RequestId{6}, room, Seq{1}, u"because I say so"_s});
        QVERIFY(guest->take<Accepted>().id == RequestId{6});
        ana->say(GetReports{RequestId{6}, {}, false});
        const auto reports = ana->take<protocol::Reports>().reports;
        QCOMPARE(reports.size(), 1);
        ana->say(ResolveReport{RequestId{7}, reports.first().number, u"looked at and fine"_s});
        QVERIFY(ana->take<Accepted>().id == RequestId{7});
        ana->say(Announce{RequestId{8}, u"tea is at four"_s});
        QVERIFY(ana->take<Accepted>().id == RequestId{8});
        QCOMPARE(logIn(*greeted(port), u"ana"_s, u"nearly her password"_s), u"wrong-login"_s);
        ana->say(ChangePassword{RequestId{5}, m_password, u"a reef of glass"_s});
        QVERIFY(ana->take<Accepted>().id == RequestId{5});

        server.terminate();
        QVERIFY(server.waitForFinished());
        log += server.readAll();
        QVERIFY(!QFile::exists(folder.filePath(u"data/setup-link"_s)));
        QByteArray kept;
        for (QDirIterator it(folder.path(), QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            kept += file.readAll();
        }
        for (const char *said :
             {"between you and me", "because I say so", "looked at and fine", "tea is at four"}) {
            QVERIFY2(kept.contains(said), said);
            QVERIFY2(!log.contains(said), said);
        }
        for (const QString &hidden : {m_password, u"a reef of glass"_s, u"nearly her password"_s,
                                      login.token, guestToken, invite, secret}) {
            QVERIFY(hidden.size() > 10);
            QVERIFY2(!log.contains(hidden.toUtf8()), "in the log");
            QVERIFY2(!kept.contains(hidden.toUtf8()), "in the data folder");
        }
        // Told once to whoever starts the server, as it has to be.
        QCOMPARE(log.count(setup.toUtf8()), 1);
        QVERIFY(!kept.contains(setup.toUtf8()));
    }
};

QTEST_GUILESS_MAIN(AccountAttacks)
#include "tst_accounts.moc"
