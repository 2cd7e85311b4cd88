// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settings.h"

namespace hobnob::server
{

/// All there is to know of one setting. Flags, environment, settings file, help and the report of
/// `hobnobd config` are made from these: a new setting is a member of Settings and a row here.
struct SettingDescription {
    enum class Shape { One, List };

    /// "log-level" is the flag --log-level, the variable HOBNOB_LOG_LEVEL and the key log_level.
    QString name;
    /// What stands for the value in the help: "ADDR:PORT".
    QString placeholder;
    QString help;
    Shape shape = Shape::One;
    /// Checks and takes over the values (one, unless it is a list). The sentence of an error says
    /// what is wrong with them, not where they stood.
    Result<Done> (*set)(Settings &settings, const QStringList &values) = nullptr;
    /// What set() would take.
    QStringList (*values)(const Settings &settings) = nullptr;

    [[nodiscard]] QString flag() const;
    [[nodiscard]] QString variable() const;
    [[nodiscard]] QString key() const;
};

/// What a text from the command line, a variable or a file means: one value, or the parts of a list
/// between commas and line ends.
[[nodiscard]] QStringList valuesFromText(const SettingDescription &setting, const QString &text);

} // namespace hobnob::server
