// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QString>

class QSslConfiguration;

namespace hobnob::server
{

/// The operator's certificate and its private key, both in PEM form; without them the server speaks
/// plain HTTP.
struct TlsFiles {
    /// The server's own certificate first, and behind it those that lead to a known authority.
    QString certificate;
    QString key;

    [[nodiscard]] bool isGiven() const { return !certificate.isEmpty() || !key.isEmpty(); }
    /// Reads both and tries them. Errors (Internal) carry a sentence for whoever started the
    /// server: one of the files is not named, cannot be read, is something else, or they do not
    /// belong together.
    [[nodiscard]] Result<QSslConfiguration> load() const;
};

} // namespace hobnob::server
