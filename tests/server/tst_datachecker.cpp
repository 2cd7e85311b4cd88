// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datachecker.h"
#include "storesupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

class DataCheckerTest final : public QObject
{
    Q_OBJECT

private:
    /// Two rooms, the first with five events.
    void fill() const
    {
        const auto store = SqliteStore::open(m_folder->path(), [] { return Timestamp{5000}; });
        QVERIFY(store.ok());
        QVERIFY(createRoom(**store, u"a"_s).ok());
        QVERIFY(createRoom(**store, u"b"_s).ok());
        for (int i = 1; i <= 5; ++i)
            QVERIFY(append(**store, draft(u"a"_s, u"a%1"_s.arg(i), u"text"_s)).ok());
        QVERIFY(append(**store, draft(u"b"_s, u"b1"_s, u"text"_s)).ok());
    }

    DataReport check() const
    {
        const auto connection = DataFolder::openForReading(m_folder->path());
        if (connection)
            return DataChecker(**connection).run();
        return DataReport{0, 0, {connection.error().sentence}, {}};
    }

    /// "database: x|a: y; z".
    static QString summary(const DataReport &report)
    {
        QStringList lines;
        for (const QString &problem : report.problems)
            lines.append(u"database: "_s + problem);
        for (const RoomProblems &room : report.roomProblems)
            lines.append(u"%1: %2"_s.arg(room.name, room.problems.join(u"; "_s)));
        return lines.join(u'|');
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void soundDataHasNoProblems()
    {
        fill();
        const DataReport report = check();
        QCOMPARE(summary(report), QString());
        QVERIFY(report.isSound());
        QCOMPARE(report.rooms, 2);
        QCOMPARE(report.events, 6);
    }

    void whatWasBrokenIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an event was deleted")
            << u"DELETE FROM events WHERE client_id = 'a3'"_s << u"a: events are missing: 3"_s;
        QTest::newRow("the last event was deleted")
            << u"DELETE FROM events WHERE client_id = 'a5'"_s
            << u"a: the room list says that event 5 is the last, the log ends with 4"_s;
        QTest::newRow("two rooms lost something")
            << u"DELETE FROM events WHERE client_id IN ('a1', 'b1')"_s
            << u"a: events are missing: 1|"
               "b: the room list says that event 1 is the last, the log ends with 0"_s;
        QTest::newRow("a time goes back")
            << u"UPDATE events SET time = 4999 WHERE client_id = 'a4'"_s
            << u"a: times go back at events: 4"_s;
        QTest::newRow("the room's row was changed")
            << u"UPDATE rooms SET last_seq = 4 WHERE name = 'a'"_s
            << u"a: the room list says that event 4 is the last, the log ends with 5"_s;
        QTest::newRow("the room's time was changed")
            << u"UPDATE rooms SET last_time = 1 WHERE name = 'a'"_s
            << u"a: the room list has another time for the last event than the log"_s;
        QTest::newRow("the room's row was deleted")
            << u"DELETE FROM rooms WHERE name = 'a'"_s
            << u"database: 5 rows refer from events that are not in rooms|"
               ": it has 5 events but is not in the room list"_s;
        QTest::newRow("the unique index was dropped")
            << u"DROP INDEX events_by_client"_s
            << u"database: the index events_by_client is missing"_s;
        QTest::newRow("a message was doubled")
            << u"DROP INDEX events_by_client; UPDATE events SET client_id = 'a1' WHERE seq = 4; "
               "CREATE INDEX events_by_client ON events (author_id, client_id)"_s
            << u"database: the index events_by_client was changed|"
               "a: events were stored before under the same client id: 4"_s;
        QTest::newRow("a message was doubled in another room")
            << u"DROP INDEX events_by_client; UPDATE events SET client_id = 'a1' WHERE room = 2"_s
            << u"database: the index events_by_client is missing|"
               "b: events were stored before under the same client id: 1"_s;
        QTest::newRow("a member's room is gone")
            << u"INSERT INTO users VALUES ('u', 'account', 'U', 'u', 'u', 'u', '', -1, 1, 1, ''); "
               "INSERT INTO memberships VALUES ('u', 99, 'member', 1)"_s
            << u"database: 1 rows refer from memberships that are not in rooms"_s;
        QTest::newRow("a report of an event that never was")
            << u"INSERT INTO reports VALUES (1, 1, 99, 'u', 'U', 'spam', 1, 0, '', '', '')"_s
            << u"database: 1 reports are of events that are not there"_s;
        QTest::newRow("another program's mark")
            << u"PRAGMA application_id = 7"_s << u"belongs to another program"_s;
        QTest::newRow("a newer version")
            << u"PRAGMA user_version = 999"_s << u"written by a newer hobnobd (schema 999"_s;
    }

    void whatWasBrokenIsFound()
    {
        QFETCH(const QString, sql);
        QFETCH(const QString, expected);
        fill();
        {
            const OtherProgram other(m_folder->path());
            for (const QString &statement : sql.split(u';'))
                QVERIFY(!other.run(statement).startsWith(u"failed"_s));
        }
        const QString found = summary(check());
        QVERIFY2(expected.contains(u": "_s) ? found == expected : found.contains(expected),
                 qPrintable(found));
    }

    void aDamagedFileIsFound_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::newRow("from its first byte on") << qint64(0);
        QTest::newRow("after its header") << qint64(100);
        QTest::newRow("in its last page") << qint64(-4096);
    }

    void aDamagedFileIsFound()
    {
        QFETCH(const qint64, from);
        fill();
        QFile file(DataFolder::databaseIn(m_folder->path()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(from < 0 ? file.size() + from : from));
        QCOMPARE(file.write(QByteArray(3900, 'x')), 3900);
        file.close();
        const DataReport report = check();
        QVERIFY(!report.isSound());
        QVERIFY2(summary(report).contains(u"damaged"_s), qPrintable(summary(report)));
    }

    void anEmptyFileAndNoFileAreProblems()
    {
        QVERIFY2(summary(check()).contains(u"there is no such file"_s),
                 qPrintable(summary(check())));
        QFile file(DataFolder::databaseIn(m_folder->path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY2(summary(check()).contains(u"no server has stored"_s),
                 qPrintable(summary(check())));
    }

    void itSeesOneMomentWhileTheServerWrites()
    {
        const auto store = SqliteStore::open(m_folder->path());
        QVERIFY(store.ok());
        QVERIFY(createRoom(**store, u"a"_s).ok());
        int posted = 0;
        std::function<void(const Result<Appended> &)> post = [&](const Result<Appended> &) {
            (*store)->append(draft(u"a"_s, u"c%1"_s.arg(++posted), u"text"_s), post);
        };
        for (int i = 0; i < 50; ++i)
            post(Error{});
        qint64 events = 0;
        for (int i = 0; i < 20; ++i) {
            QTRY_VERIFY((*store)->statistics().appended > events);
            const DataReport report = check();
            QCOMPARE(summary(report), QString());
            QVERIFY(report.events > events);
            events = report.events;
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DataCheckerTest)
#include "tst_datachecker.moc"
