// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/connection.h"

#include "shared/protocol/codec.h"
#include "shared/qtversion.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace hobnob::desktop
{

namespace
{

Q_LOGGING_CATEGORY(lcConnection, "hobnob.connection")

/// The largest answers are a page of the longest messages and the list of all rooms.
constexpr quint64 mostIncomingBytes = 32 * 1024 * 1024;

} // namespace

Connection::Connection(Timing timing, QObject *parent) : QObject(parent), m_timing(timing)
{
    m_watch.setInterval(m_timing.ping);
    connect(&m_watch, &QTimer::timeout, this, &Connection::watchPeer);
    m_deadline.setInterval(m_timing.open);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail(LinkProblem::Unreachable); });
}

Connection::~Connection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void Connection::open(const QUrl &url)
{
    close();
    m_wasOpen = false;
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingFrameSize(mostIncomingBytes);
    m_socket->setMaxAllowedIncomingMessageSize(mostIncomingBytes);
    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        m_deadline.stop();
        m_wasOpen = true;
        m_silence.start();
        m_pinged = false;
        m_watch.start();
        Q_EMIT opened();
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &Connection::read);
    connect(m_socket.get(), &QWebSocket::disconnected, this,
            [this] { fail(problemOf(m_socket->error())); });
    connect(m_socket.get(), qt::webSocketErrorOccurred<QWebSocket, QAbstractSocket::SocketError>(),
            this, [this](QAbstractSocket::SocketError error) { fail(problemOf(error)); });
    m_deadline.start();
    m_socket->open(url);
}

void Connection::close()
{
    abandonSocket();
    dropRequests();
}

bool Connection::isOpen() const
{
    return m_socket && m_socket->isValid();
}

void Connection::send(const protocol::ClientMessage &message)
{
    if (isOpen())
        m_socket->sendTextMessage(QString::fromUtf8(protocol::encode(message)));
}

RequestId Connection::takeId(Answer answer)
{
    m_waiting.insert(++m_lastId, std::move(answer));
    if (!isOpen())
        QTimer::singleShot(0, this, [this] {
            if (!isOpen())
                dropRequests();
        });
    return RequestId{m_lastId};
}

void Connection::read(const QString &frame)
{
    m_silence.restart();
    m_pinged = false;
    const auto message = protocol::decodeServerMessage(frame.toUtf8());
    if (!message) {
        qCWarning(lcConnection).noquote()
            << "The server sent a frame that we cannot read:" << message.error().sentence;
        // A newer server may say more than we know; anything else is no server of ours.
        if (message.error().code != ErrorCode::UnknownType)
            fail(LinkProblem::NotHobnob);
        return;
    }
    const auto id = protocol::requestIdOf(*message);
    if (!id) {
        Q_EMIT received(*message);
        return;
    }
    const Answer answer = m_waiting.take(number(*id));
    if (!answer)
        return;
    if (const auto *error = std::get_if<protocol::Error>(&*message)) {
        Error reason{error->code, error->message, error->field.value_or(QString())};
        if (error->retryAfter)
            reason.retryAfter = std::chrono::milliseconds(*error->retryAfter);
        answer(reason);
    } else {
        answer(*message);
    }
}

void Connection::watchPeer()
{
    if (m_pinged && m_silence.elapsed() >= m_timing.ping.count()) {
        qCInfo(lcConnection) << "The server has been silent for too long.";
        fail(LinkProblem::Lost);
        return;
    }
    m_pinged = true;
    request(protocol::Ping{}, [](const auto &) {});
}

LinkProblem Connection::problemOf(QAbstractSocket::SocketError error) const
{
    if (m_wasOpen)
        return LinkProblem::Lost;
    switch (error) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return LinkProblem::NotSecure;
    case QAbstractSocket::RemoteHostClosedError:
    case QAbstractSocket::ConnectionRefusedError:
        // QWebSocket says "refused" also when the peer took the connection and then spoke otherwise
        // than a WebSocket server does; then there is a connection, with a port at our end.
        return m_socket->localPort() != 0 ? LinkProblem::NotHobnob : LinkProblem::Unreachable;
    default:
        return LinkProblem::Unreachable;
    }
}

void Connection::fail(LinkProblem problem)
{
    abandonSocket();
    // Whoever hears of the loss may open anew at once; what waited belongs to the old connection.
    const auto waiting = std::exchange(m_waiting, {});
    Q_EMIT closed(problem);
    answerLost(waiting);
}

void Connection::dropRequests()
{
    answerLost(std::exchange(m_waiting, {}));
}

void Connection::answerLost(const QMap<qint64, Answer> &waiting)
{
    const Error lost{ErrorCode::ShuttingDown,
                     QCoreApplication::translate("Connection", "The connection was lost.")};
    for (const auto &answer : waiting)
        answer(lost);
}

void Connection::abandonSocket()
{
    m_watch.stop();
    m_deadline.stop();
    if (!m_socket)
        return;
    // We may be inside one of its signals, so it goes when the event loop is back.
    m_socket->disconnect(this);
    m_socket->close();
    m_socket.release()->deleteLater();
}

} // namespace hobnob::desktop
