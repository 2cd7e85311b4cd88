// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/httpmessages.h"
#include "server/socketio/enginepacket.h"
#include "server/socketio/enginesession.h"

#include <QString>

#include <functional>
#include <memory>

namespace hobnob::server
{

/// What Engine.IO needs of those who know sockets.

/// The answer that a request over HTTP waits for.
class EngineAnswer
{
public:
    virtual ~EngineAnswer() = default;
    /// Once; does nothing when the client is gone.
    virtual void send(const HttpReply &reply) = 0;
    /// \a tell is called at most once, when the client leaves before the answer.
    virtual void whenGone(std::function<void()> tell) = 0;
};

/// A WebSocket that is open.
class EngineSocket
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void socketRead(EngineSocket *socket, QByteArrayView data,
                                EnginePacket::Content content) = 0;
        /// Some of what waited was written.
        virtual void socketDrained(EngineSocket *socket) = 0;
        /// Its last call. ClosedByClient: with a closing handshake; Lost: without.
        virtual void socketEnded(EngineSocket *socket, EngineSession::End how) = 0;
    };

    /// Without a close() the connection is cut.
    virtual ~EngineSocket() = default;
    virtual void setListener(Listener *listener) = 0;
    /// \a frame is finished.
    virtual void send(const QByteArray &frame) = 0;
    [[nodiscard]] virtual qint64 unsentBytes() const = 0;
    /// The last call but for the destructor, which may come at once: what waits is written yet,
    /// and the closing handshake done. The listener hears no more.
    virtual void close(const QByteArray &reason) = 0;
};

/// One request below the path that Engine.IO has.
struct EngineRequest {
    QByteArray method;
    /// As it came.
    QByteArray query;
    QByteArray body;
    /// What the client is counted under (ClientAddress::groupOf()).
    QString address;
};

/// What matters of a query. A name that stands there twice counts as one without a value.
struct EngineQuery {
    QByteArray version;
    QByteArray transport;
    /// Nothing: it asks for a session.
    std::optional<QByteArray> sid;

    [[nodiscard]] static EngineQuery parse(QByteArrayView query);
    [[nodiscard]] bool isKnownVersion() const { return version == "4"; }
};

} // namespace hobnob::server
