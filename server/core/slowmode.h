// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/result.h"

#include <QHash>

namespace hobnob::server
{

/// When people last wrote in rooms where they have to wait between two messages. A message that is
/// sent again is not one more.
class SlowMode final
{
public:
    using Place = std::pair<RoomId, UserId>;

    /// Counts the message from here on. Errors: SlowMode, with when to try again.
    [[nodiscard]] std::optional<Error> admit(const Place &place, const ClientId &message,
                                             std::chrono::seconds wait, Timestamp now);
    /// It was not written after all, or had been before.
    void takeBack(const Place &place, const ClientId &message);
    /// There is no such room any more.
    void forget(const RoomId &room);

private:
    struct Last {
        ClientId message;
        Timestamp time{};
        /// Of the one before it.
        Timestamp before{};
    };

    QHash<Place, Last> m_last;
};

} // namespace hobnob::server
