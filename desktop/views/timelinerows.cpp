// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timelinerows.h"

#include <algorithm>

namespace hobnob::desktop
{

void TimelineRows::reset(int count)
{
    m_rows.clear();
    m_rows.resize(at(count));
    for (auto &row : m_rows)
        row.height = m_guess;
    m_layouts = 0;
    movedFrom(0);
}

void TimelineRows::insert(int row, int count)
{
    std::vector<Row> fresh(at(count));
    for (auto &entry : fresh)
        entry.height = m_guess;
    m_rows.insert(m_rows.begin() + row, std::make_move_iterator(fresh.begin()),
                  std::make_move_iterator(fresh.end()));
    movedFrom(row);
}

void TimelineRows::remove(int row, int count)
{
    const auto first = m_rows.begin() + row;
    std::for_each(first, first + count, [this](Row &entry) { drop(entry); });
    m_rows.erase(first, first + count);
    movedFrom(row);
}

void TimelineRows::invalidate(int row, int count)
{
    const auto first = m_rows.begin() + row;
    std::for_each(first, first + count, [this](Row &entry) {
        drop(entry);
        entry.measured = false;
    });
}

void TimelineRows::setGuess(int height)
{
    m_guess = height;
    for (auto &row : m_rows) {
        if (!row.measured)
            row.height = height;
    }
    movedFrom(0);
}

int TimelineRows::top(int row) const
{
    if (row > m_validTops) {
        for (int i = m_validTops; i < row; ++i)
            m_tops[at(i + 1)] = m_tops[at(i)] + m_rows[at(i)].height;
        m_validTops = row;
    }
    return m_tops[at(row)];
}

int TimelineRows::rowAt(int y) const
{
    if (m_rows.empty())
        return -1;
    std::ignore = total();
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return std::clamp(static_cast<int>(after - m_tops.begin()) - 1, 0, count() - 1);
}

const RowLayout *TimelineRows::setLayout(int row, std::unique_ptr<RowLayout> layout)
{
    auto &entry = m_rows[at(row)];
    drop(entry);
    entry.measured = true;
    if (entry.height != layout->height()) {
        entry.height = layout->height();
        movedFrom(row);
    }
    entry.layout = std::move(layout);
    ++m_layouts;
    return entry.layout.get();
}

void TimelineRows::trim(int first, int last)
{
    if (m_layouts <= mostLayouts)
        return;
    for (int row = 0; row < count(); ++row) {
        if (row < first || row > last)
            drop(m_rows[at(row)]);
    }
}

void TimelineRows::movedFrom(int row)
{
    m_tops.resize(m_rows.size() + 1);
    m_validTops = std::min(m_validTops, row);
}

void TimelineRows::drop(Row &row)
{
    if (!row.layout)
        return;
    row.layout.reset();
    --m_layouts;
}

} // namespace hobnob::desktop
