// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/backupcommand.h"

#include "server/store/datacopy.h"

#include <QLocale>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

CommandOutcome backUpCommand(const QString &dataFolder, const QString &file)
{
    const Result<DataSize> size = backUpData(dataFolder, file);
    if (!size)
        return CommandOutcome::failure(size.error());
    return {.output = u"Backed up to %1: %2, rooms: %3, events: %4.\n"_s.arg(
                file, QLocale::c().formattedDataSize(size->bytes), QString::number(size->rooms),
                QString::number(size->events))};
}

} // namespace hobnob::server
