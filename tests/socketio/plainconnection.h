// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/arrival.h"
#include "server/socketio/enginetransport.h"

#include <QObject>

#include <deque>

namespace hobnob::test
{

/// A connection over which requests come one after the other, in HTTP/1.1: just enough for the
/// official suites. Deletes itself when the client is gone.
class PlainConnection final : public QObject, private server::Wire::Listener
{
public:
    /// \a bytes: what the head was read from.
    using Handler =
        std::function<void(const server::RequestHead &head, const QByteArray &bytes,
                           const QByteArray &body, std::unique_ptr<server::EngineAnswer>)>;

    PlainConnection(server::Arrival::Parts parts, Handler handler);
    ~PlainConnection() override;

private:
    class Answer;

    void wireReadable() override;
    void wireWritable() override { flush(); }
    void takeRequests();
    void write(const server::HttpReply &reply);
    void flush();

    server::Arrival::Parts m_parts;
    const Handler m_handler;
    QByteArray m_unsent;
    std::function<void()> m_tellGone;
    bool m_answering = false;
};

} // namespace hobnob::test
