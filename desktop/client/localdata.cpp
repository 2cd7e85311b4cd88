// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/localdata.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(lcLocal, "hobnob.local")

/// Of the hash: enough that no two of a person's servers are mixed up.
constexpr int folderCharacters = 20;

} // namespace

LocalData::LocalData(QObject *parent) : QObject(parent)
{
    m_thread.setObjectName(u"disk"_s);
}

LocalData::~LocalData()
{
    close();
}

QString LocalData::folderOf(const QString &profileFolder, const QString &address,
                            const QString &name)
{
    // Addresses and names have characters that file systems do not want.
    const auto hash =
        QCryptographicHash::hash((address + u'\n' + name).toUtf8(), QCryptographicHash::Sha256);
    return profileFolder + u"/servers/"_s +
           QString::fromLatin1(hash.toHex().left(folderCharacters));
}

void LocalData::open(const QString &profileFolder, const QString &address, const QString &name,
                     Mode mode)
{
    close();
    m_missing.clear();
    if (profileFolder.isEmpty())
        return;
    const auto folder = folderOf(profileFolder, address, name);
    if (mode == Mode::Existing && !QFile::exists(folder))
        m_missing = folder;
    else
        openFolder(folder);
}

void LocalData::makeIfMissing()
{
    if (const auto folder = std::exchange(m_missing, {}); !folder.isEmpty())
        openFolder(folder);
}

void LocalData::openFolder(const QString &folder)
{
    if (!QDir().mkpath(folder)) {
        Q_EMIT failed({ErrorCode::StorageFailed, u"%1 cannot be made."_s.arg(folder)});
        return;
    }
    // What people wrote is for the owner's eyes, as the tokens are.
    QFile::setPermissions(folder,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    if (!m_lock.take(folder)) {
        qCWarning(lcLocal).noquote()
            << u"%1 is in use or cannot be written. Nothing is kept of this run."_s.arg(folder);
        Q_EMIT failed({ErrorCode::StorageFailed, u"%1 is in use."_s.arg(folder)});
        return;
    }
    const auto outboxPath = folder + u"/outbox.sqlite"_s;
    m_cachePath = folder + u"/cache.sqlite"_s;
    if (const auto opened = m_outbox.open(outboxPath); !opened) {
        qCWarning(lcLocal).noquote() << outboxPath << opened.error().sentence;
        Q_EMIT failed(opened.error());
    }
    const auto write = [this](const CacheBatch &batch) {
        if (m_worker)
            QMetaObject::invokeMethod(m_worker.get(),
                                      [worker = m_worker.get(), batch] { worker->write(batch); });
    };
    if (const auto opened = m_cache.open(m_cachePath, write); !opened)
        qCWarning(lcLocal).noquote() << m_cachePath << opened.error().sentence;
    if (isOpen())
        startWorker(m_cache.isOpen() ? m_cachePath : QString(),
                    m_outbox.isOpen() ? outboxPath : QString());
}

void LocalData::close()
{
    m_cache.close();
    stopWorker();
    m_outbox.close();
    if (m_cache.wasDamaged())
        Database::putAside(m_cachePath);
    m_lock.release();
}

void LocalData::syncOutbox()
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker.get(),
                                  [worker = m_worker.get()] { worker->syncOutbox(); });
}

void LocalData::startWorker(const QString &cachePath, const QString &outboxPath)
{
    m_worker = std::make_unique<DiskWorker>(cachePath, outboxPath);
    m_worker->moveToThread(&m_thread);
    m_thread.start(QThread::LowPriority);
}

void LocalData::stopWorker()
{
    if (!m_worker)
        return;
    // Behind all that was handed over before.
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get()] { worker->close(); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    m_worker.reset();
}

} // namespace hobnob::desktop
