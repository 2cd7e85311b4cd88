// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprogram.h"
#include "tests/support/wireclient.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace hobnob;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

/// The program's care for its data, as an operator meets it: check, backup, restore, a full disk.
class HobnobdDataTest final : public QObject
{
    Q_OBJECT

private:
    using Ended = ServerProgram::Ended;
    using Reply = ServerProgram::Reply;

    QString path(const QString &name) const { return m_folder->filePath(name); }

    static void post(WireClient &client, const RoomId &room, int from, int to)
    {
        for (int i = from; i <= to; ++i) {
            client.post(room, u"text %1"_s.arg(i), u"c%1"_s.arg(i));
            QCOMPARE(number(client.take<protocol::Posted>().seq), i);
        }
    }

    void change(const QString &sql) const
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            database.setDatabaseName(path(u"data/hobnob.sqlite"_s));
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(sql));
        }
        QSqlDatabase::removeDatabase(u"other"_s);
    }

    /// The server's files cannot grow past this: a disk that is full, which needs no privileges.
    void limitFiles(rlim_t bytes) const
    {
        const rlimit limit{bytes, RLIM_INFINITY};
        QCOMPARE(
            ::prlimit(static_cast<pid_t>(m_server->processId()), RLIMIT_FSIZE, &limit, nullptr), 0);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<ServerProgram>(m_folder->path(), path(u"data"_s));
    }

    void cleanup() { m_server.reset(); }

    void aBackupOfARunningServerIsRestoredAndClientsNotice()
    {
        m_server->start();
        QString epoch;
        {
            WireClient ana(m_server->port());
            QVERIFY(!ana.logIn(u"Ana"_s).token.isEmpty());
            epoch = ana.take<protocol::Welcome>().epoch;
            const RoomId room = ana.join(u"Lobby"_s).room.id;
            post(ana, room, 1, 3);
            const Ended backup = m_server->run({u"backup"_s, path(u"b.sqlite"_s)});
            QCOMPARE(backup.exitCode, 0);
            QVERIFY2(backup.output.startsWith(u"Backed up to "_s) &&
                         backup.output.endsWith(u"KiB, rooms: 1, events: 3.\n"_s),
                     qPrintable(backup.output));
            post(ana, room, 4, 5);
            const Ended checked = m_server->run({u"check"_s});
            QCOMPARE(checked.exitCode, 0);
            QCOMPARE(checked.output,
                     u"Checked 1 room and 5 events in %1: no problem found.\n"_s.arg(
                         path(u"data/hobnob.sqlite"_s)));
            const Ended refused = m_server->run({u"restore"_s, path(u"b.sqlite"_s)});
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.complaint.contains(
                         u"(process %1) is using it. Stop that first"_s.arg(m_server->processId())),
                     qPrintable(refused.complaint));
        }
        m_server->stop();
        const Ended restored = m_server->run({u"restore"_s, path(u"b.sqlite"_s)});
        QVERIFY2(restored.exitCode == 0, qPrintable(restored.complaint));
        QVERIFY2(restored.output.contains(u"rooms: 1, events: 3."_s), qPrintable(restored.output));
        QVERIFY2(restored.output.contains(u"is kept as "_s), qPrintable(restored.output));
        QVERIFY(restored.complaint.isEmpty());
        m_server->start();
        WireClient ben(m_server->port());
        QVERIFY(!ben.logIn(u"Ben"_s).token.isEmpty());
        const QString newEpoch = ben.take<protocol::Welcome>().epoch;
        QVERIFY(!epoch.isEmpty() && !newEpoch.isEmpty() && newEpoch != epoch);
        const protocol::Joined joined = ben.join(u"Lobby"_s);
        QCOMPARE(number(joined.room.lastSeq), 3);
        post(ben, joined.room.id, 4, 4);
    }

    void checkTellsWhatIsBroken()
    {
        m_server->start();
        {
            WireClient ana(m_server->port());
            QVERIFY(!ana.logIn(u"Ana"_s).token.isEmpty());
            post(ana, ana.join(u"Lobby"_s).room.id, 1, 4);
            QVERIFY(!ana.join(u"Quiet"_s).room.id.isEmpty());
        }
        m_server->stop();
        change(u"DELETE FROM events WHERE seq IN (1, 2)"_s);
        const Ended checked = m_server->run({u"check"_s});
        QCOMPARE(checked.exitCode, 1);
        QVERIFY(checked.complaint.isEmpty());
        const QStringList lines = checked.output.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].startsWith(u"room \"Lobby\" ("_s) &&
                     lines[0].endsWith(u"): events are missing: 1 to 2"_s),
                 qPrintable(lines[0]));
        QVERIFY2(lines[1].endsWith(u": problems in 1 room."_s), qPrintable(lines[1]));
        const Ended forPrograms = m_server->run({u"check"_s, u"--json"_s});
        QCOMPARE(forPrograms.exitCode, 1);
        const QJsonObject report = QJsonDocument::fromJson(forPrograms.output.toUtf8()).object();
        QCOMPARE(report[u"sound"_s].toBool(true), false);
        QCOMPARE(report[u"rooms"_s].toInt(), 2);
        QCOMPARE(report[u"roomProblems"_s][0][u"name"_s].toString(), u"Lobby"_s);
    }

    void aCommandWithoutDataSaysSoInOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("check") << QStringList{u"check"_s};
        QTest::newRow("backup") << QStringList{u"backup"_s, u"b.sqlite"_s};
        QTest::newRow("restore") << QStringList{u"restore"_s, u"b.sqlite"_s};
    }

    void aCommandWithoutDataSaysSoInOneSentence()
    {
        QFETCH(const QStringList, arguments);
        const Ended ended = m_server->run(arguments);
        QCOMPARE(ended.exitCode, 1);
        QVERIFY(ended.output.isEmpty());
        QVERIFY2(ended.complaint.startsWith(u"hobnobd: Cannot open "_s),
                 qPrintable(ended.complaint));
        QVERIFY(ended.complaint.contains(u"there is no such file"_s));
        QCOMPARE(ended.complaint.count(u'\n'), 1);
        QVERIFY(!QFileInfo::exists(path(u"data"_s)));
    }

    void aFullDiskIsToldAndPassesByItself()
    {
        m_server->start();
        WireClient ana(m_server->port());
        QVERIFY(!ana.logIn(u"Ana"_s).token.isEmpty());
        const RoomId room = ana.join(u"Lobby"_s).room.id;
        post(ana, room, 1, 3);
        QCOMPARE(m_server->get(u"/readyz"_s).status, 200);

        limitFiles(rlim_t(QFileInfo(path(u"data/hobnob.sqlite-wal"_s)).size()) + 1000);
        ana.post(room, u"refused"_s, u"c4"_s);
        const auto error = ana.take<protocol::Error>();
        QVERIFY(error.code == ErrorCode::StorageFailed);
        QVERIFY(error.retryAfter);
        const Reply notReady = m_server->get(u"/readyz"_s);
        QCOMPARE(notReady.status, 503);
        QVERIFY2(notReady.body.startsWith("The server") && notReady.body.endsWith(".\n"),
                 notReady.body.constData());
        QVERIFY(m_server->get(u"/metrics"_s).body.contains("\nhobnob_store_healthy 0\n"));
        QCOMPARE(m_server->get(u"/healthz"_s).status, 200);
        QCOMPARE(m_server->run({u"check"_s}).exitCode, 0);

        limitFiles(RLIM_INFINITY);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->get(u"/readyz"_s).status, 200, 10000);
        QVERIFY(m_server->get(u"/metrics"_s).body.contains("\nhobnob_store_healthy 1\n"));
        post(ana, room, 4, 5);
        QVERIFY(m_server->run({u"check"_s}).output.contains(u"5 events"_s));
        m_server->stop();
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
};

QTEST_GUILESS_MAIN(HobnobdDataTest)
#include "tst_hobnobddata.moc"
