// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/epolldispatcher.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimerEvent>

#include <array>
#include <chrono>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

namespace hobnob::server::test
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Every behaviour is asked of all of these, and the same is expected: Qt's are the yardstick.
enum class Dispatcher { Qts, QtsOnGlib, Epoll };
enum class Glib { AsWell, Differs };

inline void dispatchers(Glib glib = Glib::AsWell)
{
    QTest::addColumn<Dispatcher>("dispatcher");
    QTest::newRow("Qt's") << Dispatcher::Qts;
    if (glib == Glib::AsWell)
        QTest::newRow("Qt's on GLib") << Dispatcher::QtsOnGlib;
    QTest::newRow("epoll") << Dispatcher::Epoll;
}

/// What a body does with the dispatcher of its thread, and what it notes.
class Stage final : public QObject
{
public:
    /// Does what it is told in its events; notes its name before.
    class Actor : public QObject
    {
    public:
        Actor(Stage &stage, QString name, std::function<void()> act)
            : m_stage(stage), m_name(std::move(name)), m_act(std::move(act))
        {
        }
        bool event(QEvent *event) override
        {
            if (event->type() != QEvent::User && event->type() != QEvent::Timer)
                return QObject::event(event);
            m_stage.note(m_name);
            // It may destroy this.
            const auto act = m_act;
            if (act)
                act();
            return true;
        }

    private:
        Stage &m_stage;
        const QString m_name;
        const std::function<void()> m_act;
    };

    void note(const QString &what) { log += what; }
    void note(const char *what, bool isSo)
    {
        log += QString::fromLatin1(what) + (isSo ? ": yes"_L1 : ": no"_L1);
    }
    void note(const char *what, int count)
    {
        log += QString::fromLatin1(what) + u": %1"_s.arg(count);
    }
    [[nodiscard]] int times(const QString &what) const { return int(log.count(what)); }

    std::unique_ptr<Actor> actor(const char *name, std::function<void()> act = {})
    {
        return std::make_unique<Actor>(*this, QString::fromLatin1(name), std::move(act));
    }
    static void post(QObject *receiver)
    {
        QCoreApplication::postEvent(receiver, new QEvent(QEvent::User));
    }
    std::unique_ptr<QSocketNotifier> notifier(int descriptor, QSocketNotifier::Type type,
                                              const char *name, std::function<void()> act = {})
    {
        auto made = std::make_unique<QSocketNotifier>(descriptor, type);
        QObject::connect(made.get(), &QSocketNotifier::activated, this,
                         [this, what = QString::fromLatin1(name), act = std::move(act)] {
                             note(what);
                             if (act)
                                 act();
                         });
        return made;
    }

    [[nodiscard]] static QAbstractEventDispatcher &dispatcher()
    {
        return *QAbstractEventDispatcher::instance();
    }
    bool turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
    {
        return dispatcher().processEvents(flags);
    }
    /// What threads and timers were started with has come and gone: nothing is left to do.
    void settle()
    {
        while (turn()) {
        }
    }
    bool waitingTurn() { return turn(QEventLoop::WaitForMoreEvents); }
    void turnUntil(const std::function<bool()> &isDone)
    {
        while (!isDone())
            waitingTurn();
    }
    void turnUntilNoted(const QString &what, int count = 1)
    {
        turnUntil([&] { return times(what) >= count; });
    }
    /// The thread does nothing else for so long; for timers that are to be late.
    static void beBusy(std::chrono::milliseconds time)
    {
        QElapsedTimer timer;
        timer.start();
        while (std::chrono::milliseconds(timer.elapsed()) < time) {
        }
    }

    QStringList log;
};

/// What \a body notes on a thread with that dispatcher. Nothing is checked on the thread itself.
inline QStringList logOf(Dispatcher kind, const std::function<void(Stage &)> &body)
{
    class Thread final : public QThread
    {
    public:
        explicit Thread(const std::function<void(Stage &)> &body) : m_body(body) {}
        QStringList log;

    protected:
        void run() override
        {
            Stage stage;
            stage.settle();
            m_body(stage);
            log = stage.log;
        }

    private:
        const std::function<void(Stage &)> &m_body;
    };

    Thread thread(body);
    if (kind == Dispatcher::Qts)
        qputenv("QT_NO_GLIB", "1");
    if (kind == Dispatcher::Epoll)
        thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    if (!thread.wait(20'000))
        qFatal("The dispatcher waits for ever.");
    qunsetenv("QT_NO_GLIB");
    return thread.log;
}

/// Notes that it was told, and destroys itself.
class NotifierForOnce final : public QSocketNotifier
{
public:
    NotifierForOnce(int descriptor, Stage &stage)
        : QSocketNotifier(descriptor, Read), m_stage(stage)
    {
    }
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct)
            return QSocketNotifier::event(event);
        m_stage.note(u"told"_s);
        delete this;
        return true;
    }

private:
    Stage &m_stage;
};

/// Two connected sockets.
struct SocketPair {
    int near = -1;
    int far = -1;

    SocketPair()
    {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
            qFatal("no sockets");
        near = ends[0];
        far = ends[1];
    }
    ~SocketPair()
    {
        closeNear();
        closeFar();
    }
    Q_DISABLE_COPY_MOVE(SocketPair)

    void closeNear() { end(near); }
    void closeFar() { end(far); }
    /// To the near end.
    void send() const { [[maybe_unused]] const auto size = ::write(far, "x", 1); }
    void read() const
    {
        char byte = 0;
        [[maybe_unused]] const auto size = ::read(near, &byte, 1);
    }

private:
    static void end(int &descriptor)
    {
        if (descriptor >= 0)
            ::close(std::exchange(descriptor, -1));
    }
};

} // namespace hobnob::server::test
