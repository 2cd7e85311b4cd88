// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingstable.h"

#include "server/admin/durationtext.h"
#include "server/admin/ratetext.h"
#include "shared/protocol/schema.h"
#include "shared/text.h"

#include <QDir>
#include <QUrl>

#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

struct LevelName {
    LogLevel level;
    QStringView name;
};

constexpr std::array levelNames = {
    LevelName{LogLevel::Debug, u"debug"},
    LevelName{LogLevel::Info, u"info"},
    LevelName{LogLevel::Warning, u"warning"},
    LevelName{LogLevel::Error, u"error"},
};

Error refusal(const QString &sentence)
{
    return Error{ErrorCode::OutOfRange, sentence};
}

Result<Done> setListen(Settings &settings, const QStringList &values)
{
    const Result<ListenAddress> listen = ListenAddress::parse(values.constFirst());
    if (!listen)
        return listen.error();
    settings.listen = *listen;
    return Done{};
}

/// A shell expands "~" on the command line; nobody does in a file or a unit.
QString absolutePath(QString path)
{
    if (path == u"~"_s || path.startsWith(u"~/"_s))
        path.replace(0, 1, QDir::homePath());
    return QDir::cleanPath(QDir::current().absoluteFilePath(path));
}

Result<Done> setData(Settings &settings, const QStringList &values)
{
    if (values.constFirst().isEmpty())
        return refusal(u"the data folder's name is empty."_s);
    settings.dataFolder = absolutePath(values.constFirst());
    return Done{};
}

template <QString TlsFiles::*member>
SettingDescription tlsSetting(const QString &name, const QString &help)
{
    return {name,
            u"FILE"_s,
            help,
            SettingDescription::Shape::One,
            [](Settings &settings, const QStringList &values) -> Result<Done> {
                const QString path = values.constFirst();
                // A key that is printed is none.
                if (path.contains(u'\n'))
                    return refusal(u"it names a file, and is not what is in it."_s);
                // Empty: none, whatever a file or a variable says.
                settings.tls.*member = path.isEmpty() ? QString() : absolutePath(path);
                return Done{};
            },
            [](const Settings &settings) { return QStringList{settings.tls.*member}; }};
}

Result<Done> setLogLevel(Settings &settings, const QStringList &values)
{
    for (const LevelName &known : levelNames) {
        if (values.constFirst() == known.name) {
            settings.logLevel = known.level;
            return Done{};
        }
    }
    return refusal(
        u"\"%1\" is not a level; use debug, info, warning or error."_s.arg(values.constFirst()));
}

QStringList logLevel(const Settings &settings)
{
    for (const LevelName &known : levelNames) {
        if (known.level == settings.logLevel)
            return {known.name.toString()};
    }
    Q_UNREACHABLE();
}

Result<Done> setServerName(Settings &settings, const QStringList &values)
{
    // What people see in the same places as a room's name follows the same rules.
    const Result<QString> name = cleanRoomName(values.constFirst());
    if (!name)
        return refusal(u"\"%1\" cannot be the server's name: 1 to 64 visible characters."_s.arg(
            values.constFirst()));
    settings.serverName = *name;
    return Done{};
}

/// The origin of \a text as browsers write it; empty when it has none.
QString browserOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttps = url.scheme() == u"https"_s;
    if (!url.isValid() || url.host().isEmpty() || (!isHttps && url.scheme() != u"http"_s))
        return {};
    QString origin = url.scheme() + u"://"_s + url.host(QUrl::FullyEncoded);
    if (url.host().contains(u':'))
        origin = u"%1://[%2]"_s.arg(url.scheme(), url.host());
    const int usual = isHttps ? 443 : 80;
    if (url.port(usual) != usual)
        origin += u":%1"_s.arg(url.port());
    return origin;
}

Result<Done> setAllowedOrigins(Settings &settings, const QStringList &values)
{
    for (const QString &value : values) {
        const QString origin = browserOrigin(value);
        if (origin.isEmpty())
            return refusal(
                u"\"%1\" is not an origin; write one as https://chat.example.org."_s.arg(value));
        if (origin != value)
            return refusal(
                u"\"%1\" is not an origin as browsers send it; write %2."_s.arg(value, origin));
    }
    settings.allowedOrigins = values;
    return Done{};
}

template <QList<Subnet> Settings::*member>
SettingDescription networksSetting(const QString &name, const QString &help)
{
    return {name,
            u"ADDR,..."_s,
            help,
            SettingDescription::Shape::List,
            [](Settings &settings, const QStringList &values) -> Result<Done> {
                QList<Subnet> networks;
                for (const QString &value : values) {
                    const auto network = Subnet::parse(value);
                    if (!network)
                        return network.error();
                    networks.append(*network);
                }
                settings.*member = networks;
                return Done{};
            },
            [](const Settings &settings) {
                QStringList values;
                for (const Subnet &network : settings.*member)
                    values.append(network.text());
                return values;
            }};
}

