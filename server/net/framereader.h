// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QWebSocketProtocol>

#include <array>
#include <optional>
#include <span>

namespace hobnob::server
{

/// Reads what a WebSocket's client sends (RFC 6455, section 5), strictly: masked frames without
/// extensions, whole messages up to a bound, in a bounded number of fragments, text in UTF-8.
/// Memory grows with what has arrived, never with what is announced, and none is kept between
/// messages. Knows no sockets.
class FrameReader final
{
public:
    enum class Kind { Text, Binary, Close, Ping, Pong };

    /// What the connection is to be closed with.
    struct Violation {
        QWebSocketProtocol::CloseCode code;
        QString reason;
    };

    class Sink
    {
    public:
        /// A message, or a control frame between two fragments of one. False: nothing more is read.
        virtual bool frameRead(Kind kind, const QByteArray &payload) = 0;

    protected:
        Sink() = default;
        ~Sink() = default;
        Q_DISABLE_COPY_MOVE(Sink)
    };

    /// \a messageBytes: the most that a message may have.
    explicit FrameReader(qint64 messageBytes) : m_messageBytes(messageBytes) {}

    /// The next bytes, which are unmasked where they are. After a violation, or when the sink said
    /// no, it must not be called again.
    [[nodiscard]] std::optional<Violation> read(std::span<char> bytes, Sink &sink);

private:
    static constexpr qsizetype headBytesMost = 14;

    [[nodiscard]] std::optional<Violation> readHead();
    [[nodiscard]] std::optional<Violation> checkFirst(quint8 first, quint8 second);
    [[nodiscard]] std::optional<Violation> begin(quint64 length);
    void take(std::span<char> payload);
    /// The frame is complete; false: nothing more is read.
    [[nodiscard]] bool end(Sink &sink, std::optional<Violation> &violation);
    [[nodiscard]] bool isControl() const { return (m_opcode & 0x08) != 0; }

    qint64 m_messageBytes;
    /// The fragments so far.
    QByteArray m_message;
    QByteArray m_control;
    /// Of the frame whose payload is being read.
    quint64 m_rest = 0;
    std::array<char, headBytesMost> m_head{};
    std::array<char, 4> m_mask{};
    quint8 m_headSize = 0;
    quint8 m_maskAt = 0;
    quint8 m_opcode = 0;
    bool m_isFinal = false;
    bool m_inPayload = false;
    /// Of the message that is being sent; 0: none.
    quint8 m_messageOpcode = 0;
    int m_fragments = 0;
};

} // namespace hobnob::server
