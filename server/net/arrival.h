// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connectioncounter.h"
#include "server/net/requesthead.h"
#include "server/net/wire.h"

#include <QBasicTimer>
#include <QObject>

#include <chrono>
#include <memory>

namespace hobnob::server
{

/// A connection until its first request head is here; or until it has read why it is refused.
class Arrival final : public QObject, private Wire::Listener
{
    Q_OBJECT

public:
    /// What it was, for whoever goes on with the connection.
    struct Parts {
        std::unique_ptr<Wire> wire;
        /// Everything that was read: the head, and what came behind it.
        QByteArray received;
        ConnectionSeat seat;
    };

    Arrival(std::unique_ptr<Wire> wire, ConnectionSeat seat, std::chrono::milliseconds patience);

    [[nodiscard]] const Wire &wire() const { return *m_parts.wire; }
    [[nodiscard]] ConnectionSeat &seat() { return m_parts.seat; }
    /// The arrival is of no more use.
    [[nodiscard]] Parts take();
    /// Says \a answer, and waits for so long until the peer has read it and ends the connection.
    void refuse(const QByteArray &answer, std::chrono::milliseconds patience);

Q_SIGNALS:
    /// Once: the head is complete, malformed or too large, or, when it is incomplete, late.
    void settled(hobnob::server::Arrival *arrival, const hobnob::server::RequestHead &head);
    /// The connection is gone, or we waited long enough for its end.
    void ended(hobnob::server::Arrival *arrival);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void wireReadable() override;
    void wireWritable() override {}
    void settle(const RequestHead &head);

    Parts m_parts;
    QBasicTimer m_patience;
    bool m_isRefused = false;
};

} // namespace hobnob::server
