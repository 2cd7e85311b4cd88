// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/profile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QStandardPaths>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(lcProfile, "hobnob.profile")

constexpr int formatVersion = 1;
/// Ours has a few kilobytes; reading more would only slow the start.
constexpr qint64 mostBytes = 16 * 1024 * 1024;

QJsonObject toJson(const ServerMemory &memory)
{
    QJsonArray joined;
    for (const auto &room : memory.joined)
        joined.append(room.value());
    QJsonObject read;
    for (const auto &[room, seq] : memory.read.asKeyValueRange())
        read.insert(room.value(), number(seq));
    return {{u"name"_s, memory.name},
            {u"account"_s, memory.kind == protocol::PersonKind::Account},
            {u"token"_s, memory.token},
            {u"tokenInVault"_s, memory.isTokenInVault},
            {u"place"_s, memory.place},
            {u"epoch"_s, memory.epoch},
            {u"lastRoom"_s, memory.lastRoom.value()},
            {u"joined"_s, joined},
            {u"read"_s, read}};
}

ServerMemory memoryFromJson(const QJsonObject &object)
{
    ServerMemory memory;
    memory.name = object["name"_L1].toString();
    memory.kind =
        object["account"_L1].toBool() ? protocol::PersonKind::Account : protocol::PersonKind::Guest;
    memory.token = object["token"_L1].toString();
    memory.isTokenInVault = object["tokenInVault"_L1].toBool();
    memory.place = object["place"_L1].toString();
    memory.epoch = object["epoch"_L1].toString();
    memory.lastRoom = RoomId(object["lastRoom"_L1].toString());
    for (const auto room : object["joined"_L1].toArray())
        memory.joined.append(RoomId(room.toString()));
    const auto read = object["read"_L1].toObject();
    for (auto it = read.begin(); it != read.end(); ++it)
        memory.read.insert(RoomId(it.key()), Seq{it.value().toInteger()});
    return memory;
}

} // namespace

Profile::Profile(QString folder) : m_folder(std::move(folder))
{
    if (!m_folder.isEmpty())
        load();
}

Profile::~Profile()
{
    if (const auto saved = save(); !saved)
        qCWarning(lcProfile).noquote() << saved.error().sentence;
}

QString Profile::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

QString Profile::path() const
{
    return m_folder + u"/profile.json"_s;
}

void Profile::setLast(const QString &address, const QString &name)
{
    m_changed = m_changed || m_lastAddress != address || m_lastName != name;
    m_lastAddress = address;
    m_lastName = name;
}

ServerMemory Profile::server(const QString &address) const
{
    return m_servers.value(address);
}

void Profile::setServer(const QString &address, const ServerMemory &memory)
{
    m_order.removeAll(address);
    m_order.append(address);
    m_servers.insert(address, memory);
    while (m_order.size() > mostServers)
        m_servers.remove(m_order.takeFirst());
    m_changed = true;
}

QByteArray Profile::windowState(const QString &key) const
{
    return m_windowStates.value(key);
}

void Profile::setWindowState(const QString &key, const QByteArray &state)
{
    m_changed = m_changed || m_windowStates.value(key) != state;
    m_windowStates.insert(key, state);
}

void Profile::load()
{
    QFile file(path());
    if (!file.exists())
        return;
    QJsonParseError problem;
    QJsonDocument document;
    if (file.open(QIODevice::ReadOnly) && file.size() <= mostBytes)
        document = QJsonDocument::fromJson(file.readAll(), &problem);
    const QJsonObject root = document.object();
    if (root["version"_L1].toInt() != formatVersion) {
        const QString aside = path() + u".damaged"_s;
        qCWarning(lcProfile).noquote()
            << u"%1 cannot be read. It is kept as %2, and a fresh one is begun."_s.arg(path(),
                                                                                       aside);
        file.close();
        QFile::remove(aside);
        file.rename(aside);
        return;
    }
    m_lastAddress = root["lastAddress"_L1].toString();
    m_lastName = root["lastName"_L1].toString();
    for (const auto entry : root["servers"_L1].toArray()) {
        const QString address = entry["address"_L1].toString();
        setServer(address, memoryFromJson(entry.toObject()));
    }
    const auto windows = root["windows"_L1].toObject();
    for (auto it = windows.begin(); it != windows.end(); ++it)
        m_windowStates.insert(it.key(), QByteArray::fromBase64(it.value().toString().toLatin1()));
    m_changed = false;
}

Result<Done> Profile::save()
{
    if (m_folder.isEmpty() || !m_changed)
        return Done{};
    QJsonArray servers;
    for (const auto &address : std::as_const(m_order)) {
        auto entry = toJson(m_servers.value(address));
        entry.insert(u"address"_s, address);
        servers.append(entry);
    }
    QJsonObject windows;
    for (const auto &[key, state] : m_windowStates.asKeyValueRange())
        windows.insert(key, QString::fromLatin1(state.toBase64()));
    const QJsonObject root{{u"version"_s, formatVersion},
                           {u"lastAddress"_s, m_lastAddress},
                           {u"lastName"_s, m_lastName},
                           {u"servers"_s, servers},
                           {u"windows"_s, windows}};

    const auto failure = [this](const QString &reason) {
        return Error{
            ErrorCode::StorageFailed,
            QCoreApplication::translate("Profile", "%1 cannot be written: %2").arg(path(), reason)};
    };
    if (!QDir().mkpath(m_folder))
        return failure(QCoreApplication::translate("Profile", "its folder cannot be made."));
    QSaveFile file(path());
    if (!file.open(QIODevice::WriteOnly))
        return failure(file.errorString());
    // Before anything is in it: the tokens are for the owner's eyes.
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(root).toJson(QJsonDocument::Compact));
    if (!file.commit())
        return failure(file.errorString());
    m_changed = false;
    return Done{};
}

} // namespace hobnob::desktop
