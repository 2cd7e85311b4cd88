// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/gate.h"

#include "server/net/arrival.h"
#include "server/net/frameguard.h"
#include "server/net/httpguard.h"
#include "server/net/sessioncookie.h"
#include "shared/limits.h"

#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>
#include <limits>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.gate")

constexpr auto handshakeTimer = "hobnobHandshake"_L1;
/// Connections that the system keeps for us while we do something else; Qt's 50 are gone when a few
/// hundred clients come back at once, and each that finds no place waits for a second or more.
constexpr int backlog = 1024;
/// Between two complaints in the log about what others do.
constexpr std::chrono::seconds quietTime(60);
/// How long nothing is accepted when the system has nothing to accept with.
constexpr std::chrono::milliseconds recoveryTime(500);

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 400:
        return "Bad Request"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 426:
        return "Upgrade Required"_ba;
    case 503:
        return "Service Unavailable"_ba;
    default:
        return "Request Header Fields Too Large"_ba;
    }
}

/// So that they are the next to be read.
void putBack(QTcpSocket *socket, const QByteArray &bytes)
{
    for (qsizetype i = bytes.size(); i > 0; --i)
        socket->ungetChar(bytes.at(i - 1));
}

} // namespace

Gate::Gate(const Rules &rules, const Timeouts &timeouts)
    : m_origins(rules.origins), m_addresses(rules.addresses), m_timeouts(timeouts),
      m_counter(rules.caps), m_webSockets(u"hobnobd"_s, QWebSocketServer::NonSecureMode)
{
    setListenBacklogSize(backlog);
    // Qt stops accepting for good when the system runs out of descriptors or memory once.
    connect(this, &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(recoveryTime, this, [this] {
            if (isListening())
                resumeAccepting();
        });
    });
    m_webSockets.setMaxPendingConnections(std::numeric_limits<int>::max());
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &Gate::finishUpgrade);
}

Gate::Opened Gate::takeWebSocket()
{
    auto opened = std::move(m_opened.front());
    m_opened.pop_front();
    return opened;
}

void Gate::incomingConnection(qintptr descriptor)
{
    auto *socket = new ClientSocket(this);
    if (!socket->setSocketDescriptor(descriptor) || !count(socket)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, limits::sendBufferBytes);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    auto *arrival = new Arrival(socket, m_timeouts.handshake);
    connect(arrival, &Arrival::settled, this,
            [this, socket](const RequestHead &head) { receive(socket, head); });
}

bool Gate::count(ClientSocket *socket)
{
    const QString group = m_addresses.groupOf(socket->peerAddress());
    if (!m_counter.open(group))
        return false;
    m_groups.insert(socket, group);
    // QWebSocket cuts every connection of its socket at the end, but not those of the socket's
    // child.
    connect(new QObject(socket), &QObject::destroyed, this, [this, socket] {
        m_counter.close(m_groups.take(socket));
        m_upgrading.remove(socket);
    });
    return true;
}

bool Gate::recount(QTcpSocket *socket, const RequestHead &head)
{
    if (!m_addresses.isProxy(socket->peerAddress()))
        return true;
    const QString group = m_addresses.groupOf(
        m_addresses.behind(socket->peerAddress(), head.list("x-forwarded-for")));
    if (!m_counter.move(m_groups.value(socket), group))
        return false;
    m_groups.insert(socket, group);
    return true;
}

void Gate::receive(ClientSocket *socket, const RequestHead &head)
{
    switch (head.state()) {
    case RequestHead::State::Incomplete:
        refuse(socket, Status::RequestTimeout, "The request did not arrive in time."_ba);
        return;
    case RequestHead::State::Malformed:
        refuse(socket, Status::BadRequest, "This is no HTTP request."_ba);
        return;
    case RequestHead::State::TooLarge:
        refuse(socket, Status::HeadTooLarge, "The request's head is too large."_ba);
        return;
    case RequestHead::State::Complete:
        if (!recount(socket, head))
            refuse(socket, Status::Unavailable, "Too many connections from where you are."_ba);
        else if (head.isWebSocketUpgrade())
            upgrade(socket, head);
        else
            serve(socket, head);
    }
}

