// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/links.h"

#include <QRegularExpression>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Where the address that matched really ends.
int trimmedLength(QStringView candidate)
{
    auto end = candidate.size();
    while (end > 0) {
        const auto last = candidate[end - 1];
        if (QStringView(u".,;:!?'\"*_~\u2026\u2019\u201d\u00bb").contains(last)) {
            --end;
            continue;
        }
        const auto open = last == u')' ? u'(' : last == u']' ? u'[' : last == u'}' ? u'{' : u'\0';
        const auto inner = candidate.first(end);
        if (open != u'\0' && inner.count(QChar(open)) < inner.count(last)) {
            --end;
            continue;
        }
        break;
    }
    return static_cast<int>(end);
}

} // namespace

QList<Link> findLinks(const QString &text)
{
    if (!text.contains("://"_L1))
        return {};
    static const QRegularExpression pattern(uR"(\bhttps?://[^\s<>"`\x{ab}\x{201c}]+)"_s,
                                            QRegularExpression::CaseInsensitiveOption |
                                                QRegularExpression::UseUnicodePropertiesOption);
    QList<Link> links;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto length = trimmedLength(match.capturedView());
        const QUrl url(match.captured().left(length), QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty())
            links.append({static_cast<int>(match.capturedStart()), length, url});
    }
    return links;
}

} // namespace hobnob::desktop
