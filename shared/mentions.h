// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// Who is meant by "@name" in a message. The name follows the sign as it is written, case aside,
/// and neither begins inside a word nor ends in one: "@ana" means Ana, "me@ana" and "@analog" do
/// not. All are pure and thread-safe; tests/data/mentions.json has the cases that the page's
/// mentions.ts must answer alike.
namespace hobnob
{

/// A piece of a text, in UTF-16 code units.
struct TextSpan {
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const TextSpan &, const TextSpan &) = default;
};

/// A name as mentions compare it: of the same key are names that differ in case alone.
[[nodiscard]] QString mentionKey(QStringView name);
/// Where \a text mentions \a name, the sign included, in order; none when the name is empty.
[[nodiscard]] QList<TextSpan> mentionsOf(QStringView text, QStringView name);
[[nodiscard]] bool mentions(QStringView text, QStringView name);
/// The keys of all names that \a text could mention, each once: "@ana maria!" could mean "ana" and
/// "ana maria". Looks at the first limits::mentionsPerMessage signs.
[[nodiscard]] QStringList mentionedKeys(QStringView text);

} // namespace hobnob
