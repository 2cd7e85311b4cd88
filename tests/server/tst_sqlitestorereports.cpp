// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

namespace
{

const RoomId labId{u"room-Lab"_s};
const RoomId denId{u"room-Den"_s};
const User ana{UserId{u"id-Ana"_s}, u"Ana"_s};
const User ben{UserId{u"id-Ben"_s}, u"Ben"_s};

} // namespace

/// What people object to, as the database keeps it.
class SqliteStoreReportsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeopleRig> m_rig;

    Store &store() const { return m_rig->store(); }

    void say(const QString &room, const QString &text, const QString &author = u"id-Ben"_s) const
    {
        QVERIFY(append(store(), draft(room, randomId(), text, author)).ok());
    }

    Result<AddedReport> add(const RoomId &room, qint64 seq, const User &reporter = ana) const
    {
        return m_rig->answer<AddedReport>([&](Store &store, auto answer) {
            store.addReport({room, Seq{seq}, reporter, u"rude"_s}, answer);
        });
    }
    /// Its number.
    Result<qint64> report(const RoomId &room, qint64 seq, const User &reporter = ana) const
    {
        const auto added = add(room, seq, reporter);
        return added ? Result<qint64>(added->number) : Result<qint64>(added.error());
    }

    Result<RoomId> resolve(qint64 number, const std::optional<QList<RoomId>> &rooms = {},
                           const Audit &audit = {}) const
    {
        return m_rig->answer<RoomId>([&](Store &store, auto answer) {
            store.resolveReport(number, rooms, ana, u"talked to them"_s, audit, answer);
        });
    }

    Result<ReportPage> reports(const ReportQuery &query) const
    {
        return m_rig->answer<ReportPage>(
            [&](Store &store, auto answer) { store.listReports(query, answer); });
    }

    /// "3 2 more": the numbers of a page.
    static QString words(const Result<ReportPage> &page)
    {
        QStringList words;
        for (const Report &report : page->reports)
            words.append(QString::number(report.number));
        if (page->more)
            words.append(u"more"_s);
        return words.join(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PeopleRig>();
        for (const QString &name : {u"Ana"_s, u"Ben"_s})
            QCOMPARE(m_rig->registerAs(name), u"ok"_s);
        for (const QString &name : {u"Lab"_s, u"Den"_s})
            QVERIFY(createRoom(store(), name).ok());
    }

    void aReportTellsAllOfItsEvent()
    {
        say(u"Lab"_s, u"one"_s);
        say(u"Lab"_s, u"two"_s);
        m_rig->now = 7000;
        const auto number = report(labId, 2);
        QVERIFY(number.ok());
        const auto page = reports({.limit = 10});
        QCOMPARE(words(page), QString::number(*number));
        const Report kept = page->reports.first();
        QCOMPARE(kept.room, labId);
        QCOMPARE(kept.roomName, u"Lab"_s);
        QCOMPARE(hobnob::number(kept.event.seq), 2);
        QCOMPARE(kept.event.text, u"two"_s);
        QCOMPARE(kept.event.author.id, ben.id);
        QCOMPARE(kept.reporter.id, ana.id);
        QCOMPARE(kept.reporter.name, u"Ana"_s);
        QCOMPARE(kept.reason, u"rude"_s);
        QCOMPARE(milliseconds(kept.created), 7000);
        QVERIFY(!kept.resolvedBy && !kept.resolved);
    }

    void whatWasNeverSaidCannotBeReported()
    {
        say(u"Lab"_s, u"one"_s);
        QCOMPARE(codeOf(report(labId, 2)), u"event-unknown"_s);
        QCOMPARE(codeOf(report(denId, 1)), u"event-unknown"_s);
        QCOMPARE(codeOf(report(RoomId{u"none"_s}, 1)), u"event-unknown"_s);
        QCOMPARE(m_rig->count(u"reports"_s), 0);
    }

    void theSameReportIsMadeOnce()
    {
        say(u"Lab"_s, u"one"_s);
        const auto first = report(labId, 1);
        QCOMPARE(*report(labId, 1), *first);
        QVERIFY(add(labId, 1)->repeated);
        const auto another = add(labId, 1, ben);
        QVERIFY(another->number != *first);
        QVERIFY(!another->repeated);
        QVERIFY(resolve(*first).ok());
        // Somebody looked, and yet it is reported: that is news.
        QVERIFY(*report(labId, 1) > *first);
        QCOMPARE(m_rig->count(u"reports"_s), 3);
    }

    void whoReportsTooMuchMustWait()
    {
        for (int i = 0; i <= limits::reportsPerUser; ++i)
            say(u"Lab"_s, u"x"_s);
        for (int i = 1; i <= limits::reportsPerUser; ++i)
            QVERIFY(report(labId, i).ok());
        QCOMPARE(codeOf(report(labId, limits::reportsPerUser + 1)), u"busy"_s);
        // What was reported before is, and others may go on.
        QVERIFY(report(labId, 1).ok());
        QVERIFY(report(labId, limits::reportsPerUser + 1, ben).ok());
        QVERIFY(resolve(1).ok());
        QVERIFY(report(labId, limits::reportsPerUser + 1).ok());
    }

    void aReportIsResolvedOnce()
    {
        say(u"Lab"_s, u"one"_s);
        const auto number = report(labId, 1);
        QCOMPARE(codeOf(resolve(*number + 1)), u"report-unknown"_s);
        QCOMPARE(codeOf(resolve(*number, QList{denId})), u"report-unknown"_s);
        QCOMPARE(codeOf(resolve(*number, QList<RoomId>{})), u"report-unknown"_s);
        m_rig->now = 8000;
        const auto room = resolve(*number, QList{denId, labId}, m_rig->audit(u"resolved"_s));
        QCOMPARE(codeOf(room), u"ok"_s);
        QCOMPARE(*room, labId);
        QCOMPARE(codeOf(resolve(*number, {}, m_rig->audit(u"resolved"_s))), u"report-unknown"_s);
        QCOMPARE(words(reports({.limit = 10})), QString());
        const auto page = reports({.resolved = true, .limit = 10});
        QCOMPARE(page->reports.size(), 1);
        QCOMPARE(page->reports[0].resolvedBy->name, u"Ana"_s);
        QCOMPARE(milliseconds(*page->reports[0].resolved), 8000);
        QCOMPARE(page->reports[0].note, u"talked to them"_s);
        const auto noted = m_rig->answer<AuditPage>(
            [&](Store &store, auto answer) { store.listAudit({.limit = 5}, answer); });
        QCOMPARE(noted->entries.size(), 1);
        QCOMPARE(noted->entries[0].room, labId);
        QCOMPARE(noted->entries[0].roomName, u"Lab"_s);
        QCOMPARE(noted->entries[0].subject.id, ben.id);
    }

    void reportsArePaged_data()
    {
        QTest::addColumn<QStringList>("rooms");
        QTest::addColumn<bool>("resolved");
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("expected");
        // 1 to 6 are of the lab and the den by turns; 3 and 4 are resolved.
        const QStringList all{u"*"_s};
        const QStringList lab{u"room-Lab"_s};
        const QStringList both{u"room-Den"_s, u"room-Lab"_s, u"room-Lab"_s};
        QTest::newRow("all that wait") << all << false << 0 << 9 << u"6 5 2 1"_s;
        QTest::newRow("exactly all") << all << false << 0 << 4 << u"6 5 2 1"_s;
        QTest::newRow("the first page") << all << false << 0 << 3 << u"6 5 2 more"_s;
        QTest::newRow("the page after it") << all << false << 2 << 3 << u"1"_s;
        QTest::newRow("those that were looked at") << all << true << 0 << 9 << u"4 3"_s;
        QTest::newRow("of one room") << lab << false << 0 << 9 << u"5 1"_s;
        QTest::newRow("of one room, the first") << lab << false << 0 << 1 << u"5 more"_s;
        QTest::newRow("of one room, the next") << lab << false << 5 << 1 << u"1"_s;
        QTest::newRow("of one room, looked at") << lab << true << 0 << 9 << u"3"_s;
        QTest::newRow("of both rooms") << both << false << 0 << 3 << u"6 5 2 more"_s;
        QTest::newRow("of both rooms, all") << both << false << 0 << 4 << u"6 5 2 1"_s;
        QTest::newRow("of a room that is not")
            << QStringList{u"none"_s} << false << 0 << 9 << u""_s;
        QTest::newRow("of no room") << QStringList() << false << 0 << 9 << u""_s;
        QTest::newRow("a limit of none") << all << false << 0 << 0 << u"more"_s;
    }

    void reportsArePaged()
    {
        QFETCH(const QStringList, rooms);
        QFETCH(const bool, resolved);
        QFETCH(const int, before);
        QFETCH(const int, limit);
        for (int seq = 1; seq <= 3; ++seq) {
            for (const QString &room : {u"Lab"_s, u"Den"_s}) {
                say(room, u"x"_s);
                QVERIFY(report(RoomId{u"room-"_s + room}, seq).ok());
            }
        }
        QVERIFY(resolve(3).ok() && resolve(4).ok());
        ReportQuery query{.resolved = resolved, .limit = limit};
        if (before > 0)
            query.before = before;
        if (rooms != QStringList{u"*"_s}) {
            query.rooms.emplace();
            for (const QString &room : rooms)
                query.rooms->append(RoomId{room});
        }
        QTEST(words(reports(query)), "expected");
    }

    void aPageOfReportsEndsBeforeItsTextIsTooLong()
    {
        const QString text(limits::messageCharacters, QChar(0x6771));
        const qint64 fit = limits::historyBytes / (3 * limits::messageCharacters);
        for (int i = 1; i <= fit + 1; ++i) {
            say(u"Lab"_s, text);
            QVERIFY(report(labId, i).ok());
        }
        const auto page = reports({.limit = 50});
        QCOMPARE(page->reports.size(), fit);
        QVERIFY(page->more);
        QCOMPARE(words(reports({.before = page->reports.last().number, .limit = 50})), u"1"_s);
    }

    void whatWaitsIsCountedAtTheStart()
    {
        for (int i = 1; i <= 3; ++i) {
            say(u"Lab"_s, u"x"_s);
            QVERIFY(report(labId, i).ok());
        }
        say(u"Den"_s, u"x"_s);
        QVERIFY(report(denId, 1).ok());
        QVERIFY(resolve(2).ok() && resolve(4).ok());
        m_rig->open();
        QCOMPARE(store().reportsWaitingAtStart(), (QHash<RoomId, qint64>{{labId, 2}}));
    }

    void theNumberOfAReportIsNeverUsedAgain()
    {
        for (const QString &room : {u"Lab"_s, u"Den"_s})
            say(room, u"x"_s);
        QCOMPARE(*report(labId, 1), 1);
        QCOMPARE(m_rig->codeOf<Done>(
                     [](Store &store, auto answer) { store.deleteRoom(labId, {}, answer); }),
                 u"ok"_s);
        QCOMPARE(*report(denId, 1), 2);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreReportsTest)
#include "tst_sqlitestorereports.moc"
