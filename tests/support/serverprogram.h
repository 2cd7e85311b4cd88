// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace hobnob::server::test
{

using namespace Qt::StringLiterals;

/// What an operator's shell has at least; what tells the sanitizers how to run goes through.
inline QProcessEnvironment bareEnvironment(const QString &home)
{
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (const auto &name : {u"ASAN_OPTIONS"_s, u"TSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s}) {
        if (qEnvironmentVariableIsSet(qPrintable(name)))
            environment.insert(name, qEnvironmentVariable(qPrintable(name)));
    }
    return environment;
}

/// hobnobd as it is installed, on a data folder and a free port: started, asked, stopped or killed
/// by a test, whose checks fail when it does not obey. Ends with this.
class ServerProgram final
{
public:
    struct Ended {
        int exitCode = -1;
        QString output;
        QString complaint;
    };
    struct Reply {
        int status = 0;
        QByteArray body;
    };

    ServerProgram(QString home, QString data) : m_home(std::move(home)), m_data(std::move(data)) {}
    ~ServerProgram() { kill(); }
    Q_DISABLE_COPY_MOVE(ServerProgram)

    /// Another process of the same program on the same data.
    void spawn(QProcess &process, const QStringList &arguments) const
    {
        process.setProcessEnvironment(bareEnvironment(m_home));
        process.start(QStringLiteral(HOBNOBD), arguments + QStringList{u"--data"_s, m_data});
    }

    /// Such a process, to its end.
    [[nodiscard]] Ended run(const QStringList &arguments) const
    {
        QProcess process;
        spawn(process, arguments);
        process.waitForFinished();
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    void start(const QStringList &more = {})
    {
        static const QRegularExpression port(u":(\\d+)\n$"_s);
        m_process = std::make_unique<QProcess>();
        spawn(*m_process, QStringList{u"--listen"_s, u"127.0.0.1:0"_s} + more);
        while (!m_process->canReadLine())
            QVERIFY2(m_process->waitForReadyRead(), m_process->readAllStandardError().constData());
        m_port = port.match(QString::fromUtf8(m_process->readLine())).captured(1).toUShort();
        QVERIFY(m_port > 0);
    }

    void stop()
    {
        m_process->terminate();
        QVERIFY(m_process->waitForFinished());
        QCOMPARE(m_process->exitCode(), 0);
    }

    void kill()
    {
        if (!m_process || m_process->state() == QProcess::NotRunning)
            return;
        m_process->kill();
        m_process->waitForFinished();
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 processId() const { return m_process->processId(); }

    [[nodiscard]] Reply get(const QString &where) const
    {
        QNetworkAccessManager manager;
        const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(where));
        const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(url)));
        QSignalSpy(reply.get(), &QNetworkReply::finished).wait();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->readAll()};
    }

private:
    const QString m_home;
    const QString m_data;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
};

} // namespace hobnob::server::test
