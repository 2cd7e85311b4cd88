// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QTest>

#include <algorithm>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;

/// Attacks by doing two things at once (25). Everything is said without waiting for an answer, from
/// several connections, so that it meets in the server and in the store's queue.
class RaceAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    /// Windows of one person, in the room "Lobby".
    struct Person {
        std::vector<std::unique_ptr<WireClient>> windows;
        QString token;
        UserId id;
        RoomId room;
    };

    Person enter(const QString &name, int windows)
    {
        Person person;
        for (int i = 0; i < windows; ++i) {
            auto window = std::make_unique<WireClient>(m_rig->port());
            const auto login = i == 0 ? window->logIn(name) : window->resume(person.token);
            person.token = login.token;
            person.id = login.user.id;
            person.room = window->join(u"Lobby"_s).room.id;
            person.windows.push_back(std::move(window));
        }
        return person;
    }

    QList<Event> log(WireClient &reader, const RoomId &room)
    {
        reader.forget();
        reader.say(GetHistory{RequestId{99}, room, {}, {}, 200});
        return reader.take<History>().events;
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }

    void cleanup() { m_rig.reset(); }

    void attack25OneClientIdAtOnceFromManyWindows()
    {
        const auto ana = enter(u"Ana"_s, 5);
        for (int n = 0; n < 20; ++n) {
            for (size_t w = 0; w < ana.windows.size(); ++w) {
                // The second of each window has another text: the first to arrive is what was said.
                ana.windows[w]->post(ana.room, u"try %1"_s.arg(w), u"c%1"_s.arg(n));
                ana.windows[w]->post(ana.room, u"lie %1"_s.arg(w), u"c%1"_s.arg(n));
            }
        }
        QHash<QString, Seq> places;
        for (const auto &window : ana.windows) {
            for (int i = 0; i < 40; ++i) {
                const auto posted = window->take<Posted>();
                QVERIFY(number(posted.seq) > 0);
                const QString id = posted.clientId.value();
                QCOMPARE(number(places.value(id, posted.seq)), number(posted.seq));
                places.insert(id, posted.seq);
            }
            QCOMPARE(window->count<ErrorMessage>(), 0);
        }
        QCOMPARE(places.size(), 20);
        const auto events = log(*ana.windows.front(), ana.room);
        QCOMPARE(events.size(), 20);
        for (qsizetype i = 0; i < events.size(); ++i) {
            QCOMPARE(number(events.at(i).seq), i + 1);
            QCOMPARE(places.value(events.at(i).clientId.value()), events.at(i).seq);
            QVERIFY(events.at(i).text.startsWith(u"try"_s));
        }
    }

    void attack25OneClientIdIsTwoPeoplesOwn()
    {
        const auto ana = enter(u"Ana"_s, 1);
        const auto ben = enter(u"Ben"_s, 1);
        for (int n = 0; n < 20; ++n) {
            ana.windows[0]->post(ana.room, u"Ana's"_s, u"c%1"_s.arg(n));
            ben.windows[0]->post(ben.room, u"Ben's"_s, u"c%1"_s.arg(n));
        }
        for (int n = 0; n < 20; ++n) {
            QVERIFY(number(ana.windows[0]->take<Posted>().seq) > 0);
            QVERIFY(number(ben.windows[0]->take<Posted>().seq) > 0);
        }
        const auto events = log(*ana.windows[0], ana.room);
        QCOMPARE(events.size(), 40);
        for (const auto &event : events)
            QCOMPARE(event.text, event.author.name + u"'s"_s);
    }

    void attack25JoiningAndLeavingAtOnce()
    {
        const auto ana = enter(u"Ana"_s, 3);
        const auto ben = enter(u"Ben"_s, 1);
        for (int n = 0; n < 50; ++n) {
            ana.windows[0]->say(LeaveRoom{RequestId{10}, ana.room});
            ana.windows[1]->say(JoinRoom{RequestId{11}, ana.room, {}});
            ana.windows[2]->post(ana.room, u"in or out"_s, u"c%1"_s.arg(n));
        }
        // Each is answered, with what it asked for or with why not.
        QVERIFY(WireClient::waitFor([&] {
            return ana.windows[0]->count<Left>() + ana.windows[0]->count<ErrorMessage>() == 50 &&
                   ana.windows[1]->count<Joined>() + ana.windows[1]->count<ErrorMessage>() == 50 &&
                   ana.windows[2]->count<Posted>() + ana.windows[2]->count<ErrorMessage>() == 50;
        }));
        const auto posted = ana.windows[2]->count<Posted>();
        const auto events = log(*ben.windows[0], ben.room);
        // She owned the room until she left it for the first time.
        const auto notices = std::count_if(events.begin(), events.end(),
                                           [](const Event &event) { return event.notice; });
        QCOMPARE(notices, 1);
        QCOMPARE(events.size() - notices, posted);
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(number(events.at(i).seq), i + 1);

        // In the end everybody agrees who is there.
        ana.windows[0]->forget();
        ana.windows[0]->say(JoinRoom{RequestId{12}, ana.room, {}});
        QCOMPARE(ana.windows[0]->take<Joined>().room.memberCount, 2);
        ana.windows[0]->say(LeaveRoom{RequestId{13}, ana.room});
        ana.windows[0]->take<Left>();
        ben.windows[0]->say(GetMembers{RequestId{14}, ben.room, {}});
        QCOMPARE(ben.windows[0]->take<Members>().members.size(), 1);
        ana.windows[2]->forget();
        ben.windows[0]->post(ben.room, u"alone"_s, u"alone"_s);
        ben.windows[0]->take<Posted>();
        ana.windows[2]->say(Ping{RequestId{15}});
        ana.windows[2]->take<Pong>();
        QCOMPARE(ana.windows[2]->count<RoomEvent>(), 0);
    }

    void attack25TwoResumesAtOnce()
    {
        QString token;
        UserId id;
        {
            const auto ana = enter(u"Ana"_s, 1);
            token = ana.token;
            id = ana.id;
        }
        // Nobody of the server's memory: both have to be looked up.
        QVERIFY(m_rig->start());
        std::vector<std::unique_ptr<WireClient>> windows;
        for (int i = 0; i < 10; ++i) {
            windows.push_back(std::make_unique<WireClient>(m_rig->port()));
            windows.back()->say(Hello{RequestId{1}, 1, {}, {}});
        }
        for (const auto &window : windows)
            window->say(ResumeSession{RequestId{2}, token});
        for (const auto &window : windows)
            QCOMPARE(window->take<LoggedIn>().user.id, id);
        QCOMPARE(windows.front()->join(u"Lobby"_s).room.memberCount, 1);
        QCOMPARE(m_rig->figure("people"_ba), 1);
    }

    void attack25AResumeAndALogoutAtOnce()
    {
        for (int n = 0; n < 10; ++n) {
            const auto ana = enter(u"Ana %1"_s.arg(n), 1);
            WireClient other(m_rig->port());
            other.say(Hello{RequestId{1}, 1, {}, {}});
            other.take<Welcome>();
            ana.windows[0]->say(LogOut{RequestId{9}});
            other.say(ResumeSession{RequestId{2}, ana.token});
            ana.windows[0]->take<LoggedOut>();
            other.take<ErrorMessage>();
            // Whichever came first: it is over.
            other.say(GetHistory{RequestId{5}, ana.room, {}, {}, {}});
            QVERIFY(other.take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
        }
    }

    void attack25OneNameAtOnceIsOnePersons()
    {
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<WireClient>(m_rig->port()));
            clients.back()->say(Hello{RequestId{1}, 1, {}, {}});
            clients.back()->take<Welcome>();
        }
        // Look-alikes are the same name.
        for (size_t i = 0; i < clients.size(); ++i)
            clients[i]->say(LogInAsGuest{RequestId{2}, i % 2 == 0 ? u"Ana"_s : u"\u0410n\u0430"_s});
        const auto answered = [&] {
            qsizetype in = 0;
            qsizetype out = 0;
            for (const auto &client : clients) {
                in += client->count<LoggedIn>();
                out += client->count<ErrorMessage>();
            }
            return std::pair(in, out);
        };
        QVERIFY(WireClient::waitFor([&] { return answered().first + answered().second == 10; }));
        QCOMPARE(answered(), std::pair(qsizetype(1), qsizetype(9)));
    }
};

QTEST_GUILESS_MAIN(RaceAttacks)
#include "tst_races.moc"
