// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/theme.h"

#include <QLabel>

namespace hobnob::desktop
{

/// Which role of the theme colours a label.
enum class LabelTone { Text, Muted, Accent, Danger };

/// What people wrote, as a tool tip that shows it letter by letter: a bare one is taken for markup
/// when it looks like it.
[[nodiscard]] QString plainToolTip(const QString &text);

/// A label of plain text in one of the sizes and colours of the tokens, that follows palette and
/// font by itself. It never understands markup.
class Label final : public QLabel
{
    Q_OBJECT

public:
    explicit Label(TextSize size, LabelTone tone = LabelTone::Text, QWidget *parent = nullptr);
    Label(TextSize size, LabelTone tone, TextWeight weight, QWidget *parent = nullptr);

    void setTone(LabelTone tone);
    /// One line that ends in an ellipsis where there is no room; the whole is the tool tip.
    void setElided(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    void restyle();
    void elide();

    TextSize m_size;
    LabelTone m_tone;
    TextWeight m_weight = TextWeight::Normal;
    QString m_whole;
    bool m_restyling = false;
};

} // namespace hobnob::desktop
