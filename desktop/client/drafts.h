// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace hobnob::desktop
{

class LocalData;

/// What was begun in each room and not sent; kept on disk beside the outbox, a moment later, since
/// it changes with each key.
class Drafts final : public QObject
{
    Q_OBJECT

public:
    /// \a local outlives it.
    explicit Drafts(LocalData *local, QObject *parent = nullptr);

    /// Takes what is on disk in place of what is held.
    void restore();
    [[nodiscard]] QString text(const RoomId &room) const { return m_texts.value(room); }
    void set(const RoomId &room, const QString &text);
    /// Now: what is in the outbox must not come back as a draft.
    void drop(const RoomId &room);
    void flush();

private:
    LocalData *m_local;
    QHash<RoomId, QString> m_texts;
    QSet<RoomId> m_changed;
    QTimer m_later;
};

} // namespace hobnob::desktop
