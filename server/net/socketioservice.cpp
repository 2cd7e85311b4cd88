// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/socketioservice.h"

#include "server/net/crossorigin.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

const auto path = "/socket.io/"_ba;

/// What a session of Engine.IO has of a request over HTTP.
class Answer final : public EngineAnswer
{
public:
    Answer(HttpAnswer answer, const std::optional<QByteArray> &origin)
        : m_answer(std::move(answer)), m_origin(origin)
    {
    }

    void send(const HttpReply &reply) override
    {
        m_answer.send(crossorigin::readable(reply, m_origin));
    }
    void whenGone(std::function<void()> tell) override { m_answer.whenGone(std::move(tell)); }

private:
    const HttpAnswer m_answer;
    const std::optional<QByteArray> m_origin;
};

EngineSettings engineSettings(const Timeouts &timeouts)
{
    return {.pingInterval = timeouts.enginePing,
            .pingTimeout = timeouts.enginePing,
            .closing = timeouts.closing};
}

} // namespace

SocketIoService::SocketIoService(House house)
    : m_origins(house.rules.origins), m_webSockets(house.timeouts.sweep),
      m_engine(engineSettings(house.timeouts), house.rules.caps),
      m_sockets(m_engine, {.connecting = house.timeouts.login, .sweep = house.timeouts.sweep}),
      m_chat(m_engine, m_sockets,
             {.subscriptions = house.subscriptions,
              .nextId = std::move(house.nextId),
              .patience = house.timeouts.nameless,
              .sweep = house.timeouts.sweep})
{
    connect(&m_engine, &EngineServer::emptied, this, &SocketIoService::emptied);
}

HttpRoutes::Route SocketIoService::route()
{
    return {.path = path,
            .bodyBytes = m_engine.settings().maxPayload,
            .serve = [this](const HttpRequest &request, const HttpAnswer &answer) {
                serve(request, answer);
            }};
}

void SocketIoService::serve(const HttpRequest &request, const HttpAnswer &answer)
{
    if (request.path != path) {
        answer.send(refusalReply(404, "Socket.IO is at /socket.io/."_ba));
    } else if (!m_origins.allows(request.origin, request.host)) {
        m_refusals.note(*request.origin);
        answer.send(engineRefusalReply(EngineRefusal::Forbidden));
    } else if (crossorigin::isPreflight(request)) {
        answer.send(crossorigin::permission(request));
    } else {
        m_engine.handle({request.method, request.query, request.body, request.group},
                        std::make_unique<Answer>(answer, request.origin));
    }
}

void SocketIoService::open(Gate::Opened opened)
{
    const QString address = opened.seat.group();
    m_engine.open(opened.query, address,
                  m_webSockets.lend(std::move(opened.webSocket), std::move(opened.seat)));
}

} // namespace hobnob::server
