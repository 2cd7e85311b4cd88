// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <functional>

namespace hobnob::server
{

/// What all families of the store's operations promise. A virtual base: they meet in one Store.
///
/// Called from one thread, that of the domain. Every answer comes to that thread through its event
/// loop, never from inside the call, in the order of the calls where they write. An answer to a
/// write means that it is on disk, as a whole; an error, that nothing was changed. Beside the
/// errors that it names, every operation may fail with StorageFailed and Busy (more than
/// limits::pendingWrites wait).
class StoreFamily
{
public:
    template <typename T>
    using Answer = std::function<void(Result<T>)>;

    virtual ~StoreFamily() = default;
};

} // namespace hobnob::server
