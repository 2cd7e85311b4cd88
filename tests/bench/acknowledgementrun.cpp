// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/acknowledgementrun.h"

namespace hobnob::bench
{

using namespace Qt::StringLiterals;

AcknowledgementRun::AcknowledgementRun(int count, int perSecond)
    : m_count(count), m_every(std::chrono::nanoseconds(std::chrono::seconds(1)) / perSecond)
{
    connect(&m_client, &BenchClient::received, this, &AcknowledgementRun::take);
    connect(&m_client, &BenchClient::failed, this, &AcknowledgementRun::failed);
    connect(&m_pace, &QTimer::timeout, this, &AcknowledgementRun::postWhatIsDue);
    m_pace.setTimerType(Qt::PreciseTimer);
}

void AcknowledgementRun::take(const protocol::ServerMessage &message)
{
    if (std::holds_alternative<protocol::Welcome>(message)) {
        m_client.send(
            protocol::LogInAsGuest{RequestId{2}, u"Bench "_s + UserId(randomId()).value().left(8)});
    } else if (std::holds_alternative<protocol::LoggedIn>(message)) {
        m_client.send(protocol::JoinNamedRoom{RequestId{3}, u"Acknowledged"_s});
    } else if (const auto *joined = std::get_if<protocol::Joined>(&message)) {
        m_room = joined->room.id;
        m_begin = Clock::now();
        m_pace.start(1);
    } else if (const auto *posted = std::get_if<protocol::Posted>(&message)) {
        m_times.add(Clock::now() - (m_begin + posted->clientId.value().toInt() * m_every));
        if (int(m_times.count()) == m_count) {
            m_client.close();
            Q_EMIT finished();
        }
    }
}

void AcknowledgementRun::postWhatIsDue()
{
    while (m_posted < m_count && Clock::now() >= m_begin + m_posted * m_every) {
        m_client.send(protocol::PostMessage{RequestId{m_posted + 4}, m_room,
                                            ClientId(QString::number(m_posted)),
                                            QString(64, u'x')});
        ++m_posted;
    }
}

} // namespace hobnob::bench
