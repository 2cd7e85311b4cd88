// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>

namespace hobnob::server
{

/// A set of a few, in order, in one block of memory. For what everybody who is connected has one
/// of: Qt's hash takes a KiB and more for its first entry.
template <typename T>
class FlatSet final
{
public:
    /// False when it was there already.
    bool insert(const T &value)
    {
        const auto place = std::lower_bound(m_values.cbegin(), m_values.cend(), value);
        if (place != m_values.cend() && *place == value)
            return false;
        m_values.insert(place, value);
        return true;
    }
    /// False when it was not there.
    bool remove(const T &value)
    {
        const auto place = std::lower_bound(m_values.cbegin(), m_values.cend(), value);
        if (place == m_values.cend() || !(*place == value))
            return false;
        m_values.erase(place);
        if (m_values.isEmpty())
            m_values = {};
        return true;
    }

    [[nodiscard]] bool contains(const T &value) const
    {
        return std::binary_search(m_values.cbegin(), m_values.cend(), value);
    }
    [[nodiscard]] bool isEmpty() const { return m_values.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_values.size(); }
    [[nodiscard]] const QList<T> &values() const { return m_values; }

private:
    QList<T> m_values;
};

} // namespace hobnob::server
