// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/serveraddress.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

/// A link that somebody was given, such as https://chat.example.org/#invite=abcd: it opens the page
/// in a browser, and the program takes it as well. A value.
struct AccountLink {
    ServerAddress server;
    protocol::LinkKind kind = protocol::LinkKind::Invite;
    QString code;

    /// True when it is meant as one, whether it can be read or not.
    [[nodiscard]] static bool isLink(QStringView typed);
    /// The error's field is "address"; its sentence is translated.
    [[nodiscard]] static Result<AccountLink> parse(QStringView typed);
    /// As one passes it on.
    [[nodiscard]] QString text() const;
};

} // namespace hobnob::desktop
