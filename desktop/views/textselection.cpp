// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/textselection.h"

#include <algorithm>

namespace hobnob::desktop
{

void TextSelection::start(const QModelIndex &row, int position)
{
    m_row = row;
    m_anchor = position;
    m_caret = position;
}

void TextSelection::select(const QModelIndex &row, const TextRange &range)
{
    m_row = row;
    m_anchor = range.from;
    m_caret = range.to;
}

TextRange TextSelection::in(const QModelIndex &row) const
{
    if (!m_row.isValid() || m_row != row)
        return {};
    return {std::min(m_anchor, m_caret), std::max(m_anchor, m_caret)};
}

QString TextSelection::textOf(const QString &whole) const
{
    const auto range = in(m_row);
    return whole.mid(range.from, range.to - range.from);
}

} // namespace hobnob::desktop
