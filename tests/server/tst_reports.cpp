// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/chatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ChatRig;

/// Reports, from whoever objects to whoever looks after it.
class ReportsTest final : public QObject
{
    Q_OBJECT

    /// Somebody with an account, who is in.
    struct One {
        SessionId session{};
        UserId id;
        QString token;
    };

    std::unique_ptr<ChatRig> m_rig;
    One m_ana;
    One m_ben;
    /// Of Ana, who owns it; Ben is in it and wrote in it.
    RoomId m_room;

    One account(const QString &name)
    {
        const auto [session, login] = m_rig->account(name);
        return {session, login.user.id, login.token};
    }

    One administrator(const QString &name)
    {
        const One one = account(name);
        m_rig->chat.administration().run(u"user.role"_s,
                                         {{u"name"_s, name}, {u"role"_s, u"administrator"_s}},
                                         [](const auto &) {});
        m_rig->take<SelfChanged>(one.session);
        return one;
    }

    RoomId make(const One &one, const QString &name, RoomKind kind)
    {
        m_rig->say(one.session, CreateRoom{RequestId{3}, name, kind, {}});
        return m_rig->take<Joined>(one.session).room.id;
    }

    void post(const One &one, const RoomId &room, const QString &text)
    {
        m_rig->say(one.session, PostMessage{RequestId{4}, room, ClientId(randomId()), text});
        QVERIFY(number(m_rig->take<Posted>(one.session).seq) > 0);
    }

    /// "ok", or the name of the error.
    QString outcome(const One &one, const ClientMessage &request)
    {
        m_rig->say(one.session, request);
        const bool came = QTest::qWaitFor([&] {
            return m_rig->count<Accepted>(one.session) +
                       m_rig->count<protocol::Error>(one.session) >
                   0;
        });
        if (!came)
            return u"no answer"_s;
        if (m_rig->count<Accepted>(one.session) > 0)
            return m_rig->take<Accepted>(one.session).id == RequestId{5} ? u"ok"_s : u"wrong id"_s;
        return errorName(m_rig->take<protocol::Error>(one.session).code).toString();
    }
    QString report(const One &one, const RoomId &room, qint64 seq, const QString &reason = {})
    {
        return outcome(one, ReportEvent{RequestId{5}, room, Seq{seq}, reason});
    }
    QString resolve(const One &one, qint64 number, const QString &note = {})
    {
        return outcome(one, ResolveReport{RequestId{5}, number, note});
    }
    QString setRole(const One &one, const UserId &person, Role role)
    {
        return outcome(one, SetRole{RequestId{5}, m_room, person, role});
    }

    protocol::Reports reports(const One &one, bool resolved = false,
                              std::optional<qint64> before = {})
    {
        m_rig->say(one.session, GetReports{RequestId{6}, before, resolved});
        return m_rig->take<protocol::Reports>(one.session);
    }

