// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QList>

namespace hobnob::desktop
{

/// How many unread messages of one room mention the person: up to some seq the server counted them,
/// later ones are noted here. A value.
class MentionCount final
{
public:
    /// The server's count of the unread events up to \a upTo; also what was remembered from before.
    void restore(qint64 count, Seq upTo);
    /// The event mentions the person. It may be told of more than once.
    void note(Seq seq);
    /// Everything up to \a seq was read. What the server counted past it stays, all of it, until
    /// the server counts again.
    void readUpTo(Seq seq);

    [[nodiscard]] qint64 count() const { return m_counted + m_later.size(); }
    [[nodiscard]] Seq upTo() const { return m_upTo; }

private:
    qint64 m_counted = 0;
    Seq m_upTo{};
    /// In order, all after m_upTo.
    QList<Seq> m_later;
};

} // namespace hobnob::desktop
