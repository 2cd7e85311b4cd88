// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/personlistmodel.h"

#include "desktop/models/memberlistmodel.h"
#include "shared/personlook.h"

namespace hobnob::desktop
{

PersonRow PersonListModel::rowOf(const protocol::Person &person)
{
    const int hue = person.colour ? static_cast<int>(*person.colour) : personHue(person.id);
    return {{person.id, person.name, hue, person.picture.value_or(QString())},
            person.presence,
            person.status,
            person.kind == protocol::PersonKind::Guest ? tr("Guest") : QString(),
            person.kind == protocol::PersonKind::Bot};
}

QVariant PersonListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case MemberListModel::Name:
        return row.face.name;
    case MemberListModel::UserIdText:
        return row.face.id.value();
    case MemberListModel::Portrait:
        return QVariant::fromValue(row.face);
    case MemberListModel::PresenceKind:
        return static_cast<int>(row.presence);
    case MemberListModel::StatusText:
        return row.status;
    case MemberListModel::NoteText:
        return row.note;
    case MemberListModel::IsBot:
        return row.isBot;
    case Qt::AccessibleTextRole:
    case MemberListModel::AccessibleText:
        return personWords(row.face.name, row.presence, {botWord(row.isBot), row.note, row.status});
    default:
        return {};
    }
}

} // namespace hobnob::desktop
