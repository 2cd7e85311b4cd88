// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/epolldispatcher.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace hobnob::server
{

using std::chrono::milliseconds;

namespace
{

Q_LOGGING_CATEGORY(eventLog, "hobnob.events")

/// What one wait takes; the rest comes with the next turn, after the events that were posted. Many,
/// as answers are gathered for a turn: with 256, rooms where ten thousand write at once cost three
/// times as much.
constexpr int eventsAtOnce = 8192;
constexpr quint64 bellKey = std::numeric_limits<quint64>::max();
constexpr int generationShift = 32;

/// What a notifier asks for, and what is told to it, by QSocketNotifier::Type. A connection that
/// broke or was hung up is told to everyone, so that they find out.
constexpr quint32 ended = EPOLLHUP | EPOLLERR;
constexpr std::array<quint32, 3> wanted = {EPOLLIN, EPOLLOUT, EPOLLPRI};

quint8 bitOf(QSocketNotifier::Type kind)
{
    return quint8(1U << unsigned(kind));
}

std::chrono::steady_clock::time_point now()
{
    return std::chrono::steady_clock::now();
}

/// A signal ends a wait with EINTR, which is as good as nothing happening.
int answerOf(int answer, const char *call)
{
    if (answer < 0 && errno != EINTR)
        qErrnoWarning("hobnob.events: %s", call);
    return answer;
}

void silence(int bell)
{
    quint64 rung = 0;
    [[maybe_unused]] const ssize_t size = ::read(bell, &rung, sizeof rung);
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent), m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_bell < 0)
        qFatal("Cannot make an eventfd.");
    openEpoll();
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_epoll);
    ::close(m_bell);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_interrupted &&
        m_state == State::Running)
        Q_EMIT aboutToBlock();
    if (m_interrupted)
        return false;
    int wait = timeout(flags);
    // Whoever wakes this up from here on rings the bell. Who did before spares us the wait.
    State state = State::Running;
    if (wait != 0 && !m_state.compare_exchange_strong(state, State::Waiting))
        wait = 0;
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    if (withSockets)
        waitForSockets(wait);
    else
        waitForWakeUp(wait);
    int happened = m_state.exchange(State::Running) == State::Woken ? 1 : 0;
    if (withSockets)
        happened += activateReady();
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        happened += m_timers.fire(now());
    return happened > 0;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto number = size_t(notifier->socket());
    if (number >= m_descriptors.size())
        m_descriptors.resize(number + 1);
    Descriptor &descriptor = m_descriptors[number];
    QSocketNotifier *&place = descriptor.notifiers.at(notifier->type());
    if (place && place != notifier)
        qCWarning(eventLog, "Descriptor %zu has two notifiers of kind %d; the older one is over.",
                  number, notifier->type());
    place = notifier;
    // What was ready for an earlier file of this number is not for this one.
    descriptor.ready &= quint8(~bitOf(notifier->type()));
    watch(int(number));
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto number = size_t(notifier->socket());
    if (number >= m_descriptors.size())
        return;
    Descriptor &descriptor = m_descriptors[number];
    QSocketNotifier *&place = descriptor.notifiers.at(notifier->type());
    // Another one may have taken its place.
    if (place != notifier)
        return;
    place = nullptr;
    descriptor.ready &= quint8(~bitOf(notifier->type()));
    const auto &rest = descriptor.notifiers;
    if (std::any_of(rest.begin(), rest.end(), [](const auto *other) { return other; }))
        watch(int(number));
    else
        unwatch(int(number));
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                                    QObject *object)
{
    m_timers.add(timerId, milliseconds(interval), timerType, object, now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.of(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    return int(m_timers.remaining(timerId, now()).value_or(milliseconds(-1)).count());
}

void EpollDispatcher::wakeUp()
{
    if (m_state.exchange(State::Woken) != State::Waiting)
        return;
    const quint64 one = 1;
    while (::write(m_bell, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

void EpollDispatcher::openEpoll()
{
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = bellKey;
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_bell, &event) != 0)
        qFatal("Cannot make an epoll descriptor.");
}

void EpollDispatcher::watch(int number)
{
    Descriptor &descriptor = m_descriptors[size_t(number)];
    epoll_event event{};
    for (size_t kind = 0; kind < wanted.size(); ++kind)
        event.events |= descriptor.notifiers.at(kind) ? wanted.at(kind) : 0;
    if (descriptor.watch == Watch::ByEpoll) {
        event.data.u64 = quint64(descriptor.generation) << generationShift | quint32(number);
        if (::epoll_ctl(m_epoll, EPOLL_CTL_MOD, number, &event) == 0)
            return;
        // It was closed and is another file now, which epoll has not heard of.
    }
    descriptor.generation = ++m_lastGeneration;
    event.data.u64 = quint64(descriptor.generation) << generationShift | quint32(number);
    const int answer = ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, number, &event);
    const bool isNever = answer != 0 && errno == EPERM;
    if (answer != 0 && !isNever)
        qErrnoWarning("hobnob.events: descriptor %d cannot be watched", number);
    if (isNever && descriptor.watch != Watch::AlwaysReady)
        m_alwaysReady.push_back(number);
    if (!isNever && descriptor.watch == Watch::AlwaysReady)
        std::erase(m_alwaysReady, number);
    descriptor.watch = isNever ? Watch::AlwaysReady : Watch::ByEpoll;
}

void EpollDispatcher::unwatch(int number)
{
    Descriptor &descriptor = m_descriptors[size_t(number)];
    if (std::exchange(descriptor.watch, Watch::None) == Watch::AlwaysReady)
        std::erase(m_alwaysReady, number);
    else
        // Fails when it was closed already, which ended the watch, but for copies (watchAnew).
        static_cast<void>(::epoll_ctl(m_epoll, EPOLL_CTL_DEL, number, nullptr));
}

/// A file that was closed before its notifier ended, while a copy of its descriptor is open, is
/// told of for ever, and nothing can name it any more. So all of the others start afresh.
void EpollDispatcher::watchAnew()
{
    ::close(m_epoll);
    openEpoll();
    m_alwaysReady.clear();
    for (size_t number = 0; number < m_descriptors.size(); ++number) {
        if (std::exchange(m_descriptors[number].watch, Watch::None) != Watch::None)
            watch(int(number));
    }
}

int EpollDispatcher::timeout(QEventLoop::ProcessEventsFlags flags) const
{
    const bool mayHaveReady = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers) &&
                              !(m_alwaysReady.empty() && m_ready.empty());
    if (!flags.testFlag(QEventLoop::WaitForMoreEvents) || mayHaveReady)
        return 0;
    if (flags.testFlag(QEventLoop::X11ExcludeTimers))
        return -1;
    const auto untilTimer = m_timers.untilNext(now());
    if (!untilTimer)
        return -1;
    return int(std::min<qint64>(untilTimer->count(), std::numeric_limits<int>::max()));
}

void EpollDispatcher::waitForSockets(int timeout)
{
    std::array<epoll_event, eventsAtOnce> events;
    const int count =
        answerOf(::epoll_wait(m_epoll, events.data(), eventsAtOnce, timeout), "epoll_wait");
    bool isStale = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events.at(size_t(i));
        const quint64 key = event.data.u64;
        const auto number = int(quint32(key));
        if (key == bellKey)
            silence(m_bell);
        else if (isWatched(number, quint32(key >> generationShift)))
            markReady(number, event.events);
        else
            isStale = true;
    }
    if (isStale)
        watchAnew();
    for (const int number : m_alwaysReady)
        markReady(number, EPOLLIN | EPOLLOUT);
}

