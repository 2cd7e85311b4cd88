// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/hookdelivery.h"
#include "server/core/houserules.h"
#include "server/store/store.h"

#include <QObject>

#include <map>
#include <memory>

namespace hobnob::server
{

class RoomDirectory;

/// Tells receivers what people say in rooms. Each hook goes through its room's log in order, one
/// message at a time, and notes in the store how far it came; so a message is delivered at least
/// once whatever happens to the server, and a hook that was away or stopped goes on where it was.
/// What comes to nothing is tried again after a pause that grows, and in the end waits for the
/// operator. Knows no sockets.
class OutgoingHooks final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    struct House {
        Store &store;
        const RoomDirectory &directory;
        WallClock clock;
        /// After so many failures in a row.
        std::function<std::chrono::milliseconds(int failures)> pause = usualPause;
    };
    enum class From { WhereItWas, Now };
    template <typename T>
    using Answer = Store::Answer<T>;

    /// The store drops its answers when this goes.
    OutgoingHooks(const House &house, const QList<OutgoingHook> &hooks);
    ~OutgoingHooks() override;

    /// Nothing is delivered before this...
    void start(DeliverHook deliver);
    /// ...and after this. What is under way counts as not delivered.
    void stop();

    void add(const OutgoingHook &hook);
    void remove(const HookId &hook);
    void forgetRoom(const RoomId &room);
    /// Told after the directory was.
    void noteEvent(const RoomId &room, const protocol::Event &event);

    /// Tries again at once, or goes on after what was said till now. Errors: those of
    /// HookStore::setHookProgress(). Does nothing when there is no such hook.
    void resume(const HookId &hook, From from, const Audit &audit, const Answer<Done> &answer);
    /// Sends a delivery without a message, once. Errors: NotAllowed (nothing is delivered now).
    void test(const OutgoingHook &hook, const Answer<HookOutcome> &answer) const;

    /// In the order in which they were made.
    [[nodiscard]] QList<OutgoingHook> all() const;
    [[nodiscard]] qsizetype count() const { return qsizetype(m_courses.size()); }

    /// hookPause() with a chance of its own.
    [[nodiscard]] static std::chrono::milliseconds usualPause(int failures);

private:
    struct Course;

    [[nodiscard]] Course *find(const HookId &hook) const;
    void goOn(Course &course);
    void read(Course &course);
    void finishReading(const HookId &hook, const Result<Page> &page);
    void deliver(Course &course, const protocol::Event &event);
    void finishDelivering(const HookId &hook, Seq seq, const HookOutcome &outcome);
    void noteFailure(Course &course, const HookOutcome &outcome);
    void save(Course &course);
    void finishSaving(const HookId &hook, Seq position, const Result<Done> &saved);
    void pause(Course &course, std::chrono::milliseconds time);
    [[nodiscard]] HookPlace placeOf(const OutgoingHook &hook) const;

    const House m_house;
    DeliverHook m_deliver;
    std::map<HookId, std::unique_ptr<Course>> m_courses;
    /// The same.
    QHash<RoomId, QList<Course *>> m_byRoom;
};

} // namespace hobnob::server
