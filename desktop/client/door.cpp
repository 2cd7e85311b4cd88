// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/door.h"

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::ServerMessage;

Door::Door(Connection::Timing timing, QObject *parent) : QObject(parent), m_connection(timing)
{
    connect(&m_connection, &Connection::opened, this, &Door::greet);
    connect(&m_connection, &Connection::closed, this, &Door::failed);
}

void Door::look(const ServerAddress &address)
{
    ask(address, std::monostate());
}

void Door::checkLink(const ServerAddress &address, const QString &link)
{
    ask(address, protocol::CheckLink{{}, link});
}

void Door::resetPassword(const ServerAddress &address, const QString &link, const QString &password)
{
    ask(address, protocol::ResetPassword{{}, link, password});
}

void Door::turnAway()
{
    // Its answers, which come from inside, are nobody's any more.
    m_request = std::monostate();
    end();
}

void Door::ask(const ServerAddress &address, Request request)
{
    end();
    m_request = std::move(request);
    m_connection.open(address.socketUrl());
}

void Door::greet()
{
    const protocol::Hello hello{{}, protocol::version, u"hobnob-desktop/" HOBNOB_VERSION ""_s, {}};
    m_connection.request(hello, [this](const Result<ServerMessage> &answer) {
        if (!m_connection.isOpen())
            return;
        if (!answer) {
            finish(answer);
        } else if (const auto *welcome = std::get_if<protocol::Welcome>(&*answer)) {
            const auto news = *welcome;
            if (std::holds_alternative<std::monostate>(m_request))
                end();
            Q_EMIT welcomed(news);
            if (m_connection.isOpen())
                goOn();
        } else {
            end();
            Q_EMIT failed(LinkProblem::NotHobnob);
        }
    });
}

void Door::goOn()
{
    const auto answered = [this](const Result<ServerMessage> &answer) {
        // Else the connection is lost, which failed() tells, or another question took its place.
        if (m_connection.isOpen())
            finish(answer);
    };
    if (const auto *check = std::get_if<protocol::CheckLink>(&m_request))
        m_connection.request(*check, answered);
    else if (const auto *reset = std::get_if<protocol::ResetPassword>(&m_request))
        m_connection.request(*reset, answered);
}

void Door::finish(const Result<ServerMessage> &answer)
{
    end();
    if (!answer)
        Q_EMIT refused(answer.error());
    else if (const auto *link = std::get_if<protocol::LinkChecked>(&*answer))
        Q_EMIT linkChecked(*link);
    else if (std::holds_alternative<protocol::Accepted>(*answer))
        Q_EMIT passwordReset();
    else
        Q_EMIT failed(LinkProblem::NotHobnob);
}

void Door::end()
{
    m_connection.close();
}

} // namespace hobnob::desktop
