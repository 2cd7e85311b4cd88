// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/platform/keychain.h"

namespace hobnob::desktop
{

std::unique_ptr<TokenVault> makeKeychain()
{
    return nullptr;
}

} // namespace hobnob::desktop
