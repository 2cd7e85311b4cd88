// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/appstyle.h"

#include "desktop/views/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int scrollBarWidth = 12;
constexpr int scrollThumbWidth = 6;
constexpr int scrollThumbMinimum = 36;
constexpr int fieldHeight = 40;

/// A rounded box whose border lies wholly inside \a rect.
void drawBox(QPainter *painter, const QRect &rect, const QBrush &fill, const QPen &border,
             double radius = tokens::radiusSmall)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(border);
    const auto inset = border.style() == Qt::NoPen ? 0.0 : border.widthF() / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void drawField(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const auto &now = theme(option->palette);
    const bool focus = option->state & QStyle::State_HasFocus;
    const bool refused = widget && widget->property(refusedProperty).toBool();
    const auto border = refused ? now.danger : focus ? now.focus : now.line;
    drawBox(painter, option->rect, now.field, QPen(border, focus ? 2 : 1), tokens::radiusSmall + 2);
}

bool isDestructive(const QWidget *widget)
{
    return widget && widget->property(destructiveProperty).toBool();
}

/// What stands on a filled button, and the text of the others.
QColor buttonText(const Theme &now, const QStyleOptionButton *option, const QWidget *widget)
{
    if (option->features & QStyleOptionButton::DefaultButton)
        return isDestructive(widget) ? now.surface : now.onAccent;
    if (isDestructive(widget))
        return now.danger;
    return option->features & QStyleOptionButton::Flat ? now.accent : now.text;
}

void drawButton(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget)
{
    const auto &now = theme(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    if (option->features & QStyleOptionButton::DefaultButton) {
        auto fill = !enabled ? now.line : isDestructive(widget) ? now.danger : now.accent;
        if (down)
            fill = fill.darker(112);
        else if (hover)
            fill = now.scheme == Scheme::Dark ? fill.lighter(106) : fill.lighter(115);
        drawBox(painter, option->rect, fill, Qt::NoPen, tokens::radiusSmall + 2);
    } else if (option->features & QStyleOptionButton::Flat) {
        if (hover || down)
            drawBox(painter, option->rect, down ? now.selection : now.hover, Qt::NoPen,
                    tokens::radiusSmall + 2);
    } else {
        drawBox(painter, option->rect,
                down    ? now.selection
                : hover ? now.hover
                        : now.raised,
                QPen(now.line, 1), tokens::radiusSmall + 2);
    }
}

bool isVertical(const QStyleOptionComplex *option)
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    return slider && slider->orientation == Qt::Vertical;
}

QRect scrollThumb(const QStyleOptionSlider *bar)
{
    const bool vertical = bar->orientation == Qt::Vertical;
    const int length = vertical ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int thumb = length;
    if (range > 0) {
        thumb = static_cast<int>(qint64(bar->pageStep) * length / (range + bar->pageStep));
        thumb = std::clamp(thumb, std::min(scrollThumbMinimum, length), length);
    }
    const int start = QStyle::sliderPositionFromValue(
        bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
    return vertical ? QRect(bar->rect.x(), bar->rect.y() + start, bar->rect.width(), thumb)
                    : QRect(bar->rect.x() + start, bar->rect.y(), thumb, bar->rect.height());
}

} // namespace

AppStyle::AppStyle() : QProxyStyle(u"Fusion"_s) {}

void AppStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                          const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    case PM_ScrollBarSliderMin:
        return scrollThumbMinimum;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return tokens::sizeIconSmall;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_SplitterWidth:
        return 1;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                        QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize AppStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                 const QWidget *widget) const
{
    auto result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setHeight(std::max(result.height(), int(tokens::sizeHitTarget)));
        result.setWidth(std::max(result.width(), size.width() + 2 * tokens::space[4]));
        break;
    case CT_LineEdit:
        result.setHeight(std::max(result.height(), fieldHeight));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result += QSize(item->text.contains(u'\t') ? int(tokens::space[5]) : 0,
                            std::max(0, 30 - result.height()));
        break;
    default:
        break;
    }
    return result;
}

