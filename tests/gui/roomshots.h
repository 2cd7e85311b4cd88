// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/photographer.h"

namespace hobnob::desktop
{

/// Private and direct rooms, roles, and everything that one does about rooms and people in them.
void shootRooms(const Photographer &photographer, const Look &look);

} // namespace hobnob::desktop
