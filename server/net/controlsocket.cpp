// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/controlsocket.h"

#include "shared/limits.h"

#include <QDir>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// For a server that is busy or starting, and for the slowest command.
constexpr int patience = 30000;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray answerLine(const Result<QJsonObject> &result)
{
    if (result)
        return lineOf({{u"result"_s, *result}});
    const Error &error = result.error();
    return lineOf({{u"error"_s, QJsonObject{{u"code"_s, errorName(error.code).toString()},
                                            {u"message"_s, error.sentence}}}});
}

Error silent()
{
    return {ErrorCode::Internal, u"The running server does not answer."_s};
}

Result<QJsonObject> answerOf(const QByteArray &line)
{
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    if (answer.contains(u"result"_s))
        return answer[u"result"_s].toObject();
    if (!answer.contains(u"error"_s))
        return silent();
    const QJsonObject error = answer[u"error"_s].toObject();
    return Error{errorFromName(error.value(u"code"_s).toString()).value_or(ErrorCode::Internal),
                 error.value(u"message"_s).toString()};
}

} // namespace

/// One connection; child of its socket. The next question is read when the last is answered.
class ControlSocket::Caller final : public QObject
{
public:
    Caller(QLocalSocket *socket, const Handler &handler)
        : QObject(socket), m_socket(socket), m_handler(handler)
    {
        socket->setReadBufferSize(limits::controlLineBytes);
        connect(socket, &QLocalSocket::readyRead, this, [this] { readNext(); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    }

private:
    void readNext()
    {
        if (m_isAnswering)
            return;
        if (!m_socket->canReadLine()) {
            if (m_socket->bytesAvailable() >= limits::controlLineBytes)
                m_socket->abort();
            return;
        }
        m_isAnswering = true;
        ask(m_socket->readLine());
    }

    void ask(const QByteArray &line)
    {
        const auto question = QJsonDocument::fromJson(line);
        if (!question.isObject()) {
            answer(Error{ErrorCode::NotJson, u"This is no JSON object."_s});
            return;
        }
        m_handler(question[u"command"_s].toString(), question[u"arguments"_s].toObject(),
                  [self = QPointer(this)](const Result<QJsonObject> &result) {
                      if (self)
                          self->answer(result);
                  });
    }

    void answer(const Result<QJsonObject> &result)
    {
        m_socket->write(answerLine(result));
        m_isAnswering = false;
        QMetaObject::invokeMethod(
            this, [this] { readNext(); }, Qt::QueuedConnection);
    }

    QLocalSocket *m_socket;
    const Handler &m_handler;
    bool m_isAnswering = false;
};

ControlSocket::ControlSocket(Handler handler) : m_handler(std::move(handler))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (auto *socket = m_server.nextPendingConnection())
            new Caller(socket, m_handler);
    });
}

QString ControlSocket::pathIn(const QString &dataFolder)
{
    return QDir(dataFolder).absoluteFilePath(u"control"_s);
}

Result<Done> ControlSocket::listen(const QString &dataFolder)
{
    const QString path = pathIn(dataFolder);
    QLocalServer::removeServer(path);
    if (m_server.listen(path))
        return Done{};
    return Error{ErrorCode::Internal,
                 u"Cannot listen for commands at %1: %2."_s.arg(path, m_server.errorString())};
}

std::optional<Result<QJsonObject>>
askRunningServer(const QString &dataFolder, const QString &command, const QJsonObject &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(ControlSocket::pathIn(dataFolder));
    if (!socket.waitForConnected(patience))
        return std::nullopt;
    socket.write(lineOf({{u"command"_s, command}, {u"arguments"_s, arguments}}));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patience))
            return silent();
    }
    return answerOf(socket.readLine());
}

} // namespace hobnob::server