std::optional<qint64> parseCount(const QString &text)
{
    bool ok = false;
    const qint64 count = text.toLongLong(&ok);
    if (!ok || count < 1 || count > limits::maxInteger || text != QString::number(count))
        return std::nullopt;
    return count;
}

const QString automatic = u"auto"_s;

Result<Done> setMaxConnections(Settings &settings, const QStringList &values)
{
    const auto count = parseCount(values.constFirst());
    if (!count && values.constFirst() != automatic)
        return refusal(u"\"%1\" is not a number of connections; use 1 or more, or auto."_s.arg(
            values.constFirst()));
    settings.maxConnections = count;
    return Done{};
}

QStringList maxConnections(const Settings &settings)
{
    return {settings.maxConnections ? QString::number(*settings.maxConnections) : automatic};
}

Result<Done> setMaxConnectionsPerAddress(Settings &settings, const QStringList &values)
{
    const auto count = parseCount(values.constFirst());
    if (!count)
        return refusal(
            u"\"%1\" is not a number of connections; use 1 or more."_s.arg(values.constFirst()));
    settings.maxConnectionsPerAddress = *count;
    return Done{};
}

Result<Done> setRateLimits(Settings &settings, const QStringList &values)
{
    if (values.constFirst() != u"on"_s && values.constFirst() != u"off"_s)
        return refusal(u"\"%1\" is neither on nor off."_s.arg(values.constFirst()));
    settings.rateLimiting =
        values.constFirst() == u"on"_s ? Settings::RateLimiting::On : Settings::RateLimiting::Off;
    return Done{};
}

QStringList rateLimits(const Settings &settings)
{
    return {settings.rateLimiting == Settings::RateLimiting::On ? u"on"_s : u"off"_s};
}

Result<Done> setLimits(Settings &settings, const QStringList &values)
{
    if (values.constFirst() != u"standard"_s && values.constFirst() != u"bench"_s)
        return refusal(u"\"%1\" is neither standard nor bench."_s.arg(values.constFirst()));
    settings.limits =
        values.constFirst() == u"bench"_s ? Settings::Limits::Bench : Settings::Limits::Standard;
    return Done{};
}

QString registrationName(protocol::Registration registration)
{
    return QString::fromUtf16(protocol::enumNames<protocol::Registration>.at(size_t(registration)));
}

Result<Done> setRegistration(Settings &settings, const QStringList &values)
{
    using protocol::Registration;
    for (const auto known : {Registration::Open, Registration::Invite, Registration::Closed}) {
        if (values.constFirst() == registrationName(known)) {
            settings.registration = known;
            return Done{};
        }
    }
    return refusal(u"\"%1\" is neither open, invite nor closed."_s.arg(values.constFirst()));
}

Result<Done> setGuests(Settings &settings, const QStringList &values)
{
    if (values.constFirst() != u"on"_s && values.constFirst() != u"off"_s)
        return refusal(u"\"%1\" is neither on nor off."_s.arg(values.constFirst()));
    settings.guests = values.constFirst() == u"on"_s ? Guests::Welcome : Guests::Refused;
    return Done{};
}

template <std::chrono::seconds Settings::*member>
SettingDescription durationSetting(const QString &name, const QString &help)
{
    return {name,
            u"TIME"_s,
            help,
            SettingDescription::Shape::One,
            [](Settings &settings, const QStringList &values) -> Result<Done> {
                const auto duration = durationFromText(values.constFirst());
                if (!duration)
                    return duration.error();
                settings.*member = *duration;
                return Done{};
            },
            [](const Settings &settings) { return QStringList{durationText(settings.*member)}; }};
}

template <limits::RequestKind kind>
SettingDescription rateSetting(const QString &name, const QString &what)
{
    return {
        u"rate-"_s + name,
        u"RATE"_s,
        u"How often one may %1"_s.arg(what),
        SettingDescription::Shape::One,
        [](Settings &settings, const QStringList &values) -> Result<Done> {
            const auto limit = rateFromText(values.constFirst());
            if (!limit)
                return limit.error();
            settings.rates.set(kind, *limit);
            return Done{};
        },
        [](const Settings &settings) { return QStringList{rateText(settings.rates.of(kind))}; }};
}

} // namespace

