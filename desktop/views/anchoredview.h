// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/rowpainter.h"
#include "desktop/views/timelinerows.h"

#include <QAbstractItemView>
#include <QHash>

#include <optional>

namespace hobnob::desktop
{

/// The lower half of TimelineView: lays out, scrolls and paints the rows of a model with
/// TimelineModel's roles.
///
/// Only what is on the screen, and a little around it, is laid out. What one reads stays where it
/// is, whatever comes or goes around it; at the end of the newest messages the view follows them.
/// The place in each model is kept while the model lives, so that going back to a room finds it.
class AnchoredView : public QAbstractItemView
{
    Q_OBJECT

public:
    /// Whether the model's last row is the newest that there is, or the room goes on after it.
    enum class End { Newest, Window };

    explicit AnchoredView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setEnd(End end);
    [[nodiscard]] End end() const { return m_end; }
    /// At the end of the newest messages, and following them.
    [[nodiscard]] bool isAtEnd() const;
    void scrollToEnd();
    /// The number of rows that are laid out now.
    [[nodiscard]] int layoutCount() const { return m_rows.layoutCount(); }

    // --- QAbstractItemView
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const final;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) final;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const final;
    void doItemsLayout() final;
    void reset() override;

Q_SIGNALS:
    /// The screen is near that end of the model, and there may be more.
    void olderNeeded();
    void newerNeeded();
    void atEndChanged(bool atEnd);
    /// The row in the middle of the screen.
    void lookedAt(const QModelIndex &index);

protected:
    /// How the row is to be painted now.
    [[nodiscard]] virtual RowState rowState(const QModelIndex &index) const = 0;
    /// Called after each layout: the scroll bar stands right.
    virtual void laidOut() = 0;

    /// The layout of a row, made when there is none; nullptr for an invalid index. Valid until the
    /// model changes or the view scrolls.
    [[nodiscard]] const RowLayout *layoutOf(const QModelIndex &index);
    /// How far the screen's lower edge is from the end of the rows.
    [[nodiscard]] int distanceToEnd() const;

    [[nodiscard]] QModelIndex moveCursor(CursorAction action,
                                         Qt::KeyboardModifiers modifiers) final;
    [[nodiscard]] int horizontalOffset() const final { return 0; }
    [[nodiscard]] int verticalOffset() const final { return m_scroll; }
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const final { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) final;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const final;
    void scrollContentsBy(int dx, int dy) final;
    void updateGeometries() final {}
    void paintEvent(QPaintEvent *event) final;
    void resizeEvent(QResizeEvent *event) final;
    void changeEvent(QEvent *event) final;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) final;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) final;

private:
    /// What stays in its place: the end of the rows, or the point of a row at the screen's top.
    struct Anchor {
        QPersistentModelIndex index;
        /// From the row's top to the screen's top.
        int offset = 0;

        [[nodiscard]] bool isEnd() const { return !index.isValid(); }
    };

    void rowsRemoved(const QModelIndex &parent, int start, int end);
    void forgetLayouts();
    const RowStyle &style();
    const RowLayout &measure(int row);
    int settleAtEnd();
    int settleAtRow();
    void anchorAt(int y);
    void tellAround();
    /// Where row 0 begins on the screen: few rows stand at its lower end.
    [[nodiscard]] int contentTop() const;
    [[nodiscard]] QModelIndex rowIndex(int row) const;

    TimelineRows m_rows;
    std::optional<RowStyle> m_style;
    Anchor m_anchor;
    QHash<const QObject *, Anchor> m_places;
    End m_end = End::Newest;
    int m_scroll = 0;
    bool m_settling = false;
    bool m_wasAtEnd = true;
};

} // namespace hobnob::desktop
