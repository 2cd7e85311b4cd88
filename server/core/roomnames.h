// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/result.h"

namespace hobnob::server
{

class RoomDirectory;

/// The room that an operator means: by its id, or by its name, case aside. A public room comes
/// before private ones of that name. Errors: RoomUnknown (also when several private rooms have
/// the name: their ids are in the sentence).
[[nodiscard]] Result<RoomId> findRoom(const RoomDirectory &directory, const QString &named);

} // namespace hobnob::server
