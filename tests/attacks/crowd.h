// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace hobnob::server::test
{

/// Many connections that do what no library does. Plain sockets without an event loop, so that a
/// thousand of them cost the test, and with it the good client's time, next to nothing.
class Crowd final
{
public:
    enum class Window {
        Usual,
        /// As little as the system lets one receive before one reads.
        Small,
    };

    Crowd() = default;
    ~Crowd();
    Q_DISABLE_COPY_MOVE(Crowd)

    /// False when the system refuses one.
    [[nodiscard]] bool connectTo(quint16 port, int count, Window window = Window::Usual);
    /// To each that is still there; what the system does not take of it now is not sent.
    void say(const QByteArray &bytes);
    /// To the one at \a index.
    void sayAt(int index, const QByteArray &bytes);
    /// To each: \a pattern again and again, never a part of it left out, as much as the system
    /// takes, up to \a most bytes.
    void pour(const QByteArray &pattern, qsizetype most);
    /// What the one at \a index was sent since the last time.
    [[nodiscard]] QByteArray read(int index);
    /// Reads what everyone was sent, and forgets it.
    void readAll();
    /// Those that the server has not closed.
    [[nodiscard]] int present() const;
    [[nodiscard]] int size() const { return int(m_members.size()); }
    void leave();

private:
    struct Member {
        int descriptor;
        /// Where in the pattern to go on.
        qsizetype offset = 0;
    };

    QList<Member> m_members;
};

} // namespace hobnob::server::test
