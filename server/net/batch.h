// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace hobnob::server
{

/// Facts for the same sessions between two flushes, one behind the other: each session is handed
/// them as one piece, so that a fact costs the same however many hear of it.
class Batch final
{
public:
    /// \a readers is kept: while the batch is there, the address of the list's elements stands for
    /// this very list, as whoever changes it gets another.
    explicit Batch(const QList<SessionId> &readers) : m_readers(readers) {}
    Q_DISABLE_COPY_MOVE(Batch)

    /// No more is added: what is in it may be shared.
    void close();
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

    void append(const QByteArray &frame);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

    /// A reader that gets something else before what is added next, and has to join again then.
    void noteStray(SessionId reader) { m_strays.append(reader); }
    [[nodiscard]] QList<SessionId> takeStrays() { return std::exchange(m_strays, {}); }

private:
    const QList<SessionId> m_readers;
    QByteArray m_bytes;
    QList<SessionId> m_strays;
    bool m_isClosed = false;
};

} // namespace hobnob::server
