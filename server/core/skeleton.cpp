// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/skeleton.h"

#include <QList>

#include <memory>
#include <unicode/uchar.h>
#include <unicode/uspoof.h>

namespace hobnob::server
{

namespace
{

struct CloseChecker {
    void operator()(USpoofChecker *checker) const { uspoof_close(checker); }
};

/// Reading ICU's table of look-alikes takes a while, so it is done once; reading from the checker
/// is thread-safe.
const USpoofChecker *checker()
{
    static const std::unique_ptr<USpoofChecker, CloseChecker> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<USpoofChecker, CloseChecker> made(uspoof_open(&status));
        return U_SUCCESS(status) ? std::move(made) : nullptr;
    }();
    return instance.get();
}

/// What shows nothing by itself, such as joiners, fillers and variation selectors; not every ICU
/// drops it.
QString withoutInvisible(QStringView text)
{
    QString visible;
    visible.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        if (!u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
            QChar::category(c) != QChar::Other_Format)
            visible += QStringView(QChar::fromUcs4(c));
    }
    return visible;
}

QString shown(QStringView name)
{
    return withoutInvisible(name).normalized(QString::NormalizationForm_KC);
}

/// Qt folds letter by letter; only its upper and lower case make two of one ("ß", "İ").
QString folded(const QString &text)
{
    return text.toUpper().toLower().toCaseFolded();
}

/// The skeleton of UTS #39; \a text itself without ICU's table.
QString drawn(const QString &text)
{
    if (!checker())
        return text;

    // A look-alike can be several characters ("ﷺ"), so ask for the length when the guess is short.
    QString result(text.size() * 2 + 16, Qt::Uninitialized);
    for (int attempt = 0; attempt < 2; ++attempt) {
        UErrorCode status = U_ZERO_ERROR;
        const int length = uspoof_getSkeleton(
            checker(), 0, reinterpret_cast<const UChar *>(text.utf16()), int(text.size()),
            reinterpret_cast<UChar *>(result.data()), int(result.size()), &status);
        if (U_SUCCESS(status)) {
            result.truncate(length);
            return result;
        }
        if (status != U_BUFFER_OVERFLOW_ERROR)
            break;
        result.resize(length + 1);
    }
    return text;
}

/// What stands for a look-alike can have another case or a simpler form, which looks like something
/// again: "0" is drawn as "O", and "%" as "º/₀". It ends after two or three rounds; the bound is
/// for tables to come.
QString settled(QString text)
{
    for (int round = 0; round < 5; ++round) {
        const QString next = drawn(folded(shown(text)));
        if (next == text)
            break;
        text = next;
    }
    return text;
}

} // namespace

QString skeleton(QStringView name)
{
    return settled(name.toString());
}

NameKeys nameKeys(QStringView name)
{
    return {.folded = skeleton(name), .drawn = settled(drawn(shown(name)))};
}

} // namespace hobnob::server
