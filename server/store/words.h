// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storedpeople.h"
#include "shared/protocol/schema.h"

#include <algorithm>

/// Enumerations as the tables keep them: in words, those of the protocol, which never change.
namespace hobnob
{

template <>
inline constexpr std::array protocol::enumNames<server::AccountState>{u"active", u"deactivated"};

namespace server
{

template <protocol::NamedEnum Enum>
[[nodiscard]] QString wordOf(Enum value)
{
    return QString::fromUtf16(protocol::enumNames<Enum>[static_cast<size_t>(value)]);
}

/// The first value when nothing is called \a word.
template <protocol::NamedEnum Enum>
[[nodiscard]] Enum fromWord(QStringView word)
{
    const auto &names = protocol::enumNames<Enum>;
    const auto found = std::find_if(names.begin(), names.end(), [&](const char16_t *name) {
        return word == QStringView(name);
    });
    return static_cast<Enum>(found == names.end() ? 0 : found - names.begin());
}

} // namespace server

} // namespace hobnob
