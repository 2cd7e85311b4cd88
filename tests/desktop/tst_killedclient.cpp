// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeworld.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class KilledClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSentGoesOutAfterTheNextStart_data()
    {
        QTest::addColumn<bool>("isStored");
        QTest::newRow("the server never got it") << false;
        QTest::newRow("the server has it, and the answer came to nobody") << true;
    }

    void whatWasSentGoesOutAfterTheNextStart()
    {
        QFETCH(bool, isStored);
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 2);
        // Answers nobody who posts, so that the message can only be in the outbox.
        server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (post && isStored) {
                server.post(u"lobby"_s, FakeServer::person(u"Me"_s), post->text,
                            FakeServer::FanOut::No);
                server.room(u"lobby"_s).events.back().clientId = post->clientId;
            }
            return post != nullptr;
        };
        QTemporaryDir folder;
        QProcess program;
        program.start(QStringLiteral(HOBNOB_KILLED_CLIENT),
                      {QString::number(server.address().socketUrl().port()), folder.path()});
        QByteArray said;
        connect(&program, &QProcess::readyReadStandardOutput, this,
                [&] { said += program.readAllStandardOutput(); });
        QTRY_COMPARE(said, "in\n");
        program.write("one\ntwo\nthree\n");
        QTRY_COMPARE(said, "in\nsent\nsent\nsent\n");
        if (isStored)
            QTRY_VERIFY(!server.received<protocol::PostMessage>().isEmpty());
        program.kill();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);

        const auto tries = server.received<protocol::PostMessage>();
        server.intercept = {};
        Profile profile(folder.path());
        ChatClient client(&profile, FakeServer::quickTiming());
        QVERIFY(client.open(server.address(), u"Me"_s));
        QCOMPARE(client.outbox().messages(lobby).size(), 3);
        const auto first = client.outbox().messages(lobby).first();
        QCOMPARE(first.text, u"one"_s);
        client.connectTo(server.address(), u"Me"_s);
        QTRY_COMPARE(client.outbox().unsentCount(), 0);
        QTRY_VERIFY(client.outbox().messages(lobby).isEmpty());

        QStringList texts;
        const auto &events = server.room(u"lobby"_s).events;
        for (const auto &event : events)
            texts.append(event.text);
        QCOMPARE(texts,
                 QStringList({u"message 1"_s, u"message 2"_s, u"one"_s, u"two"_s, u"three"_s}));
        QCOMPARE(events[2].clientId, first.clientId);
        if (!tries.isEmpty())
            QCOMPARE(tries.first().clientId, first.clientId);
    }
};

QTEST_GUILESS_MAIN(KilledClientTest)
#include "tst_killedclient.moc"
