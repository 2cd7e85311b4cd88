// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/migrator.h"
#include "server/store/statement.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class MigrationsTest final : public QObject
{
    Q_OBJECT

private:
    static QList<Migration> steps(int count)
    {
        const QList<Migration> all = {
            {u"1"_s, {u"CREATE TABLE t (a TEXT)"_s, u"INSERT INTO t VALUES ('kept')"_s}},
            {u"2"_s, {u"ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'new'"_s}},
            {u"3"_s, {u"UPDATE t SET b = 'newer'"_s}},
        };
        return all.first(count);
    }

    Result<Done> migrate(const QList<Migration> &migrations)
    {
        const auto connection = Connection::open(m_folder->filePath(u"db"_s), Access::ReadWrite);
        return Migrator(migrations).run(**connection, [this](int version) {
            return m_folder->filePath(u"copy-of-%1"_s.arg(version));
        });
    }

    QString read(const QString &file, const QString &sql) const
    {
        const auto connection = Connection::open(m_folder->filePath(file), Access::ReadOnly);
        Statement statement(**connection, sql);
        return statement.run() && statement.next() ? statement.text(0) : u"failed"_s;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFileGetsTheNewestSchemaAndOurMark()
    {
        QVERIFY(migrate(steps(2)).ok());
        QCOMPARE(read(u"db"_s, u"PRAGMA user_version"_s), u"2"_s);
        QCOMPARE(read(u"db"_s, u"PRAGMA application_id"_s), u"1215259246"_s);
        QVERIFY(QDir(m_folder->path()).entryList({u"copy*"_s}).isEmpty());
    }

    void anOlderSchemaIsCopiedThenBroughtUpToDate()
    {
        QVERIFY(migrate(steps(1)).ok());
        QVERIFY(migrate(steps(3)).ok());
        QCOMPARE(read(u"db"_s, u"SELECT a || ' ' || b FROM t"_s), u"kept newer"_s);
        QCOMPARE(read(u"db"_s, u"PRAGMA user_version"_s), u"3"_s);
        QCOMPARE(read(u"copy-of-1"_s, u"PRAGMA user_version"_s), u"1"_s);
        QCOMPARE(read(u"copy-of-1"_s, u"SELECT a FROM t"_s), u"kept"_s);
    }

    void theNewestSchemaIsLeftAlone()
    {
        QVERIFY(migrate(steps(2)).ok());
        QVERIFY(migrate(steps(2)).ok());
        QVERIFY(QDir(m_folder->path()).entryList({u"copy*"_s}).isEmpty());
    }

    void aNewerSchemaIsRefused()
    {
        QVERIFY(migrate(steps(3)).ok());
        const Result<Done> refused = migrate(steps(2));
        QVERIFY(!refused.ok());
        QVERIFY2(refused.error().sentence.contains(u"schema 3, this one knows up to 2"_s),
                 qPrintable(refused.error().sentence));
    }

    void aStepThatFailsChangesNothing()
    {
        QVERIFY(migrate(steps(1)).ok());
        QList<Migration> broken = steps(2);
        broken.append({u"3"_s, {u"UPDATE t SET b = 'lost'"_s, u"THIS IS NO SQL"_s}});
        const Result<Done> failed = migrate(broken);
        QVERIFY(!failed.ok());
        QVERIFY2(failed.error().sentence.contains(u"Nothing was changed"_s),
                 qPrintable(failed.error().sentence));
        QCOMPARE(read(u"db"_s, u"PRAGMA user_version"_s), u"1"_s);
        QCOMPARE(read(u"db"_s, u"SELECT COUNT(*) FROM pragma_table_info('t')"_s), u"1"_s);
    }

    void aCopyThatIsInTheWayIsKept()
    {
        QVERIFY(migrate(steps(1)).ok());
        QFile copy(m_folder->filePath(u"copy-of-1"_s));
        QVERIFY(copy.open(QIODevice::WriteOnly) && copy.write("precious") > 0);
        copy.close();
        QVERIFY(!migrate(steps(2)).ok());
        QCOMPARE(copy.size(), 8);
        QCOMPARE(read(u"db"_s, u"PRAGMA user_version"_s), u"1"_s);
    }

    void aCopyThatCannotBeMadeStopsTheMigration()
    {
        QVERIFY(migrate(steps(1)).ok());
        const auto connection = Connection::open(m_folder->filePath(u"db"_s), Access::ReadWrite);
        const Result<Done> refused = Migrator(steps(2)).run(
            **connection, [this](int) { return m_folder->filePath(u"no/such/folder/copy"_s); });
        QVERIFY(!refused.ok());
        QCOMPARE(read(u"db"_s, u"PRAGMA user_version"_s), u"1"_s);
    }

    void statementsAreParagraphs_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("nothing") << u""_s << QStringList();
        QTest::newRow("only comments") << u"-- a\n\n-- b\n"_s << QStringList();
        QTest::newRow("two, with a comment before each")
            << u"-- a\nA;\n\n\n-- b\nB\n;\n"_s << QStringList{u"A;\n"_s, u"B\n;\n"_s};
        QTest::newRow("a trigger with semicolons inside")
            << u"CREATE TRIGGER t BEGIN\n  A;\n  B;\nEND;\n"_s
            << QStringList{u"CREATE TRIGGER t BEGIN\n  A;\n  B;\nEND;\n"_s};
    }

    void statementsAreParagraphs()
    {
        QFETCH(const QString, script);
        QTEST(Migrator::splitStatements(script), "expected");
    }

    void ourOwnStepsRun()
    {
        const QList<Migration> embedded = Migrator::embedded(u"sqlite"_s);
        QVERIFY(!embedded.isEmpty());
        QVERIFY(migrate(embedded).ok());
        QCOMPARE(read(u"db"_s, u"PRAGMA integrity_check"_s), u"ok"_s);
        QCOMPARE(read(u"db"_s, u"SELECT COUNT(*) FROM events"_s), u"0"_s);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
