// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hobnob::server
{

/// Lets the application's thread run on what this system has for thousands of sockets: epoll where
/// there is one, else Qt's own dispatcher. To be called before the application is made.
void chooseEventDispatcher();

} // namespace hobnob::server
