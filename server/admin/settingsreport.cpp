// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingsreport.h"

#include "server/admin/settingstable.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// A basic string of TOML.
QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar character : text) {
        if (character == u'"' || character == u'\\')
            result += u'\\' + QString(character);
        else if (character.category() == QChar::Other_Control)
            result += u"\\u%1"_s.arg(character.unicode(), 4, 16, QChar(u'0'));
        else
            result += character;
    }
    return result + u'"';
}

QString tomlValue(const SettingDescription &setting, const Settings &settings)
{
    const QStringList values = setting.values(settings);
    if (setting.shape == SettingDescription::Shape::One)
        return quoted(values.constFirst());
    QStringList parts;
    for (const QString &value : values)
        parts.append(quoted(value));
    return u'[' + parts.join(u", "_s) + u']';
}

} // namespace

QString settingsReport(const SettingsInForce &inForce)
{
    QStringList lines;
    qsizetype width = 0;
    for (const SettingDescription &setting : settingsTable()) {
        lines.append(u"%1 = %2"_s.arg(setting.key(), tomlValue(setting, inForce.settings)));
        width = qMax(width, lines.constLast().size());
    }
    QString report;
    qsizetype i = 0;
    for (const SettingDescription &setting : settingsTable()) {
        report += u"%1  # %2\n"_s.arg(lines[i++].leftJustified(width),
                                      inForce.origins.value(setting.name));
    }
    return report;
}

} // namespace hobnob::server
