// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/theme.h"

#include <QFontInfo>
#include <QFontMetrics>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace hobnob::desktop
{

namespace
{

constexpr Theme lightTheme{tokens::light, Scheme::Light};
constexpr Theme darkTheme{tokens::dark, Scheme::Dark};

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

QColor faded(const QColor &color, const QColor &ground)
{
    const auto mix = [](int a, int b) { return (a + b) / 2; };
    return {mix(color.red(), ground.red()), mix(color.green(), ground.green()),
            mix(color.blue(), ground.blue())};
}

} // namespace

const Theme &theme(Scheme scheme)
{
    return scheme == Scheme::Dark ? darkTheme : lightTheme;
}

const Theme &theme(const QPalette &palette)
{
    const auto ground = palette.color(QPalette::Window).lightness();
    const auto text = palette.color(QPalette::WindowText).lightness();
    return theme(ground < text ? Scheme::Dark : Scheme::Light);
}

const Theme &theme(const QWidget *widget)
{
    return theme(widget->palette());
}

QPalette palette(const Theme &theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color,
                                const QColor &disabled) {
        palette.setColor(QPalette::All, role, color);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    const auto off = faded(theme.muted, theme.surface);
    set(QPalette::Window, theme.surface, theme.surface);
    set(QPalette::WindowText, theme.text, off);
    set(QPalette::Base, theme.surface, theme.surface);
    set(QPalette::AlternateBase, theme.sidebar, theme.sidebar);
    set(QPalette::Text, theme.text, off);
    set(QPalette::Button, theme.raised, theme.raised);
    set(QPalette::ButtonText, theme.text, off);
    set(QPalette::BrightText, theme.danger, off);
    set(QPalette::PlaceholderText, theme.muted, off);
    set(QPalette::Highlight, theme.selection, theme.hover);
    set(QPalette::HighlightedText, theme.text, off);
    set(QPalette::Link, theme.accent, off);
    set(QPalette::LinkVisited, theme.accent, off);
    set(QPalette::ToolTipBase, theme.raised, theme.raised);
    set(QPalette::ToolTipText, theme.text, theme.text);
    set(QPalette::Light, theme.raised, theme.raised);
    set(QPalette::Midlight, theme.hover, theme.hover);
    set(QPalette::Mid, theme.line, theme.line);
    set(QPalette::Dark, theme.line, theme.line);
    set(QPalette::Shadow, theme.line, theme.line);
    return palette;
}

QFont textFont(const QFont &base, TextSize size, TextWeight weight)
{
    const auto ratio = [size] {
        switch (size) {
        case TextSize::Small:
            return double(tokens::typeSmall) / tokens::typeBase;
        case TextSize::Base:
            return 1.0;
        case TextSize::Title:
            return double(tokens::typeTitle) / tokens::typeBase;
        case TextSize::Display:
            return double(tokens::typeDisplay) / tokens::typeBase;
        }
        return 1.0;
    }();
    QFont font = base;
    const int pixels = base.pixelSize() > 0 ? base.pixelSize() : QFontInfo(base).pixelSize();
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels * ratio))));
    if (weight == TextWeight::SemiBold)
        font.setWeight(QFont::DemiBold);
    return font;
}

int lineHeight(const QFont &font)
{
    const int pixels = font.pixelSize() > 0 ? font.pixelSize() : QFontInfo(font).pixelSize();
    return std::max(static_cast<int>(std::lround(pixels * tokens::typeLineHeight)),
                    QFontMetrics(font).ascent() + QFontMetrics(font).descent());
}

int motion(const QWidget *widget, int milliseconds)
{
    return widget->style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0 ? milliseconds : 0;
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, bright] = std::minmax({luminance(a), luminance(b)});
    return (bright + 0.05) / (dark + 0.05);
}

} // namespace hobnob::desktop
