// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/descriptors.h"

#include "shared/limits.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace hobnob::server
{

void raiseDescriptorLimit()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const auto wanted = std::min<rlim_t>(limit.rlim_max, limits::descriptors);
    if (limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = wanted;
    // What the system refuses, the caps on connections make up for.
    ::setrlimit(RLIMIT_NOFILE, &limit);
#endif
}

qint64 affordableConnections()
{
    qint64 descriptors = limits::descriptors;
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        descriptors = qint64(std::min<rlim_t>(limit.rlim_cur, limits::descriptors));
#endif
    // Also a tiny limit leaves room for somebody.
    return std::max(descriptors - limits::descriptorReserve, descriptors / 2);
}

} // namespace hobnob::server
