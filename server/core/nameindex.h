// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/skeleton.h"

#include <QHash>
#include <QList>

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

    /// All who have this name, or one that looks like it: none, one or two.
    [[nodiscard]] QList<Id> holdersOf(const NameKeys &keys) const
    {
        QList<Id> holders;
        for (const QString &key : {keys.folded, keys.drawn}) {
            if (const auto found = m_byKey.constFind(key); found != m_byKey.constEnd())
                holders.append(*found);
        }
        return holders;
    }

    /// One of them.
    [[nodiscard]] std::optional<Id> find(const NameKeys &keys) const
    {
        const QList<Id> holders = holdersOf(keys);
        return holders.isEmpty() ? std::nullopt : std::optional(holders.first());
    }

private:
    QHash<QString, Id> m_byKey;
};

} // namespace hobnob::server
