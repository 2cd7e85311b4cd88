// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"

namespace hobnob::server
{

/// The folder with everything that the server keeps, owned by this process alone for as long as
/// this object lives. The kernel drops the lock with the process, however that ends.
class DataFolder final
{
public:
    /// Makes the folder (mode 0700) when it is missing. Errors: StorageFailed, with a sentence for
    /// the operator.
    static Result<DataFolder> take(const QString &path);
    ~DataFolder();
    DataFolder(DataFolder &&other) noexcept;
    DataFolder &operator=(DataFolder &&) = delete;

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString database() const { return databaseIn(m_path); }
    [[nodiscard]] static QString databaseIn(const QString &path);
    /// For those who only read, also beside the process that owns the folder. Errors:
    /// StorageFailed, with a sentence for the operator.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> openForReading(const QString &path);
    /// A name for a copy of the data, with \a label ("schema1", "before-restore") and the time;
    /// does not exist yet.
    [[nodiscard]] QString unusedCopyName(const QString &label) const;

private:
    DataFolder(QString path, int lock) : m_path(std::move(path)), m_lock(lock) {}

    QString m_path;
    int m_lock = -1;
};

} // namespace hobnob::server
