// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/commandline.h"
#include "server/admin/settingstable.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsAreRead_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("command");
        QTest::addColumn<QString>("listen");
        QTest::newRow("none serves") << QStringList() << int(Command::Serve) << u""_s;
        QTest::newRow("serve") << QStringList{u"serve"_s} << int(Command::Serve) << u""_s;
        QTest::newRow("config") << QStringList{u"config"_s} << int(Command::ShowSettings) << u""_s;
        QTest::newRow("check") << QStringList{u"check"_s, u"--listen"_s, u"*:1"_s}
                               << int(Command::Check) << u"*:1"_s;
        QTest::newRow("backup") << QStringList{u"backup"_s, u"b.sqlite"_s} << int(Command::BackUp)
                                << u""_s;
        QTest::newRow("restore, its file last")
            << QStringList{u"restore"_s, u"--listen"_s, u"*:1"_s, u"b.sqlite"_s}
            << int(Command::Restore) << u"*:1"_s;
        QTest::newRow("a flag alone")
            << QStringList{u"--listen"_s, u"*:1"_s} << int(Command::Serve) << u"*:1"_s;
        QTest::newRow("a flag with an equals sign")
            << QStringList{u"--listen=*:1"_s} << int(Command::Serve) << u"*:1"_s;
        QTest::newRow("a flag before the command")
            << QStringList{u"--listen"_s, u"*:1"_s, u"config"_s} << int(Command::ShowSettings)
            << u"*:1"_s;
        QTest::newRow("a flag after the command")
            << QStringList{u"config"_s, u"--listen"_s, u"*:1"_s} << int(Command::ShowSettings)
            << u"*:1"_s;
    }

    void commandsAreRead()
    {
        QFETCH(const QStringList, arguments);
        const auto parsed = parseCommandLine(arguments);
        const auto *commandLine = std::get_if<CommandLine>(&parsed);
        QVERIFY(commandLine);
        QTEST(int(commandLine->command), "command");
        QTEST(commandLine->flags.value(u"listen"_s).join(u' '), "listen");
        QVERIFY(!commandLine->config);
        const bool hasFile =
            commandLine->command == Command::BackUp || commandLine->command == Command::Restore;
        QCOMPARE(commandLine->file, hasFile ? u"b.sqlite"_s : QString());
        QVERIFY(commandLine->outputForm == OutputForm::Text);
    }

    void checkMaySpeakToPrograms()
    {
        const auto parsed = parseCommandLine({u"check"_s, u"--json"_s});
        const auto *commandLine = std::get_if<CommandLine>(&parsed);
        QVERIFY(commandLine);
        QVERIFY(commandLine->outputForm == OutputForm::Json);
    }

    void valuesAreTakenOver()
    {
        const auto parsed =
            parseCommandLine({u"--data"_s, u"/srv/Café und so"_s, u"--config"_s, u"/etc/x.toml"_s,
                              u"--allowed-origins"_s, u"https://a.example,https://b.example"_s,
                              u"--allowed-origins"_s, u"https://c.example"_s});
        const auto *commandLine = std::get_if<CommandLine>(&parsed);
        QVERIFY(commandLine);
        QCOMPARE(commandLine->flags.value(u"data"_s), QStringList(u"/srv/Café und so"_s));
        QCOMPARE(commandLine->config, std::optional(u"/etc/x.toml"_s));
        QCOMPARE(
            commandLine->flags.value(u"allowed-origins"_s),
            QStringList({u"https://a.example"_s, u"https://b.example"_s, u"https://c.example"_s}));
        QCOMPARE(commandLine->flags.size(), 2);
    }

    void mistakesAreUsageErrors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an unknown flag") << QStringList{u"--lisen"_s, u"*:1"_s}
                                         << u"hobnobd: there is no option \"--lisen\" (see"_s;
        QTest::newRow("an unknown flag with an equals sign")
            << QStringList{u"--lisen=*:1"_s} << u"there is no option \"--lisen\""_s;
        QTest::newRow("an unknown flag before a command")
            << QStringList{u"--lisen"_s, u"serve"_s} << u"there is no option \"--lisen\""_s;
        QTest::newRow("an unknown flag after a command")
            << QStringList{u"config"_s, u"--lisen"_s, u"x"_s}
            << u"there is no option \"--lisen\""_s;
        QTest::newRow("an unknown short flag")
            << QStringList{u"-x"_s} << u"there is no option \"-x\""_s;
        QTest::newRow("an unknown command")
            << QStringList{u"server"_s} << u"there is no command \"server\""_s;
        QTest::newRow("a flag without its value")
            << QStringList{u"--listen"_s} << u"--listen needs a value"_s;
        QTest::newRow("a bad value")
            << QStringList{u"--listen"_s, u"x"_s} << u"\"x\" is not an address"_s;
        QTest::newRow("a bad value in a list")
            << QStringList{u"--allowed-origins"_s, u"x"_s} << u"\"x\" is not an origin"_s;
        QTest::newRow("a flag twice")
            << QStringList{u"--listen"_s, u"*:1"_s, u"--listen"_s, u"*:2"_s}
            << u"--listen is given twice"_s;
        QTest::newRow("two commands")
            << QStringList{u"serve"_s, u"config"_s} << u"\"config\" is one command too many"_s;
        QTest::newRow("an empty folder")
            << QStringList{u"--data"_s, u""_s} << u"--data: the data folder's name is empty (see"_s;
        QTest::newRow("a backup to nowhere") << QStringList{u"backup"_s} << u"FILE"_s;
        QTest::newRow("a restore of two files")
            << QStringList{u"restore"_s, u"a"_s, u"b"_s} << u"b"_s;
        QTest::newRow("a server that speaks JSON")
            << QStringList{u"serve"_s, u"--json"_s} << u"--json"_s;
    }

    void mistakesAreUsageErrors()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, expected);
        const auto parsed = parseCommandLine(arguments);
        const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
        QVERIFY(answer);
        QCOMPARE(answer->exitCode, 2);
        QVERIFY2(answer->text.startsWith(u"hobnobd: "_s), qPrintable(answer->text));
        QVERIFY2(answer->text.contains(expected), qPrintable(answer->text));
        QVERIFY2(answer->text.endsWith(u" (see hobnobd --help)\n"_s), qPrintable(answer->text));
        QCOMPARE(answer->text.count(u'\n'), 1);
    }

    void theVersionIsOneLine()
    {
        const auto parsed = parseCommandLine({u"--version"_s});
        const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
        QVERIFY(answer);
        QCOMPARE(answer->exitCode, 0);
        QCOMPARE(answer->text, u"hobnobd " HOBNOB_VERSION "\n"_s);
    }

    void aCommandOnTheDataHasAPageOfItsOwn_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("usage");
        QTest::newRow("check") << QStringList{u"check"_s, u"--help"_s}
                               << u"Usage: hobnobd check [OPTIONS]"_s;
        QTest::newRow("backup") << QStringList{u"backup"_s, u"-h"_s}
                                << u"Usage: hobnobd backup FILE"_s;
        QTest::newRow("restore") << QStringList{u"restore"_s, u"--help"_s}
                                 << u"Usage: hobnobd restore FILE"_s;
    }

    void aCommandOnTheDataHasAPageOfItsOwn()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, usage);
        const auto parsed = parseCommandLine(arguments);
        const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
        QVERIFY(answer);
        QCOMPARE(answer->exitCode, 0);
        QVERIFY2(answer->text.contains(usage), qPrintable(answer->text));
        QVERIFY2(answer->text.contains(u"--data DIR"_s), qPrintable(answer->text));
        QVERIFY2(answer->text.contains(u"Exits with 0"_s), qPrintable(answer->text));
    }

    void theHelpNamesEverySetting_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("alone") << QStringList{u"--help"_s};
        QTest::newRow("in short") << QStringList{u"-h"_s};
        QTest::newRow("of a command") << QStringList{u"serve"_s, u"--help"_s};
    }

    void theHelpNamesEverySetting()
    {
        QFETCH(const QStringList, arguments);
        const auto parsed = parseCommandLine(arguments);
        const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
        QVERIFY(answer);
        QCOMPARE(answer->exitCode, 0);
        for (const SettingDescription &setting : settingsTable()) {
            QVERIFY2(answer->text.contains(setting.flag() + u' ' + setting.placeholder),
                     qPrintable(answer->text));
            QVERIFY(answer->text.contains(setting.variable()));
            QVERIFY(answer->text.contains(setting.help));
        }
        QVERIFY(answer->text.contains(u"--config FILE"_s));
        QVERIFY(answer->text.contains(u"serve"_s));
    }
};

QTEST_APPLESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
