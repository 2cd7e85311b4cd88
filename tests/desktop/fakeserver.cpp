// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeserver.h"

#include "shared/limits.h"
#include "shared/mentions.h"
#include "shared/protocol/codec.h"

#include <QTest>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

FakeServer::FakeServer() : m_server(u"fake"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &FakeServer::accept);
    m_visitor.user = person(u"Me"_s);
    start();
}

void FakeServer::start()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("The fake server cannot listen.");
    m_port = m_server.serverPort();
}

void FakeServer::stop()
{
    m_server.close();
    dropConnections();
}

void FakeServer::dropConnections()
{
    const auto sockets = std::exchange(m_sockets, {});
    for (auto *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

ServerAddress FakeServer::address() const
{
    return *ServerAddress::parse(u"127.0.0.1:%1"_s.arg(m_port));
}

FakeServer::FakeRoom &FakeServer::addRoom(const QString &id, const QString &name, int eventCount)
{
    FakeRoom room;
    room.summary.id = RoomId(id);
    room.summary.name = name;
    room.summary.lastTime = Timestamp{clock};
    rooms[RoomId(id)] = room;
    for (int i = 1; i <= eventCount; ++i)
        post(id, person(u"Ana"_s), u"message %1"_s.arg(i), FanOut::No);
    return rooms[RoomId(id)];
}

Event FakeServer::post(const QString &id, const User &author, const QString &text, FanOut fanOut)
{
    FakeRoom &room = rooms[RoomId(id)];
    const Seq seq = next(room.summary.lastSeq);
    const Event event{seq, Timestamp{std::exchange(clock, clock + 1000)}, author,
                      ClientId(u"c%1"_s.arg(number(seq))), text};
    room.events.append(event);
    room.summary.lastSeq = seq;
    room.summary.lastTime = event.time;
    room.summary.lastAuthor = author.name;
    room.summary.lastText = text;
    if (fanOut == FanOut::Yes)
        send(RoomEvent{RoomId(id), event});
    return event;
}

void FakeServer::send(const ServerMessage &message)
{
    if (holdsFacts && !requestIdOf(message))
        return;
    for (auto *socket : std::as_const(m_sockets))
        socket->sendTextMessage(QString::fromUtf8(encode(message)));
}

User FakeServer::person(const QString &name)
{
    return {UserId(u"id"_s + QString(name).replace(u' ', u'-')), name};
}

ServerLink::Timing FakeServer::quickTiming()
{
    return {{5s, 5s}, [](int) { return 10ms; }};
}

void FakeServer::accept()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        m_sockets.append(socket);
        m_isIn = false;
        connect(socket, &QWebSocket::textMessageReceived, this, &FakeServer::take);
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_sockets.removeAll(socket);
            socket->deleteLater();
        });
    }
}

void FakeServer::take(const QString &frame)
{
    const auto message = decodeClientMessage(frame.toUtf8());
    if (!message)
        qFatal("The client sent a frame that breaks the contract.");
    requests.append(*message);
    if (intercept && intercept(*message))
        return;
    if (const auto *mark = std::get_if<MarkRead>(&*message))
        markRead(mark->room, mark->seq);
    if (requestIdOf(*message))
        send(answer(*message));
}

void FakeServer::markRead(const RoomId &room, Seq seq)
{
    const auto kept = reads.find(room);
    if (kept == reads.end())
        return;
    kept->second = std::max(kept->second, std::min(seq, rooms[room].summary.lastSeq));
    send(ReadMoved{readState(room)});
}

ReadState FakeServer::readState(const RoomId &room)
{
    ReadState state{room, reads[room], 0, rooms[room].summary.lastSeq};
    for (const auto &event : std::as_const(rooms[room].events)) {
        if (event.seq > state.read && event.author.id != m_visitor.user.id &&
            mentions(event.text, m_visitor.user.name))
            ++state.mentions;
    }
    return state;
}

QList<ReadState> FakeServer::readStates()
{
    QList<ReadState> all;
    for (const auto &room : std::as_const(joinedAtLogin))
        reads.try_emplace(room, rooms[room].summary.lastSeq);
    for (const auto &[room, read] : reads)
        all.append(readState(room));
    return all;
}

void FakeServer::endSlowness()
{
    holdsFacts = false;
    Gap gap{{}, joinedAtLogin, readStates()};
    for (const auto &[room, state] : rooms)
        gap.rooms.append(state.summary);
    send(gap);
}

