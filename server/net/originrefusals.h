// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>

namespace hobnob::server
{

/// Tells the operator whose pages were turned away: one of them may be theirs. Whoever likes can
/// make us complain, so not more than once a minute.
class OriginRefusals final
{
public:
    void note(const QByteArray &origin);

private:
    QDeadlineTimer m_quietUntil{0};
};

} // namespace hobnob::server
