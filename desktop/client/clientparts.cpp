// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/clientparts.h"

#include "desktop/client/overloaded.h"
#include "desktop/client/profile.h"
#include "desktop/client/tokenvault.h"

#include <QLoggingCategory>
#include <QPointer>

namespace hobnob::desktop
{

namespace
{

Q_LOGGING_CATEGORY(lcClient, "hobnob.client")

} // namespace

ClientParts::ClientParts(Profile *itsProfile, ServerLink::Timing timing)
    : profile(itsProfile), link(std::move(timing)), desk(&link), inquiries(&link),
      rooms(&link, &directory), maker(&link), logs(&link, &directory, &local.cache()),
      people(&link, &directory), marks(&link, &directory),
      postman(&link, &directory, &outbox, &local), drafts(&local), keeper(itsProfile, &link, &rooms)
{
    QObject::connect(&link, &ServerLink::lost, &keeper, [this] {
        typing.reset();
        rooms.connectionLost();
        people.connectionLost();
        marks.connectionLost();
        postman.connectionLost();
    });
    QObject::connect(&link, &ServerLink::stateChanged, &keeper,
                     [this](const ConnectionState &state) {
                         const bool isOver = state.error.code == ErrorCode::TokenUnknown ||
                                             state.error.code == ErrorCode::NotLoggedIn;
                         // Without a token it was the vault that failed us, and may not the next
                         // time.
                         if (state.phase == ConnectionState::Phase::Refused && isOver &&
                             !link.credentials().token.isEmpty())
                             keeper.forget();
                     });
    wireRooms();
    wireLogs();
}

void ClientParts::wireRooms()
{
    const auto keep = [this](const RoomId &room) { keepRoom(room); };
    QObject::connect(&rooms, &RoomSync::outdated, &local.cache(), &LogCache::startAnew);
    QObject::connect(&rooms, &RoomSync::joinBegun, &logs, &LogSync::seed);
    QObject::connect(&rooms, &RoomSync::added, &keeper, keep);
    QObject::connect(&people, &People::met, &looks,
                     [this](const QList<protocol::Member> &members) { looks.noteAll(members); });
    QObject::connect(&desk, &AccountDesk::selfChanged, &looks,
                     [this] { looks.note(self.id, desk.self().colour, desk.self().picture); });
    QObject::connect(&rooms, &RoomSync::removed, &local.cache(), &LogCache::remove);
    QObject::connect(&maker, &RoomMaker::entered, &rooms, &RoomSync::letIn);
    QObject::connect(&rooms, &RoomSync::changed, &logs, &LogSync::expectEvents);
    QObject::connect(&rooms, &RoomSync::changed, &keeper, keep);
    QObject::connect(&rooms, &RoomSync::entered, &keeper,
                     [this](const protocol::Joined &answer) { enterRoom(answer); });
    QObject::connect(&rooms, &RoomSync::left, &keeper, [this](const RoomId &room) { leave(room); });
}

void ClientParts::wireLogs()
{
    const auto keep = [this](const RoomId &room) { keepRoom(room); };
    QObject::connect(&logs, &LogSync::roomChanged, &keeper, keep);
    QObject::connect(
        &logs, &LogSync::changed, &marks, [this](const RoomId &room, const LogChange &change) {
            if (change.kind == LogChange::Kind::Appended)
                marks.count(room, directory.find(room)->log.events().last(change.count));
        });
    QObject::connect(&postman, &Postman::posted, &logs, &LogSync::take);
    QObject::connect(&marks, &ReadMarks::changed, &keeper, keep);
    QObject::connect(&marks, &ReadMarks::changed, &keeper, &ProfileKeeper::saveSoon);
}

void ClientParts::setSelf(const protocol::User &user)
{
    self = user;
    postman.setSelf(user);
    logs.setSelf(user.id);
    people.setSelf(user.id);
    marks.setSelf(user);
}

ClientParts::Recalled ClientParts::recall(const ServerAddress &address,
                                          Credentials credentials) const
{
    using protocol::PersonKind;
    auto memory = profile->server(address.text());
    const auto &name = credentials.name;
    // Accounts log in however they write their name.
    const bool isKnown =
        memory.name == name ||
        (memory.kind == PersonKind::Account && memory.name.compare(name, Qt::CaseInsensitive) == 0);
    if (!isKnown)
        memory.place = name;
    else if (memory.place.isEmpty())
        memory.place = memory.name;
    if (isKnown && credentials.kind == PersonKind::Guest) {
        credentials.kind = memory.kind;
        credentials.token = memory.token;
    } else if (!isKnown && credentials.kind == PersonKind::Account) {
        // Where somebody else was is nothing to go by.
        memory.joined.clear();
        memory.read.clear();
        memory.lastRoom = {};
    }
    return {memory, credentials,
            isKnown ? ProfileKeeper::Person::Remembered : ProfileKeeper::Person::Another};
}

void ClientParts::start()
{
    const int fetch = ++m_fetch;
    if (!isTokenInVault || !vault) {
        link.start();
        return;
    }
    link.awaitToken();
    vault->read(link.address().text(), [this, fetch, alive = QPointer(&link)](const auto &token) {
        if (!alive || fetch != m_fetch || link.state().phase != ConnectionState::Phase::Connecting)
            return;
        isTokenInVault = false;
        link.supplyToken(token.value_or(QString()));
        keeper.noteVaultToken(token.value_or(QString()));
        link.start();
    });
}

void ClientParts::restore(const Recalled &recalled)
{
    const auto &memory = recalled.memory;
    keeper.begin(recalled.person);
    drafts.flush();
    local.open(profile->folder(), link.address().text(), memory.place, LocalData::Mode::Existing);
    drafts.restore();
    postman.restore();
    auto &cache = local.cache();
    auto session = cache.session();
    if (session.epoch != memory.epoch && !memory.epoch.isEmpty() && !session.epoch.isEmpty()) {
        cache.startAnew();
        session = {};
    }
    auto known = memory;
    if (known.epoch.isEmpty())
        known.epoch = session.epoch;
    // Killed right after one wrote in a new room, the program knows of the room only by that.
    const auto waiting = outbox.unsentRooms();
    for (const auto &room : waiting) {
        if (!known.joined.contains(room))
            known.joined.append(room);
    }
    serverName = session.server;
    setSelf(session.self);
    desk.setSelf({.kind = recalled.credentials.kind, .login = {}, .status = {}, .colour = {}});
    moderation.begin();
    looks.clear();
    maker.begin();
    rooms.begin(known, session.epoch.isEmpty() ? QList<CachedRoom>() : cache.rooms());
}

void ClientParts::enter(const protocol::Welcome &welcome, const protocol::LoggedIn &session)
{
    serverName = welcome.server;
    setSelf(session.user);
    desk.setSelf(session.self);
    moderation.enter(session);
    if (presence != protocol::Presence::Here)
        link.send(protocol::SetPresence{presence});
    local.makeIfMissing();
    rooms.logIn(welcome, session);
    remember(session.user);
    for (const auto &state : session.reads)
        marks.take(state);
    const auto ids = directory.ids();
    for (const auto &room : ids)
        keepRoom(room);
    postman.failLostRooms();
    keeper.enter();
    maker.goOnline();
}

void ClientParts::remember(const protocol::User &user)
{
    profile->setLast(link.address().text(), link.credentials().name);
    local.cache().note(CachedSession{rooms.epoch(), serverName, user});
}

void ClientParts::becomeAccount(const protocol::LoggedIn &session)
{
    link.adopt(session);
    setSelf(session.user);
    remember(session.user);
    keeper.enter();
    desk.setSelf(session.self);
}

void ClientParts::take(const protocol::ServerMessage &message)
{
    using namespace protocol;
    // Answers go to who asked; here they are named so that a new message must find its place.
    std::visit(Overloaded{
                   [&](const RoomEvent &fact) { take(fact); },
                   [&](const RoomChanged &fact) { rooms.take(fact); },
                   [&](const RoomGone &fact) { rooms.take(fact); },
                   [&](const MembershipChanged &fact) { rooms.take(fact); },
                   [&](const MembersChanged &fact) { people.take(fact); },
                   [&](const Typing &fact) { people.take(fact); },
                   [](const protocol::Error &error) {
                       qCWarning(lcClient).noquote() << "The server says:" << error.message;
                   },
                   [&](const ReadMoved &fact) { marks.take(fact.read); },
                   [&](const Gap &fact) { take(fact); },
                   [&](const SelfChanged &fact) { take(fact); },
                   [&](const PersonRenamed &fact) { people.take(fact); },
                   [&](const BlocksChanged &fact) { moderation.take(fact); },
                   [&](const ReportsWaiting &fact) { moderation.take(fact); },
                   [&](const Announced &fact) { moderation.take(fact); },
                   [](const Goodbye &) {},
                   [](const Welcome &) {},
                   [](const LoggedIn &) {},
                   [](const LoggedOut &) {},
                   [](const Joined &) {},
                   [](const Left &) {},
                   [](const Posted &) {},
                   [](const History &) {},
                   [](const Members &) {},
                   [](const Pong &) {},
                   [](const Accepted &) {},
                   [](const LinkChecked &) {},
                   [](const TwoFactorOffered &) {},
                   [](const TwoFactorStarted &) {},
                   [](const Sessions &) {},
                   [](const InviteMade &) {},
                   [](const RoomDetails &) {},
                   [](const Sanctions &) {},
                   [](const PeopleFound &) {},
                   [](const Reports &) {},
                   [](const AuditLog &) {},
                   [](const Picture &) {},
                   [](const PictureSet &) {},
               },
               message);
}

void ClientParts::take(const protocol::SelfChanged &fact)
{
    setSelf(fact.user);
    remember(fact.user);
    people.take(protocol::PersonRenamed{fact.user});
    desk.setSelf(fact.self);
}

void ClientParts::take(const protocol::RoomEvent &fact)
{
    people.heardFrom(fact.room, fact.event.author.id);
    marks.count(fact.room, {fact.event});
    logs.take(fact.room, fact.event);
}

void ClientParts::take(const protocol::Gap &fact)
{
    // What they typed meanwhile is not known.
    people.connectionLost();
    rooms.catchUp(fact);
    for (const auto &state : fact.reads)
        marks.take(state);
}

void ClientParts::enterRoom(const protocol::Joined &answer)
{
    marks.take(answer.read);
    logs.enter(answer);
    marks.count(answer.room.id, answer.events);
    people.enter(answer);
    postman.flush(answer.room.id);
    keeper.saveSoon();
}

void ClientParts::leave(const RoomId &room)
{
    logs.leave(room);
    people.leave(room);
    postman.leave(room);
    keeper.saveSoon();
}

void ClientParts::keepRoom(const RoomId &id)
{
    if (const Room *room = directory.find(id))
        local.cache().note(CachedRoom{room->summary, room->mentions.count(), room->log.lastSeq()});
}

} // namespace hobnob::desktop
