// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/timerlist.h"

#include <QAbstractEventDispatcher>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <vector>

namespace hobnob::server
{

/// Runs a thread's events on epoll, as Qt's dispatchers do on poll(): level-triggered, posted
/// events first, then what sockets wait for, then timers. The difference is the price: a turn costs
/// what happens in it, however many sockets and timers are idle (docs/adr/0008-epoll.md).
///
/// One notifier a descriptor and kind. wakeUp() and interrupt() may be called from any thread;
/// everything else belongs to the dispatcher's own.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;
    Q_DISABLE_COPY_MOVE(EpollDispatcher)

    /// True when something happened; timers without an interval do not count, or whoever goes on
    /// until nothing happens would never end.
    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                       QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    static constexpr int kinds = 3;
    enum class Watch : quint8 {
        None,
        ByEpoll,
        /// What epoll does not take, as regular files, can always be read and written.
        AlwaysReady
    };
    enum class State { Running, Waiting, Woken };

    /// By its number; a server has some ten thousand of these.
    struct Descriptor {
        /// By QSocketNotifier::Type.
        std::array<QSocketNotifier *, kinds> notifiers = {};
        /// Which file of this number the system's answers are about.
        quint32 generation = 0;
        Watch watch = Watch::None;
        /// A bit for each kind that is ready and was not told yet.
        quint8 ready = 0;
    };
    struct Ready {
        int descriptor;
        QSocketNotifier::Type kind;
    };

    void openEpoll();
    void watch(int descriptor);
    void unwatch(int descriptor);
    void watchAnew();

    [[nodiscard]] int timeout(QEventLoop::ProcessEventsFlags flags) const;
    void waitForSockets(int timeout);
    void waitForWakeUp(int timeout);
    [[nodiscard]] bool isWatched(int descriptor, quint32 generation) const;
    void markReady(int descriptor, quint32 events);
    int activateReady();

    int m_epoll = -1;
    /// An eventfd, which others write to while this waits.
    int m_bell = -1;
    std::atomic<State> m_state = State::Running;
    std::atomic<bool> m_interrupted = false;
    std::vector<Descriptor> m_descriptors;
    std::vector<int> m_alwaysReady;
    quint32 m_lastGeneration = 0;
    /// What is to be told, from m_nextReady on. Event loops inside take from it, too.
    std::vector<Ready> m_ready;
    size_t m_nextReady = 0;
    TimerList m_timers;
};

} // namespace hobnob::server
