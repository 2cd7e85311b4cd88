// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingsloader.h"

#include "server/admin/settingsfile.h"
#include "server/admin/settingstable.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

const QString configVariable = u"HOBNOB_CONFIG"_s;
const QString fileSuffix = u"_FILE"_s;
/// Values in files of their own are passwords and lists, not books.
constexpr qint64 largestValue = 64 * 1024;

Error refusal(const QString &place, const QString &sentence)
{
    return Error{ErrorCode::Internal, u"%1: %2"_s.arg(place, sentence)};
}

Result<Done> take(SettingsInForce &inForce, const SettingDescription &setting,
                  const QStringList &values, const QString &place)
{
    if (const Result<Done> set = setting.set(inForce.settings, values); !set)
        return refusal(place, set.error().sentence);
    inForce.origins.insert(setting.name, place);
    return Done{};
}

/// An absolute folder that a variable names, as the XDG rules want it; else one below home.
QString userFolder(const QProcessEnvironment &environment, const QString &variable,
                   const QString &belowHome)
{
    const QString named = environment.value(variable);
    if (QDir::isAbsolutePath(named))
        return named;
    return environment.value(u"HOME"_s, QDir::homePath()) + u'/' + belowHome;
}

SettingsInForce defaults(const QProcessEnvironment &environment)
{
    SettingsInForce inForce;
    for (const SettingDescription &setting : settingsTable())
        inForce.origins.insert(setting.name, u"default"_s);
    // systemd sets it for a service with StateDirectory=; the first one is ours.
    const QString state = environment.value(u"STATE_DIRECTORY"_s).section(u':', 0, 0);
    if (!state.isEmpty()) {
        inForce.settings.dataFolder = state;
        inForce.origins.insert(u"data"_s, u"STATE_DIRECTORY"_s);
    } else {
        inForce.settings.dataFolder =
            userFolder(environment, u"XDG_DATA_HOME"_s, u".local/share"_s) + u"/hobnob"_s;
    }
    return inForce;
}

Result<Done> takeFile(SettingsInForce &inForce, const QString &path)
{
    using Kind = SettingsFileEntry::Kind;
    const Result<QList<SettingsFileEntry>> entries = readSettingsFile(path);
    if (!entries)
        return entries.error();
    const std::vector<SettingDescription> &table = settingsTable();
    for (const SettingsFileEntry &entry : *entries) {
        const QString place = u"%1:%2"_s.arg(path).arg(entry.line);
        const auto setting = std::find_if(table.begin(), table.end(), [&](const auto &candidate) {
            return candidate.key() == entry.key;
        });
        if (setting == table.end()) {
            QStringList known;
            for (const SettingDescription &candidate : table)
                known.append(candidate.key());
            return refusal(place, u"there is no setting \"%1\"; there are %2."_s.arg(
                                      entry.key, known.join(u", "_s)));
        }
        const bool isList = setting->shape == SettingDescription::Shape::List;
        if (entry.kind != (isList ? Kind::List : Kind::Text)) {
            return refusal(place, u"%1 must be %2."_s.arg(
                                      entry.key, isList ? u"a list of texts, [\"...\", \"...\"]"_s
                                                        : u"a text in quotes"_s));
        }
        if (const Result<Done> taken = take(inForce, *setting, entry.values, place); !taken)
            return taken;
    }
    return Done{};
}

Result<QString> readValue(const QString &variable, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(variable, u"cannot read %1: %2."_s.arg(path, file.errorString()));
    const QByteArray content = file.read(largestValue + 1);
    if (content.size() > largestValue)
        return refusal(variable, u"%1 is too large for a setting."_s.arg(path));
    QString value = QString::fromUtf8(content);
    // The line end that editors and echo leave; anything else belongs to the value.
    if (value.endsWith(u'\n'))
        value.chop(1);
    if (value.endsWith(u'\r'))
        value.chop(1);
    return value;
}

Result<Done> refuseUnknownVariables(const QProcessEnvironment &environment)
{
    QStringList known = {configVariable};
    for (const SettingDescription &setting : settingsTable())
        known.append({setting.variable(), setting.variable() + fileSuffix});
    QStringList names = environment.keys();
    names.sort();
    for (const QString &name : std::as_const(names)) {
        if (name.startsWith(u"HOBNOB_"_s) && !known.contains(name))
            return refusal(name, u"there is no such setting; see hobnobd --help."_s);
    }
    return Done{};
}

Result<Done> takeVariables(SettingsInForce &inForce, const QProcessEnvironment &environment)
{
    for (const SettingDescription &setting : settingsTable()) {
        const QString variable = setting.variable();
        const QString fileVariable = variable + fileSuffix;
        if (environment.contains(variable) && environment.contains(fileVariable))
            return refusal(variable, u"%1 is set too; set one of them."_s.arg(fileVariable));
        QString place = variable;
        QString text = environment.value(variable);
        if (environment.contains(fileVariable)) {
            const QString path = environment.value(fileVariable);
            const Result<QString> value = readValue(fileVariable, path);
            if (!value)
                return value.error();
            text = *value;
            place = u"%1 (%2)"_s.arg(fileVariable, path);
        } else if (!environment.contains(variable)) {
            continue;
        }
        const Result<Done> taken = take(inForce, setting, valuesFromText(setting, text), place);
        if (!taken)
            return taken;
    }
    return Done{};
}

Result<Done> takeFlags(SettingsInForce &inForce, const QHash<QString, QStringList> &flags)
{
    for (const SettingDescription &setting : settingsTable()) {
        const auto flag = flags.constFind(setting.name);
        if (flag == flags.cend())
            continue;
        if (const Result<Done> taken = take(inForce, setting, *flag, setting.flag()); !taken)
            return taken;
    }
    return Done{};
}

QString chooseFile(const SettingsSources &sources)
{
    if (sources.config)
        return *sources.config;
    if (sources.environment.contains(configVariable))
        return sources.environment.value(configVariable);
    for (const QString &path : sources.defaultFiles) {
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

} // namespace

QStringList SettingsSources::usualFiles(const QProcessEnvironment &environment)
{
    return {userFolder(environment, u"XDG_CONFIG_HOME"_s, u".config"_s) + u"/hobnob/hobnobd.toml"_s,
            u"/etc/hobnob/hobnobd.toml"_s};
}

Result<SettingsInForce> loadSettings(const SettingsSources &sources)
{
    SettingsInForce inForce = defaults(sources.environment);
    if (const Result<Done> known = refuseUnknownVariables(sources.environment); !known)
        return known.error();
    const QString file = chooseFile(sources);
    const bool isNamed = sources.config || sources.environment.contains(configVariable);
    if (isNamed || !file.isEmpty()) {
        if (const Result<Done> taken = takeFile(inForce, file); !taken)
            return taken.error();
    }
    if (const Result<Done> taken = takeVariables(inForce, sources.environment); !taken)
        return taken.error();
    if (const Result<Done> taken = takeFlags(inForce, sources.flags); !taken)
        return taken.error();
    return inForce;
}

} // namespace hobnob::server
