// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QDirIterator>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;

/// Attacks by taking what is another's: sessions (4, 6), rooms (5, 7), words (8), and what members
/// alone may see (10).
class PeopleAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    std::unique_ptr<WireClient> enter(const QString &name)
    {
        auto client = std::make_unique<WireClient>(m_rig->port());
        client->logIn(name);
        return client;
    }

    /// Everything that was on its way to \a client before is there now.
    static void settle(WireClient &client)
    {
        client.say(Ping{RequestId{777}});
        QCOMPARE(number(client.take<Pong>().id), 777);
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }

    void cleanup() { m_rig.reset(); }

    void attack04ALogoutEndsEveryLiveSocket()
    {
        WireClient one(m_rig->port());
        const QString token = one.logIn(u"Ana"_s).token;
        const auto room = one.join(u"Lobby"_s).room.id;
        WireClient thief(m_rig->port());
        QCOMPARE(thief.resume(token).user.name, u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        ben->join(u"Lobby"_s);
        settle(thief);
        thief.forget();

        one.say(LogOut{RequestId{9}});
        one.take<LoggedOut>();
        QVERIFY(thief.take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
        thief.forget();
        ben->post(room, u"Is she gone?"_s, u"c1"_s);
        ben->take<Posted>();
        thief.post(room, u"No"_s, u"c2"_s);
        QVERIFY(thief.take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
        thief.say(GetHistory{RequestId{5}, room, {}, {}, {}});
        QVERIFY(thief.take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
        QCOMPARE(thief.count<RoomEvent>(), 0);

        // Not with the token, neither here nor after a restart.
        thief.say(ResumeSession{RequestId{6}, token});
        QVERIFY(thief.take<ErrorMessage>().code == ErrorCode::TokenUnknown);
        QVERIFY(m_rig->start());
        WireClient later(m_rig->port());
        later.say(Hello{RequestId{1}, 1, {}, {}});
        later.say(ResumeSession{RequestId{2}, token});
        QVERIFY(later.take<ErrorMessage>().code == ErrorCode::TokenUnknown);
    }

    void attack05WhoLeftHearsAndReadsNothing()
    {
        const auto ana = enter(u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        WireClient gone(m_rig->port());
        const QString token = gone.logIn(u"Gone"_s).token;
        gone.join(u"Lobby"_s);
        gone.say(LeaveRoom{RequestId{5}, room});
        gone.take<Left>();
        gone.forget();
        ana->post(room, u"Between us"_s, u"c1"_s);
        ana->take<Posted>();
        gone.say(GetHistory{RequestId{6}, room, {}, {}, {}});
        QVERIFY(gone.take<ErrorMessage>().code == ErrorCode::NotMember);
        QCOMPARE(gone.count<RoomEvent>(), 0);
        // Nor in another window, or by coming back.
        WireClient again(m_rig->port());
        QCOMPARE(again.resume(token).joined.size(), 0);
        ana->post(room, u"Still"_s, u"c2"_s);
        ana->take<Posted>();
        settle(again);
        QCOMPARE(again.count<RoomEvent>(), 0);
    }

    void attack06AnothersSessionCannotBeTaken()
    {
        QStringList seen;
        WireClient mallory(m_rig->port());
        connect(&mallory.socket(), &QWebSocket::textMessageReceived, &mallory.socket(),
                [&](const QString &frame) { seen.append(frame); });
        mallory.logIn(u"Mallory"_s);
        mallory.join(u"Lobby"_s);
        WireClient ana(m_rig->port());
        const auto login = ana.logIn(u"Ana"_s);
        const auto joined = ana.join(u"Lobby"_s);
        ana.post(joined.room.id, u"Hello"_s, u"c1"_s);
        ana.take<Posted>();
        mallory.take<RoomEvent>();
        settle(mallory);

        // It is long, nobody else is told it, and it is not kept.
        const QString token = login.token;
        QCOMPARE(token.size(), 64);
        for (const auto &frame : std::as_const(seen))
            QVERIFY2(!frame.contains(token), qPrintable(frame));
        const auto metrics = m_rig->exchange("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        QVERIFY(!metrics.contains(token.toLatin1()));
        QDirIterator files(m_rig->settings.dataFolder, QDir::Files, QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            looked += bytes.contains("Ana") ? 1 : 0;
            QVERIFY2(!bytes.contains(token.toLatin1()), qPrintable(file.fileName()));
            QVERIFY2(!bytes.contains(QByteArray::fromHex(token.toLatin1())),
                     qPrintable(file.fileName()));
        }
        QVERIFY(looked > 0);

        // What anybody can know, and what is almost it.
        const QStringList guesses = {login.user.id.value(),
                                     joined.room.id.value(),
                                     u"Ana"_s,
                                     token.chopped(1),
                                     token.mid(1),
                                     token.toUpper(),
                                     u'0' + token.mid(1) == token ? u'1' + token.mid(1)
                                                                  : u'0' + token.mid(1),
                                     QString(64, u'0'),
                                     u"%"_s,
                                     u"1"_s,
                                     token.first(63) + u'%'};
        for (const auto &guess : guesses) {
            WireClient thief(m_rig->port());
            thief.say(Hello{RequestId{1}, 1, {}, {}});
            thief.say(ResumeSession{RequestId{2}, guess});
            const auto refusal = thief.take<ErrorMessage>();
            QVERIFY2(refusal.code == ErrorCode::TokenUnknown, qPrintable(guess));
            QCOMPARE(thief.count<LoggedIn>(), 0);
        }
    }

    /// A name or an id in the request is not who one is.
    void attack06TheSessionSaysWhoOneIs()
    {
        const auto ana = enter(u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        const auto mallory = enter(u"Mallory"_s);
        mallory->join(u"Lobby"_s);
        for (const QString &field : {u"token"_s, u"user"_s, u"session"_s, u"as"_s}) {
            mallory->sendRaw(uR"({"type":"setTyping","room":"%1","typing":true,"%2":"Ana"})"_s.arg(
                room.value(), field));
        }
        mallory->sendRaw(uR"({"type":"leaveRoom","id":9,"room":"%1","user":{"name":"Ana"}})"_s.arg(
            room.value()));
        mallory->take<Left>();
        ana->post(room, u"I am here"_s, u"c1"_s);
        QCOMPARE(number(ana->take<Posted>().seq), 1);
    }

    void attack07ARoomOneIsNotInIsShut()
    {
        const auto ana = enter(u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        ana->post(room, u"Between us"_s, u"c1"_s);
        ana->take<Posted>();
        const auto mallory = enter(u"Mallory"_s);
        mallory->forget();
        const QList<ClientMessage> requests = {
            GetHistory{RequestId{5}, room, {}, {}, {}},
            GetHistory{RequestId{6}, room, Seq{2}, {}, {}},
            GetHistory{RequestId{7}, room, {}, Seq{0}, {}},
            GetMembers{RequestId{8}, room, {}},
            PostMessage{RequestId{9}, room, ClientId(u"c"_s), u"Hello"_s},
            LeaveRoom{RequestId{10}, room}};
        for (const auto &request : requests) {
            mallory->say(request);
            const auto refusal = mallory->take<ErrorMessage>();
            QVERIFY2(refusal.code == ErrorCode::NotMember, qPrintable(refusal.message));
        }
        QCOMPARE(mallory->count<History>() + mallory->count<Members>() + mallory->count<Posted>(),
                 0);
    }

    void attack08AuthorTimeAndPlaceAreTheServers()
    {
        const auto ana = enter(u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        ana->post(room, u"The first"_s, u"c1"_s);
        const auto first = ana->take<RoomEvent>().event;

        const auto mallory = enter(u"Mallory"_s);
        mallory->join(u"Lobby"_s);
        mallory->sendRaw(
            uR"({"type":"postMessage","id":5,"room":"%1","clientId":"c1","text":"I said this",)"
            uR"("seq":1,"time":1,"author":{"id":"%2","name":"Ana"},"event":{"seq":1}})"_s.arg(
                room.value(), first.author.id.value()));
        const auto posted = mallory->take<Posted>();
        QCOMPARE(number(posted.seq), 2);
        const auto forged = mallory->take<RoomEvent>().event;
        QCOMPARE(forged.author.name, u"Mallory"_s);
        QVERIFY(forged.author.id != first.author.id);
        QVERIFY(forged.time >= first.time);

        // The same client id was another's, whose words stay as they are.
        ana->say(GetHistory{RequestId{6}, room, {}, {}, {}});
        const auto events = ana->take<History>().events;
        QCOMPARE(events.size(), 2);
        QCOMPARE(events.first().text, u"The first"_s);
        QCOMPARE(events.first().author.name, u"Ana"_s);
        QCOMPARE(events.last().author.name, u"Mallory"_s);
        // One's own id again changes nothing either.
        mallory->post(room, u"Something else"_s, u"c1"_s);
        QCOMPARE(number(mallory->take<Posted>().seq), 2);
    }

    void attack08WhatTheServerSaysNobodyElseMaySay_data()
    {
        QTest::addColumn<QString>("type");
        for (const char *type : {"roomEvent", "posted", "history", "membersChanged", "roomChanged",
                                 "goodbye", "loggedIn", "editMessage", "deleteMessage", ""})
            QTest::addRow("\"%s\"", type) << QString::fromLatin1(type);
    }

    void attack08WhatTheServerSaysNobodyElseMaySay()
    {
        QFETCH(QString, type);
        const auto ana = enter(u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        const auto mallory = enter(u"Mallory"_s);
        mallory->join(u"Lobby"_s);
        settle(*ana);
        ana->forget();
        mallory->sendRaw(
            uR"({"type":"%1","id":5,"room":"%2","event":{"seq":1,"time":1,)"
            uR"("author":{"id":"a","name":"Ana"},"clientId":"x","text":"forged"}})"_s.arg(
                type, room.value()));
        QVERIFY(mallory->take<ErrorMessage>().code == ErrorCode::UnknownType);
        QTRY_VERIFY(mallory->isClosed());
        settle(*ana);
        QCOMPARE(ana->count<RoomEvent>() + ana->count<Goodbye>(), 0);
    }

    void attack10WhoIsNotAMemberSeesNoLife()
    {
        const auto ana = enter(u"Ana"_s);
        const auto room = ana->join(u"Lobby"_s).room.id;
        const auto ben = enter(u"Ben"_s);
        ben->join(u"Lobby"_s);
        // One who never was there, one who left, and one who did not even log in.
        const auto outsider = enter(u"Outsider"_s);
        const auto gone = enter(u"Gone"_s);
        gone->join(u"Lobby"_s);
        gone->say(LeaveRoom{RequestId{5}, room});
        gone->take<Left>();
        WireClient stranger(m_rig->port());
        stranger.say(Hello{RequestId{1}, 1, {}, {}});
        stranger.take<Welcome>();
        QVERIFY(ben->awaitMembers(2));
        for (auto *client : {outsider.get(), gone.get()}) {
            settle(*client);
            client->forget();
        }

        ana->say(SetTyping{room, true});
        QCOMPARE(ben->take<Typing>().count, 1);
        ana->say(SetPresence{Presence::Away});
        // Behind the notice of Gone's going, maybe.
        auto notice = ben->take<MembersChanged>();
        while (notice.changed.isEmpty() && !notice.room.isEmpty())
            notice = ben->take<MembersChanged>();
        QCOMPARE(notice.changed.size(), 1);
        ana->post(room, u"Hello"_s, u"c1"_s);
        ben->take<RoomEvent>();
        // What a stranger says of the room is nothing, either.
        ben->forget();
        outsider->say(SetTyping{room, true});
        gone->say(SetTyping{room, true});
        outsider->say(SetPresence{Presence::Away});
        settle(*outsider);
        settle(*gone);
        settle(*ben);
        QCOMPARE(ben->count<MembersChanged>(), 0);
        // Ana's typing ended with her message; nobody else's began.
        while (ben->count<Typing>() > 0)
            QCOMPARE(ben->take<Typing>().count, 0);

        for (auto *client : {outsider.get(), gone.get(), &stranger}) {
            QCOMPARE(client->count<Typing>(), 0);
            QCOMPARE(client->count<MembersChanged>(), 0);
            QCOMPARE(client->count<RoomEvent>(), 0);
        }
        QCOMPARE(stranger.count<RoomChanged>(), 0);
    }
};

QTEST_GUILESS_MAIN(PeopleAttacks)
#include "tst_people.moc"
