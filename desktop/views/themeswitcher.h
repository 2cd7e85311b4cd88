// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/theme.h"

#include <QObject>

namespace hobnob::desktop
{

enum class ThemeChoice { System, Light, Dark };

/// Sets the application's style, font and palette: the light or the dark theme, as chosen, or as
/// the system has it, also when the system changes its mind. Belongs to the GUI thread; there is
/// one, made after QApplication and before the first window.
class ThemeSwitcher final : public QObject
{
    Q_OBJECT

public:
    explicit ThemeSwitcher(QObject *parent = nullptr);

    void choose(ThemeChoice choice);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

private:
    void apply();

    ThemeChoice m_choice = ThemeChoice::System;
    Scheme m_systemScheme = Scheme::Light;
    Scheme m_scheme = Scheme::Light;
};

} // namespace hobnob::desktop