void Gate::upgrade(ClientSocket *socket, const RequestHead &head)
{
    if (head.path() != "/ws") {
        refuse(socket, Status::NotFound, "The WebSocket is at /ws."_ba);
        return;
    }
    const auto origin = head.header("origin");
    if (!m_origins.allows(origin, head.header("host").value_or(QByteArray()))) {
        refuseOrigin(socket, *origin);
        return;
    }
    if (head.header("sec-websocket-version") != "13") {
        refuse(socket, Status::UpgradeRequired, "This server speaks WebSocket version 13."_ba);
        return;
    }
    if (QByteArray::fromBase64(head.header("sec-websocket-key").value_or(QByteArray())).size() !=
        16) {
        refuse(socket, Status::BadRequest, "The WebSocket key is missing or malformed."_ba);
        return;
    }
    // Qt 6.4 throws away what comes with the handshake and is not part of it.
    const QByteArray bytes = socket->readAll();
    const qsizetype end = bytes.indexOf("\r\n\r\n") + 4;
    putBack(socket, bytes.first(end));
    m_upgrading.insert(
        socket,
        {bytes.sliced(end), sessioncookie::tokenIn(head.header("cookie").value_or(QByteArray()),
                                                   head.header("host").value_or(QByteArray()))});
    new FrameGuard(socket);
    abortAfter(socket, m_timeouts.handshake);
    socket->setWriting(ClientSocket::Writing::Straight);
    m_webSockets.handleConnection(socket);
}

/// Which socket is below a QWebSocket, Qt does not say; the two ends' addresses do.
void Gate::finishUpgrade()
{
    while (m_webSockets.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> webSocket(m_webSockets.nextPendingConnection());
        const auto found = std::find_if(
            m_upgrading.keyBegin(), m_upgrading.keyEnd(), [&](const QTcpSocket *socket) {
                return socket->peerPort() == webSocket->peerPort() &&
                       socket->peerAddress() == webSocket->peerAddress() &&
                       socket->localAddress() == webSocket->localAddress();
            });
        if (found == m_upgrading.keyEnd())
            continue;
        ClientSocket *socket = *found;
        socket->setWriting(ClientSocket::Writing::Buffered);
        const Upgrade upgrade = m_upgrading.take(socket);
        putBack(socket, upgrade.rest);
        delete socket->findChild<QTimer *>(handshakeTimer);
        socket->findChild<FrameGuard *>()->follow();
        m_opened.push_back({std::move(webSocket), socket, m_groups.value(socket), upgrade.cookie});
        Q_EMIT webSocketOpened();
        // There is no other readyRead for what came right behind the handshake.
        QMetaObject::invokeMethod(
            socket, [socket] { Q_EMIT socket->readyRead(); }, Qt::QueuedConnection);
    }
}

void Gate::serve(QTcpSocket *socket, const RequestHead &head)
{
    if (head.bodyBytes() < 0 || head.bodyBytes() > bodyBytes) {
        refuse(socket, Status::ContentTooLarge, "No request here needs such a body."_ba);
        return;
    }
    auto *guard = new HttpGuard(socket, m_timeouts.handshake);
    addPendingConnection(socket);
    guard->follow();
    // What is in the socket's buffer arrived before anyone listened for it.
    Q_EMIT socket->readyRead();
}

void Gate::refuse(QTcpSocket *socket, Status status, const QByteArray &sentence)
{
    const int number = static_cast<int>(status);
    socket->write("HTTP/1.1 " + QByteArray::number(number) + ' ' + reasonPhrase(number) +
                  "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " +
                  QByteArray::number(sentence.size() + 1) +
                  "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
                  "Connection: close\r\n\r\n" +
                  sentence + '\n');
    abortAfter(socket, m_timeouts.closing);
    socket->disconnectFromHost();
}

void Gate::refuseOrigin(QTcpSocket *socket, const QByteArray &origin)
{
    refuse(socket, Status::Forbidden,
           "Pages of this origin may not connect. The operator can allow them: "
           "hobnobd --allowed-origins ORIGIN, or allowed_origins in the settings file."_ba);
    if (!m_quietUntil.hasExpired())
        return;
    m_quietUntil.setRemainingTime(quietTime);
    qCWarning(log) << "Refused a page of the origin" << QString::fromUtf8(origin.left(200))
                   << "- if it is yours, name it in --allowed-origins";
}

void Gate::abortAfter(QTcpSocket *socket, std::chrono::milliseconds time)
{
    auto *timer = new QTimer(socket);
    timer->setObjectName(handshakeTimer);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, socket, &QTcpSocket::abort);
    timer->start(time);
}

} // namespace hobnob::server
