// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QByteArrayView>

namespace hobnob::server
{

/// Whether this is a picture that everybody may be shown: a PNG of at most limits::pictureBytes,
/// square, at most limits::pictureSideMost wide, at most 8 bits deep, with nothing in it but what
/// draws it (no text, no profile, no time) and nothing after it, every chunk unbroken and in its
/// place. What its pixels are is for whoever draws them. Errors: PictureInvalid. Pure, and takes
/// time in proportion to the size.
[[nodiscard]] Result<Done> checkPng(QByteArrayView image);

} // namespace hobnob::server
