// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/signalwatcher.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

namespace
{

/// Given to this program, it gets two signals and never looks into its event loop.
const auto busyProcess = u"busy"_s;
/// Given to it, its terminal is closed.
const auto leftProcess = u"left"_s;

int getTwoSignals()
{
    const SignalWatcher watcher;
    ::raise(SIGTERM);
    ::raise(SIGINT);
    return 0;
}

int hangUp()
{
    // Whoever runs the tests may have told them to stay.
    ::signal(SIGHUP, SIG_DFL);
    const SignalWatcher watcher;
    ::raise(SIGHUP);
    return 0;
}

} // namespace

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

    void aHangUpCanMeanToReadAgain()
    {
        const SignalWatcher watcher(SignalWatcher::HangUp::Reloads);
        const QSignalSpy reloads(&watcher, &SignalWatcher::reloadRequested);
        const QSignalSpy ends(&watcher, &SignalWatcher::terminationRequested);
        for (int i = 1; i <= 3; ++i) {
            ::raise(SIGHUP);
            QTRY_COMPARE(reloads.size(), i);
        }
        QCOMPARE(ends.size(), 0);
        ::raise(SIGHUP);
        ::raise(SIGTERM);
        QTRY_COMPARE(ends.size(), 1);
        QCOMPARE(reloads.size(), 4);
    }

    void aHangUpElseEndsTheProcess()
    {
        QProcess left;
        left.start(QCoreApplication::applicationFilePath(), {leftProcess});
        QVERIFY(left.waitForFinished());
        QCOMPARE(left.exitStatus(), QProcess::CrashExit);
        QCOMPARE(left.exitCode(), SIGHUP);
    }

    void aSecondSignalEndsTheProcessAtOnce()
    {
        QProcess busy;
        busy.start(QCoreApplication::applicationFilePath(), {busyProcess});
        QVERIFY(busy.waitForFinished());
        QCOMPARE(busy.exitStatus(), QProcess::NormalExit);
        QCOMPARE(busy.exitCode(), 128 + SIGINT);
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

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(busyProcess))
        return getTwoSignals();
    if (QCoreApplication::arguments().contains(leftProcess))
        return hangUp();
    SignalWatcherTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_signalwatcher.moc"
