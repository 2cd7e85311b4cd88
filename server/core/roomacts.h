// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/rights.h"
#include "server/store/roomstore.h"

#include <QQueue>

namespace hobnob::server
{

class Timeline;

/// Who does something to a room.
struct Actor {
    enum class Kind { Person, Operator };
    Kind kind = Kind::Person;
    /// Of an operator: the server's name, under which notices stand.
    protocol::User user = {};
};

/// What is to be done, once it was checked that it may be.
struct RoomPlan {
    enum class Way { Nothing, Act, Delete };
    Way way = Way::Nothing;
    RoomAct act = {};
    /// What it means for those who are here; called when it is on disk, before its notices are
    /// told.
    std::function<void()> effect = [] {};
    /// Called when it could not be stored.
    std::function<void()> undo = [] {};
};

/// Acts upon rooms, those of one room one after the other: what the one was allowed for is still so
/// when it is done, so that two owners cannot take each other's role at once and leave none.
class RoomActs final
{
public:
    template <typename T>
    using Answer = RoomStore::Answer<T>;
    using Plan = std::function<Result<RoomPlan>()>;

    /// All outlive this, and the store drops its answers when this goes.
    RoomActs(RoomStore &store, Timeline &timeline, const RoomDirectory &directory,
             const Rights &rights)
        : m_store(store), m_timeline(timeline), m_directory(directory), m_rights(rights)
    {
    }

    /// \a plan is called when those before it are done. Errors: those of the plan and of
    /// RoomStore::act(). May answer from inside the call; the answer comes after the effect.
    void run(const RoomId &room, Plan plan, Answer<Done> answer);

    /// \a step is taken when what is being done to the room is done: at once, when that is nothing.
    /// Whoever is being banned does not get a last word in that stands after it.
    void inTurn(const RoomId &room, const std::function<void()> &step);

    /// Errors: RoomUnknown.
    [[nodiscard]] Result<Standpoint> standpoint(const Actor &actor, const RoomId &room) const;
    [[nodiscard]] std::optional<Error> refusal(const Actor &actor, const RoomId &room,
                                               Action action) const;
    [[nodiscard]] Draft notice(const Actor &actor, const RoomId &room, protocol::NoticeKind kind,
                               const QString &text,
                               const std::optional<protocol::User> &subject = {}) const;
    [[nodiscard]] AuditEntry audit(const Actor &actor, const RoomId &room, const QString &action,
                                   const protocol::User &subject = {},
                                   const QString &details = {}) const;

private:
    struct Turn {
        Plan plan;
        Answer<Done> answer;
    };

    /// Those that wait, until one has to be written.
    void goOn(const RoomId &room);
    void write(const RoomId &room, const Turn &turn, const RoomPlan &plan);
    void finish(const RoomId &room, const Turn &turn, const Result<Done> &done);

    RoomStore &m_store;
    Timeline &m_timeline;
    const RoomDirectory &m_directory;
    const Rights &m_rights;
    /// The first of each is under way.
    QHash<RoomId, QQueue<Turn>> m_turns;
};

} // namespace hobnob::server
