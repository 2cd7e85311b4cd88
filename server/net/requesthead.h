// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace hobnob::server
{

/// The head of an HTTP/1 request (RFC 9112), read strictly: what two readers could understand
/// differently is malformed. Knows no sockets.
class RequestHead final
{
public:
    enum class State {
        /// More bytes are needed.
        Incomplete,
        Complete,
        Malformed,
        /// Past limits::requestHeadBytes.
        TooLarge,
    };

    /// \a bytes: what has arrived so far, from the first byte of the request.
    [[nodiscard]] static RequestHead parse(QByteArrayView bytes);

    [[nodiscard]] State state() const { return m_state; }

    // Of a complete head:
    [[nodiscard]] const QByteArray &method() const { return m_method; }
    /// Without the query.
    [[nodiscard]] const QByteArray &path() const { return m_path; }
    /// Without the "?".
    [[nodiscard]] const QByteArray &query() const { return m_query; }
    /// Up to where the body begins.
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }
    /// The first of this name, which is compared without case.
    [[nodiscard]] std::optional<QByteArray> header(QByteArrayView name) const;
    /// All of this name, as one list.
    [[nodiscard]] QByteArray list(QByteArrayView name) const;
    /// Whether a header that lists tokens has this one, compared without case.
    [[nodiscard]] bool hasToken(QByteArrayView header, QByteArrayView token) const;
    /// What the head says will follow it; -1 when it says "chunked".
    [[nodiscard]] qint64 bodyBytes() const;
    [[nodiscard]] bool isWebSocketUpgrade() const;
    /// Whether the client wants the connection closed after the answer, as HTTP/1.0 does.
    [[nodiscard]] bool isLast() const;
    [[nodiscard]] bool isOld() const { return m_isOld; }

    /// Whether it can be a header's name, or all of its value: nothing that ends a line.
    [[nodiscard]] static bool isName(QByteArrayView text);
    [[nodiscard]] static bool isValue(QByteArrayView text);

private:
    struct Header {
        QByteArray name;
        QByteArray value;
    };

    explicit RequestHead(State state) : m_state(state) {}
    [[nodiscard]] bool readRequestLine(QByteArrayView line);
    [[nodiscard]] bool readHeader(QByteArrayView line);
    [[nodiscard]] bool isConsistent() const;
    [[nodiscard]] qsizetype countOf(QByteArrayView name) const;

    State m_state;
    QByteArray m_method;
    QByteArray m_path;
    QByteArray m_query;
    qsizetype m_bytes = 0;
    bool m_isOld = false;
    QList<Header> m_headers;
};

} // namespace hobnob::server
