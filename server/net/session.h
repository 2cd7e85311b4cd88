// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "server/core/timeouts.h"
#include "server/net/outbox.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QWebSocket>

#include <memory>

namespace hobnob::server
{

/// One WebSocket: decodes what comes, keeps what goes within bounds, notices who is silent, slow or
/// does not log in. Knows nothing of what the messages mean.
///
/// Requests are handed on limits::requestsInFlight at a time, so that the answers to a client that
/// does not read stay few. A session past limits::outboxBytes gets nothing more; when it has read
/// what it had, it is told and closed, comes back and resumes from the log. Past twice that, or
/// when nothing is taken for two pings' time, it is cut off: Qt answers a peer's pings by itself,
/// without end, and a peer that talks but never reads would hold its memory for ever.
class Session final : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Answer, Fact };

    /// \a socket is the one below \a webSocket, which becomes its parent.
    Session(SessionId id, std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket,
            const Timeouts &timeouts);
    ~Session() override;

    [[nodiscard]] SessionId id() const { return m_id; }
    [[nodiscard]] qint64 queuedBytes() const { return m_outbox.bytes(); }

    /// \a frame is finished (websocketframe.h). True when the session needs a flush() this turn.
    bool send(const QByteArray &frame, Kind kind);
    void flush();
    /// A login ends the deadline for it, a logout sets it again.
    void noteLoggedIn();
    void noteLoggedOut();
    /// Sends what is queued, says goodbye, and gives the peer Timeouts::closing to do the same.
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    void abort();
    /// Looks for deadlines that have passed; to be called every Timeouts::sweep.
    void check();

Q_SIGNALS:
    void received(hobnob::server::SessionId session,
                  const hobnob::protocol::ClientMessage &message);
    /// Once; the session is of no more use. Not emitted by the destructor.
    void closed(hobnob::server::SessionId session);

private:
    enum class State { Open, Slow, Closing, Closed };

    struct Waiting {
        protocol::ClientMessage message;
        qint64 bytes;
    };
    /// An answer on its way: from begin to end of all the bytes that the session was ever sent.
    struct QueuedAnswer {
        qint64 begin;
        qint64 end;
    };

    void noteHeard();
    void readText(const QString &text);
    /// Answers what was wrong with a frame and closes.
    void refuse(const Error &error, std::optional<RequestId> id,
                QWebSocketProtocol::CloseCode code);
    void handWaitingOn();
    void dropWaiting();
    void noteDrained();
    /// Of the queued bytes, those that nobody asked for; answers do not make a reader slow.
    [[nodiscard]] qint64 unaskedBytes();
    /// False when the peer took nothing of what waits for it for too long.
    [[nodiscard]] bool makesProgress();
    void checkSilence();
    void noteDisconnected();

    const SessionId m_id;
    const Timeouts m_timeouts;
    State m_state = State::Open;
    std::unique_ptr<QWebSocket> m_webSocket;
    Outbox m_outbox;
    QList<Waiting> m_waiting;
    qint64 m_waitingBytes = 0;
    int m_inFlight = 0;
    QList<QueuedAnswer> m_answers;
    bool m_handingOn = false;
    QDeadlineTimer m_loginDeadline;
    /// In Slow and Closing: when patience ends.
    QDeadlineTimer m_patience{QDeadlineTimer::Forever};
    QDeadlineTimer m_silence;
    bool m_pinged = false;
    /// Outbox::takenBytes() when it last moved, and when it has to move again.
    qint64 m_takenBytes = 0;
    QDeadlineTimer m_progress{QDeadlineTimer::Forever};
};

} // namespace hobnob::server
