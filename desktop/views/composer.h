// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QScrollBar;
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class ComposerField;
class Label;

/// Where one writes: a rounded field that grows, a button to send, and a line under it for what is
/// too long or was refused. It never empties itself before setText() or clear() say so, so that
/// refused text stays.
class Composer final : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    [[nodiscard]] QString text() const;
    /// Replaces the text, for another room's draft; does not emit textEdited.
    void setText(const QString &text);
    void clear();
    /// Names the room in the hint; an empty name switches the composer off.
    void setRoomName(const QString &name);
    /// Why one cannot write here, in place of the hint; empty: one can.
    void setReason(const QString &reason);
    /// A quiet line under the field, while there is nothing more important to say there.
    void setHint(const QString &hint);
    /// Says under the field why the text was not taken; the next change clears it.
    void showError(const Error &error);
    void focusField();

Q_SIGNALS:
    /// The person asked to send \a text, which is clean.
    void sendRequested(const QString &text);
    /// The person changed the text: the room's draft, and a sign of typing.
    void textEdited(const QString &text);
    void editLastRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    enum class Tone { Quiet, Refused };

    void send();
    void reactToChange();
    void updateNote();
    void updateScrollBar();
    void setNote(const QString &note, Tone tone);
    void showWhetherToWrite();
    [[nodiscard]] QRect boxRect() const;

    QWidget *m_box = nullptr;
    ComposerField *m_field = nullptr;
    QToolButton *m_send = nullptr;
    QScrollBar *m_scrollBar = nullptr;
    Label *m_note = nullptr;
    QString m_room;
    QString m_reason;
    QString m_hint;
    QString m_refusal;
    Tone m_tone = Tone::Quiet;
    bool m_loading = false;
};

} // namespace hobnob::desktop
