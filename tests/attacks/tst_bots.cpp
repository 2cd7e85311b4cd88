// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/listener.h"
#include "tests/support/serverprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using hobnob::server::test::Listener;
using hobnob::server::test::ServerProgram;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;

/// Attacks by the token of a bot, on the server as it is installed: after it was revoked (4), on
/// rooms that it is not for (5, 7, 10), and for power that no bot has (9).
class BotAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_program;

    QJsonObject run(const QString &words) const
    {
        const auto ended = m_program->run(words.split(u' ') + QStringList{u"--json"_s});
        return QJsonDocument::fromJson(ended.output.toUtf8()).object();
    }
    QString tokenOf(const QString &words) const { return run(words)[u"token"_s].toString(); }

    std::unique_ptr<Listener> enter(const QString &name)
    {
        return std::make_unique<Listener>(m_program->port(), name);
    }
    std::unique_ptr<Listener> arrive(const QString &token)
    {
        return std::make_unique<Listener>(m_program->port(), Listener::Token{token});
    }

    /// Everything that a client can ask with a room in it.
    template <typename Visitor>
    static void everyRequest(const RoomId &room, const UserId &user, Visitor visit)
    {
        ChangeRoom change{{}, room};
        change.name = u"Mine"_s;
        visit(change);
        visit(DeleteRoom{{}, room});
        visit(GetRoom{{}, room});
        visit(AddPeople{{}, room, {user}});
        visit(SetRole{{}, room, user, Role::Owner});
        visit(Moderate{{}, room, user, ModerationAct::Kick, {}, {}});
        visit(GetSanctions{{}, room});
        visit(ReportEvent{{}, room, Seq{1}, u"x"_s});
        visit(GetAudit{{}, {}, room});
        visit(SetPicture{{}, room, {}});
        visit(JoinRoom{{}, room, {}});
        visit(JoinRoom{{}, room, Seq{0}});
        visit(LeaveRoom{{}, room});
        visit(PostMessage{{}, room, ClientId(u"c"_s), u"x"_s});
        visit(GetHistory{{}, room, {}, {}, {}});
        visit(GetHistory{{}, room, Seq{2}, Seq{1}, {}});
        visit(GetMembers{{}, room, {}, {}});
        visit(GetMembers{{}, room, {}, u"a"_s});
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program =
            std::make_unique<ServerProgram>(m_folder->path(), m_folder->filePath(u"data"_s));
        m_program->start({u"--rate-limits"_s, u"off"_s});
    }
    void cleanup()
    {
        m_program->stop();
        m_program.reset();
    }

    void attack04ARevokedTokenOpensNothing()
    {
        const auto ana = enter(u"Ana"_s);
        const RoomId room = ana->make(u"Lobby"_s, RoomKind::Public);
        const QString first = tokenOf(u"bot add Build"_s);
        const auto second = run(u"bot token Build"_s);
        const auto one = arrive(first);
        const auto window = arrive(first);
        const auto two = arrive(second[u"token"_s].toString());
        for (Listener *bot : {one.get(), window.get(), two.get()})
            QCOMPARE(bot->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        run(u"bot revoke Build --token "_s + second[u"key"_s].toString());
        QVERIFY(two->wire().take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
        two->forget();
        QCOMPARE(ana->post(room, u"Between us"_s), u"ok"_s);
        two->settle();
        QVERIFY(!two->heardOf(u"Between us"_s));
        QCOMPARE(two->post(room, u"x"_s), u"not-logged-in"_s);
        // By its other token it is there.
        one->settle();
        QVERIFY(one->heardOf(u"Between us"_s));
        QCOMPARE(one->post(room, u"Still here"_s), u"ok"_s);
        run(u"bot revoke Build"_s);
        for (Listener *bot : {one.get(), window.get()}) {
            QVERIFY(bot->wire().take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
            QCOMPARE(bot->post(room, u"x"_s), u"not-logged-in"_s);
        }
        for (const QString &token : {first, second[u"token"_s].toString()}) {
            WireClient later(m_program->port());
            later.say(Hello{RequestId{1}, 1, {}, {}});
            later.say(ResumeSession{RequestId{2}, token});
            QVERIFY(later.take<ErrorMessage>().code == ErrorCode::TokenUnknown);
        }
    }

    /// For every request, the same bytes as for a room that never was, also of public rooms.
    void attack07AConfinedBotsIdsAreGoodForNothing()
    {
        const auto ana = enter(u"Ana"_s);
        const RoomId own = ana->make(u"Cellar"_s, RoomKind::Private);
        const RoomId garden = ana->make(u"Garden"_s, RoomKind::Public);
        const RoomId attic = ana->make(u"Attic"_s, RoomKind::Private);
        const auto bot = arrive(tokenOf(u"bot add Build --room Cellar"_s));
        QCOMPARE(bot->login().joined, QList{own});
        QCOMPARE(bot->login().rooms.size(), 1);
        QStringList expected;
        everyRequest(RoomId(u"neverwasthisroom"_s), ana->id(),
                     [&](const auto &request) { expected.append(bot->answer(request)); });
        for (const QString &frame : std::as_const(expected))
            QVERIFY2(frame.contains(u"\"error\""_s), qPrintable(frame));
        for (const RoomId &room : {garden, attic}) {
            // Nobody can bring it in either.
            QCOMPARE(ana->attempt(AddPeople{{}, room, {bot->id()}}), u"ok"_s);
            QStringList frames;
            everyRequest(room, ana->id(),
                         [&](const auto &request) { frames.append(bot->answer(request)); });
            QCOMPARE(frames, expected);
        }
        QCOMPARE(bot->attempt(JoinNamedRoom{{}, u"Garden"_s}), u"room-unknown"_s);
        QCOMPARE(bot->answer(JoinNamedRoom{{}, u"Garden"_s}),
                 bot->answer(JoinNamedRoom{{}, u"Neverwas"_s}));
        QCOMPARE(bot->post(own, u"Here I may"_s), u"ok"_s);
    }

    /// It listens to everything while everything happens elsewhere.
    void attack10AConfinedBotHearsNothingElse()
    {
        const auto ana = enter(u"Ana"_s);
        const auto ben = enter(u"Ben"_s);
        const RoomId own = ana->make(u"Cellar"_s, RoomKind::Public);
        const auto bot = arrive(tokenOf(u"bot add Build --room Cellar"_s));
        const RoomId garden = ana->make(u"Hushhush"_s, RoomKind::Public);
        QCOMPARE(ben->attempt(JoinRoom{{}, garden, {}}), u"ok"_s);
        ana->wire().say(SetTyping{garden, true});
        QCOMPARE(ana->post(garden, u"Hushhush, @Build"_s), u"ok"_s);
        ChangeRoom change{{}, garden};
        change.topic = u"Hushhush"_s;
        QCOMPARE(ana->attempt(change), u"ok"_s);
        QCOMPARE(ana->attempt(AddPeople{{}, garden, {bot->id()}}), u"ok"_s);
        QCOMPARE(ana->attempt(OpenDirect{{}, {bot->id()}}), u"not-allowed"_s);
        QCOMPARE(ben->attempt(SetProfile{{}, {}, u"Hushhush"_s, {}}), u"ok"_s);
        run(u"announce Hushhush"_s);
        const auto again = arrive(tokenOf(u"bot token Build"_s));
        change.kind = RoomKind::Private;
        QCOMPARE(ana->attempt(change), u"ok"_s);
        QCOMPARE(ana->attempt(DeleteRoom{{}, garden}), u"ok"_s);
        // It is not deaf.
        QCOMPARE(ana->post(own, u"Hello"_s), u"ok"_s);
        for (Listener *window : {bot.get(), again.get()}) {
            window->answer(FindPeople{{}, u"e"_s});
            window->settle();
            QVERIFY(window->heardOf(u"Hello"_s));
            for (const QString &word : {u"Hushhush"_s, garden.value(), ben->id().value()})
                QVERIFY2(!window->heardOf(word), qPrintable(window->frames().join(u'\n')));
        }
    }

    void attack09ABotIsNeverMoreThanAMember()
    {
        const auto ana = enter(u"Ana"_s);
        const RoomId room = ana->make(u"Lobby"_s, RoomKind::Public);
        const auto bot = arrive(tokenOf(u"bot add Build"_s));
        QCOMPARE(bot->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        for (const Role role : {Role::Owner, Role::Moderator}) {
            QCOMPARE(ana->attempt(SetRole{{}, room, bot->id(), role}), u"not-allowed"_s);
            QCOMPARE(bot->attempt(SetRole{{}, room, bot->id(), role}), u"not-allowed"_s);
        }
        QCOMPARE(bot->moderate(room, ana->id(), ModerationAct::Kick), u"not-allowed"_s);
        QCOMPARE(bot->attempt(CreateRoom{{}, u"Mine"_s}), u"not-allowed"_s);
        QCOMPARE(bot->attempt(SetProfile{{}, u"Ana"_s, {}, {}}), u"not-allowed"_s);
        QCOMPARE(bot->attempt(ChangePassword{{}, {}, u"a quiet sentence"_s}), u"not-allowed"_s);
        QCOMPARE(bot->attempt(EndSession{}), u"not-allowed"_s);
        QCOMPARE(bot->attempt(Register{{}, u"Ana2"_s, u"a quiet sentence"_s, {}}),
                 u"already-logged-in"_s);
        QCOMPARE(bot->attempt(DeleteAccount{}), u"not-allowed"_s);
        QVERIFY(run(u"user role Build administrator"_s).isEmpty());
        QVERIFY(run(u"user reset-link Build"_s).isEmpty());
        // The last person goes; it does not become the owner.
        QCOMPARE(ana->attempt(LeaveRoom{{}, room}), u"ok"_s);
        QCOMPARE(bot->attempt(DeleteRoom{{}, room}), u"not-allowed"_s);
        // Its words are marked, whatever it says.
        bot->wire().sendRaw(
            uR"({"type":"postMessage","id":9,"room":"%1","clientId":"z","text":"I am Ana","bot":false,"author":{"id":"%2","name":"Ana"}})"_s
                .arg(room.value(), ana->id().value()));
        QVERIFY(bot->wire().take<Posted>().id == RequestId{9});
        QCOMPARE(ana->attempt(JoinRoom{{}, room, {}}), u"ok"_s);
        ana->wire().say(GetHistory{RequestId{5}, room, {}, {}, {}});
        const auto last = ana->wire().take<History>().events.last();
        QCOMPARE(last.author.name, u"Build"_s);
        QCOMPARE(last.bot, std::optional(true));
    }
};

QTEST_GUILESS_MAIN(BotAttacks)
#include "tst_bots.moc"
