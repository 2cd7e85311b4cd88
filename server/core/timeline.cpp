// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/timeline.h"

#include "shared/limits.h"
#include "shared/text.h"

namespace hobnob::server
{

Timeline::Timeline(Store &store) : m_store(store) {}

void Timeline::post(Draft draft, Store::Answer<Appended> answer)
{
    auto text = cleanMessage(draft.text);
    if (!text) {
        answer(text.error());
        return;
    }
    draft.text = *std::move(text);
    m_store.append(
        draft, [this, room = draft.room, answer = std::move(answer)](Result<Appended> appended) {
            answer(appended);
            if (appended && !appended->repeated)
                noteCommitted(room, *appended);
        });
}

void Timeline::act(const RoomAct &act, Store::Answer<QList<Appended>> answer)
{
    m_store.act(act, [this, room = act.room,
                      answer = std::move(answer)](const Result<QList<Appended>> &notices) {
        answer(notices);
        if (!notices)
            return;
        for (const Appended &notice : *notices)
            noteCommitted(room, notice);
    });
}

void Timeline::open(const RoomId &room, std::optional<Seq> after, Store::Answer<Opening> answer)
{
    const auto visit =
        m_visits.insert(m_visits.end(), {room, {}, std::move(answer), after.has_value()});
    if (!after) {
        readNewest(visit, false);
        return;
    }
    const PageRequest request{
        .room = room, .before = {}, .after = after, .limit = limits::replayEvents};
    m_store.readPage(request, [this, visit](Result<Page> page) {
        if (!page)
            finish(visit, page.error());
        else if (page->more)
            readNewest(visit, true);
        else
            finish(visit, Opening{.events = page->events, .gap = false, .more = false});
    });
}

void Timeline::read(const PageRequest &request, Store::Answer<Page> answer)
{
    m_store.readPage(request, std::move(answer));
}

void Timeline::noteCommitted(const RoomId &room, const Appended &appended)
{
    m_posted += appended.event.notice ? 0 : 1;
    for (auto &visit : m_visits) {
        if (visit.room == room)
            visit.tail.append(appended.event);
    }
    Q_EMIT messagePosted(room, appended.event, appended.mentioned);
}

void Timeline::readNewest(VisitRef visit, bool gap)
{
    const PageRequest request{
        .room = visit->room, .before = {}, .after = {}, .limit = limits::historyDefault};
    m_store.readPage(request, [this, visit, gap](Result<Page> page) {
        if (page)
            finish(visit, Opening{.events = page->events, .gap = gap, .more = page->more});
        else
            finish(visit, page.error());
    });
}

void Timeline::finish(VisitRef visit, Result<Opening> opening)
{
    if (opening) {
        // The page may have been read after some of the tail was committed.
        auto &events = opening->events;
        const Seq last = events.isEmpty() ? Seq{} : events.last().seq;
        for (const auto &event : std::as_const(visit->tail)) {
            if (event.seq > last)
                events.append(event);
        }
        const int most = visit->isResume ? limits::replayEvents : limits::historyPage;
        if (events.size() > most) {
            events = events.last(most);
            opening->gap = visit->isResume;
            opening->more = true;
        }
    }
    const auto answer = std::move(visit->answer);
    m_visits.erase(visit);
    answer(std::move(opening));
}

} // namespace hobnob::server
