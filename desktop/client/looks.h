// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QHash>
#include <QObject>

namespace hobnob::desktop
{

/// What people chose to look like, as far as we were told by the lists that they were in. Whoever
/// is not known here looks as their id says.
class Looks final : public QObject
{
    Q_OBJECT

public:
    struct Look {
        /// 0 to 11.
        int hue = 0;
        /// The name of an image; empty: none.
        QString picture;

        friend bool operator==(const Look &, const Look &) = default;
    };

    using QObject::QObject;

    [[nodiscard]] Look of(const UserId &person) const;
    void note(const UserId &person, std::optional<qint64> colour,
              const std::optional<QString> &picture);
    /// Members or people who were found.
    template <typename People>
    void noteAll(const People &people)
    {
        for (const auto &person : people)
            note(person.id, person.colour, person.picture);
    }
    void clear() { m_chosen.clear(); }

Q_SIGNALS:
    void changed(const UserId &person);

private:
    /// Only of those who chose something.
    QHash<UserId, Look> m_chosen;
};

} // namespace hobnob::desktop
