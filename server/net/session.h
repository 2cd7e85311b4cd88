// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "server/core/timeouts.h"
#include "server/net/batch.h"
#include "server/net/connectioncounter.h"
#include "server/net/websocket.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QDeadlineTimer>
#include <QVarLengthArray>

#include <memory>

namespace hobnob::server
{

/// One WebSocket: decodes what comes, keeps what goes within bounds, notices who is silent, slow or
/// does not log in. Knows nothing of what the messages mean.
///
/// Requests are handed on limits::requestsInFlight at a time, so that the answers to a client that
/// does not read stay few. A session with more than limits::outboxBytes of facts to read loses
/// them and is told no more, but is answered; when it has read what it had, caughtUp() says so and
/// it is told everything again. When nothing is taken for two pings' time it is cut off.
///
/// No QObject: what thousands of them would keep of signals and timers is more than all they are.
class Session final : private WebSocket::Listener
{
public:
    /// The functions may close the session or send to it, but not destroy it.
    class Listener
    {
    public:
        virtual void sessionReceived(SessionId session, const protocol::ClientMessage &message) = 0;
        /// It was not told everything, and will be from now on.
        virtual void sessionDrained(SessionId session) = 0;
        /// It isWaitedFor() from now on.
        virtual void sessionClosing(SessionId session) = 0;
        /// Last and once; the session is of no more use. Not told by the destructor.
        virtual void sessionEnded(SessionId session) = 0;

    protected:
        Listener() = default;
        ~Listener() = default;
        Q_DISABLE_COPY_MOVE(Listener)
    };

    /// \a seat: its place among the connections. \a timeouts and \a listener outlive the session.
    Session(SessionId id, std::unique_ptr<WebSocket> webSocket, ConnectionSeat seat,
            const Timeouts &timeouts, Listener &listener);
    /// Begins to read.
    void start();

    [[nodiscard]] SessionId id() const { return m_id; }
    [[nodiscard]] qint64 queuedBytes() const { return m_webSocket->outbox().bytes(); }

    /// \a frame is finished (websocketframe.h), and goes out with the next flush().
    void send(const QByteArray &frame, Outbox::Kind kind);
    /// Whatever is added to \a batch from now on goes to this session until it is sent something
    /// else: then it is a stray of the batch. The batch is there until the next flush().
    void join(Batch &batch);
    /// Writes what the system takes now, and hands on what waited for that.
    void flush();
    /// Only writes.
    void write();
    /// Whether the next flush is to take this session; for who keeps the list of them.
    [[nodiscard]] bool isListed() const { return m_isListed; }
    void setListed(bool listed) { m_isListed = listed; }
    /// A login ends the deadline for it, a logout sets it again.
    void noteLoggedIn();
    void noteLoggedOut();
    /// Sends what is queued, says goodbye, and gives the peer Timeouts::closing to do the same.
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    void abort();
    /// Looks for deadlines that have passed; to be called every Timeouts::sweep while it
    /// isWaitedFor(), and now and then otherwise.
    void check();
    /// For a login, for the peer to read, or for the end.
    [[nodiscard]] bool isWaitedFor() const
    {
        return !m_loginDeadline.isForever() || queuedBytes() > 0 || !isOpen();
    }

private:
    enum class Hearing { Everything, AnswersOnly };

    struct Waiting {
        protocol::ClientMessage message;
        qint64 bytes;
    };

    /// What was added to a batch since the session joined it.
    struct Share {
        Batch *batch;
        qsizetype from;
    };

    void textReceived(const QByteArray &utf8) override;
    void binaryReceived(const QByteArray &bytes) override;
    void heard() override;
    void drained() override;
    void closing() override;
    void closed() override;

    [[nodiscard]] bool isOpen() const { return m_webSocket->state() == WebSocket::State::Open; }
    void sendFacts(const QByteArray &frames, qsizetype from);
    /// Queues what the batches have for it so far.
    void takeShares();
    /// Answers what was wrong with a frame and closes.
    void refuse(const Error &error, std::optional<RequestId> id,
                QWebSocketProtocol::CloseCode code);
    void handWaitingOn();
    void dropWaiting();
    /// False when the peer took nothing of what waits for it for too long.
    [[nodiscard]] bool makesProgress();
    void checkSilence();

    const SessionId m_id;
    const Timeouts &m_timeouts;
    Listener &m_listener;
    ConnectionSeat m_seat;
    std::unique_ptr<WebSocket> m_webSocket;
    Hearing m_hearing = Hearing::Everything;
    QList<Waiting> m_waiting;
    qint64 m_waitingBytes = 0;
    int m_inFlight = 0;
    bool m_handingOn = false;
    QDeadlineTimer m_loginDeadline;
    QDeadlineTimer m_silence;
    bool m_pinged = false;
    bool m_isListed = false;
    QVarLengthArray<Share, 1> m_shares;
    /// Outbox::takenBytes() when it last moved, and when it has to move again.
    qint64 m_takenBytes = 0;
    QDeadlineTimer m_progress{QDeadlineTimer::Forever};
};

} // namespace hobnob::server