QRect AppStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                               SubControl part, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);

    const auto thumb = scrollThumb(bar);
    auto before = option->rect;
    auto after = option->rect;
    if (isVertical(option)) {
        before.setBottom(thumb.top() - 1);
        after.setTop(thumb.bottom() + 1);
    } else {
        before.setRight(thumb.left() - 1);
        after.setLeft(thumb.right() + 1);
    }
    switch (part) {
    case SC_ScrollBarGroove:
        return option->rect;
    case SC_ScrollBarSlider:
        return thumb;
    case SC_ScrollBarSubPage:
        return before;
    case SC_ScrollBarAddPage:
        return after;
    default:
        return {};
    }
}

QRect AppStyle::subElementRect(SubElement element, const QStyleOption *option,
                               const QWidget *widget) const
{
    auto rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents)
        rect.adjust(tokens::space[2], 0, -tokens::space[2], 0);
    return rect;
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                             QPainter *painter, const QWidget *widget) const
{
    const auto &now = theme(option->palette);
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget); edit && !edit->hasFrame())
            return;
        drawField(painter, option, widget);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_FrameFocusRect:
        drawBox(painter, option->rect, Qt::NoBrush, QPen(now.focus, 2));
        return;
    case PE_PanelButtonTool:
        if (option->state & (State_Sunken | State_On))
            drawBox(painter, option->rect, now.selection, Qt::NoPen);
        else if ((option->state & State_MouseOver) && (option->state & State_Enabled))
            drawBox(painter, option->rect, now.hover, Qt::NoPen);
        if ((option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange))
            drawBox(painter, option->rect, Qt::NoBrush, QPen(now.focus, 2));
        return;
    case PE_PanelTipLabel:
    case PE_PanelMenu:
        painter->fillRect(option->rect, now.raised);
        return;
    case PE_FrameMenu:
        painter->save();
        painter->setPen(now.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelScrollAreaCorner:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    const auto &now = theme(option->palette);
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
        if (element == CE_PushButtonBevel) {
            drawButton(painter, button, widget);
            if ((option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange))
                drawBox(painter, option->rect.adjusted(2, 2, -2, -2), Qt::NoBrush,
                        QPen(button->features & QStyleOptionButton::DefaultButton
                                 ? buttonText(now, button, widget)
                                 : now.focus,
                             2));
            return;
        }
        if (element == CE_PushButtonLabel) {
            auto label = *button;
            const auto text = buttonText(now, button, widget);
            label.palette.setColor(QPalette::Active, QPalette::ButtonText, text);
            label.palette.setColor(QPalette::Inactive, QPalette::ButtonText, text);
            if (button->features & QStyleOptionButton::DefaultButton)
                label.palette.setColor(QPalette::Disabled, QPalette::ButtonText, now.muted);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
        // The ring around the whole button is the focus.
        if (element == CE_PushButton) {
            auto plain = *button;
            drawControl(CE_PushButtonBevel, &plain, painter, widget);
            plain.rect = subElementRect(SE_PushButtonContents, &plain, widget);
            drawControl(CE_PushButtonLabel, &plain, painter, widget);
            return;
        }
    }
    if (element == CE_MenuBarEmptyArea || element == CE_MenuBarItem) {
        painter->fillRect(option->rect, now.sidebar);
        if (element == CE_MenuBarEmptyArea)
            return;
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (option->state & State_Selected)
            drawBox(painter, option->rect.adjusted(1, 2, -1, -2), now.selection, Qt::NoPen);
        drawItemText(painter, option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, option->palette,
                     option->state & State_Enabled, item ? item->text : QString(),
                     QPalette::ButtonText);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                  QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    if (bar->maximum <= bar->minimum)
        return;
    const auto &now = theme(option->palette);
    auto thumb = subControlRect(control, option, SC_ScrollBarSlider, widget);
    constexpr int margin = (scrollBarWidth - scrollThumbWidth) / 2;
    if (isVertical(option))
        thumb.adjust(margin, 2, -margin, -2);
    else
        thumb.adjust(2, margin, -2, -margin);
    auto color = now.muted;
    const bool active = option->state & (State_MouseOver | State_Sunken);
    color.setAlphaF(active ? 0.75F : 0.35F);
    drawBox(painter, thumb, color, Qt::NoPen, scrollThumbWidth / 2.0);
}

} // namespace hobnob::desktop
