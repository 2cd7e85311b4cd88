// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingstable.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who may come in, as the operator says it.
class PeopleSettingsTest final : public QObject
{
    Q_OBJECT

    static const SettingDescription &setting(const QString &name)
    {
        const auto &table = settingsTable();
        return *std::find_if(table.begin(), table.end(),
                             [&](const auto &row) { return row.name == name; });
    }

    static QString report(const Settings &settings)
    {
        return setting(u"registration"_s).values(settings).constFirst() + u' ' +
               setting(u"guests"_s).values(settings).constFirst();
    }

private Q_SLOTS:
    void theDefaultFollowsFromWhoCanConnect_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<QString>("proxies");
        QTest::addColumn<QString>("report");
        QTest::newRow("this machine") << u"127.0.0.1:8080"_s << u""_s << u"open on"_s;
        QTest::newRow("this machine, IPv6") << u"[::1]:8080"_s << u""_s << u"open on"_s;
        QTest::newRow("everyone") << u"*:8080"_s << u""_s << u"invite off"_s;
        QTest::newRow("a network") << u"192.0.2.7:8080"_s << u""_s << u"invite off"_s;
        QTest::newRow("a proxy before this machine")
            << u"127.0.0.1:8080"_s << u"127.0.0.1"_s << u"invite off"_s;
    }
    void theDefaultFollowsFromWhoCanConnect()
    {
        QFETCH(QString, listen);
        QFETCH(QString, proxies);
        Settings settings;
        QVERIFY(setting(u"listen"_s).set(settings, {listen}).ok());
        if (!proxies.isEmpty())
            QVERIFY(setting(u"trusted-proxies"_s).set(settings, {proxies}).ok());
        QTEST(report(settings), "report");
        // What is said outright holds anywhere.
        QVERIFY(setting(u"registration"_s).set(settings, {u"closed"_s}).ok());
        QVERIFY(setting(u"guests"_s).set(settings, {u"on"_s}).ok());
        QCOMPARE(report(settings), u"closed on"_s);
    }

    void sessionsLastAMonthAndAYear()
    {
        Settings settings;
        QCOMPARE(setting(u"session-idle"_s).values(settings), QStringList{u"30d"_s});
        QCOMPARE(setting(u"session-lifetime"_s).values(settings), QStringList{u"365d"_s});
        QVERIFY(setting(u"session-idle"_s).set(settings, {u"12h"_s}).ok());
        QCOMPARE(settings.sessionIdle, std::chrono::seconds(12h));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("complaint");
        QTest::newRow("registration") << u"registration"_s << u"yes"_s << u"\"yes\" is neither"_s;
        QTest::newRow("guests") << u"guests"_s << u"yes"_s << u"\"yes\" is neither"_s;
        QTest::newRow("idle") << u"session-idle"_s << u"30"_s << u"\"30\" is not a length"_s;
        QTest::newRow("lifetime") << u"session-lifetime"_s << u"for ever"_s
                                  << u"\"for ever\" is not a length"_s;
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, complaint);
        Settings settings;
        const auto set = setting(name).set(settings, {value});
        QVERIFY(!set.ok());
        QVERIFY2(set.error().sentence.startsWith(complaint), qPrintable(set.error().sentence));
    }
};

QTEST_APPLESS_MAIN(PeopleSettingsTest)
#include "tst_peoplesettings.moc"
