// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/skeleton.h"

#include <QHash>

#include <optional>

namespace hobnob::server
{

/// Who has which name, where names that look alike are one. A plain value.
template <typename Id>
class NameIndex final
{
public:
    /// \a id has the name from now on; a key that is taken stays with whoever has it.
    void insert(const NameKeys &keys, const Id &id)
    {
        for (const QString &key : {keys.folded, keys.drawn}) {
            if (!m_byKey.contains(key))
                m_byKey.insert(key, id);
        }
    }

    void remove(const NameKeys &keys, const Id &id)
    {
        for (const QString &key : {keys.folded, keys.drawn}) {
            if (const auto found = m_byKey.constFind(key);
                found != m_byKey.constEnd() && *found == id)
                m_byKey.erase(found);
        }
    }

    /// Who has this name, or one that looks like it.
    [[nodiscard]] std::optional<Id> find(const NameKeys &keys) const
    {
        for (const QString &key : {keys.folded, keys.drawn}) {
            if (const auto found = m_byKey.constFind(key); found != m_byKey.constEnd())
                return *found;
        }
        return std::nullopt;
    }

private:
    QHash<QString, Id> m_byKey;
};

} // namespace hobnob::server
