// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QImage>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// The largest square in the middle of it.
[[nodiscard]] QRect middleSquare(const QSize &size);

/// Reads an image of any format that this system knows, as its camera was held. Errors:
/// PictureInvalid, with a sentence for people; also for one that is too large to open.
[[nodiscard]] Result<QImage> readPicture(QIODevice &file);

/// The middle square of \a image as a picture that servers take: limits::pictureSide wide, and a
/// PNG of at most limits::pictureBytes with nothing in it but what draws it. Where that is too
/// much, in fewer colours, and then smaller. Errors: PictureInvalid, when there is nothing in it.
[[nodiscard]] Result<QByteArray> makePicture(const QImage &image);

/// A picture from a server, which may send anything: nothing, before it is drawn, when it is no PNG
/// or is too large.
[[nodiscard]] QImage decodePicture(const QByteArray &png);

} // namespace hobnob::desktop
