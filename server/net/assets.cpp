// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/assets.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>

#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

struct Encoding {
    QLatin1StringView suffix;
    const char *name;
};
constexpr std::array encodings{Encoding{".br"_L1, "br"}, Encoding{".gz"_L1, "gzip"}};

QByteArray contentTypeOf(const QString &name)
{
    static const QHash<QString, QByteArray> types{
        {u"html"_s, "text/html; charset=utf-8"_ba},
        {u"js"_s, "text/javascript; charset=utf-8"_ba},
        {u"css"_s, "text/css; charset=utf-8"_ba},
        {u"txt"_s, "text/plain; charset=utf-8"_ba},
        {u"json"_s, "application/json"_ba},
        {u"map"_s, "application/json"_ba},
        {u"webmanifest"_s, "application/manifest+json"_ba},
        {u"svg"_s, "image/svg+xml"_ba},
        {u"png"_s, "image/png"_ba},
        {u"ico"_s, "image/x-icon"_ba},
        {u"webp"_s, "image/webp"_ba},
        {u"woff2"_s, "font/woff2"_ba},
    };
    return types.value(name.mid(name.lastIndexOf(u'.') + 1), "application/octet-stream"_ba);
}

std::optional<Assets::Variant> readVariant(const QString &path, const QByteArray &encoding)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.readAll();
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return Assets::Variant{encoding, bytes, '"' + hash.toHex().first(32) + '"'};
}

/// Whether an Accept-Encoding header allows \a encoding (RFC 9110, section 12.5.3).
bool accepts(const QByteArray &header, const QByteArray &encoding)
{
    bool any = false;
    for (const auto &part : header.split(',')) {
        const auto pieces = part.split(';');
        const QByteArray name = pieces.first().trimmed().toLower();
        const QByteArray weight = pieces.size() > 1 ? pieces.at(1).trimmed().toLower() : "q=1"_ba;
        const bool wanted = !weight.startsWith("q=") || weight.mid(2).toDouble() > 0;
        if (name == encoding)
            return wanted;
        if (name == "*")
            any = wanted;
    }
    return any;
}

} // namespace

Assets Assets::load(const QString &folder)
{
    Assets assets;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const bool encoded =
            std::any_of(encodings.begin(), encodings.end(), [&](const Encoding &encoding) {
                return path.endsWith(encoding.suffix) &&
                       QFile::exists(path.chopped(encoding.suffix.size()));
            });
        if (encoded)
            continue;
        Asset asset;
        for (const auto &encoding : encodings) {
            if (auto variant = readVariant(path + encoding.suffix, encoding.name))
                asset.variants.append(*std::move(variant));
        }
        if (auto plain = readVariant(path, {}))
            asset.variants.append(*std::move(plain));
        else
            continue;
        const QByteArray name = '/' + path.mid(QDir(folder).path().size() + 1).toUtf8();
        asset.contentType = contentTypeOf(path);
        asset.immutable = name.startsWith("/assets/");
        assets.m_assets.insert(name, asset);
    }
    return assets;
}

const Assets::Asset *Assets::find(const QByteArray &path) const
{
    const auto found = m_assets.constFind(path == "/" ? "/index.html"_ba : path);
    return found == m_assets.constEnd() ? nullptr : &*found;
}

const Assets::Variant &Assets::choose(const Asset &asset, const QByteArray &acceptEncoding)
{
    for (const auto &variant : asset.variants) {
        if (!variant.encoding.isEmpty() && accepts(acceptEncoding, variant.encoding))
            return variant;
    }
    return asset.variants.last();
}

} // namespace hobnob::server
