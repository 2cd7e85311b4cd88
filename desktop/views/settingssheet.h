// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"

#include <functional>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;
class PaneScroll;
class SettingsPane;
class SettingsRow;

/// A list of what can be set, each line of which leads to its page, and the way back. Of the name
/// "account" the parts are accountBack, accountTitle and accountClose.
class SettingsSheet : public Sheet
{
    Q_OBJECT

public:
    void showPane(SettingsPane *pane);
    void showList();
    /// The page that is shown; nullptr for the list.
    [[nodiscard]] SettingsPane *pane() const;

protected:
    SettingsSheet(int cardWidth, const QString &name, const QString &title, QWidget *parent);

    /// Above the rows.
    void addIntroduction(QWidget *widget);
    void addPane(SettingsPane *pane);
    /// \a pane: where it leads; nullptr: elsewhere.
    SettingsRow *addRow(const QString &objectName, const QString &iconName, const QString &text,
                        SettingsPane *pane);
    /// The page is made when one first goes there.
    SettingsRow *addRow(const QString &objectName, const QString &iconName, const QString &text,
                        std::function<SettingsPane *()> make);
    /// As when nobody was here before.
    void openList();
    void setListTitle(const QString &title);
    [[nodiscard]] QWidget *rows() const { return m_list; }

private:
    void buildHead(const QString &name);
    void showHead(const QString &title, bool inList);

    QString m_listTitle;
    QToolButton *m_back = nullptr;
    Label *m_title;
    PaneScroll *m_panes;
    QWidget *m_list;
    QList<SettingsRow *> m_rows;
    SettingsRow *m_lastRow = nullptr;
};

} // namespace hobnob::desktop
