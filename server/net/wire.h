// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QHostAddress>

#include <span>

namespace hobnob::server
{

/// The bytes of one connection, both ways, without waiting: a connection that does nothing costs
/// next to nothing. Belongs to one thread, with an event loop. Destroying it closes the connection,
/// and may be done from inside any of the listener's functions.
class Wire
{
public:
    class Listener
    {
    public:
        /// There is something to read, or the peer's end. Comes again as long as there is.
        virtual void wireReadable() = 0;
        /// After a write() that did not take everything: more is taken now.
        virtual void wireWritable() = 0;

    protected:
        Listener() = default;
        ~Listener() = default;
        Q_DISABLE_COPY_MOVE(Listener)
    };

    virtual ~Wire() = default;

    /// Who is told from now on; to be set before the event loop runs again, and kept until the wire
    /// is gone or somebody else is.
    void setListener(Listener *listener) { m_listener = listener; }

    /// How many bytes were put to \a data; 0: there are none now; -1: there will be no more, as the
    /// peer ended its side or the connection broke.
    [[nodiscard]] virtual qint64 read(char *data, qint64 size) = 0;
    /// How many bytes of \a pieces, from the first on, were taken; nothing is kept of the others.
    /// On a connection that is broken nothing is taken, and read() tells.
    [[nodiscard]] virtual qint64 write(std::span<const QByteArrayView> pieces) = 0;
    /// Off: the listener hears of nothing that comes in, nor of the peer's end, and the system
    /// makes the peer wait.
    enum class Reading { On, Off };
    virtual void setReading(Reading reading) = 0;
    /// Ends our side: the peer reads what was taken, and then the end.
    virtual void finish() = 0;

    /// A null one when the connection broke before it was asked for.
    [[nodiscard]] virtual QHostAddress peerAddress() const = 0;

protected:
    Wire() = default;
    Q_DISABLE_COPY_MOVE(Wire)

    [[nodiscard]] Listener *listener() const { return m_listener; }

private:
    Listener *m_listener = nullptr;
};

} // namespace hobnob::server
