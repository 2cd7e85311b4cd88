// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace hobnob::desktop
{

/// Where tokens are safer than in a file: the secrets of the person's session, as the system keeps
/// them. Nothing of it blocks; it may take as long as the person needs to unlock it. Answers come
/// from the event loop, and none after it is destroyed.
class TokenVault
{
public:
    virtual ~TokenVault() = default;

    /// Nothing: there is no such token, or no way to it.
    virtual void read(const QString &key,
                      std::function<void(const std::optional<QString> &)> answer) = 0;
    enum class Outcome { Kept, Refused };
    virtual void write(const QString &key, const QString &token,
                       std::function<void(Outcome)> answer) = 0;
    virtual void remove(const QString &key) = 0;
};

} // namespace hobnob::desktop
