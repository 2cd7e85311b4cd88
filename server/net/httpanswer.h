// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/httpmessages.h"

#include <functional>
#include <memory>

namespace hobnob::server
{

/// The right to answer one request: now, later, or when the client has long left. Copies are the
/// same right. When the last of them goes without an answer, the client is told that the server
/// failed. Belongs to the thread of the connections.
class HttpAnswer final
{
public:
    using Gone = std::function<void()>;

    /// Who asked.
    class Client
    {
    public:
        virtual void takeAnswer(const HttpReply &reply) = 0;

    protected:
        Client() = default;
        ~Client() = default;
        Q_DISABLE_COPY_MOVE(Client)
    };

    /// The client's end of it: while it lives, and does not leave(), answers arrive.
    class Right final
    {
    public:
        explicit Right(Client *client) : m_client(client) {}
        ~Right();
        Q_DISABLE_COPY_MOVE(Right)

        void send(const HttpReply &reply);
        /// Nobody waits any more. Tells whoever wants to know, as the last thing.
        void leave();
        /// The same, without a word.
        void forget() { m_client = nullptr; }

    private:
        friend class HttpAnswer;
        Client *m_client;
        Gone m_gone;
        bool m_hasLeft = false;
    };

    explicit HttpAnswer(std::shared_ptr<Right> right) : m_right(std::move(right)) {}

    /// The first call counts. Does nothing when the client left. No other request is handed to a
    /// route from inside of it, unless the route answers from inside its own call.
    void send(const HttpReply &reply) const { m_right->send(reply); }
    /// Neither answered nor left.
    [[nodiscard]] bool isWanted() const { return m_right->m_client != nullptr; }
    /// \a gone is called when the client leaves before the answer, or at once when it has; but not
    /// when the server goes. It must not hold this answer, which would keep itself alive.
    void whenGone(Gone gone) const;

private:
    std::shared_ptr<Right> m_right;
};

} // namespace hobnob::server
