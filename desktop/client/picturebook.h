// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>

namespace hobnob::desktop
{

class ServerLink;

/// The pictures of people and rooms, by their names, as the server sends them: bytes that nobody
/// has looked at yet. Each is asked for when it is first wanted and kept while there is room; what
/// a name stands for never changes.
class PictureBook final : public QObject
{
    Q_OBJECT

public:
    /// What could not be had is asked for again after so long, when somebody wants it.
    static constexpr std::chrono::minutes askAgainAfter{5};
    using Clock = std::function<std::chrono::milliseconds()>;

    /// \a link outlives it.
    explicit PictureBook(ServerLink *link, QObject *parent = nullptr);
    /// For tests, whose time stands still.
    void setClock(Clock clock) { m_clock = std::move(clock); }

    /// Empty until it is here; then arrived() tells. Wanting it again makes it stay longer.
    [[nodiscard]] QByteArray want(const QString &name);
    /// Somebody sees that these bytes are no picture: they are as good as none.
    void refuse(const QString &name);
    [[nodiscard]] qsizetype held() const { return m_held.size(); }

Q_SIGNALS:
    void arrived(const QString &name);

private:
    struct Page {
        QByteArray bytes;
        /// When it was wanted last; counts up.
        quint64 turn = 0;
    };

    void askForMissing();
    void askNext();
    void ask(const QString &name);
    void keep(const QString &name, const QByteArray &bytes);
    void makeRoom();

    ServerLink *m_link;
    Clock m_clock;
    QElapsedTimer m_sinceStart;
    QHash<QString, Page> m_held;
    qint64 m_bytes = 0;
    quint64 m_turn = 0;
    /// In the order in which they were wanted.
    QStringList m_wanted;
    QStringList m_asked;
    /// When each was found missing.
    QHash<QString, std::chrono::milliseconds> m_missing;
};

} // namespace hobnob::desktop