void EpollDispatcher::waitForWakeUp(int timeout)
{
    pollfd bell{m_bell, POLLIN, 0};
    if (answerOf(::poll(&bell, 1, timeout), "poll") > 0)
        silence(m_bell);
}

bool EpollDispatcher::isWatched(int number, quint32 generation) const
{
    const Descriptor &descriptor = m_descriptors[size_t(number)];
    return descriptor.watch == Watch::ByEpoll && descriptor.generation == generation;
}

void EpollDispatcher::markReady(int number, quint32 events)
{
    Descriptor &descriptor = m_descriptors[size_t(number)];
    for (const auto kind :
         {QSocketNotifier::Read, QSocketNotifier::Write, QSocketNotifier::Exception}) {
        const bool isReady =
            descriptor.notifiers.at(kind) && (events & (wanted.at(kind) | ended)) != 0;
        if (!isReady || (descriptor.ready & bitOf(kind)) != 0)
            continue;
        descriptor.ready |= bitOf(kind);
        m_ready.push_back({number, kind});
    }
}

int EpollDispatcher::activateReady()
{
    int activated = 0;
    while (m_nextReady < m_ready.size()) {
        const Ready next = m_ready[m_nextReady++];
        Descriptor &descriptor = m_descriptors[size_t(next.descriptor)];
        // Its notifier may have ended meanwhile.
        if ((descriptor.ready & bitOf(next.kind)) == 0)
            continue;
        descriptor.ready &= quint8(~bitOf(next.kind));
        ++activated;
        QEvent event(QEvent::SockAct);
        // Whatever it does, to this list and to the descriptors too, is done when it returns.
        QCoreApplication::sendEvent(descriptor.notifiers.at(next.kind), &event);
    }
    m_ready.clear();
    m_nextReady = 0;
    return activated;
}

} // namespace hobnob::server
