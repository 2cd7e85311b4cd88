// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hobnob::desktop
{

// What a field says while one types and it is too long: by how much, and what to do. Empty while
// it is not. Translated.

[[nodiscard]] QString nameLengthNote(const QString &typed);
[[nodiscard]] QString topicLengthNote(const QString &typed);
[[nodiscard]] QString descriptionLengthNote(const QString &typed);
[[nodiscard]] QString reasonLengthNote(const QString &typed);
[[nodiscard]] QString announcementLengthNote(const QString &typed);
[[nodiscard]] QString roomNameLengthNote(const QString &typed);
[[nodiscard]] QString statusLengthNote(const QString &typed);
[[nodiscard]] QString messageLengthNote(const QString &typed);

} // namespace hobnob::desktop
