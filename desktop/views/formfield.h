// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// A line that one types, with its label above, and a hint below that gives way to what is wrong.
/// Of the name "colour" the parts are colourField, colourHint, colourError, and colourShow of a
/// password.
class FormField final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind {
        Text,
        /// Hidden letters, with a button that shows them.
        Password,
    };

    FormField(const QString &name, const QString &label, Kind kind, QWidget *parent);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    /// As typed; trimmed unless it is a password.
    [[nodiscard]] QString text() const;
    /// Takes away what was wrong, too.
    void setText(const QString &text);
    void setLabel(const QString &label);
    /// Empty: none.
    void setHint(const QString &hint);
    /// Empty: nothing is wrong.
    void showError(const QString &sentence);
    [[nodiscard]] bool hasError() const;
    /// With all of it selected, so that one can type over it.
    void focus();
    /// What of its height is there because something is wrong.
    [[nodiscard]] int passingHeight(int width) const;

Q_SIGNALS:
    void edited(const QString &text);
    void submitted();

private:
    void addShowButton(const QString &name);
    void placeShowButton();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void describe();

    Kind m_kind;
    Label *m_label;
    QLineEdit *m_edit;
    Label *m_hint;
    Label *m_error;
    QToolButton *m_show = nullptr;
};

} // namespace hobnob::desktop
