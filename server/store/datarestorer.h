// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/datachecker.h"
#include "server/store/datafolder.h"

namespace hobnob::server
{

struct Restored {
    /// What the backup holds; problems of single rooms did not stop it.
    DataReport content;
    /// The name under which the data that was there is kept; empty when there was none.
    QString kept;
};

/// Puts a backup into the place of a folder's data and gives it a new epoch, by which clients know
/// that they must resynchronise. At each moment the folder has the old data or the new, whole.
class DataRestorer final
{
public:
    explicit DataRestorer(QString dataFolder) : m_dataFolder(std::move(dataFolder)) {}

    /// Refuses what is no backup of ours, is newer than we know or damaged, and a folder that a
    /// server uses. Errors: StorageFailed, with a sentence for the operator; the data is then as it
    /// was.
    [[nodiscard]] Result<Restored> restore(const QString &file) const;

private:
    QString m_dataFolder;
};

} // namespace hobnob::server
