// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/personlistmodel.h"
#include "desktop/views/settingspane.h"

namespace hobnob::desktop
{

class SearchList;

/// Who is in a room and what they are there; whoever is looked for is looked for on the server.
class RoomPeoplePane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit RoomPeoplePane(QWidget *parent);

    void setAddingAllowed(bool allowed);
    /// The answer to searched(); late ones of another text are passed over.
    void showFound(const QString &text, const QList<PersonRow> &people);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;

Q_SIGNALS:
    void searched(const QString &text);
    void menuRequested(const UserId &person, const QPoint &globalPlace);
    void addRequested();

private:
    PersonListModel m_found;
    SearchList *m_search;
    QPushButton *m_add;
};

} // namespace hobnob::desktop
