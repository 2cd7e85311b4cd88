// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/platform/activitywatcher.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace std::chrono_literals;
using protocol::Presence;

class ActivityWatcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patienceEndsInBeingAway()
    {
        ActivityWatcher watcher(20ms);
        QCOMPARE(watcher.presence(), Presence::Here);
        QSignalSpy changes(&watcher, &ActivityWatcher::presenceChanged);
        QTRY_COMPARE(watcher.presence(), Presence::Away);
        QCOMPARE(changes.size(), 1);
    }

    void anythingThatThePersonDoesBringsThemBack_data()
    {
        QTest::addColumn<std::function<void(QWidget *)>>("act");
        using Act = std::function<void(QWidget *)>;
        QTest::newRow("a key") << Act([](QWidget *window) { QTest::keyClick(window, Qt::Key_A); });
        QTest::newRow("a click") << Act(
            [](QWidget *window) { QTest::mouseClick(window, Qt::LeftButton); });
        QTest::newRow("the mouse") << Act([](QWidget *window) {
            QTest::mouseMove(window, {30, 30});
        });
    }

    void anythingThatThePersonDoesBringsThemBack()
    {
        QFETCH(std::function<void(QWidget *)>, act);
        QWidget window;
        window.setMouseTracking(true);
        window.resize(200, 200);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::mouseMove(&window, {10, 10});
        ActivityWatcher watcher(20ms);
        QTRY_COMPARE(watcher.presence(), Presence::Away);
        act(&window);
        QTRY_COMPARE(watcher.presence(), Presence::Here);
    }
};

QTEST_MAIN(ActivityWatcherTest)
#include "tst_activitywatcher.moc"
