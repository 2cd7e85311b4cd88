// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datachecker.h"
#include "server/store/migrator.h"
#include "server/store/statement.h"
#include "storesupport.h"

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

    void peopleAndRoomsOfVersionTwoAreAllThere()
    {
        const QList<Migration> embedded = Migrator::embedded(u"sqlite"_s);
        const QStringList data = {
            u"INSERT INTO meta VALUES ('epoch', 'then')"_s,
            u"INSERT INTO rooms VALUES (1, 'room-a', 'Lab', 'lab', 2, 77, 'Ana', 'two')"_s,
            u"INSERT INTO rooms VALUES (2, 'room-b', 'Empty', 'ernpty', 0, 50, '', '')"_s,
            u"INSERT INTO guests VALUES ('ana', 'Ana', x'00ff27', 60, 'ana')"_s,
            u"INSERT INTO guests VALUES ('old', 'Old', x'01', 40, '')"_s,
            u"INSERT INTO events VALUES (1, 1, 60, 'ana', 'Ana', 'c1', 'one')"_s,
            u"INSERT INTO events VALUES (1, 2, 77, 'ana', 'Ana', 'c2', 'two @Old')"_s,
            u"INSERT INTO reads VALUES ('old', 1, 1)"_s,
            u"INSERT INTO mentions VALUES ('old', 1, 2)"_s,
        };
        {
            const auto connection =
                Connection::open(m_folder->filePath(u"hobnob.sqlite"_s), Access::ReadWrite);
            QVERIFY(Migrator(embedded.first(2)).run(**connection, {}).ok());
            for (const QString &statement : data)
                QVERIFY2(!(*connection)->execute(statement).isValid(), qPrintable(statement));
        }
        const auto opened = SqliteStore::open(m_folder->path(), [] { return Timestamp{100}; });
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence));
        SqliteStore &store = **opened;
        QCOMPARE(store.epoch(), u"then"_s);
        const QList<StoredRoom> rooms = store.roomsAtStart();
        QCOMPARE(rooms.size(), 2);
        QCOMPARE(rooms[0].name, u"Lab"_s);
        QCOMPARE(rooms[0].lastText, u"two"_s);
        QCOMPARE(milliseconds(rooms[1].lastTime), 50);
        const auto page = test::page(store, {RoomId{u"room-a"_s}, {}, {}, 50});
        QCOMPARE(test::numbers(*page), u"1 2"_s);
        QCOMPARE(page->events.last().text, u"two @Old"_s);
        const auto known = test::answerOf<Recognised>(
            [&](auto answer) { store.findSession(QByteArray("\x00\xff\x27", 3), answer); });
        QVERIFY(known.ok());
        QCOMPARE(known->person.user.name, u"Ana"_s);
        QCOMPARE(known->person.kind, protocol::PersonKind::Guest);
        QVERIFY(!known->session.key.isEmpty());
        QCOMPARE(milliseconds(known->session.used), 60);
        const auto reads = test::answerOf<QList<protocol::ReadState>>(
            [&](auto answer) { store.loadReads(UserId{u"old"_s}, answer); });
        QCOMPARE(reads->size(), 1);
        QCOMPARE(reads->first().mentions, 1);
        // A retry from before still finds its first answer, and what comes next its place.
        QVERIFY(test::append(store, test::draft(u"a"_s, u"c2"_s, u"x"_s))->repeated);
        const auto next = test::append(store, test::draft(u"a"_s, u"c3"_s, u"@ana"_s, u"ben"_s));
        QCOMPARE(number(next->event.seq), 3);
        QCOMPARE(read(u"hobnob.sqlite"_s, u"SELECT COUNT(*) FROM pragma_foreign_key_check"_s),
                 u"0"_s);
        const auto connection = DataFolder::openForReading(m_folder->path());
        const DataReport report = DataChecker(**connection).run();
        QVERIFY2(report.problems.isEmpty() && report.roomProblems.isEmpty(),
                 qPrintable(report.problems.join(u'\n')));
        const QStringList copies = QDir(m_folder->path()).entryList({u"*schema2*"_s});
        QCOMPARE(copies.size(), 1);
        QCOMPARE(read(copies.first(), u"SELECT COUNT(*) FROM guests"_s), u"2"_s);
    }

    void everythingOfVersionThreeIsThere()
    {
        const QList<Migration> embedded = Migrator::embedded(u"sqlite"_s);
        const QStringList data = {
            u"INSERT INTO meta VALUES ('epoch', 'then')"_s,
            u"INSERT INTO users VALUES ('ana', 'account', 'Ana', 'ana', 'ana', 'ana', '', 3, 10, 20)"_s,
            u"INSERT INTO users VALUES ('gus', 'guest', 'Gus', 'gus', 'gus', 'gus', '', -1, 10, 20)"_s,
            u"INSERT INTO accounts VALUES ('ana', 'Ana', 'ana', 'ana', x'00', 'member', 'active', "
            "x'', 0, 10)"_s,
            u"INSERT INTO rooms VALUES (7, 'room-a', 'public', 'Lab', 'lab', '', 'Glass', '', "
            "'member', 'owner', 'member', 30, 0, 2, 77, 'Ana', 'two')"_s,
            u"INSERT INTO events VALUES (7, 1, 60, 'ana', 'Ana', 'c1', 'one', '', '', '')"_s,
            u"INSERT INTO events VALUES (7, 2, 77, 'ana', 'Ana', 'c2', 'two', '', '', '')"_s,
            u"INSERT INTO reads VALUES ('gus', 7, 1)"_s,
            u"INSERT INTO memberships VALUES ('ana', 7, 'owner', 50, 0)"_s,
            u"INSERT INTO bans VALUES (7, 'gus', 'Gus', 'spam', 'ana', 'Ana', 55, 0)"_s,
            u"INSERT INTO blocks VALUES ('ana', 'gus', 56)"_s,
            u"INSERT INTO reports VALUES (4, 7, 1, 'gus', 'Gus', 'rude', 61, 0, '', '', '')"_s,
            u"INSERT INTO announcements VALUES (1, 'Tea', 'ana', 'Ana', 70, 0)"_s,
        };
        {
            const auto connection =
                Connection::open(m_folder->filePath(u"hobnob.sqlite"_s), Access::ReadWrite);
            QVERIFY(Migrator(embedded.first(3)).run(**connection, {}).ok());
            for (const QString &statement : data)
                QVERIFY2(!(*connection)->execute(statement).isValid(), qPrintable(statement));
        }
        const auto opened = SqliteStore::open(m_folder->path(), [] { return Timestamp{100}; });
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence));
        SqliteStore &store = **opened;
        QCOMPARE(store.epoch(), u"then"_s);
        const StoredRoom room = store.roomsAtStart().value(0);
        QCOMPARE(room.topic, u"Glass"_s);
        QCOMPARE(room.rules.invite, protocol::Role::Owner);
        QCOMPARE(room.rules.slowMode, 30);
        QCOMPARE(room.picture, QString());
        QCOMPARE(store.membershipsAtStart().size(), 1);
        QCOMPARE(store.membershipsAtStart().first().role, protocol::Role::Owner);
        QCOMPARE(milliseconds(store.membershipsAtStart().first().joined), 50);
        QCOMPARE(store.membersAtStart().value(0).login, u"Ana"_s);
        QCOMPARE(store.sanctionsAtStart().size(), 1);
        const protocol::Sanction ban = store.sanctionsAtStart().first().sanction;
        QCOMPARE(ban.kind, protocol::SanctionKind::Ban);
        QCOMPARE(ban.person.name, u"Gus"_s);
        QCOMPARE(ban.reason, u"spam"_s);
        QVERIFY(!ban.ends);
        QCOMPARE(store.blocksAtStart().value(0).blocked.name, u"Gus"_s);
        QCOMPARE(store.reportsWaitingAtStart().value(RoomId{u"room-a"_s}), 1);
        QCOMPARE(store.announcementAtStart()->text, u"Tea"_s);
        QCOMPARE(test::numbers(*test::page(store, {RoomId{u"room-a"_s}, {}, {}, 50})), u"1 2"_s);
        const auto next = test::append(store, test::draft(u"a"_s, u"c3"_s, u"three"_s));
        QCOMPARE(number(next->event.seq), 3);
        const auto report = test::answerOf<AddedReport>([&](auto answer) {
            store.addReport({RoomId{u"room-a"_s}, Seq{2}, {UserId{u"gus"_s}, u"Gus"_s}, {}},
                            answer);
        });
        QCOMPARE(report->number, 5);
        const auto connection = DataFolder::openForReading(m_folder->path());
        const DataReport check = DataChecker(**connection).run();
        QVERIFY2(check.isSound(), qPrintable(check.problems.join(u'\n')));
        const QStringList copies = QDir(m_folder->path()).entryList({u"*schema3*"_s});
        QCOMPARE(copies.size(), 1);
        QCOMPARE(read(copies.first(), u"SELECT COUNT(*) FROM bans"_s), u"1"_s);
    }

    void everythingOfVersionFourIsThere()
    {
        const QList<Migration> embedded = Migrator::embedded(u"sqlite"_s);
        const QStringList data = {
            u"INSERT INTO meta VALUES ('epoch', 'then')"_s,
            u"INSERT INTO users VALUES ('ana', 'account', 'Ana', 'ana', 'ana', 'ana', '', 3, 10, 20, '')"_s,
            u"INSERT INTO accounts VALUES ('ana', 'Ana', 'ana', 'ana', x'00', 'member', 'active', "
            "x'', 0, 10)"_s,
            u"INSERT INTO sessions VALUES ('key', 'ana', x'05', 'page', '::1', 90, 95)"_s,
            u"INSERT INTO rooms VALUES (7, 'room-a', 'public', 'Lab', 'lab', '', '', '', 'member', "
            "'member', 'member', 0, 0, 1, 60, 'Ana', 'one', '')"_s,
            u"INSERT INTO events VALUES (7, 1, 60, 'ana', 'Ana', 'c1', 'one', '', '', '')"_s,
        };
        {
            const auto connection =
                Connection::open(m_folder->filePath(u"hobnob.sqlite"_s), Access::ReadWrite);
            QVERIFY(Migrator(embedded.first(4)).run(**connection, {}).ok());
            for (const QString &statement : data)
                QVERIFY2(!(*connection)->execute(statement).isValid(), qPrintable(statement));
        }
        const auto opened = SqliteStore::open(m_folder->path(), [] { return Timestamp{100}; });
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence));
        SqliteStore &store = **opened;
        QVERIFY(store.botsAtStart().isEmpty());
        // Nobody is logged out, and nothing that was said is a bot's.
        const auto known = test::answerOf<Recognised>(
            [&](auto answer) { store.findSession(QByteArray("\x05"), answer); });
        QVERIFY(known.ok());
        QCOMPARE(known->person.user.name, u"Ana"_s);
        QVERIFY(!known->session.idle);
        const auto events = test::page(store, {RoomId{u"room-a"_s}, {}, {}, 50});
        QCOMPARE(test::numbers(*events), u"1"_s);
        QCOMPARE(events->events.first().bot, std::nullopt);
        const QStringList copies = QDir(m_folder->path()).entryList({u"*schema4*"_s});
        QCOMPARE(copies.size(), 1);
    }

    void aStepMayRebuildWhatOthersReferTo()
    {
        QList<Migration> steps = {
            {u"1"_s,
             {u"CREATE TABLE parent (id INTEGER PRIMARY KEY)"_s,
              u"CREATE TABLE child (parent BIGINT REFERENCES parent (id))"_s,
              u"INSERT INTO parent VALUES (7)"_s, u"INSERT INTO child VALUES (7)"_s}}};
        QVERIFY(migrate(steps).ok());
        steps.append({u"2"_s,
                      {u"CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT)"_s,
                       u"INSERT INTO new_parent SELECT id, 'x' FROM parent"_s,
                       u"DROP TABLE parent"_s, u"ALTER TABLE new_parent RENAME TO parent"_s}});
        const auto connection = Connection::open(m_folder->filePath(u"db"_s), Access::ReadWrite);
        const auto copyName = [this](int) { return m_folder->filePath(u"copy"_s); };
        QVERIFY(Migrator(steps).run(**connection, copyName).ok());
        QCOMPARE(read(u"db"_s, u"SELECT name FROM parent JOIN child ON parent.id = parent"_s),
                 u"x"_s);
        // Whoever goes on with this connection finds foreign keys in force.
        QVERIFY((*connection)->execute(u"INSERT INTO child VALUES (8)"_s).isValid());
        steps.append({u"3"_s, {u"THIS IS NO SQL"_s}});
        const auto otherName = [this](int) { return m_folder->filePath(u"copy2"_s); };
        QVERIFY(!Migrator(steps).run(**connection, otherName).ok());
        QVERIFY((*connection)->execute(u"INSERT INTO child VALUES (8)"_s).isValid());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
