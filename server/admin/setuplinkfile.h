// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

namespace hobnob::server
{

/// The file setup-link in the data folder, for the one who has the machine: the link by which they
/// make the administrator's account. Only they can read it, and it goes when the link was used.
class SetupLinkFile final
{
public:
    explicit SetupLinkFile(const QString &dataFolder);

    /// The code of the link in it; empty when there is none.
    [[nodiscard]] QString code() const;
    /// Errors: StorageFailed, with a sentence for the operator.
    [[nodiscard]] Result<Done> write(const QString &link) const;
    void remove() const;

    /// What people open in their browser.
    [[nodiscard]] static QString linkTo(const QString &page, const QString &code);

private:
    const QString m_path;
};

} // namespace hobnob::server
