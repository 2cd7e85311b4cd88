// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonObject>
#include <QSet>

namespace hobnob::chaos
{

/// What one person saw, as facts in the order in which they saw them: one line of JSON each, handed
/// to the kernel before write() returns, so that it outlives a SIGKILL. A restarted program goes on
/// with the same file.
class Journal final
{
public:
    /// Reads what earlier runs wrote, and begins a new one. Ends the program when it cannot.
    explicit Journal(const QString &path);

    /// \a what is the fact's name.
    void write(const QString &what, QJsonObject fact = {});

    /// The largest number of a message in the facts "sent"; 0 when there is none.
    [[nodiscard]] qint64 lastNumber() const { return m_lastNumber; }
    [[nodiscard]] bool knowsMessage(const QString &clientId) const
    {
        return m_messages.contains(clientId);
    }

private:
    void remember(const QJsonObject &fact);
    void append(const QByteArray &bytes);

    QFile m_file;
    qint64 m_lastNumber = 0;
    QSet<QString> m_messages;
};

} // namespace hobnob::chaos
