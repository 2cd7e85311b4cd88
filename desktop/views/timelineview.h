// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/anchoredview.h"
#include "desktop/views/textselection.h"

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class JumpButton;

/// A room's timeline, as one reads it and acts on it: words and rows can be selected and copied,
/// addresses opened, failed messages tried again or discarded; a button leads back to the newest.
class TimelineView final : public AnchoredView
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void reset() override;

public Q_SLOTS:
    /// To the clipboard: the words selected, or the selected messages with who and when.
    void copy();

Q_SIGNALS:
    /// The person asked for the newest, which the model may not hold.
    void latestRequested();
    void tryAgainRequested(const QModelIndex &index);
    void discardRequested(const QModelIndex &index);
    /// The person wants to see what somebody wrote whom they blocked.
    void showRequested(const QModelIndex &index);
    /// The \a menu of a message that is in the log is about to pop up; more can be added.
    void menuOpening(QMenu *menu, const QModelIndex &index);
    /// http or https.
    void linkActivated(const QUrl &url);

protected:
    [[nodiscard]] RowState rowState(const QModelIndex &index) const override;
    void laidOut() override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

protected Q_SLOTS:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;

private:
    struct Place {
        QModelIndex index;
        RowLayout::Hit hit;
    };

    [[nodiscard]] Place placeAt(const QPoint &point);
    void pointAt(const QPoint &point);
    void setPointed(const QModelIndex &index, RowLayout::Part part);
    void selectWords(const QModelIndex &index, const TextRange &range);
    void clearWords();
    void setByKeyboard(bool byKeyboard);
    void activate(const Place &place);

    TextSelection m_words;
    /// Where the button went down; several rows are selected from here.
    QPersistentModelIndex m_pressed;
    RowLayout::Part m_pressedPart = RowLayout::Part::Nothing;
    QPersistentModelIndex m_pointed;
    RowLayout::Part m_pointedPart = RowLayout::Part::Nothing;
    JumpButton *m_jump;
    /// The current row was reached by keys: only then has it a ring.
    bool m_byKeyboard = false;
};

} // namespace hobnob::desktop
