// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/roomsrig.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using protocol::RoomKind;
using Someone = RoomsRig::Someone;

class IncomingHooksTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomsRig> m_rig;
    Someone m_ana;
    RoomId m_lobby;

    Result<QJsonObject> ask(const QString &command, const QJsonObject &arguments)
    {
        std::optional<Result<QJsonObject>> result;
        m_rig->rig->chat.administration().run(command, arguments,
                                              [&](const auto &answer) { result = answer; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 3000))
            return Error{ErrorCode::Internal, u"no answer"_s};
        return *result;
    }
    QJsonObject run(const QString &command, const QJsonObject &arguments)
    {
        const auto result = ask(command, arguments);
        return result ? *result
                      : QJsonObject{{u"error"_s, errorName(result.error().code).toString()}};
    }
    /// A hook of this name in the lobby; its secret.
    QString hook(const QString &name = u"Build"_s)
    {
        return run(u"hook.addIncoming"_s,
                   {{u"room"_s, m_lobby.value()}, {u"name"_s, name}})[u"secret"_s]
            .toString();
    }
    Result<IncomingHooks::Placed> send(const QString &secret, const QByteArray &json,
                                       const QString &address = {})
    {
        std::optional<Result<IncomingHooks::Placed>> placed;
        m_rig->rig->chat.incomingHooks().receive(secret, address, json,
                                                 [&](const auto &answer) { placed = answer; });
        if (!QTest::qWaitFor([&] { return placed.has_value(); }, 3000))
            return Error{ErrorCode::Internal, u"no answer"_s};
        return *placed;
    }
    QString outcome(const QString &secret, const QByteArray &json)
    {
        const auto placed = send(secret, json);
        return placed ? u"ok"_s : errorName(placed.error().code).toString();
    }
    QString outcomeAs(const QString &username)
    {
        return outcome(m_secret, "{\"text\": \"x\", \"username\": \"" + username.toUtf8() + "\"}");
    }
    QList<protocol::Event> said()
    {
        QList<protocol::Event> events;
        const auto history =
            m_rig->get<protocol::History>(m_ana, protocol::GetHistory{{}, m_lobby, {}, {}, {}});
        for (const auto &event : history.events) {
            if (!event.notice)
                events.append(event);
        }
        return events;
    }

    QString m_secret;

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<RoomsRig>();
        m_ana = m_rig->account(u"Ana"_s);
        m_lobby = m_rig->lobby(m_ana, {});
        m_secret = hook();
        QCOMPARE(m_secret.size(), limits::tokenCharacters);
        m_rig->forget(m_ana);
    }

    void whoKnowsTheSecretWritesAsItsBot()
    {
        const auto placed = send(m_secret, R"({"text": "It is done.\n"})");
        QVERIFY(placed.ok());
        // As everybody in the room hears it, and finds it later.
        const auto told = m_rig->take<protocol::RoomEvent>(m_ana);
        QCOMPARE(told.room, m_lobby);
        QCOMPARE(told.event.seq, placed->seq);
        QCOMPARE(told.event.clientId, placed->id);
        QCOMPARE(told.event.author.name, u"Build"_s);
        QCOMPARE(told.event.text, u"It is done."_s);
        QVERIFY(told.event.bot.value_or(false));
        QCOMPARE(said().last().seq, placed->seq);
    }

    void aRetryIsKnownByItsId()
    {
        const auto first = send(m_secret, R"({"text": "once", "id": "build-7"})");
        const auto second = send(m_secret, R"({"text": "once", "id": "build-7"})");
        QVERIFY(first && second);
        QCOMPARE(first->id, ClientId(u"build-7"_s));
        QCOMPARE(second->seq, first->seq);
        QCOMPARE(said().size(), 1);
    }

    void anotherNameIsShown()
    {
        QCOMPARE(outcomeAs(u"Nightly build"_s), u"ok"_s);
        const auto event = said().last();
        QCOMPARE(event.author.name, u"Nightly build"_s);
        QVERIFY(event.bot.value_or(false));
        // The person behind it is the same.
        QCOMPARE(outcome(m_secret, R"({"text": "y"})"), u"ok"_s);
        QCOMPARE(said().last().author.id, event.author.id);
    }

    void aNameThatIsSomebodysIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("an account's") << u"Ben"_s << u"name-taken"_s;
        QTest::newRow("an account's, otherwise written") << u"bEN"_s << u"name-taken"_s;
        QTest::newRow("one that looks like an account's") << u"B\u0435n"_s << u"name-taken"_s;
        QTest::newRow("one that looks like it as it is written") << u"Pau1"_s << u"name-taken"_s;
        QTest::newRow("a guest's who is here") << u"Gustav"_s << u"name-taken"_s;
        QTest::newRow("one that looks like a guest's") << u"Gu\u0455tav"_s << u"name-taken"_s;
        QTest::newRow("another bot's") << u"Deploy"_s << u"name-taken"_s;
        QTest::newRow("the server's") << u"Test server"_s << u"name-taken"_s;
        QTest::newRow("that of notices") << u"System"_s << u"name-taken"_s;
        QTest::newRow("one that looks like it") << u"\u0405ystem"_s << u"name-taken"_s;
        QTest::newRow("its bot's") << u"Build"_s << u"ok"_s;
        QTest::newRow("its bot's, otherwise written") << u"BUILD"_s << u"ok"_s;
        QTest::newRow("nobody's") << u"Nightly"_s << u"ok"_s;
    }

    void aNameThatIsSomebodysIsRefused()
    {
        QFETCH(QString, name);
        m_rig->account(u"Ben"_s);
        m_rig->account(u"Paul"_s);
        m_rig->guest(u"Gustav"_s);
        hook(u"Deploy"_s);
        const auto before = said().size();
        QTEST(outcomeAs(name), "outcome");
        QCOMPARE(said().size() > before, outcomeAs(name) == u"ok"_s);
    }

    void aNameBecomesFreeWithItsGuest()
    {
        const Someone guest = m_rig->guest(u"Gustav"_s);
        QCOMPARE(outcomeAs(u"Gustav"_s), u"name-taken"_s);
        m_rig->logOut(guest);
        QCOMPARE(outcomeAs(u"Gustav"_s), u"ok"_s);
    }

    void nobodyCanBeCalledLikeAHook()
    {
        const auto window = m_rig->rig->greeted();
        m_rig->rig->say(window, protocol::LogInAsGuest{RequestId{2}, u"Bui1d"_s});
        QCOMPARE(m_rig->rig->take<protocol::Error>(window).code, ErrorCode::NameTaken);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("no JSON") << "text=x"_ba << u"not-json"_s;
        QTest::newRow("no text") << "{}"_ba << u"missing-field"_s;
        QTest::newRow("an empty text") << QByteArray("{\"text\": \" \\n\"}") << u"message-empty"_s;
        QTest::newRow("too long") << "{\"text\": \"" +
                                         QByteArray(limits::messageCharacters + 1, 'x') + "\"}"
                                  << u"message-too-long"_s;
        QTest::newRow("a control character")
            << QByteArray("{\"text\": \"a\\u0007\"}") << u"message-invalid"_s;
        QTest::newRow("a name of nothing")
            << QByteArray("{\"text\": \"a\", \"username\": \"\"}") << u"name-empty"_s;
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QTEST(outcome(m_secret, json), "outcome");
        QVERIFY(said().isEmpty());
    }

    void withoutTheSecretThereIsNoHook_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::newRow("nothing") << QString();
        QTest::newRow("a guess") << randomToken();
        QTest::newRow("something else") << u"../x"_s;
    }

    void withoutTheSecretThereIsNoHook()
    {
        QFETCH(QString, secret);
        // Whatever is sent: nothing is said of it.
        QCOMPARE(outcome(secret, R"({"text": "x"})"), u"token-unknown"_s);
        QCOMPARE(outcome(secret, "no JSON"), u"token-unknown"_s);
        QCOMPARE(outcome(m_secret.toUpper(), R"({"text": "x"})"), u"token-unknown"_s);
        QCOMPARE(outcome(m_secret.chopped(1), R"({"text": "x"})"), u"token-unknown"_s);
    }

    void theRoomsRulesAreTheHooksToo()
    {
        const QJsonObject room{{u"room"_s, m_lobby.value()}};
        run(u"room.archive"_s, room);
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"room-archived"_s);
        const QString id = run(u"hook.list"_s, {})[u"hooks"_s].toArray()[0][u"id"_s].toString();
        QCOMPARE(run(u"hook.test"_s, {{u"hook"_s, id}})[u"arrived"_s].toBool(true), false);
        QCOMPARE(run(u"hook.show"_s, {{u"hook"_s, id}})[u"hook"_s][u"state"_s].toString(),
                 u"refused"_s);
        run(u"room.unarchive"_s, room);
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"ok"_s);
        QCOMPARE(run(u"hook.test"_s, {{u"hook"_s, id}})[u"arrived"_s].toBool(false), true);

        Someone bot;
        bot.user = said().last().author;
        QCOMPARE(m_rig->moderate(m_ana, m_lobby, bot, protocol::ModerationAct::Mute), u"ok"_s);
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"muted"_s);
        QCOMPARE(m_rig->moderate(m_ana, m_lobby, bot, protocol::ModerationAct::Unmute), u"ok"_s);
        QCOMPARE(m_rig->moderate(m_ana, m_lobby, bot, protocol::ModerationAct::Ban), u"ok"_s);
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"not-member"_s);
    }

    void slowModeIsForHooksToo()
    {
        protocol::ChangeRoom change{.room = m_lobby};
        change.rules = protocol::RoomRules{.slowMode = 60};
        QCOMPARE(m_rig->attempt(m_ana, change), u"ok"_s);
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"ok"_s);
        const auto refused = send(m_secret, R"({"text": "y"})");
        QCOMPARE(refused.error().code, ErrorCode::SlowMode);
        QVERIFY(refused.error().retryAfter);
        m_rig->letPass(std::chrono::seconds(60));
        QCOMPARE(outcome(m_secret, R"({"text": "y"})"), u"ok"_s);
    }

    void itGoesWithItsRoom()
    {
        run(u"room.delete"_s, {{u"room"_s, m_lobby.value()}});
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"token-unknown"_s);
        QVERIFY(run(u"hook.list"_s, {})[u"hooks"_s].toArray().isEmpty());
        m_rig->restart();
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"token-unknown"_s);
    }

    void itGoesWithItsBot()
    {
        run(u"bot.remove"_s, {{u"name"_s, u"build"_s}});
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"token-unknown"_s);
        m_rig->restart();
        QVERIFY(run(u"hook.list"_s, {})[u"hooks"_s].toArray().isEmpty());
    }

    void itIsThereAfterARestart()
    {
        m_rig->restart();
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"ok"_s);
        const QJsonValue shown = run(u"hook.list"_s, {})[u"hooks"_s].toArray()[0];
        QCOMPARE(shown[u"bot"_s][u"name"_s].toString(), u"Build"_s);
        QVERIFY(!QString::fromUtf8(QJsonDocument(shown.toObject()).toJson()).contains(m_secret));
    }

    void whatIsRemovedTakesItsOwnBotAlong()
    {
        const QString id = run(u"hook.list"_s, {})[u"hooks"_s].toArray()[0][u"id"_s].toString();
        QVERIFY(!run(u"hook.remove"_s, {{u"hook"_s, id}}).contains(u"error"_s));
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"token-unknown"_s);
        QVERIFY(run(u"bot.list"_s, {})[u"bots"_s].toArray().isEmpty());
        // The name is free again.
        QVERIFY(!hook().isEmpty());
    }

    void aBotThatIsThereAnywayStays()
    {
        run(u"bot.add"_s, {{u"name"_s, u"Helper"_s}, {u"rooms"_s, QJsonArray{m_lobby.value()}}});
        const auto made =
            run(u"hook.addIncoming"_s, {{u"room"_s, m_lobby.value()}, {u"bot"_s, u"helper"_s}});
        QCOMPARE(outcome(made[u"secret"_s].toString(), R"({"text": "x"})"), u"ok"_s);
        QCOMPARE(said().last().author.name, u"Helper"_s);
        run(u"hook.remove"_s, {{u"hook"_s, made[u"id"_s]}});
        QCOMPARE(run(u"bot.list"_s, {})[u"bots"_s].toArray().size(), 2);
    }

    void whereItCannotBe()
    {
        const auto refused = [&](const QJsonObject &arguments) {
            return run(u"hook.addIncoming"_s, arguments)[u"error"_s].toString();
        };
        const QString room = m_lobby.value();
        QCOMPARE(refused({{u"room"_s, u"nowhere"_s}, {u"name"_s, u"X"_s}}), u"room-unknown"_s);
        QCOMPARE(refused({{u"room"_s, room}, {u"name"_s, u"Ana"_s}}), u"name-taken"_s);
        QCOMPARE(refused({{u"room"_s, room}, {u"name"_s, u"build"_s}}), u"name-taken"_s);
        QCOMPARE(refused({{u"room"_s, room}}), u"name-empty"_s);
        QCOMPARE(refused({{u"room"_s, room}, {u"bot"_s, u"ana"_s}}), u"person-unknown"_s);
        run(u"bot.add"_s, {{u"name"_s, u"Stranger"_s}});
        QCOMPARE(refused({{u"room"_s, room}, {u"bot"_s, u"stranger"_s}}), u"not-member"_s);
        run(u"room.archive"_s, {{u"room"_s, room}});
        QCOMPARE(refused({{u"room"_s, room}, {u"name"_s, u"Late"_s}}), u"room-archived"_s);

        const Someone ben = m_rig->account(u"Ben"_s);
        const auto direct =
            m_rig->get<protocol::Joined>(m_ana, protocol::OpenDirect{{}, {ben.user.id}}).room.id;
        QCOMPARE(refused({{u"room"_s, direct.value()}, {u"name"_s, u"Ear"_s}}), u"not-allowed"_s);
        QCOMPARE(run(u"hook.addOutgoing"_s,
                     {{u"room"_s, direct.value()}, {u"url"_s, u"https://a.example"_s}})[u"error"_s]
                     .toString(),
                 u"not-allowed"_s);
    }

    void whatAnOperatorDoesIsNoted()
    {
        run(u"hook.addOutgoing"_s,
            {{u"room"_s, m_lobby.value()}, {u"url"_s, u"https://a.example/secret"_s}});
        for (const auto hook : run(u"hook.list"_s, {})[u"hooks"_s].toArray())
            run(u"hook.remove"_s, {{u"hook"_s, hook[u"id"_s]}});
        QStringList lines;
        for (const auto entry : run(u"audit"_s, {})[u"audit"_s].toArray()) {
            if (entry[u"action"_s].toString().startsWith(u"hook"_s))
                lines.prepend(entry[u"action"_s].toString() + u' ' +
                              entry[u"details"_s].toString());
        }
        QCOMPARE(lines, (QStringList{u"hook-added in"_s, u"hook-added a.example"_s,
                                     u"hook-removed in"_s, u"hook-removed a.example"_s}));
    }

    /// By themselves: a rig whose rates are those of a server.
    void whoSendsTooOftenWaits()
    {
        const auto store = std::make_shared<MemoryStore>();
        m_rig.reset();
        ChatRig rig(ChatRig::quick(), Rates::standard(), ChatRig::quickRules(), store);
        const auto rate = limits::rateLimit(limits::RequestKind::Hooking);
        int refused = 0;
        std::optional<Error> last;
        for (int i = 0; i < rate.address.burst + 5; ++i) {
            rig.chat.incomingHooks().receive(randomToken(), u"192.0.2.1"_s, "{}",
                                             [&](const auto &placed) { last = placed.error(); });
            refused += last->code == ErrorCode::RateLimited ? 1 : 0;
        }
        // Those that came back meanwhile are fewer than these.
        QVERIFY(refused >= 1 && refused <= 5);
        QVERIFY(last->retryAfter && last->retryAfter->count() > 0);
        QCOMPARE(rig.chat.statistics().requestsRefused, refused);
        rig.chat.incomingHooks().receive(randomToken(), u"192.0.2.2"_s, "{}",
                                         [&](const auto &placed) { last = placed.error(); });
        QCOMPARE(last->code, ErrorCode::TokenUnknown);
    }

    void nothingComesInWhileTheServerEnds()
    {
        m_rig->rig->chat.refuseRequests();
        QCOMPARE(outcome(m_secret, R"({"text": "x"})"), u"shutting-down"_s);
    }
};

QTEST_GUILESS_MAIN(IncomingHooksTest)
#include "tst_incominghooks.moc"
