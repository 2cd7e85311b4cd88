// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/mentioncount.h"

#include <algorithm>

namespace hobnob::desktop
{

void MentionCount::restore(qint64 count, Seq upTo)
{
    m_counted = count;
    m_upTo = upTo;
    m_later.removeIf([upTo](Seq seq) { return seq <= upTo; });
}

void MentionCount::note(Seq seq)
{
    if (seq <= m_upTo)
        return;
    const auto place = std::lower_bound(m_later.begin(), m_later.end(), seq);
    if (place == m_later.end() || *place != seq)
        m_later.insert(place, seq);
}

void MentionCount::readUpTo(Seq seq)
{
    if (seq >= m_upTo) {
        m_counted = 0;
        m_upTo = seq;
    }
    m_later.removeIf([seq](Seq later) { return later <= seq; });
}

} // namespace hobnob::desktop
