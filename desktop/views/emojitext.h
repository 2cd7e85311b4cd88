// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace hobnob::desktop
{

/// True for a text of one to three emoji and nothing else but spaces: it is shown larger. Pure.
[[nodiscard]] bool isFewEmoji(QStringView text);

} // namespace hobnob::desktop
