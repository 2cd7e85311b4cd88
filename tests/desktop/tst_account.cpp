// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/accountdesk.h"
#include "desktop/client/door.h"
#include "fakeworld.h"
#include "shared/limits.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::PersonKind;
using Act = AccountDesk::Act;

/// Ways in, and what one does about oneself, against a server in the same process.
class AccountTest final : public QObject
{
    Q_OBJECT

private:
    static constexpr auto password = u"correct horse";

    static Credentials ana(const QString &with = QString::fromUtf16(password))
    {
        return {.name = u"Ana"_s, .kind = PersonKind::Account, .password = with};
    }
    /// Ana is in, with her account.
    struct Signed : World {
        Signed()
        {
            account = &server.accounts.add(u"Ana"_s, QString::fromUtf16(password));
            client.connectTo(server.address(), ana());
        }
        AccountDesk &desk() { return client.account(); }
        FakeAccounts::Account *account;
    };

private Q_SLOTS:
    void aPasswordLetsIn()
    {
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        QVERIFY(world.desk().isAccount());
        QCOMPARE(world.desk().self().login, u"ana"_s);
        QCOMPARE(world.client.self().name, u"Ana"_s);
        // It is not needed again: from here on the token is enough.
        world.server.dropConnections();
        QTRY_COMPARE(world.server.received<protocol::ResumeSession>().size(), 1);
        QCOMPARE(world.server.received<protocol::LogIn>().size(), 1);
        const auto memory = world.profile.server(world.server.address().text());
        QCOMPARE(memory.kind, PersonKind::Account);
        QCOMPARE(memory.name, u"ana"_s);
        QCOMPARE(memory.token, world.server.token);
    }

    void aWrongPasswordIsRefusedAndForgetsNobody()
    {
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        world.server.accounts.add(u"Ben"_s, u"another one"_s);
        world.client.connectTo(
            world.server.address(),
            {.name = u"Ben"_s, .kind = PersonKind::Account, .password = u"a guess of mine"_s});
        QTRY_COMPARE(world.client.state().error.code, ErrorCode::WrongLogin);
        const auto memory = world.profile.server(world.server.address().text());
        QCOMPARE(memory.name, u"ana"_s);
        QCOMPARE(memory.token, world.server.token);
    }

    void theSecondFactorIsAskedFor()
    {
        World world;
        world.server.accounts.add(u"Ana"_s, QString::fromUtf16(password)).twoFactor = true;
        auto with = ana();
        world.client.connectTo(world.server.address(), with);
        QTRY_COMPARE(world.client.state().error.code, ErrorCode::CodeNeeded);
        with.code = u"654321"_s;
        world.client.connectTo(world.server.address(), with);
        QTRY_COMPARE(world.client.state().error.code, ErrorCode::CodeWrong);
        with.code = u"123456"_s;
        world.client.connectTo(world.server.address(), with);
        QTRY_VERIFY(world.client.isOnline());
    }

    void anAccountIsMadeAtTheDoor()
    {
        World world;
        world.server.accounts.registration = protocol::Registration::Invite;
        world.server.accounts.links[u"code"_s] = {{}, protocol::LinkKind::Setup, {}, {}};
        auto with = ana();
        with.purpose = Credentials::Purpose::Register;
        world.client.connectTo(world.server.address(), with);
        QTRY_COMPARE(world.client.state().error.code, ErrorCode::RegistrationClosed);
        with.link = u"code"_s;
        world.client.connectTo(world.server.address(), with);
        QTRY_VERIFY(world.client.isOnline());
        QVERIFY(world.client.account().isAdministrator());
    }

    void anEndedSessionOfAnAccountIsNeverAGuest()
    {
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        QSignalSpy states(&world.client, &ChatClient::stateChanged);
        world.server.token = u"token2"_s;
        world.server.dropConnections();
        QTRY_COMPARE(world.client.state().phase, ConnectionState::Phase::Refused);
        QCOMPARE(world.client.state().error.code, ErrorCode::TokenUnknown);
        QVERIFY(world.server.received<protocol::LogInAsGuest>().isEmpty());
        const auto memory = world.profile.server(world.server.address().text());
        QVERIFY(memory.token.isEmpty());
        QCOMPARE(memory.name, u"ana"_s);
        // By the name alone one is not let in, either.
        world.client.connectTo(world.server.address(), u"Ana"_s);
        QTRY_COMPARE(world.client.state().phase, ConnectionState::Phase::Refused);
        QVERIFY(world.server.received<protocol::LogInAsGuest>().isEmpty());
    }

