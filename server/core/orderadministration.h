// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/commandtools.h"

namespace hobnob::server
{

class Administration;
class Announcements;
class ModerationStore;
class RoomDirectory;

/// The operator's commands about order: the audit log, and what everybody is shown.
class OrderAdministration final
{
public:
    struct Office {
        ModerationStore &store;
        Announcements &announcements;
        const RoomDirectory &directory;
    };

    /// Adds audit (arguments: room, since in seconds, limit) and announce (text; none: what was
    /// announced is over) to \a commands. All outlive this, and this outlives the commands' calls.
    OrderAdministration(Administration &commands, Office office);

private:
    void listAudit(const QJsonObject &arguments, const CommandAnswer &answer) const;

    const Office m_office;
};

} // namespace hobnob::server
