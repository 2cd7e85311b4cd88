// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hobnob
{

/// The sanitizers make programs slower and keep what was freed: what a test allows in time or in
/// memory is so many times as much under them. Nothing else depends on it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int sanitizerFactor = 20;
#else
inline constexpr int sanitizerFactor = 1;
#endif

} // namespace hobnob
