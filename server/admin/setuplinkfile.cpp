// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/setuplinkfile.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

const QString mark = u"#setup="_s;

} // namespace

SetupLinkFile::SetupLinkFile(const QString &dataFolder)
    : m_path(QDir(dataFolder).filePath(u"setup-link"_s))
{
}

QString SetupLinkFile::code() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 most = 4096;
    const QString link = QString::fromUtf8(file.read(most)).trimmed();
    const qsizetype start = link.indexOf(mark);
    return start < 0 ? QString() : link.mid(start + mark.size());
}

Result<Done> SetupLinkFile::write(const QString &link) const
{
    QSaveFile file(m_path);
    // The permissions are there before the link is.
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(link.toUtf8() + '\n') > 0 && file.commit();
    if (!written)
        return Error{
            ErrorCode::StorageFailed,
            u"Cannot write %1: %2."_s.arg(QDir::toNativeSeparators(m_path), file.errorString())};
    return Done{};
}

void SetupLinkFile::remove() const
{
    QFile::remove(m_path);
}

QString SetupLinkFile::linkTo(const QString &page, const QString &code)
{
    return page + (page.endsWith(u'/') ? QString() : u"/"_s) + mark + code;
}

} // namespace hobnob::server
