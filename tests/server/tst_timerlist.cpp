// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/timerlist.h"
#include "tests/server/dispatcherrig.h"

using namespace hobnob::server;
using namespace hobnob::server::test;
using std::chrono::milliseconds;

/// The list by itself, by a clock that stands still, and timers on Qt's dispatchers and on ours.
class TimerListTest final : public QObject
{
    Q_OBJECT

    static TimerList::Time at(milliseconds time) { return TimerList::Time(time); }

    static QStringList timersOf(const QList<QAbstractEventDispatcher::TimerInfo> &infos, int first)
    {
        QStringList result;
        for (const auto &info : infos)
            result += u"%1: %2 ms, type %3"_s.arg(info.timerId - first)
                          .arg(info.interval)
                          .arg(info.timerType);
        result.sort();
        return result;
    }

private Q_SLOTS:
    void itIsDueWhenItsTypeSays_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<milliseconds>("interval");
        QTest::addColumn<milliseconds>("first");
        QTest::addColumn<milliseconds>("second");
        // Started at 1,003 ms.
        QTest::newRow("precise") << Qt::PreciseTimer << 998ms << 2001ms << 2999ms;
        QTest::newRow("coarse, short") << Qt::CoarseTimer << 19ms << 1022ms << 1041ms;
        QTest::newRow("coarse") << Qt::CoarseTimer << 998ms << 2016ms << 3008ms;
        QTest::newRow("coarse, long") << Qt::CoarseTimer << 60'000ms << 61'440ms << 121'344ms;
        QTest::newRow("very coarse") << Qt::VeryCoarseTimer << 1500ms << 3000ms << 5000ms;
    }
    void itIsDueWhenItsTypeSays()
    {
        QFETCH(Qt::TimerType, type);
        QFETCH(milliseconds, interval);
        QFETCH(milliseconds, first);
        QFETCH(milliseconds, second);
        TimerList list;
        Stage stage;
        const auto actor = stage.actor("due");
        list.add(1, interval, type, actor.get(), at(1003ms));
        QCOMPARE(list.untilNext(at(1003ms)), first - 1003ms);
        QCOMPARE(list.remaining(1, at(1003ms)), first - 1003ms);
        QCOMPARE(list.fire(at(first - 1ms)), 0);
        QCOMPARE(list.fire(at(first)), 1);
        QCOMPARE(list.untilNext(at(first)), second - first);
        QCOMPARE(list.fire(at(second)), 1);
        QCOMPARE(stage.times(u"due"_s), 2);
    }

    void coarseTimersComeTogether()
    {
        TimerList list;
        QObject object;
        for (int i = 0; i < 100; ++i)
            list.add(i, 30s, Qt::CoarseTimer, &object, at(milliseconds(7 * i)));
        QVERIFY(list.fire(at(30s + 1024ms)) >= 50);
    }

    void aLateOneIsPlannedFromNow()
    {
        TimerList list;
        QObject object;
        list.add(1, 10ms, Qt::PreciseTimer, &object, at(0ms));
        QCOMPARE(list.fire(at(11ms)), 1);
        QCOMPARE(list.untilNext(at(11ms)), 9ms);
        QCOMPARE(list.fire(at(500ms)), 1);
        QCOMPARE(list.fire(at(500ms)), 0);
        QCOMPARE(list.untilNext(at(500ms)), 10ms);
    }

    void noneIsNeverDue()
    {
        TimerList list;
        QObject object;
        QVERIFY(!list.untilNext(at(0ms)));
        QVERIFY(!list.remaining(1, at(0ms)));
        QVERIFY(!list.remove(1));
        QVERIFY(!list.removeAll(&object));
        QCOMPARE(list.fire(at(1h)), 0);
        list.add(1, 10ms, Qt::PreciseTimer, &object, at(0ms));
        QVERIFY(list.remove(1));
        QVERIFY(!list.untilNext(at(0ms)));
        QCOMPARE(list.fire(at(1h)), 0);
    }

    void theyComeInTheOrderInWhichTheyAreDue_data() { dispatchers(); }
    void theyComeInTheOrderInWhichTheyAreDue()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto a = stage.actor("60");
            const auto b = stage.actor("20");
            const auto c = stage.actor("40");
            a->startTimer(60ms, Qt::PreciseTimer);
            const int second = b->startTimer(20ms, Qt::PreciseTimer);
            const int third = c->startTimer(40ms, Qt::PreciseTimer);
            stage.turnUntilNoted(u"20"_s);
            b->killTimer(second);
            stage.turnUntilNoted(u"40"_s);
            c->killTimer(third);
            stage.turnUntilNoted(u"60"_s);
        });
        QCOMPARE(log, (QStringList{u"20"_s, u"40"_s, u"60"_s}));
    }

    void noneIsEarly_data() { dispatchers(); }
    void noneIsEarly()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            QElapsedTimer clock;
            const auto timer = stage.actor("timer");
            clock.start();
            timer->startTimer(30ms, Qt::PreciseTimer);
            stage.turnUntilNoted(u"timer"_s);
            stage.note("waited", clock.elapsed() >= 29);
        });
        QCOMPARE(log, (QStringList{u"timer"_s, u"waited: yes"_s}));
    }

    void aLateTimerComesOnce_data() { dispatchers(); }
    void aLateTimerComesOnce()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            QElapsedTimer sinceFirst;
            const auto timer = stage.actor("timer", [&] {
                if (!sinceFirst.isValid())
                    sinceFirst.start();
            });
            timer->startTimer(30ms, Qt::PreciseTimer);
            Stage::beBusy(150ms);
            stage.turn();
            stage.note("first", stage.times(u"timer"_s));
            stage.turnUntilNoted(u"timer"_s, 2);
            stage.note("an interval later", sinceFirst.elapsed() > 20);
        });
        QCOMPARE(log,
                 (QStringList{u"timer"_s, u"first: 1"_s, u"timer"_s, u"an interval later: yes"_s}));
    }

    void withoutAnIntervalItComesOnceATurn_data() { dispatchers(Glib::Differs); }
    void withoutAnIntervalItComesOnceATurn()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto a = stage.actor("a");
            const auto b = stage.actor("b");
            const SocketPair pair;
            const auto socket =
                stage.notifier(pair.near, QSocketNotifier::Read, "socket", [&] { pair.read(); });
            a->startTimer(0);
            b->startTimer(0);
            // It does not count as something that happened.
            stage.note("first", stage.turn());
            pair.send();
            Stage::post(a.get());
            stage.note("second", stage.waitingTurn());
        });
        QCOMPARE(log, (QStringList{u"a"_s, u"b"_s, u"first: no"_s, u"a"_s, u"socket"_s, u"a"_s,
                                   u"b"_s, u"second: yes"_s}));
    }

    void whatIsStartedInATimersEventComesInALaterTurn_data() { dispatchers(); }
    void whatIsStartedInATimersEventComesInALaterTurn()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto later = stage.actor("later");
            int id = 0;
            std::unique_ptr<Stage::Actor> first;
            first = stage.actor("first", [&] {
                first->killTimer(id);
                later->startTimer(0);
            });
            id = first->startTimer(0);
            stage.turn();
            stage.note(u"turn"_s);
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"first"_s, u"turn"_s, u"later"_s}));
    }

    void whatEndsInATimersEventDoesNotCome_data() { dispatchers(); }
    void whatEndsInATimersEventDoesNotCome()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            std::unique_ptr<Stage::Actor> destroyed;
            std::unique_ptr<Stage::Actor> itself;
            int stopped = 0;
            int own = 0;
            const auto third = stage.actor("stopped");
            std::unique_ptr<Stage::Actor> first;
            first = stage.actor("first", [&] {
                first->killTimer(own);
                destroyed.reset();
                third->killTimer(stopped);
            });
            destroyed = stage.actor("destroyed");
            itself = stage.actor("itself", [&] { itself.reset(); });
            own = first->startTimer(0);
            destroyed->startTimer(0);
            stopped = third->startTimer(0);
            itself->startTimer(0);
            stage.turn();
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"first"_s, u"itself"_s}));
    }

    void anIdThatIsUsedAgainIsAnotherTimer_data() { dispatchers(); }
    void anIdThatIsUsedAgainIsAnotherTimer()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            int id = 0;
            std::unique_ptr<Stage::Actor> actor;
            actor = stage.actor("timer", [&] {
                auto &timers = Stage::dispatcher();
                timers.unregisterTimer(id);
                timers.registerTimer(id, 0, Qt::PreciseTimer, actor.get());
            });
            id = actor->startTimer(0);
            for (int i = 0; i < 3; ++i) {
                stage.turn();
                stage.note("times", stage.times(u"timer"_s));
            }
        });
        QCOMPARE(log, (QStringList{u"timer"_s, u"times: 1"_s, u"timer"_s, u"times: 2"_s, u"timer"_s,
                                   u"times: 3"_s}));
    }

    void aLoopInsideItsEventDoesNotSendItAgain_data() { dispatchers(); }
    void aLoopInsideItsEventDoesNotSendItAgain()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto other = stage.actor("other");
            bool isFirst = true;
            const auto timer = stage.actor("timer", [&] {
                if (!std::exchange(isFirst, false))
                    return;
                const int id = other->startTimer(20ms, Qt::PreciseTimer);
                // It waits, and does not turn about the timer without an interval.
                int turns = 0;
                for (; stage.times(u"other"_s) == 0; ++turns)
                    stage.waitingTurn();
                stage.note("few turns", turns < 8);
                other->killTimer(id);
            });
            timer->startTimer(0);
            stage.turn();
            stage.turnUntilNoted(u"timer"_s, 2);
        });
        QCOMPARE(log, (QStringList{u"timer"_s, u"other"_s, u"few turns: yes"_s, u"timer"_s}));
    }

    void whatRunsCanBeAsked_data() { dispatchers(); }
    void whatRunsCanBeAsked()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            auto &timers = Stage::dispatcher();
            const auto actor = stage.actor("timer");
            const auto other = stage.actor("other");
            constexpr int base = 1'000'000;
            timers.registerTimer(base + 1, 5'000, Qt::PreciseTimer, actor.get());
            timers.registerTimer(base + 2, 7'000, Qt::CoarseTimer, actor.get());
            timers.registerTimer(base + 3, 9'000, Qt::PreciseTimer, other.get());
            stage.log += timersOf(timers.registeredTimers(actor.get()), base);
            const int left = timers.remainingTime(base + 1);
            stage.note("remaining", left > 1'000 && left <= 5'000);
            stage.note("unknown", timers.remainingTime(base));
            stage.note("ended", timers.unregisterTimer(base + 1));
            stage.note("ended twice", timers.unregisterTimer(base + 1));
            stage.note("all ended", timers.unregisterTimers(actor.get()));
            stage.note("mine", int(timers.registeredTimers(actor.get()).size()));
            stage.note("others", int(timers.registeredTimers(other.get()).size()));
            timers.registerTimer(base + 1, 1, Qt::PreciseTimer, actor.get());
            Stage::beBusy(5ms);
            stage.note("overdue", timers.remainingTime(base + 1));
            timers.unregisterTimers(actor.get());
            timers.unregisterTimers(other.get());
            stage.note("none left", timers.unregisterTimers(actor.get()));
        });
        QCOMPARE(log, (QStringList{u"1: 5000 ms, type 0"_s, u"2: 7000 ms, type 1"_s,
                                   u"remaining: yes"_s, u"unknown: -1"_s, u"ended: yes"_s,
                                   u"ended twice: no"_s, u"all ended: yes"_s, u"mine: 0"_s,
                                   u"others: 1"_s, u"overdue: 0"_s, u"none left: no"_s}));
    }
};

QTEST_GUILESS_MAIN(TimerListTest)
#include "tst_timerlist.moc"
