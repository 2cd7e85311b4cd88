// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settings.h"

#include <QHash>
#include <QProcessEnvironment>

namespace hobnob::server
{

/// Where settings may stand, the strongest first: flags, variables HOBNOB_…, one TOML file,
/// defaults.
struct SettingsSources {
    /// What was given on the command line, by the name of the setting.
    QHash<QString, QStringList> flags;
    /// --config; else HOBNOB_CONFIG, else the first of the default files that exists.
    std::optional<QString> config;
    QProcessEnvironment environment;
    /// ~/.config/hobnob/hobnobd.toml (XDG_CONFIG_HOME is heeded), then /etc/hobnob/hobnobd.toml.
    QStringList defaultFiles;

    [[nodiscard]] static QStringList usualFiles(const QProcessEnvironment &environment);
};

/// The settings, and for each by its name where it came from: "--listen", "HOBNOB_LISTEN",
/// "/etc/hobnob/hobnobd.toml:3", "default".
struct SettingsInForce {
    Settings settings;
    QHash<QString, QString> origins;
};

/// The error's sentence names the place of what is wrong: unknown keys and variables are errors
/// too, since a misspelt setting is one that silently does nothing.
[[nodiscard]] Result<SettingsInForce> loadSettings(const SettingsSources &sources);

} // namespace hobnob::server
