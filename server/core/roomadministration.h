// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/commandtools.h"
#include "server/core/roomacts.h"
#include "server/store/accountstore.h"

namespace hobnob::server
{

class Administration;
class Overview;
class RoomDirectory;
class Roster;
class Sanctions;
struct HouseRules;
struct Rooms;

/// The operator's commands about rooms: what owners and moderators can do, and what they see, in
/// every room but direct ones. Those concerned notice at once.
class RoomAdministration final
{
public:
    struct Office {
        AccountStore &accounts;
        Rooms &rooms;
        RoomDirectory &directory;
        const Roster &roster;
        const Sanctions &sanctions;
        const Overview &overview;
        const HouseRules &rules;
    };

    /// Adds room.list, room.show, room.create, room.rename, room.topic, room.archive,
    /// room.unarchive, room.delete, room.role, room.add, room.kick, room.ban and room.unban to
    /// \a commands. The argument "room" is an id or a name, "person" a login or an id. All outlive
    /// this, and this outlives the commands' calls. Errors: RoomUnknown, PersonUnknown, WrongKind,
    /// those of the acts.
    RoomAdministration(Administration &commands, Office office);

private:
    template <typename T>
    using Answer = AccountStore::Answer<T>;
    using RoomCommand = std::function<void(const RoomId &room, const QJsonObject &arguments,
                                           const CommandAnswer &answer)>;
    using PersonCommand =
        std::function<void(const RoomId &room, const StoredPerson &person,
                           const QJsonObject &arguments, const CommandAnswer &answer)>;

    void addSettings(Administration &commands);
    void addPeople(Administration &commands);
    /// One that begins with finding the room, or the room and the person.
    void addForRoom(Administration &commands, const QString &name, RoomCommand command);
    void addForPerson(Administration &commands, const QString &name, PersonCommand command);
    void findPerson(const QString &named, const RoomId &room,
                    const Answer<StoredPerson> &answer) const;
    [[nodiscard]] Result<StoredPerson> sanctioned(const UserId &user, const RoomId &room) const;

    void list(const CommandAnswer &answer) const;
    void show(const RoomId &room, const CommandAnswer &answer) const;
    void create(const QJsonObject &arguments, const CommandAnswer &answer);
    void make(const QJsonObject &arguments, const std::optional<StoredPerson> &owner,
              const CommandAnswer &answer);
    void setRole(const RoomId &room, const StoredPerson &person, const QString &word,
                 const CommandAnswer &answer);
    void addMember(const RoomId &room, const StoredPerson &person, const CommandAnswer &answer);
    void moderate(const RoomId &room, const StoredPerson &person, protocol::ModerationAct act,
                  const QJsonObject &arguments, const CommandAnswer &answer);
    [[nodiscard]] Actor self() const;
    [[nodiscard]] QJsonObject toJson(const RoomId &room) const;

    const Office m_office;
};

} // namespace hobnob::server
