// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/eventdispatcher.h"

#ifdef HOBNOB_EPOLL
#include "server/net/epolldispatcher.h"

#include <QCoreApplication>
#endif

namespace hobnob::server
{

void chooseEventDispatcher()
{
#ifdef HOBNOB_EPOLL
    // The application will own it.
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
#endif
}

} // namespace hobnob::server
