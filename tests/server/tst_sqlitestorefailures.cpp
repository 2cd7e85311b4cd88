// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storesupport.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

namespace
{

/// While this lives, files of this process cannot grow past \a bytes: a disk that is full, which
/// needs no privileges.
class FullDisk final
{
public:
    explicit FullDisk(qint64 bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{static_cast<rlim_t>(bytes), m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

} // namespace

class SqliteStoreFailuresTest final : public QObject
{
    Q_OBJECT

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    static QString refusalOf(const QString &folder)
    {
        const Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(folder);
        return opened ? u"opened"_s : opened.error().sentence;
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aMissingFolderIsMadeForItsOwnerAlone()
    {
        const QString folder = path(u"a/b/data"_s);
        QCOMPARE(refusalOf(folder), u"opened"_s);
        QVERIFY(QFileInfo(folder).isDir());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFileInfo(folder).permissions() & others, QFile::Permissions());
        QCOMPARE(QFileInfo(folder + u"/hobnob.sqlite"_s).permissions() & others,
                 QFile::Permissions());
    }

    void aFolderThatCannotBeUsedIsRefused_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a file stands in its place") << u"file"_s << u"it is not a folder"_s;
        QTest::newRow("a file stands on the way") << u"file/data"_s << u"Not a directory"_s;
        QTest::newRow("the kernel lets nobody write there")
            << u"/proc/hobnob"_s << u"No such file"_s;
        QTest::newRow("no folder is named") << QString() << u"No data folder"_s;
    }

    void aFolderThatCannotBeUsedIsRefused()
    {
        QFETCH(const QString, folder);
        QFETCH(const QString, expected);
        write(u"file"_s, "x");
        const bool isRelative = !folder.isEmpty() && !folder.startsWith(u'/');
        const QString sentence = refusalOf(isRelative ? path(folder) : folder);
        QVERIFY2(sentence.contains(expected), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"--data"_s), qPrintable(sentence));
    }

    void aSecondServerOnTheSameFolderIsRefused()
    {
        const QString folder = path(u"data"_s);
        {
            const Result<std::unique_ptr<SqliteStore>> first = SqliteStore::open(folder);
            QVERIFY(first.ok());
            const QString sentence = refusalOf(folder);
            const QString process = QString::number(QCoreApplication::applicationPid());
            QVERIFY2(sentence.contains(u"another server (process %1) is using it"_s.arg(process)),
                     qPrintable(sentence));
        }
        QCOMPARE(refusalOf(folder), u"opened"_s);
    }

    void aLockFileThatWasLeftBehindIsNoLock()
    {
        write(u"hobnob.lock"_s, "1\n");
        QCOMPARE(refusalOf(m_folder->path()), u"opened"_s);
    }

    void aStrangeFileIsRefusedAndLeftAlone_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("another program's tables")
            << u"CREATE TABLE foreign_table (x)"_s << u"belongs to another program"_s;
        QTest::newRow("another program's mark")
            << u"PRAGMA application_id = 7"_s << u"belongs to another program"_s;
        QTest::newRow("another program's version")
            << u"PRAGMA user_version = 1"_s << u"belongs to another program"_s;
        QTest::newRow("a newer version of ours")
            << u"PRAGMA application_id = 1215259246; PRAGMA user_version = 999"_s
            << u"written by a newer hobnobd (schema 999"_s;
    }

    void aStrangeFileIsRefusedAndLeftAlone()
    {
        QFETCH(const QString, sql);
        QFETCH(const QString, expected);
        {
            const OtherProgram other(m_folder->path());
            for (const QString &statement : sql.split(u';'))
                other.run(statement);
        }
        const QString sentence = refusalOf(m_folder->path());
        QVERIFY2(sentence.contains(expected), qPrintable(sentence));
        QVERIFY(sentence.contains(u"hobnob.sqlite"_s));
        const OtherProgram other(m_folder->path());
        QCOMPARE(other.run(u"SELECT COUNT(*) FROM sqlite_master WHERE name = 'rooms'"_s), u"0"_s);
    }

    void aDamagedFileIsRefused_data()
    {
        QTest::addColumn<int>("from");
        QTest::newRow("from its first byte on") << 0;
        QTest::newRow("after its header") << 100;
    }

