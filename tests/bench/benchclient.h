// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "tests/bench/samples.h"

#include <QObject>
#include <QUrl>
#include <QWebSocket>

namespace hobnob::bench
{

/// A WebSocket with the codec, that counts what decoding costs. Emits failed() for every refusal.
class BenchClient final : public QObject
{
    Q_OBJECT

public:
    BenchClient();

    /// Says hello once it is open, and nothing more.
    void open(const QUrl &server);
    /// Without telling of the end.
    void close();
    void send(const protocol::ClientMessage &message);
    /// Spent in decoding since the beginning.
    [[nodiscard]] Clock::duration decoding() const { return m_decoding; }

Q_SIGNALS:
    void received(const hobnob::protocol::ServerMessage &message);
    void failed(const QString &sentence);

private:
    void receive(const QString &frame);

    QWebSocket m_socket;
    Clock::duration m_decoding{0};
};

} // namespace hobnob::bench
