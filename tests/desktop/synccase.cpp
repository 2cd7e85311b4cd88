// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synccase.h"

#include "desktop/client/localdata.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QJsonArray>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace protocol;

namespace
{

constexpr int patience = 5000;

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const auto entry : value.toArray())
        list.append(entry.toString());
    return list;
}

/// What a killed program leaves: what was committed, and nothing of what it would still have
/// written.
void copyCommitted(const QString &from, const QString &to)
{
    const auto name = u"copy of "_s + from;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(from);
        if (!database.open() || !QSqlQuery(database).exec(u"VACUUM INTO '%1'"_s.arg(to)))
            qFatal("A database cannot be copied.");
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace

SyncCase::SyncCase(const QJsonObject &words) : m_words(words)
{
    m_server.replayLimit = words["replay"_L1].toInt();
    m_server.pageLimit = words["page"_L1].toInt();
    m_server.addRoom(lobby.value(), u"Lobby"_s);
    for (const auto &text : strings(words["before"_L1]))
        m_server.post(lobby.value(), FakeServer::person(u"Ana"_s), text, FakeServer::FanOut::No);
    m_server.intercept = [this](const ClientMessage &message) {
        const auto *request = std::get_if<PostMessage>(&message);
        return !m_isConnected || (request && answer(*request));
    };
}

SyncCase::~SyncCase()
{
    m_model.reset();
    m_client.reset();
}

QString SyncCase::play()
{
    start();
    m_client->connectTo(m_server.address(), u"Me"_s);
    m_client->joinNamedRoom(u"Lobby"_s);
    if (!QTest::qWaitFor([this] { return m_client->room(lobby) && isAtRest(); }, patience))
        return u"The client does not come in."_s;
    m_server.joinedAtLogin = {lobby};
    m_client->setInterest(lobby, Interest::Watched);

    int number = 0;
    for (const auto entry : m_words["steps"_L1].toArray()) {
        const auto step = entry.toObject();
        const auto where = u"Step %1, %2: "_s.arg(++number).arg(step["do"_L1].toString());
        carryOut(step);
        if (!QTest::qWaitFor([this] { return isAtRest(); }, patience))
            return where + u"it does not come to rest."_s;
        if (const auto wrong = complaint(); !wrong.isEmpty())
            return where + wrong;
    }
    return finalComplaint();
}

void SyncCase::start()
{
    const auto folder = m_folders.filePath(QString::number(m_runs));
    m_profile = std::make_unique<Profile>(folder);
    m_client = std::make_unique<ChatClient>(m_profile.get(), FakeServer::quickTiming());
    m_client->open(m_server.address(), u"Me"_s);
    m_client->setInterest(lobby, Interest::Watched);
    m_model = std::make_unique<TimelineModel>(m_client.get(), lobby);
    new QAbstractItemModelTester(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal, m_model.get());
}

void SyncCase::restart(const QString &how)
{
    cut();
    if (how == u"kill") {
        const QDir old(m_folders.filePath(QString::number(m_runs++)));
        const auto next = m_folders.filePath(QString::number(m_runs));
        const auto address = m_server.address().text();
        const auto from = LocalData::folderOf(old.path(), address, u"Me"_s);
        const auto to = LocalData::folderOf(next, address, u"Me"_s);
        QDir().mkpath(to);
        QFile::copy(old.filePath(u"profile.json"_s), next + u"/profile.json"_s);
        for (const auto &file : {u"/outbox.sqlite"_s, u"/cache.sqlite"_s})
            copyCommitted(from + file, to + file);
    }
    m_model.reset();
    m_client.reset();
    m_profile.reset();
    start();
}

void SyncCase::connectAgain()
{
    m_isConnected = true;
    m_server.start();
    m_client->connectTo(m_server.address(), u"Me"_s);
}

void SyncCase::cut()
{
    m_isConnected = false;
    m_server.holdsFacts = false;
    m_server.stop();
}

void SyncCase::post(const QStringList &texts, const QString &how)
{
    QList<Event> events;
    for (const auto &text : texts)
        events.append(m_server.post(lobby.value(), FakeServer::person(u"Ana"_s), text,
                                    FakeServer::FanOut::No));
    const auto first = events.front();
    if (how == u"late" || how == u"lost")
        events.removeFirst();
    if (how == u"late")
        events.append(first);
    for (const auto &event : std::as_const(events)) {
        m_server.send(RoomEvent{lobby, event});
        if (how == u"twice")
            m_server.send(RoomEvent{lobby, event});
    }
    m_server.send(RoomChanged{m_server.room(lobby.value()).summary});
}

bool SyncCase::answer(const PostMessage &request)
{
    auto &room = m_server.room(lobby.value());
    for (const auto &event : std::as_const(room.events)) {
        if (event.clientId == request.clientId) {
            m_server.send(Posted{request.id, lobby, event.clientId, event.seq, event.time});
            return true;
        }
    }
    const auto how = m_hows.take(request.text);
    if (how == u"busy" || how == u"refuse") {
        const auto code = how == u"busy" ? ErrorCode::Busy : ErrorCode::StorageFailed;
        m_server.send(protocol::Error{request.id,
                                      code,
                                      u"No."_s,
                                      {},
                                      how == u"busy" ? std::optional<qint64>(1) : std::nullopt});
        return true;
    }
    if (how != u"cutBefore") {
        auto event = m_server.post(lobby.value(), FakeServer::person(u"Me"_s), request.text,
                                   FakeServer::FanOut::No);
        event.clientId = room.events.back().clientId = request.clientId;
        tell(event, how, {request.id, lobby, event.clientId, event.seq, event.time});
    }
    if (how.startsWith(u"cut")) {
        m_isConnected = false;
        // The socket is in the middle of its own work.
        QTimer::singleShot(0, this, &SyncCase::cut);
    }
    return true;
}

void SyncCase::tell(const Event &event, const QString &how, const Posted &posted)
{
    if (how == u"cutAfter")
        return;
    const RoomEvent fact{lobby, event};
    if (how == u"event")
        m_server.send(fact);
    m_server.send(posted);
    if (how != u"event")
        m_server.send(fact);
    if (how == u"twice")
        m_server.send(fact);
    m_server.send(RoomChanged{m_server.room(lobby.value()).summary});
}

void SyncCase::loadOlder()
{
    m_client->loadOlder(lobby);
    std::ignore = QTest::qWaitFor(
        [this] { return !m_client->room(lobby) || !m_client->room(lobby)->loadingOlder; },
        patience);
}

ClientId SyncCase::failed(const QString &text) const
{
    for (const auto &message : m_client->outbox().messages(lobby)) {
        if (message.text == text && message.state == PendingMessage::State::Failed)
            return message.clientId;
    }
    return {};
}

void SyncCase::carryOut(const QJsonObject &step)
{
    const auto what = step["do"_L1].toString();
    const auto text = step["text"_L1].toString();
    if (what == u"connect") {
        connectAgain();
    } else if (what == u"cut") {
        cut();
    } else if (what == u"restart") {
        restart(step["how"_L1].toString());
    } else if (what == u"post") {
        post(strings(step["texts"_L1]), step["how"_L1].toString());
    } else if (what == u"send") {
        m_hows.insert(text, step["server"_L1].toString());
        if (!m_client->send(lobby, text).ok())
            qFatal("The client does not take a message.");
    } else if (what == u"retry") {
        m_client->retryMessage(lobby, failed(text));
    } else if (what == u"discard") {
        m_client->discardMessage(lobby, failed(text));
    } else if (what == u"older") {
        loadOlder();
    } else if (what == u"slow") {
        m_server.holdsFacts = true;
    } else if (what == u"gap") {
        const auto joins = m_server.received<JoinRoom>().size();
        m_server.endSlowness();
        // The fact itself is still on its way to the client.
        std::ignore =
            QTest::qWaitFor([&] { return m_server.received<JoinRoom>().size() > joins; }, patience);
    } else {
        qFatal("sync.json has a step that is not known here.");
    }
}

bool SyncCase::isAtRest() const
{
    if (!m_isConnected)
        return m_server.connectionCount() == 0 && !m_client->isOnline();
    const auto *room = m_client->room(lobby);
    const auto &messages = m_client->outbox().messages(lobby);
    if (!room || !room->isLive || m_client->outbox().unsentCount() > 0)
        return false;
    if (m_server.holdsFacts)
        return true;
    return !room->loadingNewer && room->log.last() == m_server.rooms.at(lobby).summary.lastSeq &&
           std::all_of(messages.begin(), messages.end(), [](const PendingMessage &message) {
               return message.state == PendingMessage::State::Failed;
           });
}

QString SyncCase::complaint() const
{
    QSet<QString> texts;
    qint64 before = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto index = m_model->index(row);
        if (index.data(TimelineModel::Kind).toInt() !=
            static_cast<int>(TimelineModel::RowKind::Message))
            continue;
        const auto text = index.data(TimelineModel::Text).toString();
        const auto seq = index.data(TimelineModel::SeqNumber).toLongLong();
        if (texts.contains(text))
            return text + u" is shown twice."_s;
        texts.insert(text);
        if (seq > 0 && before > 0 && seq != before + 1)
            return u"%1 comes after %2."_s.arg(seq).arg(before);
        if (seq > 0)
            before = seq;
    }
    const auto held = log();
    for (const auto &event : held.events()) {
        if (!texts.contains(event.text))
            return event.text + u" is in the log and not shown."_s;
    }
    for (const auto &message : m_client->outbox().messages(lobby)) {
        if (!texts.contains(message.text))
            return message.text + u" waits and is not shown."_s;
    }
    return {};
}

QString SyncCase::finalComplaint()
{
    while (log().hasOlder()) {
        const auto first = log().first();
        loadOlder();
        if (log().first() == first)
            return u"There are older messages that do not come."_s;
    }
    QStringList timeline;
    const auto held = log();
    for (const auto &event : held.events())
        timeline.append(event.text);
    QStringList failures;
    for (const auto &message : m_client->outbox().messages(lobby))
        failures.append(message.text);
    if (timeline != strings(m_words["timeline"_L1]))
        return u"The timeline is "_s + timeline.join(u' ');
    if (failures != strings(m_words["failed"_L1]))
        return u"Failed are "_s + failures.join(u' ');
    if (!log().isEmpty() && log().first() != Seq{1})
        return u"The first is not the first."_s;
    return complaint();
}

} // namespace hobnob::desktop
