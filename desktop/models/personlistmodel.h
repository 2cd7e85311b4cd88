// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/face.h"
#include "desktop/models/keyedlistmodel.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

/// One line of a PersonListModel.
struct PersonRow {
    Face face;
    protocol::Presence presence = protocol::Presence::Here;
    /// A quiet line below the name; may be empty.
    QString status = {};
    /// A word at the end of the line; may be empty.
    QString note = {};
    bool isBot = false;

    friend bool operator==(const PersonRow &, const PersonRow &) = default;
};

/// People who were found, in the order in which they came. Its roles are MemberListModel's.
class PersonListModel final : public KeyedListModel<PersonRow, UserId>
{
    Q_OBJECT

public:
    using KeyedListModel::KeyedListModel;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] static PersonRow rowOf(const protocol::Person &person);

protected:
    [[nodiscard]] UserId keyOf(const PersonRow &row) const override { return row.face.id; }
};

} // namespace hobnob::desktop
