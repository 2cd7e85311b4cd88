// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/login.h"

#include "desktop/client/connection.h"

#include <QPointer>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::ServerMessage;

Login::Login(Connection *connection, Credentials credentials, QObject *parent)
    : QObject(parent), m_connection(connection), m_credentials(std::move(credentials))
{
}

void Login::start()
{
    const protocol::Hello hello{{}, protocol::version, u"hobnob-desktop/" HOBNOB_VERSION ""_s, {}};
    // The answers may come when this login was given up.
    m_connection->request(hello, [self = QPointer(this)](const Result<ServerMessage> &answer) {
        if (!self)
            return;
        if (!answer) {
            self->giveUp(answer.error());
        } else if (const auto *welcome = std::get_if<protocol::Welcome>(&*answer)) {
            self->m_welcome = *welcome;
            Q_EMIT self->welcomed(*welcome);
            self->greet();
        } else {
            Q_EMIT self->postponed(LinkProblem::NotHobnob, {});
        }
    });
}

void Login::greet()
{
    if (!m_credentials.token.isEmpty())
        resume();
    else if (m_credentials.kind == protocol::PersonKind::Account)
        enterAsAccount();
    else
        enterAsGuest();
}

void Login::resume()
{
    m_connection->request(protocol::ResumeSession{{}, m_credentials.token},
                          [self = QPointer(this)](const Result<ServerMessage> &answer) {
                              if (!self)
                                  return;
                              // An account's session is ended on purpose, and to be a guest instead
                              // is to be somebody else.
                              if (!answer && answer.error().code == ErrorCode::TokenUnknown &&
                                  self->m_credentials.kind == protocol::PersonKind::Guest)
                                  self->enterAsGuest();
                              else
                                  self->finish(answer);
                          });
}

void Login::enterAsGuest()
{
    ask(protocol::LogInAsGuest{{}, m_credentials.name});
}

void Login::enterAsAccount()
{
    const auto &with = m_credentials;
    if (with.purpose == Credentials::Purpose::Register)
        ask(protocol::Register{{}, with.name, with.password, with.link});
    else if (with.password.isEmpty())
        giveUp({ErrorCode::TokenUnknown, {}});
    else
        ask(protocol::LogIn{{}, with.name, with.password, with.code});
}

template <typename Request>
void Login::ask(Request request)
{
    m_connection->request(std::move(request),
                          [self = QPointer(this)](const Result<ServerMessage> &answer) {
                              if (self)
                                  self->finish(answer);
                          });
}

void Login::finish(const Result<ServerMessage> &answer)
{
    if (!answer)
        giveUp(answer.error());
    else if (const auto *session = std::get_if<protocol::LoggedIn>(&*answer))
        Q_EMIT succeeded(m_welcome, *session);
    else
        Q_EMIT postponed(LinkProblem::NotHobnob, {});
}

void Login::giveUp(const Error &error)
{
    // To try the same password again and again would only make it worse.
    const bool isTyped = m_credentials.token.isEmpty() && !m_credentials.password.isEmpty();
    if (error.code == ErrorCode::RateLimited && isTyped) {
        Q_EMIT refused(error);
        return;
    }
    switch (error.code) {
    case ErrorCode::Busy:
    case ErrorCode::RateLimited:
    case ErrorCode::StorageFailed:
    case ErrorCode::ShuttingDown:
    case ErrorCode::Internal:
        Q_EMIT postponed(LinkProblem::ServerBusy, error.retryAfter);
        return;
    default:
        Q_EMIT refused(error);
    }
}

} // namespace hobnob::desktop
