// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/person.h"

#include <QJsonArray>

namespace hobnob::chaos
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using desktop::ChatClient;
using desktop::LogChange;
using desktop::Room;
using State = desktop::PendingMessage::State;

namespace
{

/// A person stops writing when this much waits.
constexpr qsizetype patientUpTo = 300;

/// The real rules, hurried: the server goes down every few seconds here.
desktop::ServerLink::Timing hurriedTiming()
{
    return {{.ping = 1500ms, .open = 3000ms}, [](int) {
                return std::chrono::milliseconds(QRandomGenerator::global()->bounded(20, 250));
            }};
}

QJsonObject about(const RoomId &room, const ClientId &message)
{
    return {{u"room"_s, room.value()}, {u"id"_s, message.value()}};
}

} // namespace

QJsonArray asJson(const protocol::Event &event)
{
    return {number(event.seq), milliseconds(event.time), event.author.id.value(),
            event.author.name, event.clientId.value(),   event.text};
}

Person::Person(const PersonOptions &options, QObject *parent)
    : QObject(parent), m_options(options), m_journal(options.journal),
      m_profile(options.profileFolder), m_client(&m_profile, hurriedTiming()),
      m_random(QRandomGenerator::securelySeeded())
{
    wireJournal();
    connect(&m_write, &QTimer::timeout, this, &Person::writeSomething);
    connect(&m_look, &QTimer::timeout, this, &Person::lookAround);
    connect(&m_mend, &QTimer::timeout, this, &Person::mend);
}

void Person::start()
{
    m_client.connectTo(m_options.address, m_options.name);
    // Before anything of it can be confirmed.
    noteOutbox();
    for (const auto &room : std::as_const(m_options.rooms))
        m_client.joinNamedRoom(room);
    m_write.start(std::chrono::milliseconds(static_cast<qint64>(1000 / m_options.rate)));
    m_look.start(2s);
    m_mend.start(500ms);
}

void Person::hush()
{
    m_hushed = true;
    m_write.stop();
    m_look.stop();
}

void Person::wireJournal()
{
    connect(&m_client, &ChatClient::loggedIn, this, [this](const protocol::User &self) {
        m_journal.write(u"self"_s, {{u"id"_s, self.id.value()}, {u"name"_s, self.name}});
    });
    connect(&m_client, &ChatClient::roomsReset, this, [this] { m_journal.write(u"reset"_s); });
    connect(&m_client, &ChatClient::logChanged, this, &Person::noteLog);
    connect(&m_client, &ChatClient::pendingAdded, this, &Person::noteSent);
    connect(&m_client, &ChatClient::pendingChanged, this, &Person::noteState);
    connect(&m_client, &ChatClient::pendingRemoved, this, &Person::noteConfirmed);
}

void Person::noteSent(const RoomId &room, const ClientId &message)
{
    const auto *pending = m_client.outbox().find(room, message);
    if (!pending || m_journal.knowsMessage(message.value()))
        return;
    auto fact = about(room, message);
    fact.insert(u"text"_s, pending->text);
    fact.insert(u"number"_s, pending->text.section(u' ', 1, 1).toLongLong());
    m_journal.write(u"sent"_s, fact);
}

void Person::noteState(const RoomId &room, const ClientId &message)
{
    const auto *pending = m_client.outbox().find(room, message);
    if (!pending)
        return;
    auto fact = about(room, message);
    if (pending->state == State::Sent) {
        fact.insert(u"seq"_s, number(pending->seq));
        m_journal.write(u"acked"_s, fact);
    } else if (pending->state == State::Failed) {
        fact.insert(u"code"_s, errorName(pending->error.code).toString());
        m_journal.write(u"failed"_s, fact);
    }
}

void Person::noteConfirmed(const RoomId &room, const ClientId &message)
{
    if (m_retrying)
        return;
    auto fact = about(room, message);
    if (const Room *there = m_client.room(room)) {
        const auto &events = there->log.events();
        const auto event = std::find_if(events.rbegin(), events.rend(),
                                        [&](const auto &e) { return e.clientId == message; });
        if (event != events.rend())
            fact.insert(u"seq"_s, number(event->seq));
    }
    m_journal.write(u"acked"_s, fact);
}