    /// How many they were told wait.
    qint64 told(const One &one) { return m_rig->take<ReportsWaiting>(one.session).count; }
    /// Whether they were told anything more, once all that is on its way has come.
    bool isTold(const One &one)
    {
        m_rig->say(one.session, GetReports{RequestId{6}, {}, false});
        m_rig->take<protocol::Reports>(one.session);
        return m_rig->count<ReportsWaiting>(one.session) > 0;
    }
    qint64 waitingAtLogin(const One &one) { return m_rig->window(one.token).second.reportsWaiting; }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ChatRig>();
        m_ana = account(u"Ana"_s);
        m_ben = account(u"Ben"_s);
        m_room = make(m_ana, u"Lobby"_s, RoomKind::Public);
        m_rig->join(m_ben.session, u"Lobby"_s);
        post(m_ben, m_room, u"Buy my boat"_s);
    }
    void cleanup() { m_rig.reset(); }

    void itReachesTheOwnerWithAllOfTheEvent()
    {
        QCOMPARE(waitingAtLogin(m_ana), 0);
        QCOMPARE(report(m_ben, m_room, 1, u" It is\n mine "_s), u"ok"_s);
        QCOMPARE(told(m_ana), 1);
        QCOMPARE(waitingAtLogin(m_ana), 1);
        const auto page = reports(m_ana);
        QVERIFY(!page.more);
        QCOMPARE(page.reports.size(), 1);
        const Report &report = page.reports.first();
        QVERIFY(report.room == m_room);
        QCOMPARE(report.roomName, u"Lobby"_s);
        QCOMPARE(report.event.text, u"Buy my boat"_s);
        QCOMPARE(report.event.author.name, u"Ben"_s);
        QCOMPARE(report.reporter.name, u"Ben"_s);
        QCOMPARE(report.reason, u"It is mine"_s);
        QVERIFY(!report.resolvedBy);
    }

    void whoCannotHelpLearnsNothing()
    {
        const One carl = account(u"Carl"_s);
        m_rig->join(carl.session, u"Lobby"_s);
        QCOMPARE(report(m_ben, m_room, 1), u"ok"_s);
        told(m_ana);
        const qint64 number = reports(m_ana).reports.first().number;
        for (const One &one : {m_ben, carl}) {
            QVERIFY(reports(one).reports.isEmpty());
            QCOMPARE(resolve(one, number), u"report-unknown"_s);
            QVERIFY(!isTold(one));
            QCOMPARE(waitingAtLogin(one), 0);
        }
        QCOMPARE(reports(m_ana).reports.size(), 1);
    }

    void itIsResolvedOnce()
    {
        const auto [second, again] = m_rig->window(m_ana.token);
        QCOMPARE(report(m_ben, m_room, 1), u"ok"_s);
        QCOMPARE(told(m_ana), 1);
        QCOMPARE(m_rig->take<ReportsWaiting>(second).count, 1);
        const qint64 number = reports(m_ana).reports.first().number;
        QCOMPARE(resolve(m_ana, number, QString(limits::reasonCharacters + 1, u'x')),
                 u"reason-too-long"_s);
        QCOMPARE(resolve(m_ana, number, u"Spoke to Ben"_s), u"ok"_s);
        QCOMPARE(told(m_ana), 0);
        QCOMPARE(m_rig->take<ReportsWaiting>(second).count, 0);
        QVERIFY(reports(m_ana).reports.isEmpty());
        const Report done = reports(m_ana, true).reports.value(0);
        QCOMPARE(done.number, number);
        QCOMPARE(done.resolvedBy->name, u"Ana"_s);
        QCOMPARE(done.note, u"Spoke to Ben"_s);
        QVERIFY(done.resolved.has_value());
        QCOMPARE(resolve(m_ana, number), u"report-unknown"_s);
        QCOMPARE(waitingAtLogin(m_ana), 0);
        const auto audited =
            m_rig->store.value(u"SELECT details FROM audit WHERE action = 'report-resolved'"_s);
        QCOMPARE(audited.toString(), u"Spoke to Ben"_s);
    }

    void theSameReportCountsOnce()
    {
        QCOMPARE(report(m_ben, m_room, 1), u"ok"_s);
        QCOMPARE(told(m_ana), 1);
        QCOMPARE(report(m_ben, m_room, 1, u"Really"_s), u"ok"_s);
        QVERIFY(!isTold(m_ana));
        QCOMPARE(report(m_ana, m_room, 1), u"ok"_s);
        QCOMPARE(told(m_ana), 2);
    }

    void onlyWhatIsThereIsReported()
    {
        QCOMPARE(report(m_ben, m_room, 2), u"event-unknown"_s);
        QCOMPARE(report(m_ben, m_room, 1, QString(limits::reasonCharacters + 1, u'x')),
                 u"reason-too-long"_s);
        QCOMPARE(report(m_ben, m_room, 1, u"\a"_s), u"message-invalid"_s);
        QCOMPARE(report(m_ben, RoomId(u"nowhere"_s), 1), u"room-unknown"_s);
        const One carl = account(u"Carl"_s);
        QCOMPARE(report(carl, m_room, 1), u"not-member"_s);
        const RoomId secret = make(m_ana, u"Secret"_s, RoomKind::Private);
        post(m_ana, secret, u"psst"_s);
        QCOMPARE(report(carl, secret, 1), u"room-unknown"_s);
        QVERIFY(!isTold(m_ana));
    }

    void administratorsSeeAll()
    {
        const One root = administrator(u"Root"_s);
        const RoomId secret = make(m_ana, u"Secret"_s, RoomKind::Private);
        post(m_ana, secret, u"psst"_s);
        QCOMPARE(report(m_ana, secret, 1), u"ok"_s);
        QCOMPARE(told(root), 1);
        QCOMPARE(report(m_ben, m_room, 1), u"ok"_s);
        QCOMPARE(told(root), 2);
        QCOMPARE(waitingAtLogin(root), 2);
        const auto page = reports(root);
        QCOMPARE(page.reports.size(), 2);
        QCOMPARE(page.reports[0].roomName, u"Lobby"_s);
        QCOMPARE(page.reports[1].roomName, u"Secret"_s);
        QCOMPARE(resolve(root, page.reports[1].number), u"ok"_s);
        QCOMPARE(told(root), 1);
    }

    void directMessagesAreForAdministratorsAlone()
    {
        const One root = administrator(u"Root"_s);
        m_rig->say(m_ana.session, OpenDirect{RequestId{3}, {m_ben.id}});
        const RoomId direct = m_rig->take<Joined>(m_ana.session).room.id;
        post(m_ben, direct, u"I know where you live"_s);
        m_rig->forget(m_ana.session);
        QCOMPARE(report(m_ana, direct, 1), u"ok"_s);
        QCOMPARE(told(root), 1);
        QVERIFY(!isTold(m_ana));
        QVERIFY(reports(m_ana).reports.isEmpty());
        QCOMPARE(reports(root).reports.first().event.text, u"I know where you live"_s);
    }

    void whoBecomesAModeratorIsTold()
    {
        QCOMPARE(report(m_ana, m_room, 1), u"ok"_s);
        QCOMPARE(told(m_ana), 1);
        QCOMPARE(setRole(m_ana, m_ben.id, Role::Moderator), u"ok"_s);
        QCOMPARE(told(m_ben), 1);
        QCOMPARE(reports(m_ben).reports.size(), 1);
        QCOMPARE(setRole(m_ana, m_ben.id, Role::Member), u"ok"_s);
        QCOMPARE(told(m_ben), 0);
        QVERIFY(reports(m_ben).reports.isEmpty());
        QVERIFY(!isTold(m_ana));
    }

    void whoBecomesAnAdministratorIsTold()
    {
        QCOMPARE(report(m_ana, m_room, 1), u"ok"_s);
        const One other = administrator(u"Other"_s);
        QCOMPARE(told(other), 1);
        m_rig->chat.administration().run(u"user.role"_s,
                                         {{u"name"_s, u"Ana"_s}, {u"role"_s, u"administrator"_s}},
                                         [](const auto &) {});
        m_rig->chat.administration().run(u"user.role"_s,
                                         {{u"name"_s, u"Other"_s}, {u"role"_s, u"member"_s}},
                                         [](const auto &) {});
        QCOMPARE(told(other), 0);
        QVERIFY(reports(other).reports.isEmpty());
    }

    void whoLeavesOrWhoseRoomIsGoneIsToldThatNoneWait()
    {
        setRole(m_ana, m_ben.id, Role::Moderator);
        QCOMPARE(report(m_ana, m_room, 1), u"ok"_s);
        QCOMPARE(told(m_ben), 1);
        QCOMPARE(told(m_ana), 1);
        m_rig->say(m_ben.session, LeaveRoom{RequestId{4}, m_room});
        QCOMPARE(told(m_ben), 0);
        QCOMPARE(outcome(m_ana, DeleteRoom{RequestId{5}, m_room}), u"ok"_s);
        QCOMPARE(told(m_ana), 0);
        QCOMPARE(waitingAtLogin(m_ana), 0);
    }

    void theyComeInPages()
    {
        for (int i = 0; i < limits::reportPage; ++i) {
            post(m_ana, m_room, u"More"_s);
            QCOMPARE(report(i % 2 == 0 ? m_ana : m_ben, m_room, 2 + i), u"ok"_s);
        }
        QCOMPARE(report(m_ben, m_room, 1), u"ok"_s);
        const auto page = reports(m_ana);
        QVERIFY(page.more);
        QCOMPARE(page.reports.size(), limits::reportPage);
        const auto rest = reports(m_ana, false, page.reports.last().number);
        QVERIFY(!rest.more);
        QCOMPARE(rest.reports.size(), 1);
        QCOMPARE(waitingAtLogin(m_ana), limits::reportPage + 1);
    }

    void nothingCountsThatIsNotStored()
    {
        m_rig->store.failWith(hobnob::Error{ErrorCode::StorageFailed, u"No space."_s});
        QCOMPARE(report(m_ben, m_room, 1), u"storage-failed"_s);
        m_rig->store.failWith({});
        QVERIFY(!isTold(m_ana));
    }
};

QTEST_GUILESS_MAIN(ReportsTest)
#include "tst_reports.moc"
