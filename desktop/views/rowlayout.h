// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/textbody.h"
#include "desktop/views/theme.h"
#include "desktop/views/timelineitem.h"

#include <optional>

namespace hobnob::desktop
{

/// What the layout of every row of a timeline depends on. A change of any of it makes all layouts
/// anew.
struct RowStyle {
    explicit RowStyle(const QWidget *widget, int viewWidth);

    int width;
    Qt::LayoutDirection direction;
    QColor link;
    QFont base;
    QFont small;
    QFont name;
    QFont emoji;
    int textLeft;
    int textWidth;
};

/// Where everything of one row is, in the row's own coordinates, and its words laid out. Immutable.
/// GUI thread.
class RowLayout final
{
public:
    enum class Part { Nothing, Words, Link, TryAgain, Discard, Show };

    struct Hit {
        Part part = Part::Nothing;
        /// The place in the words that is nearest.
        int position = 0;
        QUrl url = {};
    };

    RowLayout(TimelineItem item, const RowStyle &style);

    /// A guess for rows that have no layout yet.
    [[nodiscard]] static int typicalHeight(const QFont &font);

    [[nodiscard]] const TimelineItem &item() const { return m_item; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] Hit hitTest(const QPointF &point) const;
    [[nodiscard]] TextRange wordAt(int position) const;

    // --- for the painter; invalid rectangles where the row has no such thing
    [[nodiscard]] const QRect &avatar() const { return m_avatar; }
    [[nodiscard]] const QRect &name() const { return m_name; }
    [[nodiscard]] const QString &shownName() const { return m_shownName; }
    /// Behind the name of a bot.
    [[nodiscard]] const QRect &badge() const { return m_badge; }
    [[nodiscard]] const QRect &time() const { return m_time; }
    /// Beside the first line of a message that continues a group; shown while pointed at.
    [[nodiscard]] const QRect &gutterTime() const { return m_gutterTime; }
    [[nodiscard]] const QRect &words() const { return m_words; }
    [[nodiscard]] const QRect &clock() const { return m_clock; }
    [[nodiscard]] const QRect &failure() const { return m_failure; }
    [[nodiscard]] const QString &shownFailure() const { return m_shownFailure; }
    [[nodiscard]] const QRect &tryAgain() const { return m_tryAgain; }
    [[nodiscard]] const QRect &discard() const { return m_discard; }
    /// Beside what is folded.
    [[nodiscard]] const QRect &show() const { return m_show; }
    [[nodiscard]] const TextBody *body() const { return m_body ? &*m_body : nullptr; }

    [[nodiscard]] static QString tryAgainText();
    [[nodiscard]] static QString discardText();
    [[nodiscard]] static QString showText();

private:
    void layOutMessage(const RowStyle &style);
    void layOutHeader(const RowStyle &style);
    void layOutFailure(const RowStyle &style);
    void layOutNotice(const RowStyle &style);
    void layOutFolded(const RowStyle &style);
    void mirror(int width);

    TimelineItem m_item;
    int m_height = 0;
    QRect m_avatar;
    QRect m_name;
    QString m_shownName;
    QRect m_badge;
    QRect m_time;
    QRect m_gutterTime;
    QRect m_words;
    QRect m_clock;
    QRect m_failure;
    QString m_shownFailure;
    QRect m_tryAgain;
    QRect m_discard;
    QRect m_show;
    std::optional<TextBody> m_body;
};

} // namespace hobnob::desktop
