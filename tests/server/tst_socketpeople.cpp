// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/socketchatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who somebody is on Socket.IO: names, tokens, and coming and going.
class SocketPeopleTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SocketChatRig> m_rig;

private Q_SLOTS:
    void init() { m_rig = std::make_unique<SocketChatRig>(); }

    void takenNamesAreRefused()
    {
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        SocketClient other(*m_rig);
        QCOMPARE(codeOf(other.join("ANA", "Lobby")), u"name-taken"_s);
        QCOMPARE(codeOf(other.say("ANA", "Lobby", "Hello")), u"not-member"_s);
        QCOMPARE(codeOf(other.join("Ben", "Lobby")), u"ok"_s);
    }

    /// Nobody could come back to it: a guest's token is told to nobody here.
    void whoGoesLeavesTheirName_data()
    {
        using Leave = std::function<void(SocketClient &)>;
        QTest::addColumn<Leave>("leave");
        QTest::newRow("saying goodbye")
            << Leave([](SocketClient &client) { client.wire->say("41"); });
        QTest::newRow("closing the session")
            << Leave([](SocketClient &client) { client.wire->say("1"); });
        QTest::newRow("breaking down")
            << Leave([](SocketClient &client) { client.wire->leave(EngineSession::End::Lost); });
        QTest::newRow("breaking the protocol")
            << Leave([](SocketClient &client) { client.wire->say("49"); });
    }

    void whoGoesLeavesTheirName()
    {
        QFETCH(std::function<void(SocketClient &)>, leave);
        SocketClient ana(*m_rig);
        ana.join("Ana", "Lobby");
        leave(ana);
        SocketClient next(*m_rig);
        QCOMPARE(codeOf(next.join("Ana", "Lobby")), u"ok"_s);
    }

    void aGuestWhoBroughtATokenCanComeBackToIt()
    {
        const auto [window, login] = m_rig->rig.guest(u"Ana"_s);
        for (int i = 0; i < 2; ++i) {
            SocketClient ana(*m_rig, js("{'token':'") + login.token.toLatin1() + js("'}"));
            QVERIFY(ana.isConnected());
            QCOMPARE(ana.ask("join", js("{'room':'Lobby','username':'Ana'}"))[u"ok"_s], true);
            ana.wire->say("41");
        }
    }

    void whoTakesNoNameIsNotKeptForEver()
    {
        m_rig = std::make_unique<SocketChatRig>(ChatRig::quickRules(), Rates::unlimited(), 50ms);
        SocketClient ana(*m_rig);
        SocketClient nobody(*m_rig);
        QVERIFY(ana.isConnected());
        QVERIFY(nobody.isConnected());
        QVERIFY(ana.join("Ana", "Lobby")[u"ok"_s].toBool());
        QTRY_VERIFY(nobody.wire->isClosed);
        QVERIFY(!ana.wire->isClosed);
        QVERIFY(ana.say("Ana", "Lobby", "Hello")[u"ok"_s].toBool());
    }

    void tokensActAsTheirAccount()
    {
        const auto [window, login] = m_rig->rig.account(u"Ana"_s);
        SocketClient ana(*m_rig, js("{'token':'") + login.token.toLatin1() + js("'}"));
        QVERIFY(ana.isConnected());
        const auto joined = ana.ask("join", js("{'room':'Lobby'}"));
        QCOMPARE(joined[u"username"_s].toString(), u"Ana"_s);
        const auto posted = ana.ask("message", js("{'room':'Lobby','message':'Hello'}"));
        QVERIFY(posted[u"ok"_s].toBool());
        QCOMPARE(codeOf(ana.say("Eve", "Lobby", "Hello")), u"not-allowed"_s);
        const auto told = m_rig->rig.take<protocol::MembershipChanged>(window);
        QVERIFY(told.joined);
        m_rig->rig.say(window, protocol::EndSession{RequestId{9}, {}});
        SocketClient second(*m_rig, js("{'token':'") + login.token.toLatin1() + js("'}"));
        QVERIFY(second.isConnected());
    }

    void wrongTokensAreTurnedAway()
    {
        SocketClient eve(*m_rig, js("{'token':'0123'}"));
        const QByteArray refusal = js("'code':'token-unknown'");
        QVERIFY(eve.take("44").contains(refusal));
        SocketClient odd(*m_rig, js("{'token':['0123']}"));
        QVERIFY(odd.take("44").contains(refusal));
        SocketClient guest(*m_rig, js("{'token':null}"));
        QVERIFY(guest.isConnected());
        QCOMPARE(m_rig->sockets.count(), 1);
    }

    void guestsStayOutWhereThereAreNone()
    {
        auto rules = ChatRig::quickRules();
        rules.guests = Guests::Refused;
        m_rig = std::make_unique<SocketChatRig>(rules);
        SocketClient ana(*m_rig);
        const QByteArray refusal = js("'code':'guests-refused'");
        QVERIFY(ana.take("44").contains(refusal));
    }

    void whoIsLoggedOutElsewhereIsDisconnected()
    {
        const auto [window, login] = m_rig->rig.account(u"Ana"_s);
        SocketClient ana(*m_rig, js("{'token':'") + login.token.toLatin1() + js("'}"));
        QVERIFY(ana.isConnected());
        m_rig->rig.say(window, protocol::LogOut{RequestId{9}});
        QCOMPARE(ana.take("41"), "");
        QCOMPARE(m_rig->sockets.count(), 0);
    }

    void whoIsPutOutHearsNothing()
    {
        const auto [owner, login] = m_rig->rig.account(u"Olga"_s);
        m_rig->rig.say(owner, protocol::CreateRoom{RequestId{9}, u"Lobby"_s});
        const auto room = m_rig->rig.take<protocol::Joined>(owner).room.id;
        SocketClient eve(*m_rig);
        eve.join("Eve", "Lobby");
        SocketClient ben(*m_rig);
        ben.join("Ben", "Lobby");
        QString id;
        while (id.isEmpty()) {
            const auto change = m_rig->rig.take<protocol::MembersChanged>(owner);
            QVERIFY(!change.room.isEmpty());
            for (const auto &member : change.joined)
                id = member.name == u"Eve"_s ? member.id.value() : id;
        }
        m_rig->rig.say(owner, protocol::Moderate{.id = RequestId{10},
                                                 .room = room,
                                                 .person = UserId(id),
                                                 .act = protocol::ModerationAct::Ban,
                                                 .reason = {}});
        m_rig->rig.take<protocol::Accepted>(owner);
        QVERIFY(ben.say("Ben", "Lobby", "She is gone")[u"ok"_s].toBool());
        QCOMPARE(ben.hearMessage()[u"message"_s].toString(), u"She is gone"_s);
        QCOMPARE(codeOf(eve.say("Eve", "Lobby", "Hello")), u"not-member"_s);
        for (const auto &text : eve.wire->texts)
            QVERIFY(!text.contains("She is gone"));
        QCOMPARE(codeOf(eve.join("Eve", "Lobby")), u"banned"_s);
    }
};

QTEST_GUILESS_MAIN(SocketPeopleTest)
#include "tst_socketpeople.moc"
