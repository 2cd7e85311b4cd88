// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/keyedlistmodel.h"
#include "shared/protocol/messages.h"

#include <QString>

namespace hobnob::desktop
{

/// A line of a list in a sheet, in words.
struct ListLine {
    /// Two of one list never have the same.
    QString key;
    /// The name of an icon.
    QString icon;
    QString title;
    /// Below the title, quiet.
    QString details = {};
    /// A word at the far end.
    QString note = {};
    bool isQuiet = false;

    friend bool operator==(const ListLine &, const ListLine &) = default;
};

[[nodiscard]] ListLine lineOf(const protocol::Sanction &sanction);
/// Without a room's name where all are of one.
enum class RoomNames { Shown, Known };
[[nodiscard]] ListLine lineOf(const protocol::AuditRecord &record, RoomNames names);
[[nodiscard]] ListLine lineOf(const protocol::Report &report);

/// Records of the server as lines: who is banned, what was done, what was reported.
class LineListModel final : public KeyedListModel<ListLine, QString>
{
    Q_OBJECT

public:
    enum Role {
        Key = Qt::UserRole + 1,
        Icon,
        Title,
        Details,
        Note,
        IsQuiet,
    };
    Q_ENUM(Role)

    using KeyedListModel::KeyedListModel;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    [[nodiscard]] QString keyOf(const ListLine &row) const override { return row.key; }
};

} // namespace hobnob::desktop
