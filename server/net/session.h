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
/// does not read stay few. A session with more than limits::outboxBytes of facts to read loses
/// them and is told no more, but is answered; when it has read what it had, caughtUp() says so and
/// it is told everything again. When nothing is taken for two pings' time it is cut off, and when
/// it does not read the answers to its own pings: Qt gives those by itself, without end.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// \a socket is the one below \a webSocket, which becomes its parent; it has a FrameGuard.
    Session(SessionId id, std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket,
            const Timeouts &timeouts);
    ~Session() override;

    [[nodiscard]] SessionId id() const { return m_id; }
    [[nodiscard]] qint64 queuedBytes() const { return m_outbox.bytes(); }

    /// \a frame is finished (websocketframe.h). True when the session needs a flush() this turn.
    bool send(const QByteArray &frame, Outbox::Kind kind);
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
    /// It was not told everything, and will be from now on.
    void caughtUp(hobnob::server::SessionId session);
    /// Once; the session is of no more use. Not emitted by the destructor.
    void closed(hobnob::server::SessionId session);

private:
    enum class State { Open, Closing, Closed };
    enum class Hearing { Everything, AnswersOnly };

    struct Waiting {
        protocol::ClientMessage message;
        qint64 bytes;
    };

    void noteHeard();
    void readText(const QString &text);
    /// Answers what was wrong with a frame and closes.
    void refuse(const Error &error, std::optional<RequestId> id,
                QWebSocketProtocol::CloseCode code);
    void handWaitingOn();
    void dropWaiting();
    void noteDrained();
    /// False when the peer took nothing of what waits for it for too long.
    [[nodiscard]] bool makesProgress();
    void checkSilence();
    void noteDisconnected();

    const SessionId m_id;
    const Timeouts m_timeouts;
    State m_state = State::Open;
    Hearing m_hearing = Hearing::Everything;
    std::unique_ptr<QWebSocket> m_webSocket;
    Outbox m_outbox;
    QList<Waiting> m_waiting;
    qint64 m_waitingBytes = 0;
    int m_inFlight = 0;
    bool m_handingOn = false;
    QDeadlineTimer m_loginDeadline;
    /// In Closing: when patience ends.
    QDeadlineTimer m_patience{QDeadlineTimer::Forever};
    QDeadlineTimer m_silence;
    bool m_pinged = false;
    /// Outbox::takenBytes() when it last moved, and when it has to move again.
    qint64 m_takenBytes = 0;
    QDeadlineTimer m_progress{QDeadlineTimer::Forever};
};

} // namespace hobnob::server
