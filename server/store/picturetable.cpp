// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/picturetable.h"

#include "server/store/moderationsql.h"

#include <chrono>

namespace hobnob::server
{

using namespace std::chrono_literals;

namespace
{

constexpr std::chrono::milliseconds keptUnused = 1h;

} // namespace

Result<Done> PictureTable::keep(const QString &name, const QByteArray &png)
{
    return m_transaction.change(sql::savePicture, name, png, m_clock());
}

Result<Done> PictureTable::removeUnused()
{
    return m_transaction.change(sql::deleteUnusedPictures,
                                milliseconds(m_clock()) - qint64(keptUnused.count()));
}

} // namespace hobnob::server
