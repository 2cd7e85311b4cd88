// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "storesupport.h"
#include "tests/support/sanitizers.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

class SqliteStoreTest final : public QObject
{
    Q_OBJECT

private:
    void open()
    {
        m_store.reset();
        Result<std::unique_ptr<SqliteStore>> opened =
            SqliteStore::open(m_folder->path(), [this] { return Timestamp{m_now.load()}; });
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence));
        m_store = std::move(*opened);
    }

    void fill(const QString &name, int count)
    {
        QVERIFY(createRoom(*m_store, name).ok());
        for (int i = 1; i <= count; ++i)
            m_store->append(draft(name, u"%1-%2"_s.arg(name).arg(i), u"text %1"_s.arg(i)),
                            [](const Result<Appended> &appended) { QVERIFY(appended.ok()); });
        QVERIFY(flush(*m_store).ok());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_now = 5000;
        open();
    }

    void cleanup() { m_store.reset(); }

    void eventsAreNumberedWithoutHolesInEachRoom()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        QVERIFY(createRoom(*m_store, u"b"_s).ok());
        for (int i = 1; i <= 20; ++i) {
            const QString name = i % 3 == 0 ? u"b"_s : u"a"_s;
            const Result<Appended> appended =
                append(*m_store, draft(name, u"c%1"_s.arg(i), u"hello"_s));
            QVERIFY(appended.ok());
            QCOMPARE(number(appended->event.seq), i % 3 == 0 ? i / 3 : i - i / 3);
        }
    }

    void answersComeInTheOrderOfTheCallsAndNeverFromInside()
    {
        QStringList log;
        const auto note = [&log](const QString &what) {
            return [&log, what](const auto &result) {
                log.append(result.ok() ? what : what + u"!"_s);
            };
        };
        m_store->createRoom(room(u"a"_s), note(u"room"_s));
        m_store->append(draft(u"a"_s, u"1"_s, u"x"_s), note(u"1"_s));
        m_store->append(draft(u"none"_s, u"2"_s, u"x"_s), note(u"2"_s));
        m_store->createGuest({UserId{u"u"_s}, u"U"_s}, {u"u"_s, u"U"_s},
                             {SessionKey{u"k"_s}, UserId{u"u"_s}, "hash"}, note(u"guest"_s));
        m_store->findSession("hash", note(u"found"_s));
        m_store->append(draft(u"a"_s, u"3"_s, u"x"_s), note(u"3"_s));
        QVERIFY(log.isEmpty());
        m_store->flush(note(u"flush"_s));
        QTRY_COMPARE(log.size(), 7);
        QCOMPARE(log.join(u' '), u"room 1 2! guest found 3 flush"_s);
    }

    void anAnswerMayCallTheStoreAgain()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        const Result<Appended> second = answerOf<Appended>([this](auto answer) {
            m_store->append(draft(u"a"_s, u"1"_s, u"x"_s), [this, answer](const auto &) {
                m_store->append(draft(u"a"_s, u"2"_s, u"y"_s), answer);
            });
        });
        QVERIFY(second.ok());
        QCOMPARE(number(second->event.seq), 2);
    }

    void aRepeatGetsTheFirstAnswer_data()
    {
        QTest::addColumn<bool>("restart");
        QTest::newRow("while the store is open") << false;
        QTest::newRow("after a restart") << true;
    }

    void aRepeatGetsTheFirstAnswer()
    {
        QFETCH(const bool, restart);
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        QVERIFY(append(*m_store, draft(u"a"_s, u"same"_s, u"first"_s)).ok());
        m_now = 9000;
        if (restart)
            open();
        const Result<Appended> again = append(*m_store, draft(u"a"_s, u"same"_s, u"second"_s));
        QVERIFY(again.ok());
        QVERIFY(again->repeated);
        QCOMPARE(number(again->event.seq), 1);
        QCOMPARE(milliseconds(again->event.time), 5000);
        QCOMPARE(again->event.text, u"first"_s);
        QCOMPARE(again->event.clientId.value(), u"same"_s);
        const Result<Appended> other = append(*m_store, draft(u"a"_s, u"other"_s, u"x"_s));
        QCOMPARE(number(other->event.seq), 2);
        const Result<Appended> ben = append(*m_store, draft(u"a"_s, u"same"_s, u"x"_s, u"ben"_s));
        QCOMPARE(number(ben->event.seq), 3);
        QVERIFY(!ben->repeated);
    }

    void aRepeatInTheSameCommitGetsTheFirstAnswer()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        QStringList log;
        const auto note = [&log](const Result<Appended> &appended) {
            log.append(u"%1%2"_s.arg(number(appended->event.seq))
                           .arg(appended->repeated ? u" again"_s : QString()));
        };
        const OtherProgram other(m_folder->path());
        QCOMPARE(other.run(u"BEGIN IMMEDIATE"_s), QString());
        for (const char16_t *id : {u"x", u"y", u"y", u"x", u"z"})
            m_store->append(draft(u"a"_s, QString::fromUtf16(id), u"text"_s), note);
        QCOMPARE(other.run(u"COMMIT"_s), QString());
        QTRY_COMPARE(log.size(), 5);
        QCOMPARE(log.join(u", "_s), u"1, 2, 2 again, 1 again, 3"_s);
        QVERIFY(m_store->statistics().commits <= 3);
    }

    void aClientIdOfAnotherRoomIsRefused()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        QVERIFY(createRoom(*m_store, u"b"_s).ok());
        QVERIFY(append(*m_store, draft(u"a"_s, u"same"_s, u"x"_s)).ok());
        const Result<Appended> elsewhere = append(*m_store, draft(u"b"_s, u"same"_s, u"x"_s));
        QVERIFY(!elsewhere.ok());
        QCOMPARE(elsewhere.error().code, ErrorCode::OutOfRange);
    }

    void timeNeverGoesBack()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        QList<qint64> times;
        for (const qint64 now : {7000, 6000, 8000, 100}) {
            m_now = now;
            const QString id = QString::number(times.size());
            times.append(milliseconds(append(*m_store, draft(u"a"_s, id, u"x"_s))->event.time));
        }
        QCOMPARE(times, QList<qint64>({7000, 7000, 8000, 8000}));
        open();
        QCOMPARE(milliseconds(append(*m_store, draft(u"a"_s, u"late"_s, u"x"_s))->event.time),
                 8000);
    }

    void anUnknownRoomIsRefused()
    {
        const Result<Appended> appended = append(*m_store, draft(u"none"_s, u"1"_s, u"x"_s));
        QVERIFY(!appended.ok());
        QCOMPARE(appended.error().code, ErrorCode::RoomUnknown);
        const Result<Page> empty = page(*m_store, {RoomId{u"none"_s}, {}, {}, 50});
        QVERIFY(empty.ok());
        QVERIFY(empty->events.isEmpty() && !empty->more);
    }

    void aRoomsNameIsTakenOnce()
    {
        QVERIFY(createRoom(*m_store, u"Lab"_s).ok());
        StoredRoom same = room(u"LAB"_s);
        const auto createSame = [&](auto answer) { m_store->createRoom(same, answer); };
        const Result<Done> second = answerOf<Done>(createSame);
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, ErrorCode::RoomExists);
        QCOMPARE(append(*m_store, draft(u"LAB"_s, u"1"_s, u"x"_s)).error().code,
                 ErrorCode::RoomUnknown);
        open();
        QCOMPARE(m_store->roomsAtStart().size(), 1);
    }

    void pagesReachBothWays_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("more");
        QTest::newRow("the newest") << -1 << -1 << 3 << u"8 9 10"_s << true;
        QTest::newRow("the newest, exactly all")
            << -1 << -1 << 10 << u"1 2 3 4 5 6 7 8 9 10"_s << false;
        QTest::newRow("the newest, more than there are")
            << -1 << -1 << 50 << u"1 2 3 4 5 6 7 8 9 10"_s << false;
        QTest::newRow("before the middle") << 5 << -1 << 2 << u"3 4"_s << true;
        QTest::newRow("before, reaching the first") << 4 << -1 << 3 << u"1 2 3"_s << false;
        QTest::newRow("before the first") << 1 << -1 << 3 << u""_s << false;
        QTest::newRow("before a number that is yet to come") << 99 << -1 << 2 << u"9 10"_s << true;
        QTest::newRow("after the middle") << -1 << 5 << 2 << u"6 7"_s << true;
        QTest::newRow("after, reaching the last") << -1 << 7 << 3 << u"8 9 10"_s << false;
        QTest::newRow("after the last") << -1 << 10 << 3 << u""_s << false;
        QTest::newRow("after nothing") << -1 << 0 << 2 << u"1 2"_s << true;
        QTest::newRow("after a number that is yet to come") << -1 << 99 << 2 << u""_s << false;
        QTest::newRow("between two") << 8 << 5 << 50 << u"6 7"_s << false;
        QTest::newRow("a limit of none") << -1 << -1 << 0 << u""_s << true;
    }

    void pagesReachBothWays()
    {
        QFETCH(const int, before);
        QFETCH(const int, after);
        QFETCH(const int, limit);
        fill(u"other"_s, 4);
        fill(u"a"_s, 10);
        PageRequest request{RoomId{u"room-a"_s}, {}, {}, limit};
        if (before >= 0)
            request.before = Seq{before};
        if (after >= 0)
            request.after = Seq{after};
        const Result<Page> result = page(*m_store, request);
        QVERIFY(result.ok());
        QTEST(numbers(*result), "expected");
        QTEST(result->more, "more");
        for (const protocol::Event &event : result->events)
            QCOMPARE(event.text, u"text %1"_s.arg(number(event.seq)));
    }

    void pagesEndBeforeTheirTextIsTooLong()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        // Three bytes each, so that it is bytes and not characters that count.
        const QString text(limits::messageCharacters, QChar(0x6771));
        const qint64 fit = limits::historyBytes / (3 * limits::messageCharacters);
        for (int i = 1; i <= 2 * fit; ++i)
            QVERIFY(append(*m_store, draft(u"a"_s, QString::number(i), text)).ok());
        const RoomId room{u"room-a"_s};
        const auto newest = page(*m_store, {room, {}, {}, 200});
        QCOMPARE(newest->events.size(), fit);
        QCOMPARE(number(newest->events.last().seq), 2 * fit);
        QVERIFY(newest->more);
        const auto up = page(*m_store, {room, {}, Seq{0}, 200});
        QCOMPARE(up->events.size(), fit);
        QCOMPARE(number(up->events.first().seq), 1);
        QVERIFY(up->more);
        const auto rest = page(*m_store, {room, newest->events.first().seq, {}, 200});
        QCOMPARE(rest->events.size(), fit);
        QVERIFY(!rest->more);
    }

    void manyPostsShareACommit()
    {
        fill(u"a"_s, 1000);
        const StoreStatistics statistics = m_store->statistics();
        QCOMPARE(statistics.appended, 1000);
        QCOMPARE(statistics.pending, 0);
        QVERIFY2(statistics.commits < 500, qPrintable(QString::number(statistics.commits)));
        QVERIFY(statistics.commits >= 1);
        QVERIFY(statistics.commitLatency > 0us);
    }

    void pastItsBoundTheQueueIsBusy()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        const OtherProgram other(m_folder->path());
        QCOMPARE(other.run(u"BEGIN IMMEDIATE"_s), QString());
        int done = 0;
        for (int i = 0; i < limits::pendingWrites; ++i)
            m_store->append(draft(u"a"_s, QString::number(i), u"x"_s),
                            [&done](const Result<Appended> &result) { done += result.ok(); });
        QCOMPARE(m_store->statistics().pending, limits::pendingWrites);
        const Result<Appended> refused = append(*m_store, draft(u"a"_s, u"last"_s, u"x"_s));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QVERIFY(refused.error().retryAfter.has_value());
        QCOMPARE(other.run(u"COMMIT"_s), QString());
        QTRY_COMPARE_WITH_TIMEOUT(done, limits::pendingWrites, 5000 * sanitizerFactor);
        QVERIFY(append(*m_store, draft(u"a"_s, u"last"_s, u"x"_s)).ok());
    }

    void aRestartKeepsEverything()
    {
        const QString epoch = m_store->epoch();
        QVERIFY(!epoch.isEmpty());
        QVERIFY(m_store->roomsAtStart().isEmpty());
        fill(u"Lab"_s, 3);
        QVERIFY(createRoom(*m_store, u"Empty"_s).ok());
        const QString text = u"zwei\nZeilen \U0001F469\u200d\U0001F52C "_s.repeated(40).trimmed();
        m_now = 77000;
        QVERIFY(append(*m_store, draft(u"Lab"_s, u"last"_s, text, u"ben"_s)).ok());
        open();
        QCOMPARE(m_store->epoch(), epoch);
        const QList<StoredRoom> rooms = m_store->roomsAtStart();
        QCOMPARE(rooms.size(), 2);
        QCOMPARE(rooms[0].id.value(), u"room-Lab"_s);
        QCOMPARE(rooms[0].name, u"Lab"_s);
        QCOMPARE(rooms[0].skeleton, u"lab"_s);
        QCOMPARE(number(rooms[0].lastSeq), 4);
        QCOMPARE(milliseconds(rooms[0].lastTime), 77000);
        QCOMPARE(rooms[0].lastAuthor, u"BEN"_s);
        QVERIFY(rooms[0].lastText.startsWith(u"zwei Zeilen"_s));
        QVERIFY(rooms[0].lastText.size() < text.size());
        QCOMPARE(number(rooms[1].lastSeq), 0);
        QCOMPARE(milliseconds(rooms[1].lastTime), 1000);
        const Result<Page> all = page(*m_store, {rooms[0].id, {}, {}, 50});
        QCOMPARE(numbers(*all), u"1 2 3 4"_s);
        QCOMPARE(all->events.last().text, text);
        QCOMPARE(all->events.last().author.id.value(), u"ben"_s);
        QCOMPARE(number(append(*m_store, draft(u"Lab"_s, u"new"_s, u"x"_s))->event.seq), 5);
    }

    void closingCommitsWhatIsPending()
    {
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        bool answered = false;
        for (int i = 0; i < 100; ++i)
            m_store->append(draft(u"a"_s, QString::number(i), u"x"_s),
                            [&answered](const auto &) { answered = true; });
        open();
        QCoreApplication::processEvents();
        QVERIFY(!answered);
        QCOMPARE(number(m_store->roomsAtStart().constFirst().lastSeq), 100);
    }

    void guestsAreForgottenAfterThirtyDays()
    {
        constexpr qint64 day = 24 * 3600 * 1000;
        QVERIFY(createGuest(*m_store, u"old"_s, u"Old"_s).ok());
        m_now += 2 * day;
        QVERIFY(createGuest(*m_store, u"newer"_s, u"Newer"_s).ok());
        m_now += 29 * day;
        QVERIFY(flush(*m_store).ok());
        QVERIFY(flush(*m_store).ok());
        const auto find = [this](const QByteArray &hash) {
            return answerOf<Recognised>([&](auto answer) { m_store->findSession(hash, answer); });
        };
        QVERIFY(find("newer").ok());
        QCOMPARE(find("old").error().code, ErrorCode::TokenUnknown);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;
    std::atomic<qint64> m_now = 0;
};

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "tst_sqlitestore.moc"
