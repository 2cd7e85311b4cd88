// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace hobnob::desktop
{

/// The text field of the composer: plain text only, one line high and growing to eight. Enter asks
/// to send, Shift+Enter breaks the line, and Enter during input-method composition does neither.
class ComposerField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ComposerField(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    /// It is as high as it gets; what has no room is scrolled. The bar is for the owner to show.
    [[nodiscard]] bool isAtMost() const;

Q_SIGNALS:
    void sendRequested();
    /// Up in an empty field.
    void editLastRequested();
    void focusChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void grow();
    [[nodiscard]] int lineStep() const;
    [[nodiscard]] int heightOf(int lines) const;

    bool m_composing = false;
};

} // namespace hobnob::desktop
