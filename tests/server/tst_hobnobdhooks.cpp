// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/hookreceiver.h"
#include "tests/support/serverprogram.h"
#include "tests/support/wireclient.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using hobnob::server::test::HookReceiver;
using hobnob::server::test::ServerProgram;
using hobnob::server::test::WireClient;

/// Webhooks as an operator, a sender and a receiver see them, by the program as it is installed.
class HobnobdHooksTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_program;
    HookReceiver m_receiver;

    static QStringList allowing() { return {u"--hooks-allow-private"_s, u"127.0.0.1"_s}; }

    /// The event loop goes on meanwhile: the receiver lives in it.
    QString say(const QStringList &words, int exitCode = 0) const
    {
        QProcess process;
        QSignalSpy finished(&process, &QProcess::finished);
        m_program->spawn(process, words);
        if (!finished.wait(20000) || process.exitCode() != exitCode)
            return u"failed: "_s + QString::fromUtf8(process.readAllStandardError());
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    QJsonObject ask(const QStringList &words, int exitCode = 0) const
    {
        return QJsonDocument::fromJson(say(words + QStringList{u"--json"_s}, exitCode).toUtf8())
            .object();
    }
    QJsonObject hook() const
    {
        return ask({u"hook"_s, u"list"_s})[u"hooks"_s].toArray().at(0).toObject();
    }
    QByteArray send(const QString &url, const QByteArray &json) const
    {
        QNetworkAccessManager manager;
        QNetworkRequest request{QUrl(url)};
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(manager.post(request, json));
        QSignalSpy(reply.get(), &QNetworkReply::finished).wait();
        return reply->readAll().trimmed();
    }
    /// Somebody in the lab.
    RoomId enter(WireClient &client, const QString &name) const
    {
        client.say(Hello{RequestId{1}, 1, u"test"_s, {}});
        client.say(LogInAsGuest{RequestId{2}, name});
        client.say(JoinNamedRoom{RequestId{3}, u"Lab"_s});
        return client.take<Joined>().room.id;
    }
    static void post(WireClient &client, const RoomId &room, const QString &text)
    {
        client.say(PostMessage{RequestId{4}, room, ClientId(randomId()), text});
        QVERIFY(number(client.take<Posted>().seq) > 0);
    }
    /// What the example of this language in docs/HOOKS.md says of a request.
    static QString judged(const QString &language, const QString &key,
                          const HookReceiver::Request &request)
    {
        QFile document(QStringLiteral(HOBNOB_TEST_DATA "/../../docs/HOOKS.md"));
        if (!document.open(QIODevice::ReadOnly))
            return u"no document"_s;
        const QString text = QString::fromUtf8(document.readAll());
        QString code = text.section(u"```"_s + language + u'\n', 1).section(u"```"_s, 0, 0);
        const bool isPython = language == u"python"_s;
        code += isPython ? u"\nimport sys\nprint(is_genuine(sys.argv[1], sys.argv[2], "
                           "sys.stdin.buffer.read()))\n"_s
                         : u"\nconsole.log(isGenuine(process.argv[1], process.argv[2], "
                           "require('node:fs').readFileSync(0)));\n"_s;
        QProcess process;
        process.start(isPython ? u"python3"_s : u"node"_s,
                      {isPython ? u"-c"_s : u"-e"_s, code, key,
                       QString::fromUtf8(request.headers.value("hobnob-signature"))});
        process.write(request.body);
        process.closeWriteChannel();
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError())
            .trimmed()
            .toLower();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program =
            std::make_unique<ServerProgram>(m_folder->path(), m_folder->filePath(u"data"_s));
        QVERIFY(m_receiver.isListening() || m_receiver.listenTo());
        m_receiver.requests.clear();
        m_receiver.answer = HookReceiver::status(200);
        QVERIFY(ask({u"room"_s, u"create"_s, u"Lab"_s}).contains(u"id"_s));
    }
    void cleanup() { m_program.reset(); }

    void aProgramWritesInARoom()
    {
        m_program->start();
        const QString url =
            say({u"hook"_s, u"add-incoming"_s, u"Lab"_s, u"--name"_s, u"Build"_s}).trimmed();
        QVERIFY2(url.startsWith(u"http://127.0.0.1:%1/hooks/"_s.arg(m_program->port())),
                 qPrintable(url));
        WireClient ana(m_program->port());
        enter(ana, u"Ana"_s);
        const auto answer = QJsonDocument::fromJson(
            send(url, R"({"text": "Build 7 is green.", "username": "Nightly"})"));
        QVERIFY(answer[u"ok"_s].toBool());
        const auto told = ana.take<RoomEvent>().event;
        QCOMPARE(told.text, u"Build 7 is green."_s);
        QCOMPARE(told.author.name, u"Nightly"_s);
        QVERIFY(told.bot.value_or(false));
        QCOMPARE(answer[u"seq"_s].toInteger(), number(told.seq));
        QCOMPARE(answer[u"id"_s].toString(), told.clientId.value());

        QVERIFY(send(url, R"({"text": "x", "username": "Ana"})").contains("\"name-taken\""));
        QVERIFY(send(url + u'0', R"({"text": "x"})").contains("\"token-unknown\""));
        // It is there after a restart, and nobody is told its secret again.
        m_program->stop();
        m_program->start();
        const QString path = url.section(u'/', 3);
        const QString later = u"http://127.0.0.1:%1/%2"_s.arg(m_program->port()).arg(path);
        QVERIFY(send(later, R"({"text": "again"})").contains("\"ok\":true"));
        const QString shown = say({u"hook"_s, u"list"_s, u"--json"_s});
        QVERIFY(!shown.contains(url.section(u'/', -1)));
        const QString id = hook()[u"id"_s].toString();
        QVERIFY(say({u"hook"_s, u"remove"_s, id}, 2).isEmpty());
        QCOMPARE(say({u"hook"_s, u"remove"_s, id, u"--yes"_s}), u"Done.\n"_s);
        QVERIFY(send(later, R"({"text": "more"})").contains("\"token-unknown\""));
    }

    void whatIsSaidIsSentAlsoOverFailuresAndRestarts()
    {
        const QString key =
            say({u"hook"_s, u"add-outgoing"_s, u"Lab"_s, m_receiver.url()}).trimmed();
        QCOMPARE(key.size(), limits::tokenCharacters);
        m_program->start(allowing());
        QString id = hook()[u"id"_s].toString();
        QVERIFY(say({u"hook"_s, u"test"_s, id}).startsWith(u"Arrived"_s));
        QCOMPARE(m_receiver.requests.takeFirst().json()[u"type"_s].toString(), u"test"_s);
        {
            WireClient ana(m_program->port());
            const RoomId lab = enter(ana, u"Ana"_s);
            post(ana, lab, u"one"_s);
            QTRY_COMPARE(m_receiver.texts(), QStringList{u"one"_s});
            const auto request = m_receiver.requests.first();
            QCOMPARE(judged(u"python"_s, key, request), u"true"_s);
            QCOMPARE(judged(u"js"_s, key, request), u"true"_s);
            QCOMPARE(judged(u"python"_s, key + u'0', request), u"false"_s);
            QCOMPARE(judged(u"js"_s, key + u'0', request), u"false"_s);
            auto forged = request;
            forged.body.replace("one", "two");
            QCOMPARE(judged(u"python"_s, key, forged), u"false"_s);
            QCOMPARE(judged(u"js"_s, key, forged), u"false"_s);

            // The receiver is ill, and the server ends meanwhile.
            m_receiver.answer = HookReceiver::status(500);
            post(ana, lab, u"two"_s);
            post(ana, lab, u"three"_s);
            QTRY_COMPARE(m_receiver.texts().last(), u"two"_s);
            QTRY_COMPARE(hook()[u"state"_s].toString(), u"failing"_s);
            QCOMPARE(hook()[u"reason"_s].toString(), u"It answered 500."_s);
        }
        m_program->kill();
        m_receiver.answer = HookReceiver::status(200);
        m_receiver.requests.clear();
        m_program->start(allowing());
        QTRY_COMPARE(m_receiver.texts(), (QStringList{u"two"_s, u"three"_s}));
        QTRY_COMPARE(hook()[u"state"_s].toString(), u"going"_s);
    }

    void aReceiverOnThisMachineHasToBeAllowed()
    {
        say({u"hook"_s, u"add-outgoing"_s, u"Lab"_s, m_receiver.url()});
        m_program->start();
        const auto result = ask({u"hook"_s, u"test"_s, hook()[u"id"_s].toString()}, 1);
        QVERIFY(!result[u"arrived"_s].toBool(true));
        QVERIFY(result[u"reason"_s].toString().contains(u"hooks_allow_private"_s));
        QVERIFY(m_receiver.requests.isEmpty());
    }
};

QTEST_GUILESS_MAIN(HobnobdHooksTest)
#include "tst_hobnobdhooks.moc"
