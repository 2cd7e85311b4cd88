// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/signalwatcher.h"

#include <QByteArrayView>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace hobnob::server
{

namespace
{

// A signal handler has no other way to reach anything.
std::atomic<int> handlerPipe = -1;
std::atomic<int> received = 0;

constexpr int exitAfterSignal = 128;

/// What goes through the pipe.
constexpr char termination = 't';
constexpr char reload = 'r';

void tell(char byte)
{
    const int savedError = errno;
    [[maybe_unused]] const ssize_t written = ::write(handlerPipe.load(), &byte, 1);
    errno = savedError;
}

void handleTermination(int signalNumber)
{
    if (received.fetch_add(1) > 0)
        ::_exit(exitAfterSignal + signalNumber);
    tell(termination);
}

void handleHangUp(int)
{
    tell(reload);
}

void setHandler(int signalNumber, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(signalNumber, &action, nullptr);
}

} // namespace

SignalWatcher::SignalWatcher(HangUp hangUp) : m_hangUp(hangUp)
{
    Q_ASSERT(handlerPipe == -1);
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("Cannot make a pipe for signals.");
    handlerPipe = m_pipe[1];
    received = 0;
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatcher::readPipe);
    setHandler(SIGTERM, &handleTermination);
    setHandler(SIGINT, &handleTermination);
    if (m_hangUp == HangUp::Reloads)
        setHandler(SIGHUP, &handleHangUp);
    setHandler(SIGPIPE, SIG_IGN);
    setHandler(SIGXFSZ, SIG_IGN);
}

SignalWatcher::~SignalWatcher()
{
    for (const int signalNumber : {SIGTERM, SIGINT, SIGPIPE, SIGXFSZ})
        setHandler(signalNumber, SIG_DFL);
    if (m_hangUp == HangUp::Reloads)
        setHandler(SIGHUP, SIG_DFL);
    handlerPipe = -1;
    m_notifier.reset();
    for (const int end : m_pipe)
        ::close(end);
}

/// Several of one kind are one.
void SignalWatcher::readPipe()
{
    std::array<char, 64> bytes;
    const ssize_t count = ::read(m_pipe[0], bytes.data(), bytes.size());
    const QByteArrayView read(bytes.data(), std::max<ssize_t>(count, 0));
    if (read.contains(reload))
        Q_EMIT reloadRequested();
    if (read.contains(termination))
        Q_EMIT terminationRequested();
}

} // namespace hobnob::server
