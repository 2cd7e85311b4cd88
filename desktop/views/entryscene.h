// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QString>

#include <optional>

namespace hobnob::desktop
{

/// What a server lets people do who are not in, and whom it knows of us. A value.
struct EntryOffer {
    /// What people know it by: its address.
    QString server;
    bool guests = true;
    protocol::Registration registration = protocol::Registration::Open;
    /// Somebody looks after it.
    bool setUp = true;
    /// How the person was in there last.
    protocol::PersonKind lastKind = protocol::PersonKind::Guest;
    /// Of the account that can come back without a password; empty for none.
    QString known;
};

enum class EntryForm {
    /// Where the server is, or a link.
    Address,
    /// The account that was in here last comes back without a password.
    Known,
    SignIn,
    Guest,
    SignUp,
    /// Another password for an account, with a link.
    Reset,
};

/// What the first screen shows: a form, and what it asks and says, which follows from the server's
/// offer and from the link that was given. A value; the words are translated.
struct EntryScene {
    EntryForm form = EntryForm::Address;
    std::optional<EntryOffer> offer;
    /// What the link that was given is good for.
    std::optional<protocol::LinkKind> link;
    /// Whose password it is for.
    QString linkName;
    /// Of the second factor.
    bool codeAsked = false;

    /// The way in that suits best.
    [[nodiscard]] EntryForm best() const;
    [[nodiscard]] bool asksForName() const;
    [[nodiscard]] bool asksForPassword() const;
    [[nodiscard]] bool makesPassword() const;
    [[nodiscard]] bool asksForCode() const;

    /// Empty texts are not shown.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QString foot() const;
    /// On the button that goes on.
    [[nodiscard]] QString action() const;
    /// What to say beside a field that is empty.
    [[nodiscard]] QString nameMissing() const;
    [[nodiscard]] QString passwordMissing() const;
    /// On the button that changes to \a other; empty: it is no way in from here.
    [[nodiscard]] QString wayTo(EntryForm other) const;
};

} // namespace hobnob::desktop
