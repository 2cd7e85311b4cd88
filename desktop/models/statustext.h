// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/connectionstate.h"

#include <QString>

namespace hobnob::desktop
{

// What stands between a person and the server, in words. Translated, pure.

/// The quiet line above the composer, such as "Offline. 3 messages will go out when the server is
/// back."; empty while online. \a unsent: Outbox::unsentCount().
[[nodiscard]] QString statusText(const ConnectionState &state, int unsent);
/// For the connect screen: "Could not reach chat.example.org. Check the address or try again.";
/// empty when there is no problem. \a server: ServerAddress::label().
[[nodiscard]] QString problemText(const ConnectionState &state, const QString &server);
/// An error in the person's language; the server's own sentence for those that we cannot say
/// better.
[[nodiscard]] QString errorText(const Error &error);

} // namespace hobnob::desktop
