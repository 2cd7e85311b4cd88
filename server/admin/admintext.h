// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace hobnob::server
{

struct AdminRequest;

/// What \a request's result says to people, with its line ends.
[[nodiscard]] QString adminText(const AdminRequest &request, const QJsonObject &result);

} // namespace hobnob::server
