// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QList>
#include <QStringList>

namespace hobnob::server
{

/// One line of a settings file, not yet checked against the table of settings.
struct SettingsFileEntry {
    enum class Kind { Text, List, Other };

    QString key;
    Kind kind = Kind::Text;
    QStringList values;
    int line = 0;
};

/// Reads a TOML file. The error's sentence names the file and, where there is one, the line.
[[nodiscard]] Result<QList<SettingsFileEntry>> readSettingsFile(const QString &path);

} // namespace hobnob::server
