// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/attendance.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Presence;

class AttendanceTest final : public QObject
{
    Q_OBJECT

    const SessionId m_one{1};
    const SessionId m_two{2};
    const SessionKey m_phone{u"phone"_s};
    const SessionKey m_desk{u"desk"_s};
    const UserId m_ana{u"ana"_s};
    Timeouts m_timeouts;
    std::unique_ptr<Attendance> m_attendance;
    QStringList m_log;

    void build()
    {
        m_attendance = std::make_unique<Attendance>(m_timeouts);
        connect(m_attendance.get(), &Attendance::presenceChanged, this,
                [this](const UserId &, Presence p) {
                    m_log.append(p == Presence::Here ? u"here"_s : u"away"_s);
                });
        connect(m_attendance.get(), &Attendance::changed, this,
                [this] { m_log.append(u"changed"_s); });
        connect(m_attendance.get(), &Attendance::renamed, this,
                [this](const auto &user) { m_log.append(u"is "_s + user.name); });
        connect(m_attendance.get(), &Attendance::departed, this,
                [this] { m_log.append(u"gone"_s); });
    }

    static StoredPerson person(const UserId &id, const QString &name)
    {
        return {.user = {id, name}};
    }

    bool hold(const QString &name, const QString &user = u"other"_s)
    {
        return m_attendance->holdName(nameKeys(name), UserId(user));
    }

private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_timeouts = {};
        m_timeouts.guestGrace = 10s;
        m_timeouts.awayAfterLoss = 10s;
        build();
        m_attendance->enter(person(m_ana, u"Ana"_s));
    }

    void namesBelongToOne_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("both");
        QTest::newRow("the same") << u"Ben"_s << u"Ben"_s << false;
        QTest::newRow("in capitals") << u"Ben"_s << u"BEN"_s << false;
        QTest::newRow("in Cyrillic") << u"Ava"_s << u"\u0410v\u0430"_s << false;
        QTest::newRow("drawn alike") << u"Ian"_s << u"lan"_s << false;
        QTest::newRow("digits like letters") << u"B0b"_s << u"Bob"_s << false;
        QTest::newRow("others") << u"Ben"_s << u"Bea"_s << true;
    }
    void namesBelongToOne()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(bool, both);
        QVERIFY(hold(first, u"first"_s));
        QCOMPARE(hold(second, u"second"_s), both);
        QVERIFY(hold(first, u"first"_s));
    }

    void whoIsPresentHasTheirName()
    {
        QVERIFY(!hold(u"ana"_s));
        QVERIFY(hold(u"ana"_s, m_ana.value()));
        // Whoever only wanted another one keeps theirs.
        QVERIFY(hold(u"Anna"_s, m_ana.value()));
        m_attendance->freeName(nameKeys(u"ana"_s), m_ana);
        m_attendance->freeName(nameKeys(u"Anna"_s), m_ana);
        QVERIFY(!hold(u"ana"_s));
        QVERIFY(hold(u"Anna"_s));
    }

    void bothKeysOfANameAreFreeAgain()
    {
        const UserId ian(u"ian"_s);
        m_attendance->enter(person(ian, u"Ian"_s));
        QVERIFY(!hold(u"lan"_s));
        m_attendance->dismiss(ian);
        QVERIFY(hold(u"lan"_s));
        QVERIFY(hold(u"ian"_s));
    }

    void aNewNameTakesThePlaceOfTheOld()
    {
        m_attendance->change(person(m_ana, u"Ana Lima"_s));
        QCOMPARE(m_log, (QStringList{u"changed"_s, u"is Ana Lima"_s}));
        QVERIFY(hold(u"Ana"_s));
        QVERIFY(!hold(u"ana lima"_s));
        auto other = person(m_ana, u"Ana Lima"_s);
        other.status = u"At the sea"_s;
        m_attendance->change(other);
        QCOMPARE(m_log.sliced(2), QStringList{u"changed"_s});
        QCOMPARE(m_attendance->find(m_ana)->status, u"At the sea"_s);
        m_attendance->change(person(UserId(u"nobody"_s), u"X"_s));
        QCOMPARE(m_log.size(), 3);
    }

    void windowsKnowTheirSessions()
    {
        m_attendance->attach(m_one, m_ana, m_phone);
        m_attendance->attach(m_two, m_ana, m_desk);
        QCOMPARE(m_attendance->windowsOf(m_ana).size(), 2);
        QCOMPARE(m_attendance->presentCount(), 1);
        QVERIFY(m_attendance->keyOf(m_one) == m_phone);
        QCOMPARE(m_attendance->keysInUse().size(), 2);
        m_attendance->attach(m_one, m_ana, m_desk);
        QCOMPARE(m_attendance->keysInUse(), QList<SessionKey>{m_desk});
        m_attendance->detach(m_one);
        QVERIFY(!m_attendance->isAttached(m_one, m_ana));
        QVERIFY(m_attendance->isAttached(m_two, m_ana));
        QVERIFY(m_attendance->keyOf(m_one).isEmpty());
    }

    void presenceIsThatOfAllWindows()
    {
        m_attendance->attach(m_one, m_ana, m_phone);
        m_attendance->attach(m_two, m_ana, m_phone);
        m_attendance->setPresence(m_one, Presence::Away);
        QVERIFY(m_attendance->presenceOf(m_ana) == Presence::Here);
        m_attendance->setPresence(m_two, Presence::Away);
        m_attendance->setPresence(m_two, Presence::Away);
        QCOMPARE(m_log, QStringList{u"away"_s});
        m_attendance->setPresence(m_one, Presence::Here);
        QCOMPARE(m_log, (QStringList{u"away"_s, u"here"_s}));
        m_attendance->detach(m_one);
        QCOMPARE(m_log, (QStringList{u"away"_s, u"here"_s, u"away"_s}));
    }

    void leavingTakesTheGrace()
    {
        m_timeouts.awayAfterLoss = 10ms;
        m_timeouts.guestGrace = 500ms;
        build();
        m_attendance->enter(person(m_ana, u"Ana"_s));
        m_attendance->attach(m_one, m_ana, m_phone);
        m_attendance->detach(m_one);
        QVERIFY(m_log.isEmpty());
        QVERIFY(!hold(u"Ana"_s));
        QTRY_COMPARE(m_log, (QStringList{u"away"_s, u"gone"_s}));
        QVERIFY(hold(u"Ana"_s));
    }

    void aReloadIsInvisible()
    {
        m_timeouts.awayAfterLoss = 100ms;
        m_timeouts.guestGrace = 150ms;
        build();
        m_attendance->enter(person(m_ana, u"Ana"_s));
        m_attendance->attach(m_one, m_ana, m_phone);
        m_attendance->detach(m_one);
        m_attendance->attach(m_two, m_ana, m_phone);
        QSignalSpy departed(m_attendance.get(), &Attendance::departed);
        QVERIFY(!departed.wait(300));
        QCOMPARE(m_log, QStringList());
    }

    void whoNeverComesAfterTheAnswerDeparts()
    {
        m_timeouts.guestGrace = 20ms;
        build();
        m_attendance->enter(person(m_ana, u"Ana"_s));
        QTRY_COMPARE(m_log, QStringList{u"gone"_s});
        QCOMPARE(m_attendance->presentCount(), 0);
    }

    void whoIsDismissedIsGoneAtOnce()
    {
        m_attendance->attach(m_one, m_ana, m_phone);
        m_attendance->dismiss(m_ana);
        QCOMPARE(m_log, QStringList{u"gone"_s});
        QVERIFY(m_attendance->windowsOf(m_ana).isEmpty());
        QVERIFY(!m_attendance->isAttached(m_one, m_ana));
        QVERIFY(!m_attendance->find(m_ana));
    }
};

QTEST_GUILESS_MAIN(AttendanceTest)
#include "tst_attendance.moc"
