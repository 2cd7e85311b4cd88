// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/passwordrules.h"

#include "shared/limits.h"
#include "shared/text.h"

#include <algorithm>
#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// What people make passwords of, in the languages of most of them; shorter ones count when a few
/// digits make them long enough.
constexpr std::array commonWords = {
    u"password",   u"passwort",      u"passwd",     u"passw",       u"pass",      u"parola",
    u"senha",      u"clave",         u"contrasena", u"motdepasse",  u"haslo",     u"salasana",
    u"wachtwoord", u"sifre",         u"kennwort",   u"geheim",      u"secret",    u"secreto",
    u"segreto",    u"welcome",       u"willkommen", u"bonjour",     u"hello",     u"hallo",
    u"hola",       u"login",         u"letmein",    u"opensesame",  u"changeme",  u"default",
    u"admin",      u"administrator", u"root",       u"user",        u"username",  u"guest",
    u"master",     u"test",          u"testing",    u"temp",        u"temporary", u"access",
    u"server",     u"computer",      u"internet",   u"network",     u"system",    u"windows",
    u"microsoft",  u"google",        u"facebook",   u"samsung",     u"iphone",    u"android",
    u"apple",      u"hobnob",        u"chat",       u"iloveyou",    u"loveyou",   u"loveme",
    u"ilove",      u"lovely",        u"love",       u"lover",       u"amor",      u"teamo",
    u"jetaime",    u"ichliebedich",  u"schatz",     u"sweetheart",  u"darling",   u"princess",
    u"prince",     u"angel",         u"baby",       u"babygirl",    u"girl",      u"monkey",
    u"dragon",     u"tiger",         u"lion",       u"eagle",       u"shadow",    u"ghost",
    u"hunter",     u"killer",        u"ninja",      u"samurai",     u"warrior",   u"wizard",
    u"superman",   u"batman",        u"spiderman",  u"starwars",    u"pokemon",   u"pikachu",
    u"naruto",     u"minecraft",     u"fortnite",   u"roblox",      u"football",  u"fussball",
    u"futbol",     u"soccer",        u"baseball",   u"basketball",  u"hockey",    u"tennis",
    u"liverpool",  u"chelsea",       u"arsenal",    u"barcelona",   u"juventus",  u"realmadrid",
    u"manchester", u"ferrari",       u"porsche",    u"mercedes",    u"mustang",   u"corvette",
    u"yamaha",     u"harley",        u"guitar",     u"music",       u"metallica", u"nirvana",
    u"summer",     u"sommer",        u"winter",     u"spring",      u"autumn",    u"sunshine",
    u"sonne",      u"rainbow",       u"flower",     u"butterfly",   u"chocolate", u"schokolade",
    u"cookie",     u"cheese",        u"banana",     u"pepper",      u"ginger",    u"coffee",
    u"pizza",      u"freedom",       u"liberty",    u"forever",     u"whatever",  u"nothing",
    u"trustno",    u"money",         u"lucky",      u"happy",       u"michael",   u"michelle",
    u"jennifer",   u"jessica",       u"daniel",     u"andrea",      u"thomas",    u"alexander",
    u"charlie",    u"jordan",        u"george",     u"robert",      u"matthew",   u"anthony",
    u"joshua",     u"andrew",        u"martin",     u"nicole",      u"ashley",    u"amanda",
    u"christian",  u"maria",         u"germany",    u"deutschland", u"berlin",    u"london",
    u"paris",      u"america",       u"canada",     u"australia",   u"mexico",    u"brasil",
    u"january",    u"february",      u"march",      u"april",       u"august",    u"september",
    u"october",    u"november",      u"december",   u"monday",      u"friday",    u"sunday",
    u"jesus",      u"jesuschrist",   u"heaven",     u"blessed",     u"fuckyou",   u"fuck",
    u"asshole",    u"blink",         u"qwert",      u"qwertz",      u"azerty",    u"abcd",
};

/// Rows of keys as people run a finger along them, and the ABC.
constexpr std::array rows = {
    u"abcdefghijklmnopqrstuvwxyz",
    u"01234567890",
    u"qwertyuiop",
    u"qwertzuiop",
    u"azertyuiop",
    u"asdfghjkl",
    u"zxcvbnm",
    u"yxcvbnm",
    u"qsdfghjklm",
    u"wxcvbn",
    u"1qaz2wsx3edc4rfv5tgb6yhn",
    u"q1w2e3r4t5y6u7i8o9p0",
    u"1q2w3e4r5t6y7u8i9o0p",
    u"qazwsxedcrfvtgbyhnujm",
};

