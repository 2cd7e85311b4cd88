// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QLineEdit;
class QListView;
class QModelIndex;
class QAbstractItemDelegate;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// A field that one types in, and below it what was found: the arrow keys go through it while one
/// types, Enter takes what is marked. When nothing was found it says so. Of the name "people" the
/// parts are peopleField, peopleList and peopleNothing.
class SearchList final : public QWidget
{
    Q_OBJECT

public:
    /// \a mostRows: as high as so many of the delegate's rows.
    SearchList(const QString &name, const QString &label, int mostRows, QWidget *parent);

    void setModel(QAbstractItemModel *model, QAbstractItemDelegate *delegate, int rowHeight);
    void setNothing(const QString &sentence);
    /// Empty, and asks for everything.
    void begin();
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] QString text() const;
    /// The first row is the one that Enter takes, unless another is marked.
    void markFirst();

Q_SIGNALS:
    /// The person stopped typing for a moment.
    void searched(const QString &text);
    /// By Enter or a click.
    void taken(const QModelIndex &index);
    /// By Enter alone.
    void entered(const QModelIndex &index);
    void currentChanged();
    /// Backspace where there is nothing to delete.
    void wentBack();
    /// Enter with nothing typed and nothing marked.
    void finished();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void step(int by);
    void showSome();

    QLineEdit *m_field;
    QListView *m_list;
    Label *m_nothing;
    QTimer m_pause;
    int m_mostRows;
    int m_rowHeight = 0;
};

} // namespace hobnob::desktop
