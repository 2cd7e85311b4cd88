// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/tokenvault.h"

#include <memory>

namespace hobnob::desktop
{

/// The system's keychain (the Secret Service or KWallet, by QtKeychain); nullptr when the program
/// was built without it. That there is none in this session is found out at the first use.
[[nodiscard]] std::unique_ptr<TokenVault> makeKeychain();

} // namespace hobnob::desktop
