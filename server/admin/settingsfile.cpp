// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingsfile.h"

#include <QFile>

#include <algorithm>
#include <toml++/toml.h>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// A settings file is a page of text; a mistaken --config must not fill the memory.
constexpr qint64 largestFile = 1024 * 1024;
constexpr qint64 chunk = 16 * 1024;

QString fromToml(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

SettingsFileEntry entryOf(const toml::key &key, const toml::node &node)
{
    using Kind = SettingsFileEntry::Kind;
    SettingsFileEntry entry{
        fromToml(key.str()), Kind::Other, {}, static_cast<int>(key.source().begin.line)};
    if (const auto *text = node.as_string()) {
        entry.kind = Kind::Text;
        entry.values.append(fromToml(text->get()));
    } else if (const auto *list = node.as_array()) {
        entry.kind = Kind::List;
        for (const toml::node &element : *list) {
            const auto *elementText = element.as_string();
            if (!elementText) {
                entry.kind = Kind::Other;
                break;
            }
            entry.values.append(fromToml(elementText->get()));
        }
    }
    return entry;
}

/// For whoever wrote the file; the parser's own words are for whoever writes parsers.
QString sentenceOf(const toml::parse_error &error)
{
    const QString words = fromToml(error.description());
    if (words.contains(u"redefine"_s))
        return u"this setting stands in the file twice."_s;
    if (words.contains(u"utf-8"_s, Qt::CaseInsensitive))
        return u"this is not UTF-8 text."_s;
    return u"cannot read this line; write a setting as name = \"value\"."_s;
}

} // namespace

Result<QList<SettingsFileEntry>> readSettingsFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal,
                     u"Cannot read the settings file %1: %2."_s.arg(path, file.errorString())};
    QByteArray content;
    for (QByteArray part = file.read(chunk); !part.isEmpty() && content.size() <= largestFile;
         part = file.read(chunk))
        content += part;
    if (content.size() > largestFile)
        return Error{ErrorCode::Internal, u"%1 is too large for a settings file."_s.arg(path)};
    try {
        const toml::table table =
            toml::parse(std::string_view(content.constData(), content.size()));
        QList<SettingsFileEntry> entries;
        for (const auto &[key, node] : table)
            entries.append(entryOf(key, node));
        // The table is sorted by key; people read, and mend, from the top.
        std::stable_sort(entries.begin(), entries.end(),
                         [](const auto &a, const auto &b) { return a.line < b.line; });
        return entries;
    } catch (const toml::parse_error &error) {
        return Error{
            ErrorCode::Internal,
            u"%1:%2: %3"_s.arg(path).arg(error.source().begin.line).arg(sentenceOf(error))};
    }
}

} // namespace hobnob::server
