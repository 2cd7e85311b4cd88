// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hobnob::desktop
{

/// One function object of several, for std::visit.
template <typename... Function>
struct Overloaded : Function... {
    using Function::operator()...;
};
template <typename... Function>
Overloaded(Function...) -> Overloaded<Function...>;

} // namespace hobnob::desktop
