// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/themeswitcher.h"

#include "desktop/views/appstyle.h"
#include "shared/qtversion.h"

#include <QApplication>
#include <QFontInfo>
#include <QGuiApplication>
#include <QStyleHints>

#include <algorithm>

namespace hobnob::desktop
{

namespace
{

/// What the system says of itself; what its palette shows where it says nothing.
Scheme systemScheme([[maybe_unused]] Scheme shown)
{
#if HOBNOB_QT_HAS_COLOR_SCHEME
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark:
        return Scheme::Dark;
    case Qt::ColorScheme::Light:
        return Scheme::Light;
    case Qt::ColorScheme::Unknown:
        break;
    }
#endif
    return shown;
}

} // namespace

ThemeSwitcher::ThemeSwitcher(QObject *parent) : QObject(parent)
{
    // The system's palette, before ours replaces it.
    m_systemScheme = theme(QApplication::palette()).scheme;

    auto font = QApplication::font();
    font.setPixelSize(std::max(tokens::typeBase, QFontInfo(font).pixelSize()));
    QApplication::setFont(font);
    QApplication::setStyle(new AppStyle);

    m_systemScheme = systemScheme(m_systemScheme);
#if HOBNOB_QT_HAS_COLOR_SCHEME
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        m_systemScheme = systemScheme(m_systemScheme);
        apply();
    });
#endif
    apply();
}

void ThemeSwitcher::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void ThemeSwitcher::apply()
{
    switch (m_choice) {
    case ThemeChoice::System:
        m_scheme = m_systemScheme;
        break;
    case ThemeChoice::Light:
        m_scheme = Scheme::Light;
        break;
    case ThemeChoice::Dark:
        m_scheme = Scheme::Dark;
        break;
    }
    QApplication::setPalette(palette(theme(m_scheme)));
}

} // namespace hobnob::desktop
