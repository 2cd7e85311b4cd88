// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/connectionstate.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <chrono>
#include <functional>
#include <memory>

namespace hobnob::desktop
{

/// One WebSocket to one server, once opened and once lost: frames in and out, answers matched to
/// their requests, and a ping that notices a dead peer. Knows nothing of logins or rooms.
class Connection final : public QObject
{
    Q_OBJECT

public:
    /// The answer with the request's id; an Error when the server refused it, or with the code
    /// ShuttingDown when the connection ended before the answer came.
    using Answer = std::function<void(const Result<protocol::ServerMessage> &)>;

    struct Timing {
        /// Silence after which we ping; as much silence again means that the peer is dead.
        std::chrono::milliseconds ping{20000};
        /// From open() to the finished handshake.
        std::chrono::milliseconds open{10000};
    };

    explicit Connection(Timing timing, QObject *parent = nullptr);
    ~Connection() override;

    /// Forgets any connection before, without closed().
    void open(const QUrl &url);
    /// Ends it without closed(); the requests that wait are answered with ShuttingDown.
    void close();
    [[nodiscard]] bool isOpen() const;

    /// Gives \a message an id and sends it; \a answer is called once, never from inside this call,
    /// unless the Connection is destroyed first.
    template <typename Request>
    void request(Request message, Answer answer)
    {
        message.id = takeId(std::move(answer));
        send(std::move(message));
    }
    /// For messages that are not answered.
    void send(const protocol::ClientMessage &message);

Q_SIGNALS:
    void opened();
    /// Everything that is not the answer to a request.
    void received(const protocol::ServerMessage &message);
    /// The connection could not be made or broke; not after close().
    void closed(LinkProblem problem);

private:
    RequestId takeId(Answer answer);
    void read(const QString &frame);
    [[nodiscard]] LinkProblem problemOf(QAbstractSocket::SocketError error) const;
    void watchPeer();
    void fail(LinkProblem problem);
    void dropRequests();
    static void answerLost(const QMap<qint64, Answer> &waiting);
    void abandonSocket();

    Timing m_timing;
    std::unique_ptr<QWebSocket> m_socket;
    QMap<qint64, Answer> m_waiting;
    qint64 m_lastId = 0;
    QTimer m_watch;
    QTimer m_deadline;
    QElapsedTimer m_silence;
    bool m_pinged = false;
    bool m_wasOpen = false;
};

} // namespace hobnob::desktop
