// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/readpointers.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace hobnob::server
{

using namespace std::chrono_literals;
using protocol::ReadState;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.reads")

/// After a failure of the store.
constexpr auto patience = 5s;

} // namespace

ReadPointers::ReadPointers(Store &store, std::chrono::milliseconds gather)
    : m_store(store), m_gather(gather)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReadPointers::write);
}

void ReadPointers::load(const UserId &user, Store::Answer<Done> answer)
{
    if (m_states.contains(user)) {
        answer(Done{});
        return;
    }
    auto &waiting = m_loading[user];
    waiting.append(std::move(answer));
    if (waiting.size() > 1)
        return;
    m_store.loadReads(user, [this, user](const Result<QList<ReadState>> &states) {
        finishLoading(user, states);
    });
}

void ReadPointers::finishLoading(const UserId &user, const Result<QList<ReadState>> &states)
{
    if (states) {
        auto &known = m_states[user];
        for (const auto &state : *states)
            known.insert_or_assign(state.room, state);
    }
    const auto waiting = m_loading.take(user);
    for (const auto &answer : waiting)
        answer(states ? Result<Done>(Done{}) : Result<Done>(states.error()));
}

void ReadPointers::enter(const UserId &user, const RoomId &room, Seq last)
{
    if (find(user, room))
        return;
    const ReadState state{.room = room, .read = last, .mentions = 0, .upTo = last};
    if (const auto states = m_states.find(user); states != m_states.end())
        states->insert_or_assign(room, state);
    m_entering.insert({user, room});
    // At once: whoever is mentioned in the next moment is to be found.
    m_store.moveReads({{user, room, last}}, [this, user, room, state](const auto &moved) {
        if (!m_entering.remove({user, room}))
            return;
        // They may be coming in just now, and what was loaded of them is from before this.
        const auto states = m_states.find(user);
        if (states != m_states.end() && !states->contains(room))
            states->insert_or_assign(room, moved ? moved->first() : state);
        if (!moved)
            want(user, room, {state.read, News::Known});
    });
}

void ReadPointers::restore(const UserId &user, const RoomId &room)
{
    if (const auto *state = find(user, room))
        want(user, room, {state->read, News::Known});
}

void ReadPointers::forget(const RoomId &room)
{
    for (auto &states : m_states)
        states.erase(room);
    m_wishes.removeIf([&](const auto &wish) { return wish.key().second == room; });
    m_entering.removeIf([&](const auto &entry) { return entry.second == room; });
}

void ReadPointers::move(const UserId &user, const RoomId &room, Seq seq)
{
    const auto *state = find(user, room);
    if (state && seq > state->read)
        want(user, room, {seq, News::Tell});
}

void ReadPointers::leave(const UserId &user, const RoomId &room)
{
    m_wishes.remove({user, room});
    m_entering.remove({user, room});
    if (const auto states = m_states.find(user); states != m_states.end())
        states->erase(room);
    m_store.forgetRead(user, room, [](const Result<Done> &forgotten) {
        if (!forgotten)
            qCWarning(log) << "A read pointer was not forgotten:" << forgotten.error().sentence;
    });
}

void ReadPointers::noteEvent(const RoomId &room, const protocol::Event &event,
                             const QList<UserId> &mentioned)
{
    for (const auto &user : mentioned) {
        if (auto *state = find(user, room))
            ++state->mentions;
    }
    if (auto *state = find(event.author.id, room); state && state->read < event.seq) {
        state->read = event.seq;
        state->mentions = 0;
        want(event.author.id, room, {event.seq, News::Known});
    }
}

QList<ReadState> ReadPointers::statesOf(const UserId &user) const
{
    QList<ReadState> list;
    const auto states = m_states.constFind(user);
    if (states == m_states.constEnd())
        return list;
    for (const auto &[room, state] : *states)
        list.append(state);
    return list;
}

ReadState ReadPointers::stateOf(const UserId &user, const RoomId &room) const
{
    const auto states = m_states.constFind(user);
    if (states == m_states.constEnd() || !states->contains(room))
        return {.room = room};
    return states->at(room);
}

void ReadPointers::want(const UserId &user, const RoomId &room, Wish wish)
{
    auto &wanted = m_wishes[{user, room}];
    wanted.seq = std::max(wanted.seq, wish.seq);
    if (wish.news == News::Tell)
        wanted.news = News::Tell;
    if (!m_timer.isActive())
        m_timer.start(m_gather);
}

void ReadPointers::write()
{
    QList<ReadMove> moves;
    QList<News> news;
    const auto wishes = std::exchange(m_wishes, {});
    for (auto wish = wishes.cbegin(); wish != wishes.cend(); ++wish) {
        moves.append({wish.key().first, wish.key().second, wish->seq});
        news.append(wish->news);
    }
    m_store.moveReads(
        moves, [this, moves, news](const auto &states) { finishWriting(moves, news, states); });
}

void ReadPointers::finishWriting(const QList<ReadMove> &moves, const QList<News> &news,
                                 const Result<QList<ReadState>> &states)
{
    if (!states) {
        qCWarning(log) << "Read pointers were not stored yet:" << states.error().sentence;
        for (qsizetype i = 0; i < moves.size(); ++i)
            want(moves[i].user, moves[i].room, {moves[i].seq, news[i]});
        m_timer.start(patience);
        return;
    }
    Q_ASSERT(states->size() == moves.size());
    for (qsizetype i = 0; i < moves.size(); ++i) {
        auto *state = find(moves[i].user, moves[i].room);
        // They may have left the room, or be gone.
        if (!state)
            continue;
        const ReadState &stored = states->at(i);
        // What they wrote meanwhile may have gone further, and is on its way to the store.
        if (stored.read >= state->read)
            *state = stored;
        if (news[i] == News::Tell)
            Q_EMIT moved(moves[i].user, *state);
    }
}

ReadState *ReadPointers::find(const UserId &user, const RoomId &room)
{
    const auto states = m_states.find(user);
    if (states == m_states.end())
        return nullptr;
    const auto state = states->find(room);
    return state == states->end() ? nullptr : &state->second;
}

} // namespace hobnob::server
