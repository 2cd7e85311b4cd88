// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/timelinecache.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/timelinemodel.h"

#include <algorithm>

namespace hobnob::desktop
{

TimelineCache::TimelineCache(ChatClient *client, QObject *parent)
    : QObject(parent), m_client(client)
{
    connect(client, &ChatClient::roomRemoved, this, &TimelineCache::drop);
    connect(client, &ChatClient::roomsReset, this, &TimelineCache::clear);
    connect(&m_dayClock, &DayClock::dayChanged, this, [this] {
        for (const auto &model : m_kept)
            model->refreshDays();
    });
}

TimelineCache::~TimelineCache() = default;

TimelineModel *TimelineCache::timeline(const RoomId &room)
{
    const auto kept = std::find_if(m_kept.begin(), m_kept.end(),
                                   [&](const auto &model) { return model->room() == room; });
    if (kept != m_kept.end()) {
        std::rotate(kept, kept + 1, m_kept.end());
        return m_kept.back().get();
    }
    if (m_kept.size() == mostKept) {
        const auto oldest = std::move(m_kept.front());
        m_kept.erase(m_kept.begin());
        Q_EMIT dropped(oldest->room());
        m_client->setInterest(oldest->room(), Interest::Background);
    }
    m_client->setInterest(room, Interest::Watched);
    m_kept.push_back(std::make_unique<TimelineModel>(m_client, room));
    return m_kept.back().get();
}

void TimelineCache::drop(const RoomId &room)
{
    const auto kept = std::find_if(m_kept.begin(), m_kept.end(),
                                   [&](const auto &model) { return model->room() == room; });
    if (kept == m_kept.end())
        return;
    const auto gone = std::move(*kept);
    m_kept.erase(kept);
    Q_EMIT dropped(room);
}

void TimelineCache::clear()
{
    // Whoever hears of a drop may ask for a timeline of the new rooms at once.
    const auto gone = std::exchange(m_kept, {});
    for (const auto &model : gone)
        Q_EMIT dropped(model->room());
}

} // namespace hobnob::desktop
