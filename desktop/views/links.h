// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace hobnob::desktop
{

/// A web address inside a text; positions are UTF-16 units.
struct Link {
    int start = 0;
    int length = 0;
    QUrl url;

    friend bool operator==(const Link &, const Link &) = default;
};

/// The http and https addresses in \a text, in order. Nothing else is ever a link. Punctuation that
/// ends a sentence, and a closing bracket without its opening one, stay outside. Pure.
[[nodiscard]] QList<Link> findLinks(const QString &text);

} // namespace hobnob::desktop
