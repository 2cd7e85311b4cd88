// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QPersistentModelIndex>

#include <vector>

namespace hobnob::desktop
{

class TimelineView;

/// Tells screen readers of the timeline as a list of its rows, each read as its model's
/// Qt::AccessibleTextRole says. Qt has this for its own views only.
class TimelineAccessible final : public QAccessibleWidget
{
public:
    /// Makes Qt find this class for every TimelineView; more calls do nothing.
    static void install();

    explicit TimelineAccessible(TimelineView *view);
    ~TimelineAccessible() override;
    Q_DISABLE_COPY_MOVE(TimelineAccessible)

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int row) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

private:
    struct Row {
        QPersistentModelIndex index;
        QAccessible::Id id;
    };

    [[nodiscard]] TimelineView *view() const;

    /// Those that somebody asked for; Qt owns the interfaces, this gives them back.
    mutable std::vector<Row> m_rows;
};

} // namespace hobnob::desktop
