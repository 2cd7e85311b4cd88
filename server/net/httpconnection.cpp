// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpconnection.h"

#include "shared/limits.h"

#include <QLoggingCategory>

#include <algorithm>
#include <array>
#include <utility>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.http")

/// Of what comes behind a request that is not answered yet: much more than browsers send.
constexpr qint64 aheadBytes = 2 * limits::requestHeadBytes;

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<Wire> wire, QByteArray received, ConnectionSeat seat,
                               const Patience &patience, Owner &owner)
    : m_wire(std::move(wire)), m_seat(std::move(seat)), m_patience(patience), m_owner(owner),
      m_received(std::move(received))
{
    m_wire->setListener(this);
    m_owner.setDeadline(*this, m_patience.request);
}

HttpConnection::~HttpConnection()
{
    if (const auto right = m_right.lock())
        right->forget();
}

void HttpConnection::wireReadable()
{
    std::array<char, 16 * 1024> buffer;
    const qint64 count = m_wire->read(buffer.data(), qint64(buffer.size()));
    if (count < 0)
        peerEnded();
    // What comes behind our last answer is taken all the same: a connection that ends with bytes in
    // it takes the answer with it.
    if (count <= 0 || m_state == State::Closing)
        return;
    const bool begins = m_received.isEmpty() && !m_request;
    m_received.append(buffer.data(), qsizetype(count));
    if (m_state == State::Reading) {
        if (begins)
            m_owner.setDeadline(*this, m_patience.request);
        goOn();
        return;
    }
    const qint64 unread = m_head.size() + m_body.size() - m_written;
    if (m_received.size() > aheadBytes || unread > limits::unreadAnswerBytes)
        end();
}

void HttpConnection::goOn()
{
    if (m_isGoingOn)
        return;
    m_isGoingOn = true;
    while (m_state == State::Reading && readHead() && readBody()) {
    }
    m_isGoingOn = false;
}

bool HttpConnection::readHead()
{
    if (m_request)
        return true;
    if (m_received.isEmpty())
        return false;
    auto head = RequestHead::parse(m_received);
    switch (head.state()) {
    case RequestHead::State::Incomplete:
        return false;
    case RequestHead::State::Malformed:
        // No word: a proxy could take it for the answer to what somebody else asked.
        close();
        return false;
    case RequestHead::State::TooLarge:
        refuse(431, "The request's head is too large."_ba);
        return false;
    case RequestHead::State::Complete:
        break;
    }
    m_received = m_received.sliced(head.bytes());
    const qint64 body = head.bodyBytes();
    if (body < 0 || body > m_owner.bodyBytes(head)) {
        refuse(413, "No request here needs such a body."_ba);
    } else if (!m_owner.recount(*m_wire, m_seat, head)) {
        refuse(503, "Too many connections from where you are."_ba);
    } else if (head.isWebSocketUpgrade()) {
        refuse(400, "A WebSocket is opened by the first request of a connection."_ba);
    } else if (head.header("expect") && !head.hasToken("expect", "100-continue")) {
        refuse(417, "The only expectation that is known here is 100-continue."_ba);
    } else {
        encourage(head);
        m_request = std::move(head);
        return true;
    }
    return false;
}

/// Says that a body is welcome to whoever waits with it until then.
void HttpConnection::encourage(const RequestHead &head)
{
    if (m_received.size() >= head.bodyBytes() || head.isOld() ||
        !head.hasToken("expect", "100-continue"))
        return;
    // The peer has taken all answers before, so the system has room for it.
    const std::array<QByteArrayView, 1> word = {"HTTP/1.1 100 Continue\r\n\r\n"};
    static_cast<void>(m_wire->write(word));
}

bool HttpConnection::readBody()
{
    const auto length = qsizetype(m_request->bodyBytes());
    if (m_received.size() < length)
        return false;
    QByteArray body = m_received.first(length);
    m_received = m_received.sliced(length);
    serve(std::move(body));
    return true;
}

