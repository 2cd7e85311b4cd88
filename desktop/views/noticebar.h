// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hobnob::desktop
{

class Label;

/// A sentence above the timeline that stays until one has seen it. Of the name "announcement" the
/// parts are announcementText and announcementClose.
class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    NoticeBar(const QString &name, const QString &iconName, QWidget *parent);

    /// Empty: nothing, and no bar.
    void setText(const QString &text);

Q_SIGNALS:
    /// By the person; it is hidden already.
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Label *m_text;
};

} // namespace hobnob::desktop