ServerMessage FakeServer::answer(const ClientMessage &message)
{
    const RequestId id = *requestIdOf(message);
    const protocol::Error refusal{id, ErrorCode::RoomUnknown, u"No such room."_s, {}, {}};
    if (std::holds_alternative<Hello>(message))
        return Welcome{id,
                       version,
                       u"fake/1"_s,
                       epoch,
                       accounts.guests,
                       accounts.registration,
                       accounts.setUp};
    if (auto entered = accounts.enter(message, m_isIn ? m_visitor : FakeAccounts::Visitor())) {
        if (const auto *error = std::get_if<protocol::Error>(&*entered))
            return *error;
        m_visitor = std::get<FakeAccounts::Visitor>(*entered);
        return letIn(id);
    }
    if (const auto *resume = std::get_if<ResumeSession>(&message)) {
        if (resume->token == token)
            return letIn(id);
        return protocol::Error{id, ErrorCode::TokenUnknown, u"This session is over."_s, {}, {}};
    }
    if (auto about = accounts.answer(message, m_visitor))
        return *about;
    if (const auto *join = std::get_if<JoinRoom>(&message))
        return rooms.contains(join->room) ? enter(id, rooms[join->room], join->after)
                                          : ServerMessage(refusal);
    if (auto about = desk.answer(message, m_visitor.user))
        return *about;
    if (const auto *named = std::get_if<JoinNamedRoom>(&message)) {
        for (auto &[room, state] : rooms) {
            if (state.summary.name == named->name)
                return enter(id, state, {});
        }
        return enter(id, addRoom(u"new-"_s + named->name, named->name), {});
    }
    if (const auto *leave = std::get_if<LeaveRoom>(&message))
        return Left{id, leave->room};
    if (const auto *history = std::get_if<GetHistory>(&message))
        return page(*history);
    if (const auto *post = std::get_if<PostMessage>(&message))
        return store(*post);
    if (const auto *members = std::get_if<GetMembers>(&message))
        return memberPage(*members);
    if (std::holds_alternative<LogOut>(message))
        return LoggedOut{id};
    return Pong{id};
}

ServerMessage FakeServer::letIn(RequestId id)
{
    m_isIn = true;
    QList<RoomSummary> list;
    for (const auto &[room, state] : rooms)
        list.append(state.summary);
    LoggedIn in{id, m_visitor.user, m_visitor.self, token, {}, list, joinedAtLogin, readStates()};
    for (const auto &room : std::as_const(joinedAtLogin))
        in.standings.append(standingIn(room));
    in.blocked = desk.blocked;
    in.reportsWaiting = reportsWaiting;
    in.announcement = desk.announcement;
    return in;
}

Standing FakeServer::standingIn(const RoomId &room) const
{
    const auto &there = rooms.at(room);
    return {room, there.role, there.mutedUntil};
}

void FakeServer::logInBefore(const FakeAccounts::Account &account)
{
    m_visitor = {account.user, FakeAccounts::selfOf(account)};
}

ServerMessage FakeServer::enter(RequestId id, FakeRoom &room, std::optional<Seq> after)
{
    // To whom the room is new, what was said before counts as read.
    reads.try_emplace(room.summary.id, room.summary.lastSeq);
    Joined joined{id,
                  room.summary,
                  {},
                  false,
                  false,
                  room.members.mid(0, limits::memberPage),
                  readState(room.summary.id),
                  standingIn(room.summary.id)};
    const auto missed = after ? number(room.summary.lastSeq) - number(*after) : room.events.size();
    const auto most = after ? qsizetype{replayLimit} : qsizetype{std::min(50, pageLimit)};
    joined.events = room.events.last(std::min<qsizetype>(missed, most));
    joined.gap = after && missed > most;
    joined.more = joined.events.size() < room.events.size() && (!after || joined.gap);
    return joined;
}

ServerMessage FakeServer::page(const GetHistory &request)
{
    const auto &events = rooms[request.room].events;
    const auto limit =
        std::min(static_cast<qsizetype>(request.limit.value_or(50)), qsizetype{pageLimit});
    // The seqs are 1, 2, 3, …, so an index is a seq less one.
    if (request.after) {
        const auto from = std::min<qsizetype>(number(*request.after), events.size());
        return History{request.id, request.room,
                       events.sliced(from).first(std::min(limit, events.size() - from)),
                       from + limit < events.size()};
    }
    const auto to = request.before ? qsizetype(number(*request.before)) - 1 : events.size();
    const auto from = std::max<qsizetype>(0, to - limit);
    return History{request.id, request.room, events.sliced(from, to - from), from > 0};
}

ServerMessage FakeServer::memberPage(const GetMembers &request)
{
    QList<Member> rest;
    for (const auto &member : std::as_const(rooms[request.room].members)) {
        const bool isWanted =
            member.name.contains(request.query.value_or(QString()), Qt::CaseInsensitive);
        if (isWanted && (!request.after || member.name > *request.after))
            rest.append(member);
    }
    const bool more = rest.size() > limits::memberPage;
    return Members{request.id, request.room, rest.mid(0, limits::memberPage), more};
}

ServerMessage FakeServer::store(const PostMessage &request)
{
    FakeRoom &room = rooms[request.room];
    for (const auto &event : std::as_const(room.events)) {
        if (event.clientId == request.clientId)
            return Posted{request.id, request.room, request.clientId, event.seq, event.time};
    }
    Event event = post(request.room.value(), m_visitor.user, request.text, FanOut::No);
    event.clientId = request.clientId;
    room.events.back().clientId = request.clientId;
    reads[request.room] = event.seq;
    send(RoomEvent{request.room, event});
    return Posted{request.id, request.room, request.clientId, event.seq, event.time};
}

} // namespace hobnob::desktop
