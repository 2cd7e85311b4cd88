// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datacopy.h"
#include "server/store/datarestorer.h"
#include "storesupport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

class DataRestorerTest final : public QObject
{
    Q_OBJECT

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    /// Its data then has this many events in one room; returns its epoch.
    static QString fill(const QString &folder, int events)
    {
        const auto store = SqliteStore::open(folder);
        if (!store)
            return {};
        [[maybe_unused]] const Result<Done> made = createRoom(**store, u"a"_s);
        for (int i = 1; i <= events; ++i) {
            [[maybe_unused]] const Result<Appended> appended =
                append(**store, draft(u"a"_s, u"c%1"_s.arg(i), u"text"_s));
        }
        return (*store)->epoch();
    }

    static qint64 eventsIn(const QString &file)
    {
        const auto connection = Connection::open(file, Access::ReadOnly);
        return connection ? DataChecker(**connection).run().events : -1;
    }

    Result<Restored> restore(const QString &file = u"backup"_s) const
    {
        return DataRestorer(path(u"data"_s)).restore(path(file));
    }

    void writeFile(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    void damage(const QString &name, qint64 from, int length = 20000) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from));
        file.write(QByteArray(length, 'x'));
    }

    void change(const QString &name, const QString &sql) const
    {
        const auto connection = Connection::open(path(name), Access::ReadWrite);
        QVERIFY(connection.ok());
        QVERIFY(!(*connection)->execute(sql).isValid());
    }

    QStringList dataFiles() const
    {
        return QDir(path(u"data"_s)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_epoch = fill(path(u"data"_s), 3);
        QVERIFY(!m_epoch.isEmpty());
        QVERIFY(backUpData(path(u"data"_s), path(u"backup"_s)).ok());
        QCOMPARE(fill(path(u"data"_s), 5), m_epoch);
    }

    void theBackupIsInPlaceUnderANewEpochAndTheOldDataIsKept()
    {
        const Result<Restored> restored = restore();
        QVERIFY2(restored.ok(), restored.ok() ? "" : qPrintable(restored.error().sentence));
        QCOMPARE(restored->content.events, 3);
        QVERIFY(QFileInfo(restored->kept).fileName().startsWith(u"hobnob-before-restore-2"_s));
        QCOMPARE(dataFiles(), QStringList({QFileInfo(restored->kept).fileName(), u"hobnob.lock"_s,
                                           u"hobnob.sqlite"_s}));
        QCOMPARE(eventsIn(restored->kept), 5);
        const QString epoch = fill(path(u"data"_s), 0);
        QVERIFY(!epoch.isEmpty());
        QVERIFY(epoch != m_epoch);
        QCOMPARE(eventsIn(path(u"data/hobnob.sqlite"_s)), 3);
        QCOMPARE(eventsIn(path(u"backup"_s)), 3);
        QCOMPARE(QFile::permissions(path(u"data/hobnob.sqlite"_s)) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void theSameBackupTwiceGivesTwoEpochs()
    {
        QVERIFY(restore().ok());
        const QString first = fill(path(u"data"_s), 0);
        QVERIFY(restore().ok());
        QVERIFY(fill(path(u"data"_s), 0) != first);
    }

    void aFolderThatDoesNotExistIsMade()
    {
        const Result<Restored> restored =
            DataRestorer(path(u"new/data"_s)).restore(path(u"backup"_s));
        QVERIFY2(restored.ok(), restored.ok() ? "" : qPrintable(restored.error().sentence));
        QVERIFY(restored->kept.isEmpty());
        QCOMPARE(eventsIn(path(u"new/data/hobnob.sqlite"_s)), 3);
    }

    void aServerThatRunsIsNotDisturbed()
    {
        const auto store = SqliteStore::open(path(u"data"_s));
        QVERIFY(store.ok());
        const QStringList before = dataFiles();
        const Result<Restored> refused = restore();
        QVERIFY(!refused.ok());
        QVERIFY2(refused.error().sentence.contains(u"is using it. Stop that first"_s),
                 qPrintable(refused.error().sentence));
        QCOMPARE(dataFiles(), before);
        QCOMPARE(number(append(**store, draft(u"a"_s, u"more"_s, u"x"_s))->event.seq), 6);
    }

    void whatIsNoGoodBackupIsRefusedAndTheDataLeftAlone_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no file") << u"nothing"_s << u"there is no such file"_s;
        QTest::newRow("a folder") << u"data"_s << u"it is a folder"_s;
        QTest::newRow("an empty file") << u"empty"_s << u"it is empty"_s;
        QTest::newRow("no database") << u"text"_s << u"it is not a database"_s;
        QTest::newRow("a damaged backup") << u"damaged"_s << u"damaged"_s;
        QTest::newRow("half a backup") << u"half"_s << u"damaged"_s;
        QTest::newRow("another program's") << u"foreign"_s << u"belongs to another program"_s;
        QTest::newRow("a newer one") << u"newer"_s << u"written by a newer hobnobd"_s;
        QTest::newRow("one without its index") << u"changed"_s << u"events_by_client is missing"_s;
    }

    void whatIsNoGoodBackupIsRefusedAndTheDataLeftAlone()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, expected);
        writeFile(u"empty"_s, {});
        writeFile(u"text"_s, QByteArray(5000, 'x'));
        for (const QString &name :
             {u"damaged"_s, u"half"_s, u"foreign"_s, u"newer"_s, u"changed"_s})
            QVERIFY(QFile::copy(path(u"backup"_s), path(name)));
        damage(u"damaged"_s, 8192);
        QVERIFY(QFile::resize(path(u"half"_s), QFileInfo(path(u"half"_s)).size() / 8192 * 4096));
        change(u"foreign"_s, u"PRAGMA application_id = 7"_s);
        change(u"newer"_s, u"PRAGMA user_version = 999"_s);
        change(u"changed"_s, u"DROP INDEX events_by_client"_s);
        const QStringList before = dataFiles();

        const Result<Restored> refused = restore(file);
        QVERIFY(!refused.ok());
        const QString sentence = refused.error().sentence;
        QVERIFY2(sentence.contains(expected), qPrintable(sentence));
        QVERIFY2(sentence.contains(path(file)) && sentence.endsWith(u'.'), qPrintable(sentence));
        QCOMPARE(dataFiles(), before);
        QCOMPARE(fill(path(u"data"_s), 5), m_epoch);
        QCOMPARE(eventsIn(path(u"data/hobnob.sqlite"_s)), 5);
    }

    void aBackupWhoseLogHasAHoleIsRestoredAndSaysSo()
    {
        change(u"backup"_s, u"DELETE FROM events WHERE seq = 2"_s);
        const Result<Restored> restored = restore();
        QVERIFY(restored.ok());
        QCOMPARE(restored->content.roomProblems.size(), 1);
        QCOMPARE(eventsIn(path(u"data/hobnob.sqlite"_s)), 2);
    }

    void dataThatIsDamagedIsReplacedAndKept()
    {
        damage(u"data/hobnob.sqlite"_s, 0);
        const Result<Restored> restored = restore();
        QVERIFY2(restored.ok(), restored.ok() ? "" : qPrintable(restored.error().sentence));
        QFile kept(restored->kept);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.read(100) == QByteArray(100, 'x'));
        QCOMPARE(eventsIn(path(u"data/hobnob.sqlite"_s)), 3);
    }

    void whatAKilledServerLeftInTheLogIsKeptAndDoesNotReachTheBackup_data()
    {
        QTest::addColumn<bool>("isDamaged");
        QTest::newRow("beside a good file") << false;
        QTest::newRow("beside a damaged file") << true;
    }

    void whatAKilledServerLeftInTheLogIsKeptAndDoesNotReachTheBackup()
    {
        QFETCH(const bool, isDamaged);
        {
            // As a kill leaves it: the files are copied while the log is not merged.
            const auto store = SqliteStore::open(path(u"data"_s));
            QVERIFY(append(**store, draft(u"a"_s, u"late"_s, u"x"_s)).ok());
            QVERIFY(QDir(m_folder->path()).mkdir(u"killed"_s));
            for (const QString &name : {u"hobnob.sqlite"_s, u"hobnob.sqlite-wal"_s})
                QVERIFY(QFile::copy(path(u"data/"_s + name), path(u"killed/"_s + name)));
        }
        const qint64 logSize = QFileInfo(path(u"killed/hobnob.sqlite-wal"_s)).size();
        QVERIFY(logSize > 0);
        if (isDamaged)
            damage(u"killed/hobnob.sqlite"_s, 0, 100);
        const Result<Restored> restored =
            DataRestorer(path(u"killed"_s)).restore(path(u"backup"_s));
        QVERIFY2(restored.ok(), restored.ok() ? "" : qPrintable(restored.error().sentence));
        if (isDamaged)
            QCOMPARE(QFileInfo(restored->kept + u"-wal"_s).size(), logSize);
        else
            QCOMPARE(eventsIn(restored->kept), 6);
        QVERIFY(!QFileInfo::exists(path(u"killed/hobnob.sqlite-wal"_s)));
        QCOMPARE(eventsIn(path(u"killed/hobnob.sqlite"_s)), 3);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_epoch;
};

QTEST_GUILESS_MAIN(DataRestorerTest)
#include "tst_datarestorer.moc"
