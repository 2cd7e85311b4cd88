// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/diskworker.h"
#include "desktop/client/folderlock.h"
#include "desktop/client/logcache.h"
#include "desktop/client/outboxstore.h"

#include <QObject>
#include <QThread>

namespace hobnob::desktop
{

/// What this computer keeps of one server for one name: outbox.sqlite, which must not be lost, and
/// cache.sqlite, which may be, in a folder of their own within the profile's.
///
/// One program has the folder at a time. A second one, with the same profile, server and name,
/// works without it: two that send the same outbox would fight over the order and over what is
/// sent, and what the second one writes is kept only as long as it runs.
class LocalData final : public QObject
{
    Q_OBJECT

public:
    enum class Mode {
        /// Only when there is something: nobody wants folders of mistyped addresses.
        Existing,
        Make,
    };

    explicit LocalData(QObject *parent = nullptr);
    ~LocalData() override;

    /// \a profileFolder: empty for none, and then nothing is kept. Whatever was open is closed
    /// before. What goes wrong is told by failed(); everything works without a file, too.
    void open(const QString &profileFolder, const QString &address, const QString &name, Mode mode);
    /// After open() with Mode::Existing found nothing: makes it. Otherwise does nothing, also when
    /// somebody else has the folder: taking it over later would mix two outboxes.
    void makeIfMissing();
    [[nodiscard]] bool isOpen() const { return m_outbox.isOpen() || m_cache.isOpen(); }
    /// Returns when all is written.
    void close();

    [[nodiscard]] OutboxStore &outbox() { return m_outbox; }
    [[nodiscard]] LogCache &cache() { return m_cache; }
    /// Brings the outbox to the disk, past a loss of power; returns at once.
    void syncOutbox();

    /// Where the two files are.
    [[nodiscard]] static QString folderOf(const QString &profileFolder, const QString &address,
                                          const QString &name);

Q_SIGNALS:
    /// What is written from here on is not kept over the end of the program.
    void failed(const Error &error);

private:
    void openFolder(const QString &folder);
    void startWorker(const QString &cachePath, const QString &outboxPath);
    void stopWorker();

    FolderLock m_lock;
    OutboxStore m_outbox;
    LogCache m_cache;
    QThread m_thread;
    std::unique_ptr<DiskWorker> m_worker;
    QString m_cachePath;
    /// What makeIfMissing() makes.
    QString m_missing;
};

} // namespace hobnob::desktop
