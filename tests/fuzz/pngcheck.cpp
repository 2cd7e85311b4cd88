// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/pngcheck.h"

#include "shared/limits.h"
#include "tests/fuzz/check.h"
#include "tests/support/png.h"

#include <QByteArray>

using namespace hobnob;
using namespace hobnob::server;

namespace
{

using fuzz::require;

void checkPicture(const QByteArray &image)
{
    if (!checkPng(image).ok())
        return;
    require(image.size() <= limits::pictureBytes, "a picture is not too large");
    require(image.startsWith(test::png::signature()), "a picture is a PNG");
    require(image.endsWith(test::png::chunk("IEND")), "a picture has an end");
    for (const char *other : {"tEXt", "zTXt", "iTXt", "eXIf", "iCCP"})
        require(!image.contains(test::png::chunk(other)), "a picture draws, and says nothing");
    require(!checkPng(image + 'x').ok(), "nothing comes after a picture");
}

/// Chunks whose checksums are right, as no fuzzer would find them: of each a byte for the type, one
/// for the length, and the content.
QByteArray madeOf(QByteArrayView input)
{
    static constexpr std::array types{"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "tEXt"};
    QByteArray image = test::png::signature();
    while (input.size() >= 2) {
        const char *type = types.at(quint8(input[0]) % types.size());
        const qsizetype length = std::min(qsizetype(quint8(input[1])), input.size() - 2);
        image += test::png::chunk(type, input.sliced(2, length).toByteArray());
        input = input.sliced(2 + length);
    }
    return image;
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    checkPicture(input.toByteArray());
    checkPicture(madeOf(input));
}
