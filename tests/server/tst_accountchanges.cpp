// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

/// What a change does to the sessions that are live while it is made.
class AccountChangesTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ChatRig> m_rig;
    const QString m_password = test::ChatRig::password();
    const QString m_other = u"a reef of glass"_s;

    SessionId logIn(const QString &name)
    {
        const auto session = m_rig->greeted();
        m_rig->say(session, protocol::LogIn{RequestId{2}, name, m_password, {}});
        return m_rig->take<protocol::LoggedIn>(session).user.name.isEmpty() ? SessionId{} : session;
    }

    /// It was told so without having asked, and is asked for a login again.
    bool isOut(SessionId session)
    {
        const auto error = m_rig->take<protocol::Error>(session);
        if (error.code != ErrorCode::NotLoggedIn || error.id)
            return false;
        m_rig->say(session, protocol::CreateRoom{RequestId{9}, u"Elsewhere"_s});
        const auto refused = m_rig->take<protocol::Error>(session);
        return refused.code == ErrorCode::NotLoggedIn && refused.id == RequestId{9};
    }

    bool isIn(SessionId session)
    {
        m_rig->say(session, protocol::Ping{RequestId{8}});
        return m_rig->take<protocol::Pong>(session).id == RequestId{8};
    }

    QString resumed(const QString &token)
    {
        const auto session = m_rig->greeted();
        m_rig->say(session, protocol::ResumeSession{RequestId{2}, token});
        QString result;
        [[maybe_unused]] const bool came = QTest::qWaitFor([&] {
            if (m_rig->count<protocol::LoggedIn>(session) > 0)
                result = u"ok"_s;
            if (m_rig->count<protocol::Error>(session) > 0)
                result = errorName(m_rig->take<protocol::Error>(session).code).toString();
            return !result.isEmpty();
        });
        return result;
    }

    QList<protocol::SessionInfo> sessions(SessionId session)
    {
        m_rig->say(session, protocol::GetSessions{RequestId{7}});
        return m_rig->take<protocol::Sessions>(session).sessions;
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<test::ChatRig>(); }
    void cleanup() { m_rig.reset(); }

    void sessionsAreListed()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto second = logIn(u"ana"_s);
        const auto list = sessions(second);
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.first().client, u"test"_s);
        QVERIFY(list.first().current != list.last().current);
        QVERIFY(list.first().key != list.last().key);
        m_rig->account(u"Ben"_s);
        QCOMPARE(sessions(second).size(), 2);
    }

    void oneSessionEnds()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto second = logIn(u"ana"_s);
        const RoomId room = m_rig->join(first, u"Lobby"_s);
        SessionKey key;
        for (const auto &session : sessions(second)) {
            if (!session.current)
                key = session.key;
        }
        m_rig->say(second, protocol::EndSession{RequestId{5}, key});
        // In the same turn, whatever the disk does.
        QVERIFY(m_rig->count<protocol::Error>(first) == 1);
        QVERIFY(!m_rig->chat.subscriptions().follows(first, room));
        QVERIFY(m_rig->take<protocol::Accepted>(second).id == RequestId{5});
        QVERIFY(isOut(first));
        QVERIFY(isIn(second));
        QCOMPARE(resumed(ana.token), u"token-unknown"_s);
        QCOMPARE(sessions(second).size(), 1);
        m_rig->say(second, protocol::EndSession{RequestId{6}, key});
        QVERIFY(m_rig->take<protocol::Accepted>(second).id == RequestId{6});
    }

    void nobodyEndsAnothersSession()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto [second, ben] = m_rig->account(u"Ben"_s);
        m_rig->say(second, protocol::EndSession{RequestId{5}, sessions(first).first().key});
        QVERIFY(m_rig->take<protocol::Accepted>(second).id == RequestId{5});
        QVERIFY(isIn(first));
        QCOMPARE(resumed(ana.token), u"ok"_s);
    }

    void allOthersEnd()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto second = logIn(u"ana"_s);
        const auto third = logIn(u"ana"_s);
        m_rig->say(second, protocol::EndSession{RequestId{5}, {}});
        QVERIFY(m_rig->take<protocol::Accepted>(second).id == RequestId{5});
        QVERIFY(isOut(first));
        QVERIFY(isOut(third));
        QVERIFY(isIn(second));
        QCOMPARE(sessions(second).size(), 1);
    }

    void oneThatIsJustComingInEnds()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto second = logIn(u"ana"_s);
        m_rig->store.pause();
        const auto late = m_rig->open();
        m_rig->say(late, protocol::Hello{RequestId{1}, 1, u"test"_s, {}});
        m_rig->say(late, protocol::ResumeSession{RequestId{2}, ana.token});
        m_rig->say(second, protocol::EndSession{RequestId{5}, {}});
        m_rig->store.resume();
        QVERIFY(m_rig->take<protocol::Accepted>(second).id == RequestId{5});
        QVERIFY(isOut(first));
        QCOMPARE(m_rig->take<protocol::Error>(late).code, ErrorCode::TokenUnknown);
        QCOMPARE(m_rig->count<protocol::LoggedIn>(late), 0);
    }

    void aNewPasswordEndsAllOthers()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto second = logIn(u"ana"_s);
        m_rig->say(second, protocol::ChangePassword{RequestId{5}, m_password, m_other});
        QVERIFY(m_rig->take<protocol::Accepted>(second).id == RequestId{5});
        QVERIFY(isOut(first));
        QVERIFY(isIn(second));
        QCOMPARE(resumed(ana.token), u"token-unknown"_s);
        const auto third = m_rig->greeted();
        m_rig->say(third, protocol::LogIn{RequestId{2}, u"ana"_s, m_password, {}});
        QCOMPARE(m_rig->take<protocol::Error>(third).code, ErrorCode::WrongLogin);
        m_rig->say(third, protocol::LogIn{RequestId{3}, u"ana"_s, m_other, {}});
        QVERIFY(m_rig->take<protocol::LoggedIn>(third).id == RequestId{3});
    }

    void aResetEndsAll()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        m_rig->store.makeLink({.codeHash = Links::hashOf(u"code"_s),
                               .kind = protocol::LinkKind::Reset,
                               .user = ana.user.id,
                               .expires = Timestamp{QDateTime::currentMSecsSinceEpoch() + 60'000}},
                              {}, [](const auto &) {});
        const auto session = m_rig->greeted();
        const auto tryIt = [&](const QString &link, const QString &password) {
            m_rig->say(session, protocol::ResetPassword{RequestId{5}, link, password});
            return m_rig->take<protocol::Error>(session).code;
        };
        QCOMPARE(tryIt(u"wrong"_s, m_other), ErrorCode::LinkUnknown);
        QCOMPARE(tryIt(u"code"_s, u"short"_s), ErrorCode::PasswordTooShort);
        m_rig->say(session, protocol::ResetPassword{RequestId{6}, u"code"_s, m_other});
        QVERIFY(m_rig->take<protocol::Accepted>(session).id == RequestId{6});
        QVERIFY(isOut(first));
        QCOMPARE(tryIt(u"code"_s, m_other), ErrorCode::LinkUnknown);
        m_rig->say(session, protocol::LogIn{RequestId{7}, u"ana"_s, m_other, {}});
        QVERIFY(m_rig->take<protocol::LoggedIn>(session).id == RequestId{7});
    }

    void closingTheAccountEndsAll_data()
    {
        QTest::addColumn<bool>("forEver");
        QTest::newRow("deactivated") << false;
        QTest::newRow("deleted") << true;
    }
    void closingTheAccountEndsAll()
    {
        QFETCH(bool, forEver);
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto second = logIn(u"ana"_s);
        const RoomId room = m_rig->join(first, u"Lobby"_s);
        if (forEver)
            m_rig->say(second, protocol::DeleteAccount{RequestId{5}, m_password});
        else
            m_rig->say(second, protocol::DeactivateAccount{RequestId{5}, m_password});
        QVERIFY(m_rig->take<protocol::LoggedOut>(second).id == RequestId{5});
        QCOMPARE(m_rig->count<protocol::Error>(second), 0);
        QVERIFY(isOut(first));
        QVERIFY(!m_rig->chat.subscriptions().follows(first, room));
        QCOMPARE(m_rig->chat.statistics().people, 0);
        QCOMPARE(resumed(ana.token), u"token-unknown"_s);
        m_rig->say(second, protocol::LogIn{RequestId{6}, u"ana"_s, m_password, {}});
        QCOMPARE(m_rig->take<protocol::Error>(second).code, ErrorCode::WrongLogin);
        // The name is free only when nobody can come back to it.
        m_rig->say(second, protocol::LogInAsGuest{RequestId{7}, u"Ana"_s});
        if (forEver)
            QVERIFY(m_rig->take<protocol::LoggedIn>(second).id == RequestId{7});
        else
            QCOMPARE(m_rig->take<protocol::Error>(second).code, ErrorCode::NameTaken);
    }

    void theLastAdministratorStays()
    {
        const auto [session, ana] = m_rig->account(u"Ana"_s);
        m_rig->store.setAccountRole(ana.user.id, protocol::ServerRole::Administrator, {},
                                    [](const auto &) {});
        m_rig->say(session, protocol::DeleteAccount{RequestId{5}, m_password});
        QCOMPARE(m_rig->take<protocol::Error>(session).code, ErrorCode::NotAllowed);
        QVERIFY(isIn(session));
    }

    void loggingOutEndsThisSessionAlone()
    {
        const auto [first, ana] = m_rig->account(u"Ana"_s);
        const auto [tab, same] = m_rig->window(ana.token);
        const auto second = logIn(u"ana"_s);
        m_rig->say(first, protocol::LogOut{RequestId{5}});
        QVERIFY(m_rig->take<protocol::LoggedOut>(first).id == RequestId{5});
        QVERIFY(isOut(tab));
        QVERIFY(isIn(second));
        QCOMPARE(resumed(ana.token), u"token-unknown"_s);
    }

    void aClaimThatIsUnderWayEndsWithTheGuest()
    {
        const auto [first, ana] = m_rig->guest(u"Ana"_s);
        const auto [second, same] = m_rig->window(ana.token);
        m_rig->say(first, protocol::Register{RequestId{5}, u"Ana"_s, m_password, {}});
        m_rig->say(first, protocol::Ping{RequestId{6}});
        m_rig->say(second, protocol::LogOut{RequestId{5}});
        QVERIFY(m_rig->take<protocol::LoggedOut>(second).id == RequestId{5});
        QVERIFY(!m_rig->take<protocol::Error>(first).id);
        const auto answer = m_rig->take<protocol::Error>(first);
        QVERIFY(answer.id == RequestId{5});
        QCOMPARE(answer.code, ErrorCode::NotLoggedIn);
        // What waited for it is answered, too.
        QVERIFY(m_rig->take<protocol::Error>(first).id == RequestId{6});
        QCOMPARE(m_rig->count<protocol::LoggedIn>(first), 0);
    }

    void whoSharesARoomHearsOfANewName()
    {
        const auto [session, ana] = m_rig->account(u"Ana"_s);
        const auto [friendly, ben] = m_rig->guest(u"Ben"_s);
        const auto [stranger, cleo] = m_rig->guest(u"Cleo"_s);
        for (const auto &room : {u"Lobby"_s, u"Kitchen"_s}) {
            m_rig->join(session, room);
            m_rig->join(friendly, room);
        }
        const RoomId room = m_rig->join(friendly, u"Lobby"_s);
        m_rig->say(session, protocol::SetProfile{RequestId{5}, u"Zoe"_s, {}, {}});
        QVERIFY(m_rig->take<protocol::Accepted>(session).id == RequestId{5});
        const auto told = m_rig->take<protocol::PersonRenamed>(friendly);
        QVERIFY(told.user.id == ana.user.id);
        QCOMPARE(told.user.name, u"Zoe"_s);
        QCOMPARE(m_rig->count<protocol::PersonRenamed>(friendly), 0);
        QCOMPARE(m_rig->count<protocol::PersonRenamed>(stranger), 0);
        m_rig->say(friendly, protocol::GetMembers{RequestId{6}, room, {}});
        const auto members = m_rig->take<protocol::Members>(friendly).members;
        QCOMPARE(members.size(), 2);
        QCOMPARE(members.last().name, u"Zoe"_s);
        m_rig->say(session, protocol::PostMessage{RequestId{7}, room, ClientId(u"c"_s), u"Hi"_s});
        QCOMPARE(m_rig->take<protocol::RoomEvent>(friendly).event.author.name, u"Zoe"_s);
        m_rig->say(session, protocol::LeaveRoom{RequestId{8}, room});
        QVERIFY(m_rig->take<protocol::Left>(session).id == RequestId{8});
    }
};

QTEST_GUILESS_MAIN(AccountChangesTest)
#include "tst_accountchanges.moc"
