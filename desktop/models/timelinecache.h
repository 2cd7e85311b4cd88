// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/dayclock.h"
#include "shared/ids.h"

#include <QObject>

#include <memory>
#include <vector>

namespace hobnob::desktop
{

class ChatClient;
class TimelineModel;

/// The timelines of the rooms visited last, kept ready so that going back to one takes no time.
/// Tells the client which rooms are watched.
class TimelineCache final : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t mostKept = 10;

    /// \a client outlives the cache.
    explicit TimelineCache(ChatClient *client, QObject *parent = nullptr);
    ~TimelineCache() override;

    /// The room's timeline, made when it is not kept. Owned by the cache; valid at least until
    /// mostKept - 1 other rooms were asked for, or dropped() names it.
    [[nodiscard]] TimelineModel *timeline(const RoomId &room);

Q_SIGNALS:
    /// The room's timeline is about to be destroyed: the room is gone, or the rooms are others now.
    void dropped(const RoomId &room);

private:
    void clear();
    void drop(const RoomId &room);

    ChatClient *m_client;
    DayClock m_dayClock;
    /// Most recently used last.
    std::vector<std::unique_ptr<TimelineModel>> m_kept;
};

} // namespace hobnob::desktop
