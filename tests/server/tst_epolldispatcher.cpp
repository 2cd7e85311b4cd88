// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/dispatcherrig.h"
#include "tests/support/serverprogram.h"

#include <QDir>
#include <QEventLoop>
#include <QSemaphore>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

using namespace hobnob::server::test;

/// Turns, waking and flags on Qt's dispatchers and on ours; that the server runs on ours.
class EpollDispatcherTest final : public QObject
{
    Q_OBJECT

    /// Files that the process watches by epoll; nothing when it has none.
    static int watchedBy(qint64 process)
    {
        const QDir files(u"/proc/%1/fd"_s.arg(process));
        int count = 0;
        for (const QString &name :
             files.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)) {
            if (!QFile::symLinkTarget(files.filePath(name)).endsWith(u"[eventpoll]"_s))
                continue;
            QFile info(u"/proc/%1/fdinfo/%2"_s.arg(process).arg(name));
            if (info.open(QIODevice::ReadOnly))
                count += int(info.readAll().count("tfd:"));
        }
        return count;
    }

private Q_SLOTS:
    void whatWasPostedComesFirstThenSocketsThenTimers_data() { dispatchers(); }
    void whatWasPostedComesFirstThenSocketsThenTimers()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto timer = stage.actor("timer");
            const SocketPair pair;
            const auto socket =
                stage.notifier(pair.near, QSocketNotifier::Read, "socket", [&] { pair.read(); });
            const auto posted = stage.actor("posted");
            timer->startTimer(1ms, Qt::PreciseTimer);
            Stage::beBusy(3ms);
            pair.send();
            Stage::post(posted.get());
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"posted"_s, u"socket"_s, u"timer"_s}));
    }

    void whatIsPostedMeanwhileComesInOrder_data() { dispatchers(); }
    void whatIsPostedMeanwhileComesInOrder()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair pair;
            const auto third = stage.actor("third");
            const auto second = stage.actor("second");
            const auto first = stage.actor("first", [&] { Stage::post(second.get()); });
            const auto socket = stage.notifier(pair.near, QSocketNotifier::Read, "socket",
                                               [&] { Stage::post(third.get()); });
            pair.send();
            Stage::post(first.get());
            stage.turn();
            stage.note(u"turn"_s);
            pair.read();
            stage.note("next", stage.turn());
            stage.note("after", stage.turn());
        });
        QCOMPARE(log, (QStringList{u"first"_s, u"socket"_s, u"turn"_s, u"second"_s, u"third"_s,
                                   u"next: yes"_s, u"after: no"_s}));
    }

    void aTurnSaysWhetherSomethingHappened_data() { dispatchers(); }
    void aTurnSaysWhetherSomethingHappened()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto actor = stage.actor("event");
            stage.note("nothing", stage.turn());
            Stage::post(actor.get());
            stage.note("posted", stage.waitingTurn());
            const int id = actor->startTimer(1ms, Qt::PreciseTimer);
            Stage::beBusy(3ms);
            stage.note("timer", stage.turn());
            actor->killTimer(id);
            stage.note("nothing again", stage.turn());
        });
        QCOMPARE(log, (QStringList{u"nothing: no"_s, u"event"_s, u"posted: yes"_s, u"event"_s,
                                   u"timer: yes"_s, u"nothing again: no"_s}));
    }

    void wakingBeforeTheWaitIsNotLost_data() { dispatchers(); }
    void wakingBeforeTheWaitIsNotLost()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            for (int i = 0; i < 1000; ++i)
                Stage::dispatcher().wakeUp();
            stage.waitingTurn();
            // However often, once.
            int turns = 0;
            for (; stage.turn(); ++turns) {
            }
            stage.note("few turns", turns < 3);
        });
        QCOMPARE(log, QStringList{u"few turns: yes"_s});
    }

    void anotherThreadWakesIt_data() { dispatchers(); }
    void anotherThreadWakesIt()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            constexpr int rounds = 500;
            QSemaphore handled(1);
            int count = 0;
            QEventLoop loop;
            // Each is posted when the one before was handled: about when the dispatcher waits.
            const std::unique_ptr<QThread> other(QThread::create([&] {
                for (int i = 0; i < rounds; ++i) {
                    handled.acquire();
                    const auto handle = [&] {
                        handled.release();
                        if (++count == rounds)
                            loop.quit();
                    };
                    QMetaObject::invokeMethod(&stage, handle, Qt::QueuedConnection);
                }
            }));
            other->start();
            loop.exec();
            other->wait();
            stage.note("handled", count);
            // Woken once, it waits again.
            const auto timer = stage.actor("timer");
            const int id = timer->startTimer(20ms, Qt::PreciseTimer);
            int turns = 0;
            for (; stage.times(u"timer"_s) == 0; ++turns)
                stage.waitingTurn();
            stage.note("few turns", turns < 8);
            timer->killTimer(id);
        });
        QCOMPARE(log, (QStringList{u"handled: 500"_s, u"timer"_s, u"few turns: yes"_s}));
    }

    void anInterruptEndsTheTurn_data() { dispatchers(); }
    void anInterruptEndsTheTurn()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            auto &own = Stage::dispatcher();
            const auto actor = stage.actor("interrupts", [&] { own.interrupt(); });
            Stage::post(actor.get());
            stage.waitingTurn();
            stage.settle();
            std::unique_ptr<QThread> other;
            // From elsewhere, when it is about to wait.
            const auto connection =
                QObject::connect(&own, &QAbstractEventDispatcher::aboutToBlock, &own, [&] {
                    if (other)
                        return;
                    other.reset(QThread::create([&] { own.interrupt(); }));
                    other->start();
                });
            stage.waitingTurn();
            QObject::disconnect(connection);
            other->wait();
            stage.note(u"over"_s);
        });
        QCOMPARE(log, (QStringList{u"interrupts"_s, u"over"_s}));
    }

    void anInterruptLeavesTheRestForLater_data() { dispatchers(Glib::Differs); }
    void anInterruptLeavesTheRestForLater()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair pair;
            const auto socket = stage.notifier(pair.near, QSocketNotifier::Read, "socket");
            const auto actor = stage.actor("interrupts", [] { Stage::dispatcher().interrupt(); });
            pair.send();
            Stage::post(actor.get());
            stage.note("interrupted", stage.turn());
            stage.note("next", stage.turn());
        });
        QCOMPARE(log,
                 (QStringList{u"interrupts"_s, u"interrupted: no"_s, u"socket"_s, u"next: yes"_s}));
    }

    // GLib's says that it is awake when the turn is over.
    void itSaysWhenItWaits_data() { dispatchers(Glib::Differs); }
    void itSaysWhenItWaits()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            auto &own = Stage::dispatcher();
            QObject::connect(&own, &QAbstractEventDispatcher::awake, &stage,
                             [&] { stage.note(u"awake"_s); });
            QObject::connect(&own, &QAbstractEventDispatcher::aboutToBlock, &stage,
                             [&] { stage.note(u"about to block"_s); });
            const auto actor = stage.actor("timer");
            const int id = actor->startTimer(20ms, Qt::PreciseTimer);
            stage.waitingTurn();
            actor->killTimer(id);
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"awake"_s, u"about to block"_s, u"timer"_s, u"awake"_s}));
    }

    void whatIsPostedWhenItIsAboutToWaitIsHandled_data() { dispatchers(); }
    void whatIsPostedWhenItIsAboutToWaitIsHandled()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto actor = stage.actor("posted", [] { Stage::dispatcher().interrupt(); });
            bool isFirst = true;
            const auto connection = QObject::connect(
                &Stage::dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &stage, [&] {
                    if (std::exchange(isFirst, false))
                        Stage::post(actor.get());
                });
            stage.turnUntilNoted(u"posted"_s);
            QObject::disconnect(connection);
        });
        QCOMPARE(log, QStringList{u"posted"_s});
    }

    void socketsCanBeLeftOut_data() { dispatchers(Glib::Differs); }
    void socketsCanBeLeftOut()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            constexpr auto flags =
                QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents;
            const SocketPair pair;
            const auto socket = stage.notifier(pair.near, QSocketNotifier::Read, "socket");
            const auto timer = stage.actor("timer");
            pair.send();
            const int id = timer->startTimer(20ms, Qt::PreciseTimer);
            int turns = 0;
            for (; stage.times(u"timer"_s) == 0; ++turns)
                stage.turn(flags);
            stage.note("few turns", turns < 8);
            timer->killTimer(id);
            // It can be woken then, too.
            std::unique_ptr<QThread> other;
            const auto posted = stage.actor("posted", [] { Stage::dispatcher().interrupt(); });
            const auto connection = QObject::connect(
                &Stage::dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &stage, [&] {
                    if (other)
                        return;
                    other.reset(QThread::create([&] { Stage::post(posted.get()); }));
                    other->start();
                });
            while (stage.times(u"posted"_s) == 0)
                stage.turn(flags);
            QObject::disconnect(connection);
            other->wait();
            while (stage.turn(QEventLoop::ExcludeSocketNotifiers)) {
            }
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"timer"_s, u"few turns: yes"_s, u"posted"_s, u"socket"_s}));
    }

    void timersCanBeLeftOut_data() { dispatchers(); }
    void timersCanBeLeftOut()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const auto timer = stage.actor("timer");
            const SocketPair pair;
            const auto socket =
                stage.notifier(pair.near, QSocketNotifier::Read, "socket", [&] { pair.read(); });
            timer->startTimer(1ms, Qt::PreciseTimer);
            Stage::beBusy(3ms);
            pair.send();
            stage.turn(QEventLoop::X11ExcludeTimers);
            stage.note("nothing else", stage.turn(QEventLoop::X11ExcludeTimers));
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"socket"_s, u"nothing else: no"_s, u"timer"_s}));
    }

    void withoutInputOfUsersAllElseComes_data() { dispatchers(); }
    void withoutInputOfUsersAllElseComes()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair pair;
            const auto socket = stage.notifier(pair.near, QSocketNotifier::Read, "socket");
            const auto posted = stage.actor("posted");
            pair.send();
            Stage::post(posted.get());
            stage.turn(QEventLoop::ExcludeUserInputEvents);
        });
        QCOMPARE(log, (QStringList{u"posted"_s, u"socket"_s}));
    }

    void loopsWithinLoopsEndInTheirOrder_data() { dispatchers(); }
    void loopsWithinLoopsEndInTheirOrder()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            QEventLoop outer;
            QTimer::singleShot(0, &stage, [&] {
                QEventLoop inner;
                auto *const late = new QObject;
                QObject::connect(late, &QObject::destroyed, &stage,
                                 [&] { stage.note(u"destroyed"_s); });
                late->deleteLater();
                QTimer::singleShot(10ms, &inner, [&] {
                    stage.note(u"inner"_s);
                    inner.quit();
                });
                inner.exec();
                stage.note(u"inner ended"_s);
                QTimer::singleShot(10ms, &outer, [&] {
                    stage.note(u"outer"_s);
                    outer.quit();
                });
            });
            stage.note("code", outer.exec());
        });
        QCOMPARE(log, (QStringList{u"inner"_s, u"inner ended"_s, u"destroyed"_s, u"outer"_s,
                                   u"code: 0"_s}));
    }

    void whatOutlivesItCanBeDestroyed_data() { dispatchers(); }
    void whatOutlivesItCanBeDestroyed()
    {
        QFETCH(Dispatcher, dispatcher);
        const SocketPair pair;
        std::unique_ptr<QSocketNotifier> notifier;
        std::unique_ptr<QTimer> timer;
        const QStringList log = logOf(dispatcher, [&](Stage &stage) {
            notifier = std::make_unique<QSocketNotifier>(pair.near, QSocketNotifier::Read);
            timer = std::make_unique<QTimer>();
            timer->setSingleShot(true);
            QObject::connect(timer.get(), &QTimer::timeout, &stage,
                             [&] { stage.note(u"timer"_s); });
            timer->start(0ms);
            stage.turn();
        });
        QCOMPARE(log, QStringList{u"timer"_s});
        notifier.reset();
        timer.reset();
    }

    void theServerRunsOnIt()
    {
        const QTemporaryDir folder;
        ServerProgram program(folder.path(), folder.filePath(u"data"_s));
        program.start();
        const int before = watchedBy(program.processId());
        // Its bell and the socket that it listens on.
        QVERIFY2(before >= 2, QByteArray::number(before));
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(u"127.0.0.1"_s, program.port());
        }
        QTRY_COMPARE(watchedBy(program.processId()), before + 10);
        clients.clear();
        QTRY_COMPARE(watchedBy(program.processId()), before);
        program.stop();
    }
};

QTEST_GUILESS_MAIN(EpollDispatcherTest)
#include "tst_epolldispatcher.moc"
