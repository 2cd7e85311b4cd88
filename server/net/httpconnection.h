// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connectioncounter.h"
#include "server/net/httpanswer.h"
#include "server/net/replyhead.h"
#include "server/net/requesthead.h"
#include "server/net/wire.h"

#include <chrono>
#include <memory>
#include <optional>

namespace hobnob::server
{

/// HTTP/1.1 on one wire (RFC 9112): one request after the other is read whole, handed on, and
/// answered before the next is looked at. Keeps no buffer between requests. The client reads our
/// last answer before the connection ends.
class HttpConnection final : private Wire::Listener, private HttpAnswer::Client
{
public:
    /// Who serves it. Outlives it.
    class Owner
    {
    public:
        /// What a request's body may have at most.
        [[nodiscard]] virtual qint64 bodyBytes(const RequestHead &head) const = 0;
        /// Whose request it is, which a proxy says; false when there is one too many of them.
        [[nodiscard]] virtual bool recount(const Wire &wire, ConnectionSeat &seat,
                                           const RequestHead &head) const = 0;
        virtual void serve(const HttpRequest &request, const HttpAnswer &answer) = 0;
        /// To call expire() then, unless another time is said before; null: never.
        virtual void setDeadline(HttpConnection &connection,
                                 std::optional<std::chrono::milliseconds> left) = 0;
        /// To call goOn() from the event loop.
        virtual void wake(HttpConnection &connection) = 0;
        /// Last and once. It is destroyed later, as it may be in the middle of something.
        virtual void ended(HttpConnection &connection) = 0;

    protected:
        Owner() = default;
        ~Owner() = default;
        Q_DISABLE_COPY_MOVE(Owner)
    };

    /// How long it waits: for a request and between two of them, and while the peer takes nothing;
    /// and for the peer's end.
    struct Patience {
        std::chrono::milliseconds request;
        std::chrono::milliseconds end;
    };

    /// \a received: what was read from the wire already. Nothing is served before goOn().
    HttpConnection(std::unique_ptr<Wire> wire, QByteArray received, ConnectionSeat seat,
                   const Patience &patience, Owner &owner);
    ~HttpConnection();

    /// Serves what has been received.
    void goOn();
    /// The time is over.
    void expire();

private:
    enum class State {
        /// For a request, or the rest of it.
        Reading,
        /// A route has it.
        Answering,
        /// The peer has not taken all of the answer.
        Writing,
        /// Everything was said, and the peer's end is waited for.
        Closing,
        Ended,
    };

    void wireReadable() override;
    void wireWritable() override { write(); }
    void takeAnswer(const HttpReply &reply) override;

    [[nodiscard]] bool readHead();
    [[nodiscard]] bool readBody();
    void encourage(const RequestHead &head);
    void serve(QByteArray body);
    void refuse(int status, const QByteArray &sentence);
    void write();
    void beReady();
    void close();
    void peerEnded();
    void end();

    std::unique_ptr<Wire> m_wire;
    ConnectionSeat m_seat;
    const Patience m_patience;
    Owner &m_owner;
    QByteArray m_received;
    /// Of a request whose body is read.
    std::optional<RequestHead> m_request;
    std::weak_ptr<HttpAnswer::Right> m_right;
    QByteArray m_head;
    QByteArray m_body;
    qint64 m_written = 0;
    State m_state = State::Reading;
    /// The request that is answered:
    Behind m_behind = Behind::NextRequest;
    bool m_isHead = false;

    bool m_isPeerEnded = false;
    bool m_isGoingOn = false;
};

} // namespace hobnob::server
