// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/profile.h"
#include "tests/desktop/fakeserver.h"

namespace hobnob::desktop
{

/// What the pictures of tests/gui/shots.cpp show: a server with people and rooms as there could be.
namespace sampleworld
{

/// Rooms, people and a conversation with everything that a timeline can show.
void fill(FakeServer &server);
/// The same, with private and direct rooms, roles, and people who are not there.
void fillRooms(FakeServer &server);
/// Only a room where nothing was said.
void fillQuiet(FakeServer &server);
/// What this person remembers of the server: which rooms they are in, and what they have read.
[[nodiscard]] ServerMemory memory(FakeServer &server);

/// Several of these people type in the first room.
void startTyping(FakeServer &server, const QStringList &names);
/// Some came and went in the first room.
void comeAndGo(FakeServer &server);

} // namespace sampleworld

} // namespace hobnob::desktop
