// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/batch.h"

namespace hobnob::server
{

void Batch::append(const QByteArray &frame)
{
    // The first is often the only one, and shared then.
    if (m_bytes.isEmpty())
        m_bytes = frame;
    else
        m_bytes += frame;
}

void Batch::close()
{
    if (!m_isClosed && m_bytes.isDetached())
        m_bytes.squeeze();
    m_isClosed = true;
}

} // namespace hobnob::server