void Person::noteLog(const RoomId &room, const LogChange &change)
{
    using Kind = LogChange::Kind;
    const Room *there = m_client.room(room);
    if (!there)
        return;
    const auto &log = there->log;
    QString kind;
    QList<protocol::Event> news;
    switch (change.kind) {
    case Kind::Nothing:
        return;
    case Kind::Appended:
        kind = u"appended"_s;
        news = log.events().last(change.count);
        break;
    case Kind::Prepended:
        kind = u"prepended"_s;
        news = log.events().first(change.count);
        break;
    case Kind::Replaced:
        kind = u"replaced"_s;
        news = log.events();
        break;
    case Kind::DroppedOldest:
    case Kind::DroppedNewest:
        kind = u"dropped"_s;
        break;
    }
    QJsonArray events;
    for (const auto &event : std::as_const(news))
        events.append(asJson(event));
    m_journal.write(u"log"_s, {{u"room"_s, room.value()},
                               {u"kind"_s, kind},
                               {u"events"_s, events},
                               {u"first"_s, number(log.first())},
                               {u"last"_s, number(log.last())}});
}

void Person::noteOutbox()
{
    const auto rooms = m_client.outbox().rooms();
    for (const auto &room : rooms) {
        for (const auto &message : m_client.outbox().messages(room))
            noteSent(room, message.clientId);
    }
}

void Person::writeSomething()
{
    const auto &name = m_options.rooms.at(m_random.bounded(m_options.rooms.size()));
    const Room *room = m_client.rooms().findByName(name);
    if (!room || !room->isJoined() || m_client.outbox().unsentCount() >= patientUpTo)
        return;
    const RoomId id = room->summary.id;
    if (const auto sent = m_client.send(id, nextText()); !sent)
        m_journal.write(u"refused"_s, {{u"code"_s, errorName(sent.error().code).toString()}});
}

QString Person::nextText()
{
    // Mostly short, sometimes a page; with what takes two, three and four bytes.
    static const QString alphabet = u"abcdefgh ijklmnop\näöüßéñ漢字かな"_s;
    QString text = u"%1 %2 "_s.arg(m_options.name).arg(m_journal.lastNumber() + 1);
    const auto length = m_random.bounded(20) == 0 ? m_random.bounded(4000) : m_random.bounded(60);
    for (int i = 0; i < length; ++i)
        text += alphabet.at(m_random.bounded(alphabet.size()));
    return text + u"🙂."_s;
}

void Person::lookAround()
{
    if (!m_watched.isEmpty())
        m_client.setInterest(m_watched, desktop::Interest::Background);
    const auto &name = m_options.rooms.at(m_random.bounded(m_options.rooms.size()));
    const Room *room = m_client.rooms().findByName(name);
    if (!room)
        return;
    m_watched = room->summary.id;
    m_client.setInterest(m_watched, desktop::Interest::Watched);
    if (m_random.bounded(2) == 0)
        m_client.loadOlder(m_watched);
    m_client.markRead(m_watched);
}

void Person::mend()
{
    if (m_client.state().phase == desktop::ConnectionState::Phase::Refused) {
        m_journal.write(u"refused"_s,
                        {{u"code"_s, errorName(m_client.state().error.code).toString()}});
        m_client.connectTo(m_options.address, m_options.name);
    }
    const auto rooms = m_client.outbox().rooms();
    for (const auto &room : rooms) {
        const auto messages = m_client.outbox().messages(room);
        for (const auto &message : messages) {
            if (message.state != State::Failed)
                continue;
            m_journal.write(u"retried"_s, about(room, message.clientId));
            m_retrying = true;
            m_client.retryMessage(room, message.clientId);
            m_retrying = false;
        }
    }
    if (m_client.isOnline()) {
        for (const auto &name : std::as_const(m_options.rooms)) {
            const Room *room = m_client.rooms().findByName(name);
            if (!room || room->membership == desktop::Membership::Outside)
                m_client.joinNamedRoom(name);
        }
    }
    if (m_hushed && isIdle())
        Q_EMIT idle();
}

bool Person::isIdle() const
{
    return m_client.isOnline() && m_client.outbox().rooms().isEmpty();
}

} // namespace hobnob::chaos
