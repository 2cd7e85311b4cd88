// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/attacks/listener.h"
#include "tests/support/rawrequest.h"
#include "tests/support/serverprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using hobnob::server::test::exchange;
using hobnob::server::test::Listener;
using hobnob::server::test::ServerProgram;

/// Attacks by the address of an incoming hook, on the server as it is installed: bodies without
/// measure (16) or that two readers understand differently (17), secrets by guessing (20), and the
/// names of others (8).
class HookAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_program;
    std::unique_ptr<Listener> m_ana;
    RoomId m_room;
    QByteArray m_path;

    QByteArray head(const QByteArray &path, const QByteArray &more) const
    {
        return "POST " + path +
               " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }
    QByteArray request(const QByteArray &path, const QByteArray &body) const
    {
        return head(path, "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body;
    }
    QByteArray ask(const QByteArray &bytes) const { return exchange(m_program->port(), bytes); }
    /// One request behind the other, and so many answers.
    QByteArray askAll(const QByteArray &requests, int count) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_program->port());
        socket.write(requests);
        QByteArray got;
        const auto isAnswered = [&] {
            got += socket.readAll();
            return got.count("HTTP/1.1 ") >= count;
        };
        return QTest::qWaitFor(isAnswered, 10000) ? got : QByteArray();
    }
    /// Whether nothing with this text came into the room by now.
    bool isUnheard(const QString &text)
    {
        m_ana->settle();
        return !m_ana->heardOf(text);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program =
            std::make_unique<ServerProgram>(m_folder->path(), m_folder->filePath(u"data"_s));
        m_program->start();
        m_ana = std::make_unique<Listener>(m_program->port(), u"Ana"_s);
        m_room = m_ana->make(u"Lab"_s, RoomKind::Public);
        const auto made = m_program->run(
            {u"hook"_s, u"add-incoming"_s, u"Lab"_s, u"--name"_s, u"Build"_s, u"--json"_s});
        const QJsonObject hook = QJsonDocument::fromJson(made.output.toUtf8()).object();
        m_path = QUrl(hook[u"url"_s].toString()).path().toLatin1();
        QVERIFY2(m_path.startsWith("/hooks/"), qPrintable(made.output + made.complaint));
    }
    void cleanup()
    {
        m_ana.reset();
        m_program->stop();
        m_program.reset();
    }

    void attack16BodiesHaveABound_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const QByteArray large(limits::hookBodyBytes + 1, ' ');
        QTest::newRow("announced") << "Content-Length: 999999999999\r\n"_ba
                                   << ""_ba << 413;
        QTest::newRow("one byte too many")
            << "Content-Length: " + QByteArray::number(large.size()) + "\r\n"
            << large << 413;
        QTest::newRow("in pieces of unknown number") << "Transfer-Encoding: chunked\r\n"_ba
                                                     << "5\r\n{\"tex"_ba << 413;
        QTest::newRow("two lengths") << "Content-Length: 2\r\nContent-Length: 20\r\n"_ba
                                     << "{\"text\": \"disputed\"}"_ba << 400;
        QTest::newRow("none") << ""_ba
                              << ""_ba << 400;
    }

    void attack16BodiesHaveABound()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const auto answer = ask(head(m_path, headers) + body);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
        QVERIFY(isUnheard(u"disputed"_s));
        // The hook is none the worse for it.
        QVERIFY(ask(request(m_path, R"({"text": "whole"})")).startsWith("HTTP/1.1 200 "));
        m_ana->settle();
        QVERIFY(m_ana->heardOf(u"whole"_s));
    }

    void attack17HalfABodyIsNoMessage()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_program->port());
        socket.write(request(m_path, R"({"text": "cut"})").chopped(1));
        QVERIFY(socket.waitForBytesWritten());
        socket.disconnectFromHost();
        QVERIFY(socket.state() == QAbstractSocket::UnconnectedState ||
                socket.waitForDisconnected());
        // Nor is what stands behind a body part of it.
        const QByteArray answers = askAll(
            request(m_path, R"({"text": "before"})") + request(m_path, R"({"text": "behind"})"), 2);
        QCOMPARE(answers.count("HTTP/1.1 200 "), 2);
        m_ana->settle();
        QVERIFY(m_ana->heardOf(u"before"_s));
        QVERIFY(m_ana->heardOf(u"behind"_s));
        QVERIFY(!m_ana->heardOf(u"cut"_s));
    }

    void attack20SecretsCannotBeGuessed_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("none") << "/hooks/"_ba;
        QTest::newRow("another") << "/hooks/" + QByteArray(43, 'A');
        QTest::newRow("huge") << "/hooks/" + QByteArray(4000, 'A');
        QTest::newRow("a step up") << "/hooks/../hooks/"_ba;
        QTest::newRow("a pattern") << "/hooks/%25"_ba;
        QTest::newRow("a quote") << "/hooks/'%20or%201=1--"_ba;
    }

    void attack20SecretsCannotBeGuessed()
    {
        QFETCH(QByteArray, path);
        const auto answer = ask(request(path, R"({"text": "guessed"})"));
        QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer.constData());
        QVERIFY(isUnheard(u"guessed"_s));
    }

    void attack20NearlyTheSecretIsNotTheSecret()
    {
        QByteArray changed = m_path;
        changed.back() = changed.back() == 'A' ? 'B' : 'A';
        for (const QByteArray &path : {changed, m_path.chopped(1), m_path + 'A', m_path.toUpper()})
            QVERIFY(ask(request(path, R"({"text": "guessed"})")).startsWith("HTTP/1.1 404 "));
        QVERIFY(isUnheard(u"guessed"_s));
    }

    void attack16AFloodIsHeldBack()
    {
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 60; ++i) {
            const auto answer = ask(request(m_path, R"({"text": "flood"})"));
            taken += answer.startsWith("HTTP/1.1 200 ");
            refused += answer.startsWith("HTTP/1.1 429 ") && answer.contains("\r\nRetry-After: ");
        }
        QCOMPARE(taken + refused, 60);
        QVERIFY2(taken >= 30 && taken < 50, qPrintable(QString::number(taken)));
        // Nobody else has to wait for that.
        QCOMPARE(m_ana->post(m_room, u"Still here"_s), u"ok"_s);
    }

    void attack08NamesOfOthersAreTheirs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a guest who is here") << u"Ana"_s;
        QTest::newRow("written otherwise") << u"ANA"_s;
        QTest::newRow("by another alphabet") << u"\u0410na"_s;
        QTest::newRow("the server") << u"System"_s;
        QTest::newRow("turned round") << u"\u202eanA"_s;
        QTest::newRow("unseen") << u"\u200b"_s;
    }

    void attack08NamesOfOthersAreTheirs()
    {
        QFETCH(QString, name);
        const QJsonObject message{{u"text"_s, u"borrowed"_s}, {u"username"_s, name}};
        const auto answer =
            ask(request(m_path, QJsonDocument(message).toJson(QJsonDocument::Compact)));
        QVERIFY2(answer.startsWith("HTTP/1.1 409 ") || answer.startsWith("HTTP/1.1 400 "),
                 answer.constData());
        QVERIFY(isUnheard(u"borrowed"_s));
    }
};

QTEST_GUILESS_MAIN(HookAttacks)
#include "tst_hooks.moc"
