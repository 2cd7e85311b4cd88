// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/linelistmodel.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QListView;
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// Records as lines, a button for more of them, and what is said when there are none. Of the name
/// "reports" the parts are reportsList, reportsMore and reportsNothing.
class LineList final : public QWidget
{
    Q_OBJECT

public:
    enum class More { No, Yes };

    LineList(const QString &name, const QString &label, int mostRows, QWidget *parent);

    void setLines(const QList<ListLine> &lines, More more);
    /// Said when there are none, or while it is not known.
    void setNothing(const QString &sentence);
    /// The key of the line that is marked; empty for none.
    [[nodiscard]] QString current() const;
    [[nodiscard]] QListView *list() const { return m_list; }

Q_SIGNALS:
    void currentChanged();
    void moreRequested();
    /// By Enter or a double click.
    void activated();

private:
    LineListModel m_model;
    int m_mostRows;
    QListView *m_list;
    QPushButton *m_more;
    Label *m_nothing;
};

} // namespace hobnob::desktop