void HttpConnection::serve(QByteArray body)
{
    m_state = State::Answering;
    m_owner.setDeadline(*this, std::nullopt);
    const RequestHead head = *std::exchange(m_request, std::nullopt);
    m_isHead = head.method() == "HEAD";
    m_behind = head.hasToken("connection", "close") ? Behind::EndSaid
               : head.isLast()                      ? Behind::EndUnsaid
                                                    : Behind::NextRequest;
    const auto value = [&head](QByteArrayView name) {
        return head.header(name).value_or(QByteArray());
    };
    const HttpRequest request{.method = head.method(),
                              .path = head.path(),
                              .acceptEncoding = head.list("accept-encoding"),
                              .ifNoneMatch = head.list("if-none-match"),
                              .host = value("host"),
                              .origin = head.header("origin"),
                              .contentType = value("content-type"),
                              .body = std::move(body),
                              .query = head.query(),
                              .cookie = value("cookie"),
                              .wantedHeaders = value("access-control-request-headers"),
                              .group = m_seat.group()};
    HttpAnswer::Client *client = this;
    const auto right = std::make_shared<HttpAnswer::Right>(client);
    m_right = right;
    m_owner.serve(request, HttpAnswer(right));
}

void HttpConnection::takeAnswer(const HttpReply &reply)
{
    m_head = replyHead(reply, m_behind, QDateTime::currentDateTimeUtc());
    if (m_head.isEmpty()) {
        qCWarning(log) << "An answer had a header that is none";
        refuse(500, "The server has no answer."_ba);
        return;
    }
    if (!m_isHead && mayHaveBody(reply.status))
        m_body = reply.body;
    m_state = State::Writing;
    m_owner.setDeadline(*this, m_patience.request);
    write();
}

void HttpConnection::refuse(int status, const QByteArray &sentence)
{
    m_behind = Behind::EndSaid;
    m_head = refusal(status, sentence, QDateTime::currentDateTimeUtc());
    m_state = State::Writing;
    m_owner.setDeadline(*this, m_patience.request);
    write();
}

void HttpConnection::write()
{
    if (m_state != State::Writing)
        return;
    const QByteArrayView head =
        QByteArrayView(m_head).sliced(qsizetype(std::min<qint64>(m_written, m_head.size())));
    const QByteArrayView body =
        QByteArrayView(m_body).sliced(qsizetype(std::max<qint64>(m_written - m_head.size(), 0)));
    const std::array<QByteArrayView, 2> pieces = {head, body};
    const qint64 taken = m_wire->write(pieces);
    m_written += taken;
    if (m_written < m_head.size() + m_body.size()) {
        if (taken > 0)
            m_owner.setDeadline(*this, m_patience.request);
        return;
    }
    m_head = {};
    m_body = {};
    m_written = 0;
    if (m_behind != Behind::NextRequest || m_isPeerEnded)
        close();
    else
        beReady();
}

void HttpConnection::beReady()
{
    m_state = State::Reading;
    m_owner.setDeadline(*this, m_patience.request);
    // Whoever sends an answer late is not called from inside of that.
    if (!m_isGoingOn && !m_received.isEmpty())
        m_owner.wake(*this);
}

void HttpConnection::close()
{
    m_wire->finish();
    m_request.reset();
    m_received = {};
    if (m_isPeerEnded) {
        end();
        return;
    }
    m_state = State::Closing;
    m_owner.setDeadline(*this, m_patience.end);
}

void HttpConnection::peerEnded()
{
    m_isPeerEnded = true;
    // Whoever ended only their side still reads what is being written; for an answer that may take
    // its time nobody waits who said they would send no more.
    if (m_state == State::Writing)
        m_wire->setReading(Wire::Reading::Off);
    else
        end();
}

void HttpConnection::expire()
{
    switch (m_state) {
    case State::Reading:
        if (m_request || !m_received.isEmpty())
            refuse(408, "The request did not arrive in time."_ba);
        else
            close();
        return;
    case State::Answering:
        return;
    case State::Writing:
    case State::Closing:
    case State::Ended:
        end();
    }
}

void HttpConnection::end()
{
    if (std::exchange(m_state, State::Ended) == State::Ended)
        return;
    m_wire.reset();
    m_seat = {};
    m_owner.ended(*this);
    if (const auto right = m_right.lock())
        right->leave();
}

} // namespace hobnob::server
