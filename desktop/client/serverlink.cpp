// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/serverlink.h"

#include "desktop/client/reconnectpolicy.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace hobnob::desktop
{

using namespace std::chrono_literals;
using Phase = ConnectionState::Phase;

namespace
{

/// A server that takes us and drops us at once is not to be asked again and again without pause.
constexpr auto stableAfter = 10s;

} // namespace

ServerLink::Timing ServerLink::standardTiming()
{
    return {{}, [](int attempt) {
                return reconnectDelay(attempt, QRandomGenerator::global()->generateDouble());
            }};
}

ServerLink::ServerLink(Timing timing, QObject *parent)
    : QObject(parent), m_timing(std::move(timing)), m_connection(m_timing.connection)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ServerLink::tryNow);
    connect(&m_connection, &Connection::opened, this, &ServerLink::logIn);
    connect(&m_connection, &Connection::received, this, &ServerLink::take);
    connect(&m_connection, &Connection::closed, this,
            [this](LinkProblem problem) { wait(problem); });
}

void ServerLink::prepare(const ServerAddress &address, const Credentials &credentials)
{
    disconnectFromServer();
    m_address = address;
    m_credentials = credentials;
}

void ServerLink::awaitToken()
{
    setState({Phase::Connecting, LinkProblem::None, {}, {}});
}

void ServerLink::start()
{
    m_attempt = 0;
    tryNow();
}

void ServerLink::disconnectFromServer()
{
    m_retry.stop();
    dropLogin();
    m_connection.close();
    setState({});
}

void ServerLink::refuse(const Error &error)
{
    m_retry.stop();
    dropLogin();
    m_connection.close();
    setState({Phase::Refused, LinkProblem::None, {}, error});
}

void ServerLink::retryNow()
{
    if (m_state.phase == Phase::Waiting)
        tryNow();
}

Error ServerLink::offline()
{
    return {ErrorCode::ShuttingDown,
            QCoreApplication::translate("ServerLink", "There is no connection to the server.")};
}

void ServerLink::send(const protocol::ClientMessage &message)
{
    if (isOnline())
        m_connection.send(message);
}

void ServerLink::tryNow()
{
    m_retry.stop();
    // What went wrong the last time stays known while we try, so that the words do not flicker.
    setState({Phase::Connecting, m_state.problem, {}, {}});
    m_connection.open(m_address.socketUrl());
}

void ServerLink::logIn()
{
    dropLogin();
    m_login = std::make_unique<Login>(&m_connection, m_credentials);
    connect(m_login.get(), &Login::welcomed, this, &ServerLink::welcomed);
    connect(m_login.get(), &Login::succeeded, this, &ServerLink::enter);
    connect(m_login.get(), &Login::refused, this, [this](Error error) { refuse(error); });
    connect(m_login.get(), &Login::postponed, this, &ServerLink::wait);
    m_login->start();
}

void ServerLink::enter(const protocol::Welcome &welcome, const protocol::LoggedIn &session)
{
    adopt(session);
    m_onlineFor.start();
    // Whoever hears of the login may send at once.
    const auto before = std::exchange(m_state, {Phase::Online, LinkProblem::None, {}, {}});
    Q_EMIT loggedIn(welcome, session);
    if (m_state != before && isOnline())
        Q_EMIT stateChanged(m_state);
}

void ServerLink::adopt(const protocol::LoggedIn &session)
{
    // A guest stays who they typed; an account is what the server calls it, however it was typed.
    const bool isAccount = session.self.kind == protocol::PersonKind::Account;
    m_credentials = {isAccount && !session.self.login.isEmpty() ? session.self.login
                                                                : m_credentials.name,
                     session.self.kind, session.token};
}

void ServerLink::take(const protocol::ServerMessage &message)
{
    const auto *error = std::get_if<protocol::Error>(&message);
    if (error && error->code == ErrorCode::NotLoggedIn && isOnline()) {
        // This session was ended elsewhere.
        refuse({error->code, error->message});
        return;
    }
    if (const auto *goodbye = std::get_if<protocol::Goodbye>(&message)) {
        m_attempt = 0;
        wait(LinkProblem::ServerLeft, std::chrono::milliseconds(goodbye->reconnectAfter));
        return;
    }
    if (isOnline())
        Q_EMIT received(message);
}

void ServerLink::wait(LinkProblem problem, std::optional<std::chrono::milliseconds> atLeast)
{
    dropLogin();
    const bool wasStable =
        isOnline() && m_onlineFor.elapsed() >= std::chrono::milliseconds(stableAfter).count();
    if (wasStable)
        m_attempt = 0;
    const auto longest = std::chrono::milliseconds(10min);
    const auto delay = std::min(m_timing.delay(m_attempt++) + atLeast.value_or(0ms), longest);
    m_retry.start(delay);
    // First the old connection, then the news: whoever hears it may begin a new one.
    m_connection.close();
    setState(
        {Phase::Waiting, problem, QDateTime::currentDateTimeUtc().addMSecs(delay.count()), {}});
}

void ServerLink::dropLogin()
{
    if (!m_login)
        return;
    // May run inside one of its signals.
    m_login->disconnect(this);
    m_login.release()->deleteLater();
}

void ServerLink::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    const bool wasOnline = isOnline();
    m_state = std::move(state);
    if (wasOnline)
        Q_EMIT lost();
    Q_EMIT stateChanged(m_state);
}

} // namespace hobnob::desktop
