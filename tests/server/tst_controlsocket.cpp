// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/controlsocket.h"
#include "shared/limits.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

/// The server's end lives in this thread; who asks waits, and so asks from another.
class ControlSocketTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ControlSocket> m_socket;

    std::optional<Result<QJsonObject>> ask(const QString &command,
                                           const QJsonObject &arguments = {}) const
    {
        std::optional<Result<QJsonObject>> answer;
        const std::unique_ptr<QThread> asker(QThread::create(
            [&] { answer = askRunningServer(m_folder->path(), command, arguments); }));
        asker->start();
        [&] { QTRY_VERIFY(asker->isFinished()); }();
        asker->wait();
        return answer;
    }

    QByteArray exchange(const QByteArray &bytes) const
    {
        QLocalSocket socket;
        socket.connectToServer(ControlSocket::pathIn(m_folder->path()));
        socket.write(bytes);
        QByteArray got;
        [&] {
            QTRY_VERIFY((got += socket.readAll()).count('\n') >= qMax(1, bytes.count('\n')) ||
                        socket.state() == QLocalSocket::UnconnectedState);
        }();
        return got;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_socket = std::make_unique<ControlSocket>(
            [this](const QString &command, const QJsonObject &arguments, const auto &answer) {
                if (command == u"say")
                    answer(arguments);
                else if (command == u"later")
                    QTimer::singleShot(1, this, [=] { answer(QJsonObject{{u"at"_s, u"last"_s}}); });
                else
                    answer(Error{ErrorCode::NotAllowed, u"No."_s});
            });
        QVERIFY(m_socket->listen(m_folder->path()).ok());
    }

    void aQuestionIsAnswered()
    {
        const auto answer = ask(u"say"_s, {{u"name"_s, u"Ana 😀"_s}});
        QVERIFY(answer && answer->ok());
        QCOMPARE((**answer)[u"name"_s].toString(), u"Ana 😀"_s);
        const auto later = ask(u"later"_s);
        QVERIFY(later && later->ok());
        QCOMPARE((**later)[u"at"_s].toString(), u"last"_s);
    }

    void aRefusalKeepsItsCodeAndSentence()
    {
        const auto answer = ask(u"unknown"_s);
        QVERIFY(answer && !answer->ok());
        QCOMPARE(answer->error().code, ErrorCode::NotAllowed);
        QCOMPARE(answer->error().sentence, u"No."_s);
    }

    void whereNoServerRunsThereIsNoAnswer()
    {
        m_socket.reset();
        QVERIFY(!ask(u"say"_s));
    }

    void onlyTheOwnerCanOpenIt()
    {
        const QFileInfo file(ControlSocket::pathIn(m_folder->path()));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(file.permissions() & others, QFile::Permissions());
    }

    void whatACrashLeftIsNoHindrance()
    {
        ControlSocket next([](const QString &, const QJsonObject &, const auto &answer) {
            answer(QJsonObject{{u"next"_s, true}});
        });
        QVERIFY(next.listen(m_folder->path()).ok());
        QVERIFY((**ask(u"say"_s))[u"next"_s].toBool());
    }

    void questionsOfOneConnectionAreAnsweredInTheirOrder()
    {
        const QByteArray answers = exchange("{\"command\":\"later\"}\n{\"command\":\"say\"}\n"
                                            "nonsense\n{\"command\":1}\n");
        const auto lines = answers.split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].contains("last"));
        QCOMPARE(lines[1], "{\"result\":{}}"_ba);
        QVERIFY(lines[2].contains("not-json"));
        QVERIFY(lines[3].contains("not-allowed"));
    }

    void anEndlessLineEndsTheConnection()
    {
        QVERIFY(exchange(QByteArray(limits::controlLineBytes + 1, 'x')).isEmpty());
        QVERIFY(ask(u"say"_s)->ok());
    }
};

QTEST_GUILESS_MAIN(ControlSocketTest)
#include "tst_controlsocket.moc"
