// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/looks.h"

#include "shared/limits.h"
#include "shared/personlook.h"

namespace hobnob::desktop
{

namespace
{

/// More than anyone meets in an evening; past it we begin anew.
constexpr qsizetype mostKnown = 10'000;

} // namespace

Looks::Look Looks::of(const UserId &person) const
{
    const auto chosen = m_chosen.constFind(person);
    return chosen == m_chosen.cend() ? Look{personHue(person), {}} : *chosen;
}

void Looks::note(const UserId &person, std::optional<qint64> colour,
                 const std::optional<QString> &picture)
{
    const bool isHue = colour && *colour >= 0 && *colour < limits::personColours;
    const Look look{isHue ? static_cast<int>(*colour) : personHue(person),
                    picture.value_or(QString())};
    if (look == of(person))
        return;
    if (m_chosen.size() >= mostKnown)
        m_chosen.clear();
    if (look == Look{personHue(person), {}})
        m_chosen.remove(person);
    else
        m_chosen.insert(person, look);
    Q_EMIT changed(person);
}

} // namespace hobnob::desktop
