// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/cachebatch.h"

#include <QObject>

#include <memory>

namespace hobnob::desktop
{

/// What waits for a disk, done in a thread of its own: writing the cache, and bringing the outbox
/// past a loss of power. Has its own connections to both files. Failures are logged; the cache can
/// always be had again.
class DiskWorker final : public QObject
{
    Q_OBJECT

public:
    /// Empty paths: nothing is done. May be made in another thread than it lives in.
    DiskWorker(QString cachePath, QString outboxPath);

    // Call these in the worker's thread.
    void write(const CacheBatch &batch);
    void syncOutbox();
    void close();

private:
    [[nodiscard]] Result<Done> carryOut(const CacheBatch &batch);
    [[nodiscard]] Result<Done> put(const CachedRoom &room);
    [[nodiscard]] Result<Done> put(const CacheBatch::Run &run);
    [[nodiscard]] Result<Done> forget(const RoomId &room);

    QString m_cachePath;
    QString m_outboxPath;
    std::unique_ptr<Database> m_cache;
    std::unique_ptr<Database> m_outbox;
};

} // namespace hobnob::desktop
