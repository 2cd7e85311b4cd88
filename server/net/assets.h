// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>

namespace hobnob::server
{

/// The page's files, read into memory once. Pure after that.
class Assets final
{
public:
    /// One encoding of a file, with the strong entity tag of exactly these bytes.
    struct Variant {
        /// The Content-Encoding; empty for the file as it is.
        QByteArray encoding;
        QByteArray bytes;
        QByteArray etag;
    };
    struct Asset {
        QByteArray contentType;
        /// The name has a hash of the content in it, so what it names never changes.
        bool immutable = false;
        /// The smallest encoding first, the file as it is last.
        QList<Variant> variants;
    };

    /// Every file under \a folder (":/web" in the server): NAME, with NAME.br and NAME.gz as its
    /// encodings. A folder that does not exist has none.
    [[nodiscard]] static Assets load(const QString &folder);

    [[nodiscard]] bool isEmpty() const { return m_assets.isEmpty(); }
    /// \a path: as requested, such as "/assets/app-1a2b3c.js"; "/" is index.html.
    [[nodiscard]] const Asset *find(const QByteArray &path) const;

    /// The best of \a asset for an Accept-Encoding header.
    [[nodiscard]] static const Variant &choose(const Asset &asset,
                                               const QByteArray &acceptEncoding);

private:
    QHash<QByteArray, Asset> m_assets;
};

} // namespace hobnob::server
