// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/signalwatcher.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace hobnob::server;

class SignalWatcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignalArrivesInTheEventLoop_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void aSignalArrivesInTheEventLoop()
    {
        QFETCH(const int, number);
        const SignalWatcher watcher;
        const QSignalSpy requested(&watcher, &SignalWatcher::terminationRequested);
        ::raise(number);
        QCOMPARE(requested.size(), 0);
        QTRY_COMPARE(requested.size(), 1);
    }

    void aSecondSignalEndsTheProcessAtOnce()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const SignalWatcher watcher;
            ::raise(SIGTERM);
            ::raise(SIGINT);
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 128 + SIGINT);
    }

    void aClosedPipeDoesNotEndTheProcess()
    {
        const SignalWatcher watcher;
        int ends[2] = {};
        QCOMPARE(::pipe(ends), 0);
        ::close(ends[0]);
        QCOMPARE(::write(ends[1], "x", 1), ssize_t(-1));
        ::close(ends[1]);
    }
};

QTEST_GUILESS_MAIN(SignalWatcherTest)
#include "tst_signalwatcher.moc"
