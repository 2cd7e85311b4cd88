// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timelineaccessible.h"

#include "desktop/views/timelineview.h"

#include <QPointer>

#include <algorithm>
#include <mutex>

namespace hobnob::desktop
{

namespace
{

class RowAccessible final : public QAccessibleInterface
{
public:
    RowAccessible(TimelineView *view, const QModelIndex &index) : m_view(view), m_index(index) {}

    [[nodiscard]] QModelIndex index() const { return m_index; }
    [[nodiscard]] bool isValid() const override { return m_view && m_index.isValid(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name || !isValid())
            return {};
        return m_index.data(Qt::AccessibleTextRole).toString();
    }
    void setText(QAccessible::Text, const QString &) override {}

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect rect = m_view->visualRect(m_index);
        return {m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selectable = true;
        state.focusable = true;
        state.selected = m_view->selectionModel()->isSelected(m_index);
        state.focused = m_view->hasFocus() && m_view->currentIndex() == m_index;
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
        state.readOnly = true;
        return state;
    }

private:
    QPointer<TimelineView> m_view;
    QPersistentModelIndex m_index;
};

} // namespace

void TimelineAccessible::install()
{
    QAccessible::installFactory([](const QString &, QObject *object) -> QAccessibleInterface * {
        auto *view = qobject_cast<TimelineView *>(object);
        return view ? new TimelineAccessible(view) : nullptr;
    });
}

TimelineAccessible::TimelineAccessible(TimelineView *view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

TimelineAccessible::~TimelineAccessible()
{
    for (const Row &row : m_rows)
        QAccessible::deleteAccessibleInterface(row.id);
}

int TimelineAccessible::childCount() const
{
    const auto *model = view() ? view()->model() : nullptr;
    return model ? model->rowCount() : 0;
}

QAccessibleInterface *TimelineAccessible::child(int row) const
{
    if (row < 0 || row >= childCount())
        return nullptr;
    std::erase_if(m_rows, [this](const Row &known) {
        const bool isGone = !known.index.isValid() || known.index.model() != view()->model();
        if (isGone)
            QAccessible::deleteAccessibleInterface(known.id);
        return isGone;
    });
    const QModelIndex index = view()->model()->index(row, 0);
    const auto known = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [&](const Row &other) { return other.index == index; });
    if (known != m_rows.cend())
        return QAccessible::accessibleInterface(known->id);
    auto *made = new RowAccessible(view(), index);
    m_rows.push_back({index, QAccessible::registerAccessibleInterface(made)});
    return made;
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *row = dynamic_cast<const RowAccessible *>(child);
    return row ? row->index().row() : -1;
}

QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    const QModelIndex index = view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? child(index.row()) : nullptr;
}

QAccessibleInterface *TimelineAccessible::focusChild() const
{
    return view()->hasFocus() && view()->currentIndex().isValid()
               ? child(view()->currentIndex().row())
               : nullptr;
}

TimelineView *TimelineAccessible::view() const
{
    return qobject_cast<TimelineView *>(widget());
}

} // namespace hobnob::desktop
