// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QList>

namespace hobnob::desktop
{

/// The comings and goings of one run without a message between, coalesced: who came and went again
/// is not mentioned. Bounded: past limits::namesPerNotice people are only counted. A value.
class Notice final
{
public:
    /// \a self is never mentioned.
    void add(const protocol::MembersChanged &change, const UserId &self);
    /// Nothing is left to say.
    [[nodiscard]] bool isEmpty() const;
    /// "Ana, Ben and 12 others joined", "Ben left", or both, one after the other. Translated.
    [[nodiscard]] QString text() const;

private:
    struct Crowd {
        QList<protocol::User> named;
        qint64 more = 0;
    };

    static void move(const protocol::Member &member, Crowd &from, Crowd &to);

    Crowd m_joined;
    Crowd m_left;
};

} // namespace hobnob::desktop