    void aDamagedFileIsRefused()
    {
        QFETCH(const int, from);
        QCOMPARE(refusalOf(m_folder->path()), u"opened"_s);
        QFile file(path(u"hobnob.sqlite"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(from);
        file.write(QByteArray(20000, 'x'));
        file.close();
        const QString sentence = refusalOf(m_folder->path());
        QVERIFY2(sentence.contains(u"hobnob.sqlite"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"damaged"_s) || sentence.contains(u"malformed"_s),
                 qPrintable(sentence));
    }

    void aFullDiskFailsEveryPostOfTheCommitAndNothingIsHalfDone()
    {
        Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(m_folder->path());
        QVERIFY(opened.ok());
        SqliteStore &store = **opened;
        QVERIFY(createRoom(store, u"a"_s).ok());
        QVERIFY(append(store, draft(u"a"_s, u"1"_s, u"before"_s)).ok());
        const qint64 appended = store.statistics().appended;
        int failed = 0;
        {
            const FullDisk full(QFileInfo(path(u"hobnob.sqlite-wal"_s)).size() + 30000);
            const OtherProgram other(m_folder->path());
            QCOMPARE(other.run(u"BEGIN IMMEDIATE"_s), QString());
            // The first may share a commit with the rest or not: all are too large for the disk.
            for (int i = 0; i < 10; ++i) {
                const QString text = QString(8000, u'x');
                for (int part = 0; part < 10; ++part)
                    store.append(draft(u"a"_s, u"full %1-%2"_s.arg(i).arg(part), text),
                                 [&](const Result<Appended> &result) {
                                     failed += !result.ok() &&
                                               result.error().code == ErrorCode::StorageFailed;
                                 });
            }
            store.createRoom(room(u"b"_s), [&](const Result<Done> &result) { failed += !result; });
            QCOMPARE(other.run(u"COMMIT"_s), QString());
            QTRY_VERIFY(store.statistics().pending == 0);
        }
        const qint64 stored = store.statistics().appended - appended;
        // One lone post in a first commit of its own may have found room.
        QVERIFY2(stored <= 1, qPrintable(QString::number(stored)));
        QCOMPARE(failed, 101 - stored);

        const Result<Appended> after = append(store, draft(u"a"_s, u"2"_s, u"after"_s));
        QVERIFY2(after.ok(), after.ok() ? "" : qPrintable(after.error().sentence));
        QCOMPARE(number(after->event.seq), 2 + stored);
        QVERIFY(createRoom(store, u"b"_s).ok());
        QVERIFY(!append(store, draft(u"a"_s, u"full 9-9"_s, u"again"_s))->repeated);
        const Result<Page> all = page(store, {RoomId{u"room-a"_s}, {}, {}, 50});
        QCOMPARE(all->events.size(), 3 + stored);
        QCOMPARE(all->events.last().text, u"again"_s);
    }

    void aFullDiskIsToldUntilWritingWorksAgain()
    {
        Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(m_folder->path());
        QVERIFY(opened.ok());
        SqliteStore &store = **opened;
        QVERIFY(createRoom(store, u"a"_s).ok());
        QVERIFY(append(store, draft(u"a"_s, u"1"_s, u"before"_s)).ok());
        QVERIFY(!store.statistics().trouble);
        {
            const FullDisk full(QFileInfo(path(u"hobnob.sqlite-wal"_s)).size() + 1000);
            const Result<Appended> refused = append(store, draft(u"a"_s, u"2"_s, u"full"_s));
            QVERIFY(!refused.ok());
            QCOMPARE(refused.error().code, ErrorCode::StorageFailed);
            QVERIFY(store.statistics().trouble);
            QVERIFY(!store.statistics().trouble->sentence.isEmpty());
            // What needs no space is no sign that there is some.
            QVERIFY(flush(store).ok());
            QCOMPARE(createRoom(store, u"a"_s).error().code, ErrorCode::RoomExists);
            QVERIFY(store.statistics().trouble);
            QCOMPARE(numbers(*page(store, {RoomId{u"room-a"_s}, {}, {}, 50})), u"1"_s);
        }
        const StoreStatistics before = store.statistics();
        QTRY_VERIFY_WITH_TIMEOUT(!store.statistics().trouble, 10000);
        QCOMPARE(store.statistics().appended, before.appended);
        QCOMPARE(number(append(store, draft(u"a"_s, u"2"_s, u"after"_s))->event.seq), 2);
    }

    void aPostThatIsStoredEndsTheTroubleAtOnce()
    {
        Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(m_folder->path());
        QVERIFY(opened.ok());
        SqliteStore &store = **opened;
        QVERIFY(createRoom(store, u"a"_s).ok());
        {
            const FullDisk full(QFileInfo(path(u"hobnob.sqlite-wal"_s)).size() + 1000);
            QVERIFY(!append(store, draft(u"a"_s, u"1"_s, u"full"_s)).ok());
        }
        QVERIFY(append(store, draft(u"a"_s, u"1"_s, u"again"_s)).ok());
        QVERIFY(!store.statistics().trouble);
    }

    void theProbeIsNotPutOffByPostsThatFail()
    {
        Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(m_folder->path());
        QVERIFY(opened.ok());
        SqliteStore &store = **opened;
        {
            const FullDisk full(QFileInfo(path(u"hobnob.sqlite-wal"_s)).size() + 1000);
            QVERIFY(!createRoom(store, u"a"_s).ok());
        }
        // Never idle, and nothing that is written: only the probe can find out.
        std::function<void(const Result<Appended> &)> postOn = [&](const Result<Appended> &result) {
            if (result.error().code == ErrorCode::RoomUnknown)
                store.append(draft(u"none"_s, u"1"_s, u"x"_s), postOn);
        };
        store.append(draft(u"none"_s, u"1"_s, u"x"_s), postOn);
        QTRY_VERIFY_WITH_TIMEOUT(!store.statistics().trouble, 10000);
    }

    void onePostThatTheTableRefusesDoesNotHarmItsNeighbours()
    {
        Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(m_folder->path());
        SqliteStore &store = **opened;
        QVERIFY(createRoom(store, u"a"_s).ok());
        {
            const OtherProgram other(m_folder->path());
            QCOMPARE(other.run(u"CREATE TRIGGER refuse BEFORE INSERT ON events "
                               "WHEN NEW.text = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END"_s),
                     QString());
        }
        QStringList log;
        const auto note = [&log](const Result<Appended> &result) {
            log.append(result ? QString::number(number(result->event.seq)) : u"failed"_s);
        };
        for (const char16_t *text : {u"x", u"bad", u"y"})
            store.append(draft(u"a"_s, QString::fromUtf16(text), QString::fromUtf16(text)), note);
        QTRY_COMPARE(log.size(), 3);
        QCOMPARE(log.join(u' '), u"1 failed 2"_s);
        QVERIFY(!store.statistics().trouble);
    }

    void aPostThatIsRefusedHalfwayIsUndoneAlone()
    {
        Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(m_folder->path());
        SqliteStore &store = **opened;
        QVERIFY(createRoom(store, u"a"_s).ok());
        QVERIFY(createGuest(store, u"ben"_s, u"Ben"_s).ok());
        store.moveReads({{UserId{u"ben"_s}, RoomId{u"room-a"_s}, Seq{}}}, [](const auto &) {});
        {
            const OtherProgram other(m_folder->path());
            QCOMPARE(other.run(u"CREATE TRIGGER refuse BEFORE INSERT ON mentions "
                               "BEGIN SELECT RAISE(ABORT, 'no'); END"_s),
                     QString());
        }
        QStringList log;
        const auto note = [&log](const Result<Appended> &result) {
            log.append(result ? QString::number(number(result->event.seq)) : u"failed"_s);
        };
        for (const char16_t *text : {u"x", u"@Ben", u"y"})
            store.append(draft(u"a"_s, QString::fromUtf16(text), QString::fromUtf16(text)), note);
        QTRY_COMPARE(log.size(), 3);
        QCOMPARE(log.join(u' '), u"1 failed 2"_s);
        QCOMPARE(numbers(*page(store, {RoomId{u"room-a"_s}, {}, {}, 50})), u"1 2"_s);
        QCOMPARE(store.statistics().appended, 2);
        QVERIFY(!store.statistics().trouble);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SqliteStoreFailuresTest)
#include "tst_sqlitestorefailures.moc"
