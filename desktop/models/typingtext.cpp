// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/typingtext.h"

#include <QCoreApplication>

namespace hobnob::desktop
{

namespace
{

/// The context of the translations.
class TypingText
{
    Q_DECLARE_TR_FUNCTIONS(TypingText)
};

} // namespace

QString typingText(const QList<protocol::User> &users, qint64 count, const UserId &self)
{
    QStringList names;
    qint64 others = count;
    for (const auto &user : users) {
        if (user.id == self)
            --others;
        else
            names.append(user.name);
    }
    if (others <= 0)
        return {};
    if (others == 1 && names.size() == 1)
        return TypingText::tr("%1 is typing…").arg(names[0]);
    if (others == 2 && names.size() == 2)
        return TypingText::tr("%1 and %2 are typing…").arg(names[0], names[1]);
    if (others == 1)
        return TypingText::tr("Someone is typing…");
    return TypingText::tr("Several people are typing…");
}

} // namespace hobnob::desktop
