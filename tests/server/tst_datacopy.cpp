// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datachecker.h"
#include "server/store/datacopy.h"
#include "storesupport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

class DataCopyTest final : public QObject
{
    Q_OBJECT

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    Result<DataSize> backUp() const { return backUpData(path(u"data"_s), path(u"backup"_s)); }

    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aBackupIsWholeWhileTheServerWrites()
    {
        const auto store = SqliteStore::open(path(u"data"_s));
        QVERIFY(store.ok());
        QVERIFY(createRoom(**store, u"a"_s).ok());
        QVERIFY(createRoom(**store, u"b"_s).ok());
        int posted = 0;
        std::function<void(const Result<Appended> &)> post = [&](const Result<Appended> &) {
            const QString name = ++posted % 2 ? u"a"_s : u"b"_s;
            (*store)->append(draft(name, u"c%1"_s.arg(posted), u"text"_s), post);
        };
        for (int i = 0; i < 20; ++i)
            post(Error{});
        QTRY_VERIFY((*store)->statistics().appended > 100);
        const qint64 acknowledged = (*store)->statistics().appended;
        const Result<DataSize> size = backUp();
        QVERIFY2(size.ok(), size.ok() ? "" : qPrintable(size.error().sentence));
        QCOMPARE(size->rooms, 2);
        QVERIFY(size->events >= acknowledged);
        QCOMPARE(size->bytes, QFileInfo(path(u"backup"_s)).size());
        const auto backup = Connection::open(path(u"backup"_s), Access::ReadOnly);
        QVERIFY(backup.ok());
        const DataReport report = DataChecker(**backup).run();
        QVERIFY(report.isSound());
        QCOMPARE(report.events, size->events);
    }

    void aBackupIsForItsOwnerAndLeavesNothingElse()
    {
        QVERIFY(SqliteStore::open(path(u"data"_s)).ok());
        QVERIFY(backUp().ok());
        QCOMPARE(files(), QStringList(u"backup"_s));
        QCOMPARE(QFile::permissions(path(u"backup"_s)) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void whatExistsIsNeverOverwritten_data()
    {
        QTest::addColumn<bool>("isLink");
        QTest::newRow("a file") << false;
        QTest::newRow("a link that leads nowhere") << true;
    }

    void whatExistsIsNeverOverwritten()
    {
        QFETCH(const bool, isLink);
        QVERIFY(SqliteStore::open(path(u"data"_s)).ok());
        QFile file(path(u"backup"_s));
        if (isLink)
            QVERIFY(QFile::link(path(u"nowhere"_s), file.fileName()));
        else
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("precious") && file.flush());
        const Result<DataSize> refused = backUp();
        QVERIFY(!refused.ok());
        QCOMPARE(
            refused.error().sentence,
            u"%1 exists already and is left as it is. Choose another name."_s.arg(file.fileName()));
        QVERIFY(isLink ? !QFileInfo::exists(path(u"nowhere"_s)) : file.size() == 8);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::System).size(), 1);
    }

    void aBackupThatFailsLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the data is empty") << QByteArray() << u"no server has stored anything"_s;
        QTest::newRow("the data is no database") << QByteArray(9000, 'x') << u"not a database"_s;
        QTest::newRow("the data is damaged")
            << QByteArray("SQLite format 3").append('\0').append(9000, 'x') << u"damaged"_s;
    }

    void aBackupThatFailsLeavesNothing()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, expected);
        QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
        QFile file(path(u"data/hobnob.sqlite"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const Result<DataSize> failed = backUp();
        QVERIFY(!failed.ok());
        QVERIFY2(failed.error().sentence.contains(expected), qPrintable(failed.error().sentence));
        QVERIFY(files().isEmpty());
    }

    void aBackupOfNoDataOrToNowhereSaysSo()
    {
        const Result<DataSize> noData = backUp();
        QVERIFY(!noData.ok());
        QVERIFY2(noData.error().sentence.contains(u"there is no such file"_s),
                 qPrintable(noData.error().sentence));
        QVERIFY(noData.error().sentence.contains(u"--data"_s));
        QVERIFY(SqliteStore::open(path(u"data"_s)).ok());
        const Result<DataSize> nowhere = backUpData(path(u"data"_s), path(u"no/such/backup"_s));
        QVERIFY(!nowhere.ok());
        QVERIFY2(nowhere.error().sentence.startsWith(u"Cannot write "_s),
                 qPrintable(nowhere.error().sentence));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DataCopyTest)
#include "tst_datacopy.moc"
