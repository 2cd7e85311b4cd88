// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/lengthnote.h"

#include "shared/limits.h"
#include "shared/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace hobnob::desktop
{

namespace
{

/// The context of the translations.
class LengthNote
{
    Q_DECLARE_TR_FUNCTIONS(LengthNote)
};

QString tooMany(int characters)
{
    return characters == 1
               ? LengthNote::tr("One character too many.")
               : LengthNote::tr("%1 characters too many.").arg(QLocale().toString(characters));
}

} // namespace

QString nameLengthNote(const QString &typed)
{
    const int over = nameCharacterCount(typed) - limits::nameCharacters;
    if (over <= 0)
        return {};
    return LengthNote::tr("%1 A name can have at most %2.")
        .arg(tooMany(over), QLocale().toString(limits::nameCharacters));
}

QString roomNameLengthNote(const QString &typed)
{
    const int over = nameCharacterCount(typed) - limits::roomNameCharacters;
    if (over <= 0)
        return {};
    return LengthNote::tr("%1 A room's name can have at most %2.")
        .arg(tooMany(over), QLocale().toString(limits::roomNameCharacters));
}

QString statusLengthNote(const QString &typed)
{
    const int over = nameCharacterCount(typed) - limits::statusCharacters;
    if (over <= 0)
        return {};
    return LengthNote::tr("%1 A status can have at most %2.")
        .arg(tooMany(over), QLocale().toString(limits::statusCharacters));
}

QString topicLengthNote(const QString &typed)
{
    const int over = nameCharacterCount(typed) - limits::topicCharacters;
    if (over <= 0)
        return {};
    return LengthNote::tr("%1 A topic can have at most %2.")
        .arg(tooMany(over), QLocale().toString(limits::topicCharacters));
}

QString descriptionLengthNote(const QString &typed)
{
    const int over = messageCharacterCount(typed) - limits::descriptionCharacters;
    return over > 0 ? tooMany(over) : QString();
}

QString reasonLengthNote(const QString &typed)
{
    const int over = messageCharacterCount(typed) - limits::reasonCharacters;
    return over > 0 ? tooMany(over) : QString();
}

QString announcementLengthNote(const QString &typed)
{
    const int over = messageCharacterCount(typed) - limits::announcementCharacters;
    return over > 0 ? tooMany(over) : QString();
}

QString messageLengthNote(const QString &typed)
{
    const int over = messageCharacterCount(typed) - limits::messageCharacters;
    return over > 0 ? LengthNote::tr("%1 Shorten it, or send it in parts.").arg(tooMany(over))
                    : QString();
}

} // namespace hobnob::desktop
