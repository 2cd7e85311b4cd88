// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// What stands where there is nothing to show: an icon, what is the matter, and the next step.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// An empty \a action leaves the button out.
    void setContent(const QString &iconName, const QString &title, const QString &hint,
                    const QString &action = {});

    /// False when it has no button.
    bool focusAction();

Q_SIGNALS:
    void actionRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();

    QString m_iconName;
    QLabel *m_icon;
    Label *m_title;
    Label *m_hint;
    QPushButton *m_action;
};

} // namespace hobnob::desktop
