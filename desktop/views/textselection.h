// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/textbody.h"

#include <QPersistentModelIndex>

namespace hobnob::desktop
{

/// The words selected inside one message, by dragging or a double click. A value that follows its
/// row when others come or go, and is empty when the row is gone.
class TextSelection final
{
public:
    void start(const QModelIndex &row, int position);
    void extendTo(int position) { m_caret = position; }
    void select(const QModelIndex &row, const TextRange &range);
    void clear() { m_row = QPersistentModelIndex(); }

    [[nodiscard]] QModelIndex row() const { return m_row; }
    /// Empty for every row but that one.
    [[nodiscard]] TextRange in(const QModelIndex &row) const;
    [[nodiscard]] bool isEmpty() const { return in(m_row).isEmpty(); }
    [[nodiscard]] QString textOf(const QString &whole) const;

private:
    QPersistentModelIndex m_row;
    int m_anchor = 0;
    int m_caret = 0;
};

} // namespace hobnob::desktop
