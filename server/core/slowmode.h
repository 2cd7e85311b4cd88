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

    SlowMode();

    /// Counts the message from here on. Errors: SlowMode, with when to try again.
    [[nodiscard]] std::optional<Error> admit(const Place &place, const ClientId &message,
                                             std::chrono::seconds wait, Timestamp now);
    /// It was written: it counts for good, however often it is sent again.
    void keep(const Place &place, const ClientId &message);
    /// It was not written after all, or had been before it was counted here.
    void takeBack(const Place &place, const ClientId &message);
    /// There is no such room any more.
    void forget(const RoomId &room);

private:
    struct Last {
        ClientId message;
        Timestamp time{};
        /// Of the one before it.
        Timestamp before{};
        bool isWritten = false;
    };

    QHash<Place, Last> m_last;
    /// Past so many, those who need not wait any more are let go of.
    qsizetype m_many;
};

} // namespace hobnob::server
