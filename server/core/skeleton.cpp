// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/skeleton.h"

#include <memory>
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

/// Joiners, tags and variation selectors show nothing by themselves, and not every ICU drops them.
QString withoutInvisible(QStringView text)
{
    QString visible;
    visible.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        const bool selector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
        if (!selector && QChar::category(c) != QChar::Other_Format)
            visible += QStringView(QChar::fromUcs4(c));
    }
    return visible;
}

} // namespace

QString skeleton(QStringView name)
{
    // Qt folds letter by letter; only its upper case makes two letters of one ("ß").
    const QString folded =
        withoutInvisible(name).normalized(QString::NormalizationForm_KC).toUpper().toCaseFolded();
    if (!checker())
        return folded;

    // A look-alike can be several characters ("ﷺ"), so ask for the length when the guess is short.
    QString result(folded.size() * 2 + 16, Qt::Uninitialized);
    for (int attempt = 0; attempt < 2; ++attempt) {
        UErrorCode status = U_ZERO_ERROR;
        const int length = uspoof_getSkeleton(
            checker(), 0, reinterpret_cast<const UChar *>(folded.utf16()), int(folded.size()),
            reinterpret_cast<UChar *>(result.data()), int(result.size()), &status);
        if (U_SUCCESS(status)) {
            result.truncate(length);
            return result;
        }
        if (status != U_BUFFER_OVERFLOW_ERROR)
            break;
        result.resize(length + 1);
    }
    return folded;
}

} // namespace hobnob::server