    void beingSignedOutElsewhereEndsItAtOnce()
    {
        const QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s);
        server.accounts.add(u"Ana"_s, QString::fromUtf16(password));
        Profile profile(folder.path());
        ChatClient client(&profile, FakeServer::quickTiming());
        client.connectTo(server.address(), ana());
        QTRY_VERIFY(client.isOnline());
        client.joinRoom(lobby);
        QTRY_VERIFY(client.room(lobby)->isLive);
        server.intercept = [](const protocol::ClientMessage &message) {
            return std::holds_alternative<protocol::PostMessage>(message);
        };
        QVERIFY(client.send(lobby, u"not sent yet"_s).ok());
        server.send(protocol::Error{{}, ErrorCode::NotLoggedIn, u"You were logged out."_s, {}, {}});
        QTRY_COMPARE(client.state().error.code, ErrorCode::NotLoggedIn);
        QVERIFY(profile.server(server.address().text()).token.isEmpty());
        // What was not sent waits for the next time.
        QCOMPARE(client.outbox().unsentCount(), 1);
        server.intercept = {};
        client.connectTo(server.address(), ana());
        QTRY_COMPARE(client.outbox().unsentCount(), 0);
        QCOMPARE(server.room(lobby.value()).events.last().text, u"not sent yet"_s);
    }

    void aGuestMakesAnAccountAndStaysWhoTheyAre()
    {
        const QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s);
        const auto address = server.address();
        UserId guest;
        {
            Profile profile(folder.path());
            ChatClient client(&profile, FakeServer::quickTiming());
            client.connectTo(address, u"Ana"_s);
            QTRY_VERIFY(client.isOnline());
            client.joinRoom(lobby);
            QTRY_VERIFY(client.room(lobby)->isLive);
            guest = client.self().id;
            QSignalSpy changes(&client, &ChatClient::selfChanged);
            server.token = u"token2"_s;
            client.account().makeAccount(u"Ana Lima"_s, QString::fromUtf16(password), {});
            QTRY_VERIFY(client.account().isAccount());
            QCOMPARE(changes.count(), 1);
            QCOMPARE(client.self().id, guest);
            QCOMPARE(client.self().name, u"Ana Lima"_s);
            QCOMPARE(client.name(), u"ana lima"_s);
            QVERIFY(client.room(lobby)->isLive);
            client.setDraft(lobby, u"begun"_s);
        }
        // What is kept here is hers under the new name, too.
        Profile profile(folder.path());
        QCOMPARE(profile.lastName(), u"ana lima"_s);
        ChatClient client(&profile, FakeServer::quickTiming());
        client.open(address, u"Ana Lima"_s);
        QVERIFY(client.account().isAccount());
        QCOMPARE(client.self().id, guest);
        QCOMPARE(client.draft(lobby), u"begun"_s);
        client.connectTo(address, profile.lastName());
        QTRY_VERIFY(client.isOnline());
        QCOMPARE(server.received<protocol::ResumeSession>().last().token, u"token2"_s);
    }

    void whatIsRefusedIsTold()
    {
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        QSignalSpy refusals(&world.desk(), &AccountDesk::failed);
        world.desk().changePassword(u"a guess"_s, u"something longer"_s);
        QTRY_COMPARE(refusals.count(), 1);
        QCOMPARE(refusals[0][0].value<Act>(), Act::ChangePassword);
        QCOMPARE(refusals[0][1].value<Error>().code, ErrorCode::WrongLogin);
        world.client.disconnectFromServer();
        world.desk().listSessions();
        QTRY_COMPARE(refusals.count(), 2);
        QCOMPARE(refusals[1][1].value<Error>().code, ErrorCode::ShuttingDown);
    }

    void theDeskDoesWhatItIsAsked()
    {
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        auto &desk = world.desk();
        world.server.accounts.sessions = {{SessionKey(u"here"_s), {}, {}, {}, {}, true},
                                          {SessionKey(u"phone"_s), {}, {}, {}, {}, false}};
        QSignalSpy accepted(&desk, &AccountDesk::accepted);
        QSignalSpy listed(&desk, &AccountDesk::sessionsListed);
        QSignalSpy invited(&desk, &AccountDesk::inviteMade);
        desk.endSession(SessionKey(u"phone"_s));
        desk.endOtherSessions();
        desk.listSessions();
        desk.setProfile({}, u"At the sea"_s, 11);
        desk.makeInvite(3, 5);
        QTRY_COMPARE(invited.count(), 1);
        QCOMPARE(accepted.count(), 3);
        QCOMPARE(listed.count(), 1);
        const auto ends = world.server.received<protocol::EndSession>();
        QCOMPARE(ends[0].session, SessionKey(u"phone"_s));
        QVERIFY(!ends[1].session);
        const auto profile = world.server.received<protocol::SetProfile>().last();
        QVERIFY(!profile.name);
        QCOMPARE(profile.status, u"At the sea"_s);
        QCOMPARE(profile.colour, 11);
        QCOMPARE(world.server.received<protocol::MakeInvite>().last().uses, 3);
        QCOMPARE(world.server.received<protocol::MakeInvite>().last().days, 5);
    }

    void theSecondFactorComesAndGoes()
    {
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        auto &desk = world.desk();
        QSignalSpy offered(&desk, &AccountDesk::twoFactorOffered);
        QSignalSpy started(&desk, &AccountDesk::twoFactorStarted);
        desk.startTwoFactor(QString::fromUtf16(password));
        QTRY_COMPARE(offered.count(), 1);
        QVERIFY(!desk.self().twoFactor);
        desk.confirmTwoFactor(u"123456"_s);
        QTRY_COMPARE(started.count(), 1);
        QCOMPARE(started[0][0].toStringList().size(), limits::recoveryCodes);
        QVERIFY(desk.self().twoFactor);
        desk.stopTwoFactor(QString::fromUtf16(password));
        QTRY_VERIFY(!desk.self().twoFactor);
    }

    void leavingForgetsTheToken_data()
    {
        QTest::addColumn<Act>("act");
        QTest::newRow("signing out") << Act::SignOut;
        QTest::newRow("deactivating the account") << Act::Deactivate;
        QTest::newRow("deleting the account") << Act::Delete;
    }

    void leavingForgetsTheToken()
    {
        QFETCH(Act, act);
        Signed world;
        QTRY_VERIFY(world.client.isOnline());
        QSignalSpy left(&world.desk(), &AccountDesk::left);
        if (act == Act::SignOut)
            world.desk().signOut();
        else if (act == Act::Deactivate)
            world.desk().deactivate(QString::fromUtf16(password));
        else
            world.desk().deleteAccount(QString::fromUtf16(password));
        QTRY_COMPARE(left.count(), 1);
        QCOMPARE(world.client.state().phase, ConnectionState::Phase::Disconnected);
        QVERIFY(world.profile.server(world.server.address().text()).token.isEmpty());
    }

    void changesFromElsewhereArrive()
    {
        World world;
        world.server.addRoom(lobby.value(), u"Lobby"_s).members = {
            {FakeServer::person(u"Me"_s).id, u"Me"_s}, {UserId(u"ben"_s), u"Ben"_s}};
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        QTRY_COMPARE(world.client.room(lobby)->members.members().size(), 2);
        QSignalSpy members(&world.client, &ChatClient::membersChanged);
        world.server.send(protocol::PersonRenamed{{UserId(u"ben"_s), u"Benjamin"_s}});
        QTRY_COMPARE(members.count(), 1);
        QCOMPARE(world.client.room(lobby)->members.find(UserId(u"ben"_s))->name, u"Benjamin"_s);
        QSignalSpy changes(&world.client, &ChatClient::selfChanged);
        protocol::Self self;
        self.status = u"Away on a trip"_s;
        world.server.send(
            protocol::SelfChanged{{FakeServer::person(u"Me"_s).id, u"Me Myself"_s}, self});
        QTRY_COMPARE(changes.count(), 1);
        QCOMPARE(world.client.self().name, u"Me Myself"_s);
        QCOMPARE(world.client.account().self().status, u"Away on a trip"_s);
    }

    void theDoorTellsWhatAServerOffers()
    {
        FakeServer server;
        server.accounts.guests = false;
        server.accounts.links[u"code"_s] = {{}, protocol::LinkKind::Reset, {}, u"Ana"_s};
        server.accounts.add(u"Ana"_s, QString::fromUtf16(password));
        Door door({});
        QSignalSpy welcomes(&door, &Door::welcomed);
        QSignalSpy checks(&door, &Door::linkChecked);
        QSignalSpy resets(&door, &Door::passwordReset);
        QSignalSpy refusals(&door, &Door::refused);
        QSignalSpy failures(&door, &Door::failed);
        door.look(server.address());
        QTRY_COMPARE(welcomes.count(), 1);
        QVERIFY(!welcomes[0][0].value<protocol::Welcome>().guests);
        door.checkLink(server.address(), u"code"_s);
        QTRY_COMPARE(checks.count(), 1);
        QCOMPARE(checks[0][0].value<protocol::LinkChecked>().name, u"Ana"_s);
        door.resetPassword(server.address(), u"code"_s, u"another password"_s);
        QTRY_COMPARE(resets.count(), 1);
        QCOMPARE(server.accounts.byLogin[u"ana"_s].password, u"another password"_s);
        door.checkLink(server.address(), u"code"_s);
        QTRY_COMPARE(refusals.count(), 1);
        QTRY_COMPARE(server.connectionCount(), 0);
        server.stop();
        door.look(server.address());
        QTRY_COMPARE(failures.count(), 1);
        QCOMPARE(failures[0][0].value<LinkProblem>(), LinkProblem::Unreachable);
    }
};

QTEST_MAIN(AccountTest)
#include "tst_account.moc"
