// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// One page of settings, about one thing: what it asks, and what came of it. It asks for nothing by
/// itself; the SettingsSheet that it is in leads there.
class SettingsPane : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] const QString &title() const { return m_title; }
    /// As it is when one comes to it: nothing typed, nothing wrong.
    virtual void begin() = 0;
    [[nodiscard]] virtual QWidget *firstField() = 0;
    /// What the server refused; beside its field where it has one.
    virtual void showError(const Error &error);
    /// A line that says what was done. Empty: none.
    void showDone(const QString &sentence);

protected:
    SettingsPane(const QString &objectName, const QString &title, QWidget *parent);

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    /// Text that explains, in the column.
    Label *addText(const QString &text);
    /// What was done and what went wrong, and then \a buttons beside each other, at the end of the
    /// column.
    void addFoot(const QList<QPushButton *> &buttons);
    [[nodiscard]] QPushButton *makeButton(const QString &objectName, const QString &text);
    void clearFoot();

private:
    QString m_title;
    QVBoxLayout *m_column;
    Label *m_done;
    Label *m_error;
};

} // namespace hobnob::desktop