/// Runs of this many from rows count as in order.
constexpr qsizetype runLength = 4;

bool isInOrder(QStringView text)
{
    return std::any_of(rows.begin(), rows.end(), [&](const char16_t *keys) {
        const QString row = QString::fromUtf16(keys);
        QString back = row;
        std::reverse(back.begin(), back.end());
        return row.contains(text) || back.contains(text);
    });
}

/// Made of runs along rows of keys, each long enough to be one: "abcd1234", "qwerty654321".
bool isMadeOfRuns(QStringView text)
{
    while (!text.isEmpty()) {
        qsizetype run = text.size();
        while (run >= runLength && !isInOrder(text.first(run)))
            --run;
        if (run < runLength)
            return false;
        text = text.sliced(run);
    }
    return true;
}

/// The same few characters over and over, up to four in a row: "aaaaaaaa", "abcabcabc".
bool isRepeated(QStringView text)
{
    for (qsizetype period = 1; period <= 4; ++period) {
        bool repeats = true;
        for (qsizetype i = period; i < text.size() && repeats; ++i)
            repeats = text.at(i) == text.at(i - period);
        if (repeats)
            return true;
    }
    return false;
}

QChar letterFor(QChar c)
{
    switch (c.unicode()) {
    case u'0':
        return u'o';
    case u'1':
    case u'!':
        return u'i';
    case u'3':
        return u'e';
    case u'4':
    case u'@':
        return u'a';
    case u'5':
    case u'$':
        return u's';
    case u'7':
        return u't';
    default:
        return c;
    }
}

/// Without the digits and signs at both ends.
QStringView withoutEnds(QStringView text)
{
    while (!text.isEmpty() && !text.front().isLetter())
        text = text.sliced(1);
    while (!text.isEmpty() && !text.back().isLetter())
        text = text.chopped(1);
    return text;
}

/// One word, once or twice.
bool isWord(QStringView text, QStringView word)
{
    return !word.isEmpty() && (text == word || (text.size() == 2 * word.size() &&
                                                text.startsWith(word) && text.endsWith(word)));
}

bool isCommon(QStringView text, const QStringList &names)
{
    return std::any_of(commonWords.begin(), commonWords.end(),
                       [&](const char16_t *word) { return isWord(text, QStringView(word)); }) ||
           std::any_of(names.begin(), names.end(),
                       [&](const QString &name) { return isWord(text, name.toCaseFolded()); });
}

QString withLetters(QStringView text)
{
    QString letters = text.toString();
    std::transform(letters.begin(), letters.end(), letters.begin(), &letterFor);
    return letters;
}

bool isEasy(const QString &password, const QStringList &names)
{
    // More around a word than this is a password of its own.
    constexpr qsizetype most = 6;
    const QString folded = password.toCaseFolded();
    const QStringView core = withoutEnds(folded);
    const auto isFirstTried = [&](QStringView text) {
        return isCommon(text, names) || isCommon(withLetters(text), names) || isMadeOfRuns(text);
    };
    return isRepeated(folded) || isFirstTried(folded) ||
           (core.size() >= 1 && folded.size() - core.size() <= most && isFirstTried(core));
}

} // namespace

QString normalPassword(QStringView typed)
{
    return typed.toString().normalized(QString::NormalizationForm_C);
}

Result<QString> cleanPassword(QStringView typed, const QStringList &names)
{
    const auto refusal = [](ErrorCode code, const QString &sentence) {
        return Error{code, sentence, u"password"_s};
    };
    // Nothing that is far too long is worked on; a character has at most two units, and normalizing
    // may join three.
    if (typed.size() > limits::passwordCharacters * 8)
        return refusal(
            ErrorCode::PasswordTooLong,
            u"A password can have at most %1 characters."_s.arg(limits::passwordCharacters));
    const QString password = normalPassword(typed);
    const int characters = characterCount(password);
    if (characters < limits::passwordCharactersLeast)
        return refusal(
            ErrorCode::PasswordTooShort,
            u"A password needs at least %1 characters. A few words make a good one."_s.arg(
                limits::passwordCharactersLeast));
    if (characters > limits::passwordCharacters)
        return refusal(
            ErrorCode::PasswordTooLong,
            u"A password can have at most %1 characters."_s.arg(limits::passwordCharacters));
    if (isEasy(password, names))
        return refusal(ErrorCode::PasswordEasy,
                       u"This is one of the passwords that are tried first. Take a few words that "
                       "do not belong together."_s);
    return password;
}

} // namespace hobnob::server
