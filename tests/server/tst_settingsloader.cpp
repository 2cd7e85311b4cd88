// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/logging.h"
#include "server/admin/settingsloader.h"
#include "server/admin/settingsreport.h"
#include "server/admin/settingstable.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class SettingsLoaderTest final : public QObject
{
    Q_OBJECT

private:
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(content);
        return file.fileName();
    }

    static QProcessEnvironment environment(const QStringList &variables)
    {
        QProcessEnvironment result;
        result.insert(u"HOME"_s, u"/home/ana"_s);
        for (const QString &variable : variables)
            result.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
        return result;
    }

    /// "@" in a variable stands for the test's folder.
    SettingsSources sources(QStringList variables) const
    {
        variables.replaceInStrings(u"@"_s, m_folder->path());
        SettingsSources result;
        result.environment = environment(variables);
        return result;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theStrongestPlaceWins_data()
    {
        QTest::addColumn<bool>("flag");
        QTest::addColumn<bool>("variable");
        QTest::addColumn<bool>("file");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("origin");
        QTest::newRow("the flag over all")
            << true << true << true << u"127.0.0.1:1"_s << u"--listen"_s;
        QTest::newRow("the flag over the file")
            << true << false << true << u"127.0.0.1:1"_s << u"--listen"_s;
        QTest::newRow("the variable over the file")
            << false << true << true << u"127.0.0.1:2"_s << u"HOBNOB_LISTEN"_s;
        QTest::newRow("the file over the default")
            << false << false << true << u"127.0.0.1:3"_s << u"FILE:2"_s;
        QTest::newRow("the default in the end")
            << false << false << false << u"127.0.0.1:8080"_s << u"default"_s;
    }

    void theStrongestPlaceWins()
    {
        QFETCH(const bool, flag);
        QFETCH(const bool, variable);
        QFETCH(const bool, file);
        QFETCH(QString, origin);
        SettingsSources given =
            sources(variable ? QStringList{u"HOBNOB_LISTEN=127.0.0.1:2"_s} : QStringList{});
        if (flag)
            given.flags.insert(u"listen"_s, {u"127.0.0.1:1"_s});
        if (file)
            given.config = write(u"s.toml"_s, "# ours\nlisten = \"127.0.0.1:3\"\n");
        const Result<SettingsInForce> loaded = loadSettings(given);
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().sentence));
        QTEST(loaded->settings.listen.text(), "expected");
        QCOMPARE(loaded->origins.value(u"listen"_s),
                 origin.replace(u"FILE"_s, given.config.value_or(QString())));
    }

    void everySettingCanStandAnywhere()
    {
        QByteArray rates;
        QStringList rateVariables;
        QHash<QString, QStringList> flags;
        for (const SettingDescription &setting : settingsTable()) {
            if (!setting.name.startsWith(u"rate-"_s) || setting.name == u"rate-limits"_s)
                continue;
            rates += setting.key().toUtf8() + " = \"session 3/1s\"\n";
            rateVariables.append(setting.variable() + u"=session 3/1s"_s);
            flags.insert(setting.name, {u"session 3/1s"_s});
        }
        QCOMPARE(flags.size(), limits::requestKinds);
        const QString file =
            write(u"s.toml"_s,
                  rates + "allowed_origins = [\"https://a.example\", \"http://b.example:8000\"]\n"
                          "data = \"/srv/hobnob\"\nhooks_allow_private = [\"::1\"]\n"
                          "guests = \"off\"\nregistration = \"closed\"\n"
                          "session_idle = \"7d\"\nsession_lifetime = \"90d\"\n"
                          "limits = \"bench\"\nlisten = \"[::1]:9\"\nlog_level = \"debug\"\n"
                          "max_connections = \"900\"\nmax_connections_per_address = \"9\"\n"
                          "rate_limits = \"off\"\n"
                          "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n"
                          "tls_certificate = \"/etc/a.pem\"\ntls_key = \"/etc/b.pem\"\n"
                          "server_name = \"Our club\"\n");
        SettingsSources fromFile = sources({});
        fromFile.config = file;
        const SettingsSources fromVariables = sources(
            rateVariables +
            QStringList{u"HOBNOB_ALLOWED_ORIGINS=https://a.example, http://b.example:8000"_s,
                        u"HOBNOB_DATA=/srv/hobnob"_s, u"HOBNOB_LIMITS=bench"_s,
                        u"HOBNOB_LISTEN=[::1]:9"_s, u"HOBNOB_LOG_LEVEL=debug"_s,
                        u"HOBNOB_SERVER_NAME=Our club"_s, u"HOBNOB_MAX_CONNECTIONS=900"_s,
                        u"HOBNOB_MAX_CONNECTIONS_PER_ADDRESS=9"_s, u"HOBNOB_GUESTS=off"_s,
                        u"HOBNOB_REGISTRATION=closed"_s, u"HOBNOB_SESSION_IDLE=7d"_s,
                        u"HOBNOB_SESSION_LIFETIME=90d"_s, u"HOBNOB_RATE_LIMITS=off"_s,
                        u"HOBNOB_TLS_CERTIFICATE=/etc/a.pem"_s, u"HOBNOB_TLS_KEY=/etc/b.pem"_s,
                        u"HOBNOB_HOOKS_ALLOW_PRIVATE=::1"_s,
                        u"HOBNOB_TRUSTED_PROXIES=10.0.0.0/8,::1"_s});
        SettingsSources fromFlags = sources({});
        flags.insert({{u"allowed-origins"_s, {u"https://a.example"_s, u"http://b.example:8000"_s}},
                      {u"data"_s, {u"/srv/hobnob"_s}},
                      {u"guests"_s, {u"off"_s}},
                      {u"hooks-allow-private"_s, {u"::1"_s}},
                      {u"listen"_s, {u"[::1]:9"_s}},
                      {u"limits"_s, {u"bench"_s}},
                      {u"registration"_s, {u"closed"_s}},
                      {u"session-idle"_s, {u"7d"_s}},
                      {u"session-lifetime"_s, {u"90d"_s}},
                      {u"log-level"_s, {u"debug"_s}},
                      {u"max-connections"_s, {u"900"_s}},
                      {u"max-connections-per-address"_s, {u"9"_s}},
                      {u"rate-limits"_s, {u"off"_s}},
                      {u"tls-certificate"_s, {u"/etc/a.pem"_s}},
                      {u"tls-key"_s, {u"/etc/b.pem"_s}},
                      {u"trusted-proxies"_s, {u"10.0.0.0/8"_s, u"::1"_s}},
                      {u"server-name"_s, {u"Our club"_s}}});
        fromFlags.flags = flags;
        for (const SettingsSources &given : {fromFile, fromVariables, fromFlags}) {
            const Result<SettingsInForce> loaded = loadSettings(given);
            QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().sentence));
            QCOMPARE(loaded->settings.listen.text(), u"[::1]:9"_s);
            QCOMPARE(loaded->settings.dataFolder, u"/srv/hobnob"_s);
            QCOMPARE(loaded->settings.logLevel, LogLevel::Debug);
            QCOMPARE(loaded->settings.serverName, u"Our club"_s);
            QCOMPARE(loaded->settings.allowedOrigins,
                     QStringList({u"https://a.example"_s, u"http://b.example:8000"_s}));
            QCOMPARE(loaded->settings.maxConnections, std::optional<qint64>(900));
            QCOMPARE(loaded->settings.maxConnectionsPerAddress, 9);
            QCOMPARE(loaded->settings.rates.of(limits::RequestKind::Posting).session.burst, 3);
            QVERIFY(loaded->settings.rateLimiting == Settings::RateLimiting::Off);
            QVERIFY(loaded->settings.limits == Settings::Limits::Bench);
            QCOMPARE(loaded->settings.hooksAllowPrivate.size(), 1);
            QCOMPARE(loaded->settings.trustedProxies.size(), 2);
            QVERIFY(loaded->settings.trustedProxies.at(0).contains(QHostAddress(u"10.1.2.3"_s)));
            for (const SettingDescription &setting : settingsTable())
                QVERIFY2(loaded->origins.value(setting.name) != u"default"_s,
                         qPrintable(setting.name));
        }
    }

    void aFileOfAVariableHoldsTheValue()
    {
        write(u"name"_s, "Our club\n");
        const Result<SettingsInForce> loaded =
            loadSettings(sources({u"HOBNOB_SERVER_NAME_FILE=@/name"_s}));
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->settings.serverName, u"Our club"_s);
        QCOMPARE(loaded->origins.value(u"server-name"_s),
                 u"HOBNOB_SERVER_NAME_FILE (%1/name)"_s.arg(m_folder->path()));
    }

    void theDataFolderFitsWhoRunsTheServer_data()
    {
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a person") << QStringList() << u"/home/ana/.local/share/hobnob"_s;
        QTest::newRow("a person with a place of their own")
            << QStringList{u"XDG_DATA_HOME=/data/ana"_s} << u"/data/ana/hobnob"_s;
        QTest::newRow("a relative place is no place")
            << QStringList{u"XDG_DATA_HOME=data"_s} << u"/home/ana/.local/share/hobnob"_s;
        QTest::newRow("a service")
            << QStringList{u"STATE_DIRECTORY=/var/lib/hobnob"_s} << u"/var/lib/hobnob"_s;
        QTest::newRow("a service with two folders")
            << QStringList{u"STATE_DIRECTORY=/var/lib/hobnob:/var/lib/other"_s}
            << u"/var/lib/hobnob"_s;
        QTest::newRow("a dot on the way")
            << QStringList{u"HOBNOB_DATA=/srv/./a/../b/"_s} << u"/srv/b"_s;
        QTest::newRow("home") << QStringList{u"HOBNOB_DATA=~/chat"_s}
                              << QString(QDir::homePath() + u"/chat"_s);
    }

    void theDataFolderFitsWhoRunsTheServer()
    {
        QFETCH(const QStringList, variables);
        const Result<SettingsInForce> loaded = loadSettings(sources(variables));
        QVERIFY(loaded.ok());
        QTEST(loaded->settings.dataFolder, "expected");
    }

    void theFirstUsualFileIsRead()
    {
        const QString own = write(u"own.toml"_s, "server_name = \"Own\"\n");
        const QString host =
            write(u"host.toml"_s, "server_name = \"Host\"\nlog_level = \"debug\"\n");
        SettingsSources given = sources({});
        given.defaultFiles = {m_folder->filePath(u"missing"_s), own, host};
        const Result<SettingsInForce> loaded = loadSettings(given);
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->settings.serverName, u"Own"_s);
        QCOMPARE(loaded->settings.logLevel, LogLevel::Info);
        given.environment.insert(u"HOBNOB_CONFIG"_s, host);
        QCOMPARE(loadSettings(given)->settings.serverName, u"Host"_s);
        given.config = own;
        QCOMPARE(loadSettings(given)->settings.serverName, u"Own"_s);
        QCOMPARE(SettingsSources::usualFiles(environment({u"XDG_CONFIG_HOME=/etc/ana"_s})),
                 QStringList({u"/etc/ana/hobnob/hobnobd.toml"_s, u"/etc/hobnob/hobnobd.toml"_s}));
    }

    void mistakesInAFileNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an unknown key") << QByteArray("# a\n\nlisen = \"127.0.0.1:1\"\n")
                                        << u":3: there is no setting \"lisen\""_s;
        QTest::newRow("the first of two unknown keys")
            << QByteArray("zebra = 1\nant = 2\n") << u":1: there is no setting \"zebra\""_s;
        QTest::newRow("an unknown table")
            << QByteArray("\n[server]\nx = 1\n") << u":2: there is no setting \"server\""_s;
        QTest::newRow("a number for a text")
            << QByteArray("\nlisten = 8080\n") << u":2: listen must be a text"_s;
        QTest::newRow("a list for a text")
            << QByteArray("data = [\"/srv\"]\n") << u":1: data must be a text"_s;
        QTest::newRow("a text for a list")
            << QByteArray("allowed_origins = \"https://a.example\"\n")
            << u":1: allowed_origins must be a list"_s;
        QTest::newRow("a number in a list")
            << QByteArray("allowed_origins = [\"https://a.example\", 1]\n")
            << u":1: allowed_origins must be a list"_s;
        QTest::newRow("a bad value")
            << QByteArray("\n\nlisten = \"x\"\n") << u":3: \"x\" is not an address"_s;
        QTest::newRow("a key twice") << QByteArray("listen = \"*:1\"\nlisten = \"*:2\"\n")
                                     << u":2: this setting stands in the file twice."_s;
        QTest::newRow("no TOML at all")
            << QByteArray("data = \"/srv\"\nlisten: 8080\n")
            << u":2: cannot read this line; write a setting as name = \"value\"."_s;
        QTest::newRow("no value")
            << QByteArray("data =\nlisten = \"*:1\"\n")
            << u":1: cannot read this line; write a setting as name = \"value\"."_s;
        QTest::newRow("broken UTF-8")
            << QByteArray("data = \"\xff\xfe\"\n") << u":1: this is not UTF-8 text."_s;
        QTest::newRow("a huge file") << QByteArray(2 * 1024 * 1024, '#') << u"too large"_s;
    }

    void mistakesInAFileNameTheirLine()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, expected);
        SettingsSources given = sources({});
        given.config = write(u"s.toml"_s, content);
        const Result<SettingsInForce> loaded = loadSettings(given);
        QVERIFY(!loaded.ok());
        const QString sentence = loaded.error().sentence;
        QVERIFY2(sentence.contains(*given.config), qPrintable(sentence));
        QVERIFY2(sentence.contains(expected), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    }

    void mistakesInTheEnvironmentNameTheVariable_data()
    {
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an unknown one")
            << QStringList{u"HOBNOB_LISEN=x"_s} << u"HOBNOB_LISEN: there is no such"_s;
        QTest::newRow("an unknown file")
            << QStringList{u"HOBNOB_LISEN_FILE=x"_s} << u"HOBNOB_LISEN_FILE: there is no"_s;
        QTest::newRow("a bad value")
            << QStringList{u"HOBNOB_LISTEN=x"_s} << u"HOBNOB_LISTEN: \"x\" is not an address"_s;
        QTest::newRow("an empty value")
            << QStringList{u"HOBNOB_LISTEN="_s} << u"HOBNOB_LISTEN: \"\" is not an address"_s;
        QTest::newRow("an empty folder") << QStringList{u"HOBNOB_DATA="_s} << u"HOBNOB_DATA: "_s;
        QTest::newRow("a file that is missing")
            << QStringList{u"HOBNOB_DATA_FILE=@/no"_s} << u"HOBNOB_DATA_FILE: cannot read"_s;
        QTest::newRow("both the value and its file")
            << QStringList{u"HOBNOB_DATA=/a"_s, u"HOBNOB_DATA_FILE=/b"_s}
            << u"HOBNOB_DATA_FILE is set too"_s;
        QTest::newRow("a settings file that is missing")
            << QStringList{u"HOBNOB_CONFIG=@/no.toml"_s} << u"Cannot read the settings file"_s;
        QTest::newRow("no number")
            << QStringList{u"HOBNOB_MAX_CONNECTIONS=many"_s} << u"\"many\" is not a number"_s;
        QTest::newRow("no connections")
            << QStringList{u"HOBNOB_MAX_CONNECTIONS_PER_ADDRESS=0"_s} << u"\"0\" is not a number"_s;
        QTest::newRow("neither standard nor bench")
            << QStringList{u"HOBNOB_LIMITS=off"_s} << u"\"off\" is neither standard nor bench"_s;
        QTest::newRow("neither on nor off")
            << QStringList{u"HOBNOB_RATE_LIMITS=yes"_s} << u"\"yes\" is neither"_s;
        QTest::newRow("no proxy") << QStringList{u"HOBNOB_TRUSTED_PROXIES=nginx"_s}
                                  << u"\"nginx\" is not an address"_s;
        QTest::newRow("no level") << QStringList{u"HOBNOB_LOG_LEVEL=loud"_s}
                                  << u"\"loud\" is not a level"_s;
        QTest::newRow("no name") << QStringList{u"HOBNOB_SERVER_NAME= "_s}
                                 << u"HOBNOB_SERVER_NAME: "_s;
    }

    void mistakesInTheEnvironmentNameTheVariable()
    {
        QFETCH(const QStringList, variables);
        QFETCH(const QString, expected);
        const Result<SettingsInForce> loaded = loadSettings(sources(variables));
        QVERIFY(!loaded.ok());
        QVERIFY2(loaded.error().sentence.contains(expected), qPrintable(loaded.error().sentence));
    }

    void originsAreThoseThatBrowsersSend_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("complaint");
        QTest::newRow("https") << u"https://chat.example.org"_s << u""_s;
        QTest::newRow("http with a port") << u"http://10.0.0.1:8080"_s << u""_s;
        QTest::newRow("IPv6") << u"http://[::1]:8080"_s << u""_s;
        QTest::newRow("none") << u""_s << u""_s;
        QTest::newRow("with a path") << u"https://a.example/"_s << u"write https://a.example."_s;
        QTest::newRow("with capitals") << u"https://A.example"_s << u"write https://a.example."_s;
        QTest::newRow("with the usual port")
            << u"https://a.example:443"_s << u"write https://a.example."_s;
        QTest::newRow("a host only") << u"a.example"_s << u"write one as https://"_s;
        QTest::newRow("everything") << u"*"_s << u"write one as https://"_s;
        QTest::newRow("another scheme") << u"ftp://a.example"_s << u"write one as https://"_s;
    }

    void originsAreThoseThatBrowsersSend()
    {
        QFETCH(const QString, origin);
        QFETCH(const QString, complaint);
        const Result<SettingsInForce> loaded =
            loadSettings(sources({u"HOBNOB_ALLOWED_ORIGINS="_s + origin}));
        QCOMPARE(loaded.ok(), complaint.isEmpty());
        if (!loaded)
            QVERIFY2(loaded.error().sentence.contains(complaint),
                     qPrintable(loaded.error().sentence));
        else
            QCOMPARE(loaded->settings.allowedOrigins.join(u','), origin);
    }

    void theReportIsAFileThatSetsTheSame()
    {
        const SettingsSources given =
            sources({u"HOBNOB_SERVER_NAME=A \"club\" \\ more"_s,
                     u"HOBNOB_ALLOWED_ORIGINS=https://a.example,https://b.example"_s});
        const Result<SettingsInForce> loaded = loadSettings(given);
        QVERIFY(loaded.ok());
        const QString report = settingsReport(*loaded);
        QVERIFY2(report.contains(u"# HOBNOB_SERVER_NAME\n"_s), qPrintable(report));
        QVERIFY2(report.contains(u"listen = \"127.0.0.1:8080\""_s), qPrintable(report));
        SettingsSources again = sources({});
        again.config = write(u"report.toml"_s, report.toUtf8());
        const Result<SettingsInForce> reloaded = loadSettings(again);
        QVERIFY2(reloaded.ok(), reloaded.ok() ? "" : qPrintable(reloaded.error().sentence));
        QCOMPARE(reloaded->settings.serverName, loaded->settings.serverName);
        QCOMPARE(reloaded->settings.allowedOrigins, loaded->settings.allowedOrigins);
        QCOMPARE(reloaded->settings.dataFolder, loaded->settings.dataFolder);
        QCOMPARE(settingsReport(*reloaded).count(u"report.toml:"_s),
                 qsizetype(settingsTable().size()));
    }

    void eachLogLevelIncludesTheGraverOnes_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("expected");
        QTest::newRow("debug") << int(LogLevel::Debug) << u"true true true"_s;
        QTest::newRow("info") << int(LogLevel::Info) << u"false true true"_s;
        QTest::newRow("warning") << int(LogLevel::Warning) << u"false false true"_s;
        QTest::newRow("error") << int(LogLevel::Error) << u"false false false"_s;
    }

    void eachLogLevelIncludesTheGraverOnes()
    {
        QFETCH(const int, level);
        QStringList values;
        for (const QString &line :
             logRules(static_cast<LogLevel>(level)).split(u'\n', Qt::SkipEmptyParts))
            values.append(line.section(u'=', 1));
        QTEST(values.join(u' '), "expected");
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SettingsLoaderTest)
#include "tst_settingsloader.moc"
