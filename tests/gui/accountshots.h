// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/photographer.h"

namespace hobnob::desktop
{

/// The first screen with each of its forms, and the pages of the account's settings.
void shootAccounts(const Photographer &photographer, const Look &look);
/// One of each, with the text size that is set.
void shootLargeText(const Photographer &photographer, const Look &look);

} // namespace hobnob::desktop
