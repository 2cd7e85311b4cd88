// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingdescription.h"

#include <QRegularExpression>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

QString SettingDescription::flag() const
{
    return u"--"_s + name;
}

QString SettingDescription::variable() const
{
    return u"HOBNOB_"_s + key().toUpper();
}

QString SettingDescription::key() const
{
    return QString(name).replace(u'-', u'_');
}

QStringList valuesFromText(const SettingDescription &setting, const QString &text)
{
    if (setting.shape == SettingDescription::Shape::One)
        return {text};
    static const QRegularExpression separator(u"[,\\s]+"_s);
    return text.split(separator, Qt::SkipEmptyParts);
}

} // namespace hobnob::server
