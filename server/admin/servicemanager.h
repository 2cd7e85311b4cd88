// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace hobnob::server
{

/// Tells systemd (Type=notify), or whoever listens at $NOTIFY_SOCKET, how the service is:
/// "READY=1", "STOPPING=1". Does nothing when nobody listens.
void notifyServiceManager(const QByteArray &state);

} // namespace hobnob::server
