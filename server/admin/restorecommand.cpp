// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/restorecommand.h"

#include "server/store/datarestorer.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

CommandOutcome restoreCommand(const QString &dataFolder, const QString &file)
{
    const Result<Restored> restored = DataRestorer(dataFolder).restore(file);
    if (!restored)
        return CommandOutcome::failure(restored.error());
    const DataReport &content = restored->content;
    QString text = u"Restored %1 into %2, rooms: %3, events: %4.\n"_s.arg(
        file, dataFolder, QString::number(content.rooms), QString::number(content.events));
    if (!restored->kept.isEmpty())
        text += u"The data that was there is kept as %1.\n"_s.arg(restored->kept);
    if (!content.isSound())
        text += u"Some rooms' logs have problems; hobnobd check names them.\n"_s;
    return {.output = text};
}

} // namespace hobnob::server
