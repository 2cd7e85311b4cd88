// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/rowlayout.h"

#include <memory>
#include <vector>

namespace hobnob::desktop
{

/// The heights of a timeline's rows, measured or guessed, where each begins, and the layouts of
/// those near the screen. Knows no widget and no model; the view keeps it in step with its model.
class TimelineRows final
{
public:
    /// Layouts kept when trim() is called; more than two screens of short lines.
    static constexpr int mostLayouts = 200;

    void reset(int count);
    void insert(int row, int count);
    void remove(int row, int count);
    /// The rows have changed and are to be measured again; until then they keep their heights.
    void invalidate(int row, int count);
    void invalidateAll() { invalidate(0, count()); }
    void setGuess(int height);

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int height(int row) const { return m_rows[at(row)].height; }
    /// Also for row == count(): where the last ends.
    [[nodiscard]] int top(int row) const;
    [[nodiscard]] int total() const { return top(count()); }
    /// The row that covers \a y; the nearest one; -1 when there are none.
    [[nodiscard]] int rowAt(int y) const;

    /// nullptr when the row is not laid out.
    [[nodiscard]] const RowLayout *layout(int row) const { return m_rows[at(row)].layout.get(); }
    const RowLayout *setLayout(int row, std::unique_ptr<RowLayout> layout);
    /// Forgets layouts outside of first to last while more than mostLayouts are kept. Heights stay.
    void trim(int first, int last);
    [[nodiscard]] int layoutCount() const { return m_layouts; }

private:
    struct Row {
        int height = 0;
        bool measured = false;
        std::unique_ptr<RowLayout> layout;
    };

    static size_t at(int row) { return static_cast<size_t>(row); }
    void movedFrom(int row);
    void drop(Row &row);

    std::vector<Row> m_rows;
    int m_guess = 40;
    int m_layouts = 0;
    /// m_tops[i] is right for i <= m_validTops.
    mutable std::vector<int> m_tops{0};
    mutable int m_validTops = 0;
};

} // namespace hobnob::desktop
