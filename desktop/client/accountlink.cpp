// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/accountlink.h"

#include "shared/limits.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::LinkKind;

namespace
{

/// The context of the translations.
class LinkText
{
    Q_DECLARE_TR_FUNCTIONS(LinkText)
};

struct Word {
    LinkKind kind;
    QLatin1StringView text;
};
constexpr std::array words{Word{LinkKind::Setup, QLatin1StringView("setup")},
                           Word{LinkKind::Invite, QLatin1StringView("invite")},
                           Word{LinkKind::Reset, QLatin1StringView("reset")}};

bool isCode(QStringView text)
{
    return !text.isEmpty() && text.size() <= limits::linkCharacters &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') ||
                      (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
           });
}

} // namespace

bool AccountLink::isLink(QStringView typed)
{
    return typed.contains(u'#');
}

Result<AccountLink> AccountLink::parse(QStringView typed)
{
    const auto text = typed.trimmed();
    const auto mark = text.indexOf(u'#');
    const auto fragment = text.sliced(std::max<qsizetype>(mark, -1) + 1);
    const auto equals = fragment.indexOf(u'=');
    const auto code = fragment.sliced(equals + 1);
    const auto *word = std::find_if(words.begin(), words.end(), [&](const Word &each) {
        return fragment.first(std::max<qsizetype>(equals, 0)) == each.text;
    });
    if (mark < 0 || word == words.end() || !isCode(code))
        return Error{ErrorCode::BadText,
                     LinkText::tr("This link is not whole. Copy all of it and try again."),
                     u"address"_s};
    const auto server = ServerAddress::parse(text.first(mark));
    if (!server)
        return server.error();
    return AccountLink{*server, word->kind, code.toString()};
}

QString AccountLink::text() const
{
    const auto *word = std::find_if(words.begin(), words.end(),
                                    [&](const Word &each) { return each.kind == kind; });
    return server.text() + u"/#"_s + word->text + u'=' + code;
}

} // namespace hobnob::desktop