const std::vector<SettingDescription> &settingsTable()
{
    using Shape = SettingDescription::Shape;
    using Kind = limits::RequestKind;
    static const std::vector<SettingDescription> table = {
        {u"listen"_s, u"ADDR:PORT"_s,
         u"Address and port to listen on; port 0 lets the system choose"_s, Shape::One, &setListen,
         [](const Settings &settings) { return QStringList{settings.listen.text()}; }},
        tlsSetting<&TlsFiles::certificate>(
            u"tls-certificate"_s,
            u"Certificate chain, PEM: with it and its key the server speaks TLS"_s),
        tlsSetting<&TlsFiles::key>(u"tls-key"_s, u"The certificate's private key, PEM"_s),
        {u"data"_s, u"DIR"_s, u"Folder for everything that is kept"_s, Shape::One, &setData,
         [](const Settings &settings) { return QStringList{settings.dataFolder}; }},
        {u"log-level"_s, u"LEVEL"_s, u"How much to log: debug, info, warning or error"_s,
         Shape::One, &setLogLevel, &logLevel},
        {u"server-name"_s, u"NAME"_s, u"The name that clients show for this server"_s, Shape::One,
         &setServerName, [](const Settings &settings) { return QStringList{settings.serverName}; }},
        {u"allowed-origins"_s, u"ORIGIN,..."_s,
         u"Other pages that may connect, such as https://chat.example.org"_s, Shape::List,
         &setAllowedOrigins, [](const Settings &settings) { return settings.allowedOrigins; }},
        networksSetting<&Settings::trustedProxies>(
            u"trusted-proxies"_s,
            u"Reverse proxies whose X-Forwarded-For counts: addresses or networks like "
            "10.0.0.0/8"_s),
        networksSetting<&Settings::hooksAllowPrivate>(
            u"hooks-allow-private"_s,
            u"Addresses or networks beyond the public internet that outgoing hooks may be sent "
            "to, such as 192.168.1.20"_s),
        {u"max-connections"_s, u"COUNT"_s,
         u"Connections at a time; auto is what the system lets the server have"_s, Shape::One,
         &setMaxConnections, &maxConnections},
        {u"max-connections-per-address"_s, u"COUNT"_s,
         u"Connections at a time from one address (IPv6: from one /64)"_s, Shape::One,
         &setMaxConnectionsPerAddress,
         [](const Settings &settings) {
             return QStringList{QString::number(settings.maxConnectionsPerAddress)};
         }},
        {u"registration"_s, u"open|invite|closed"_s,
         u"Who may make an account: anyone, those with an invite, nobody; open where only this "
         "machine can connect, else invite"_s,
         Shape::One, &setRegistration,
         [](const Settings &settings) {
             return QStringList{registrationName(settings.registrationInForce())};
         }},
        {u"guests"_s, u"on|off"_s,
         u"Whether people may come in without an account; on where only this machine can connect, "
         "else off"_s,
         Shape::One, &setGuests,
         [](const Settings &settings) {
             return QStringList{settings.guestsInForce() == Guests::Welcome ? u"on"_s : u"off"_s};
         }},
        durationSetting<&Settings::sessionIdle>(
            u"session-idle"_s, u"How long one may stay away without logging in anew"_s),
        durationSetting<&Settings::sessionLifetime>(
            u"session-lifetime"_s, u"After how long everyone with an account logs in anew"_s),
        {u"rate-limits"_s, u"on|off"_s,
         u"Whether those who ask too fast have to wait; how fast is too fast, the rates below say: "
         "20/100ms is 20 at once, then one every 100 ms"_s,
         Shape::One, &setRateLimits, &rateLimits},
        {u"limits"_s, u"standard|bench"_s,
         u"bench: no rates and no bound of connections from one address, for measuring with a few "
         "programs what thousands of people do; never where others can connect"_s,
         Shape::One, &setLimits,
         [](const Settings &settings) {
             return QStringList{settings.limits == Settings::Limits::Bench ? u"bench"_s
                                                                           : u"standard"_s};
         }},
        rateSetting<Kind::LoggingIn>(u"login"_s, u"log in"_s),
        rateSetting<Kind::SigningIn>(u"signing-in"_s, u"show a password or a code"_s),
        rateSetting<Kind::Managing>(u"managing"_s, u"change one's account and sessions"_s),
        rateSetting<Kind::Posting>(u"posting"_s, u"write"_s),
        rateSetting<Kind::Joining>(u"joining"_s, u"join rooms"_s),
        rateSetting<Kind::Creating>(u"creating"_s, u"make rooms"_s),
        rateSetting<Kind::Paging>(u"paging"_s, u"read pages of history and members"_s),
        rateSetting<Kind::Reading>(u"reading"_s, u"say how far one has read"_s),
        rateSetting<Kind::Typing>(u"typing"_s, u"say that one types"_s),
        rateSetting<Kind::Presence>(u"presence"_s, u"say whether one is here"_s),
        rateSetting<Kind::Pinging>(u"pinging"_s, u"ask for a sign of life"_s),
        rateSetting<Kind::Hooking>(u"hooking"_s, u"write by an incoming hook (the user)"_s),
    };
    return table;
}

} // namespace hobnob::server
