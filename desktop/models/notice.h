// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"
#include "shared/protocol/messages.h"

#include <QList>

#include <array>

namespace hobnob::desktop
{

/// The comings and goings of one run without a message between. Everyone is told of once, by how
/// the run found them and how it left them: who came and went again did not just come. What has
/// something to say never falls silent again. Bounded: past mostNamed people are only counted. A
/// value.
class Notice final
{
public:
    /// As many as one change can name.
    static constexpr qsizetype mostNamed = qsizetype{2} * limits::namesPerNotice;

    /// \a self is never mentioned.
    void add(const protocol::MembersChanged &change, const UserId &self);
    /// There is nothing to say.
    [[nodiscard]] bool isEmpty() const;
    /// "Ana, Ben and 12 others joined", or several sentences: "Ana joined. Ben came and went."
    /// Translated.
    [[nodiscard]] QString text() const;

private:
    enum class Move { Joined, Left };
    /// What became of someone, in the order in which it is told.
    enum Outcome { Joined, Left, CameAndWent, CameBack, OutcomeCount };

    struct Person {
        protocol::User user;
        Move first;
        Move last;
    };

    /// How many of \a members there was no place for.
    qint64 note(const QList<protocol::Member> &members, Move move, const UserId &self);
    [[nodiscard]] static Outcome outcomeOf(const Person &person);

    QList<Person> m_people;
    /// Those who are only counted.
    std::array<qint64, OutcomeCount> m_more{};
};

} // namespace hobnob::desktop
