// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/chiprow.h"

#include "desktop/views/icons.h"
#include "desktop/views/personpainter.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int chipHeight = 28;
constexpr int avatarSide = 20;
constexpr int crossSide = 14;
constexpr int mostNameWidth = 160;

class Chip final : public QAbstractButton
{
public:
    Chip(Face face, QWidget *parent) : QAbstractButton(parent), m_face(std::move(face))
    {
        setObjectName(u"chip-"_s + m_face.id.value());
        setAccessibleName(ChipRow::tr("Take out %1").arg(m_face.name));
        setToolTip(accessibleName());
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int name = std::min(fontMetrics().horizontalAdvance(m_face.name), mostNameWidth);
        return {tokens::space[1] + avatarSide + 6 + name + 6 + crossSide + tokens::space[2],
                chipHeight};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &now = theme(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(now.focus, 2) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? now.selection : now.code);
        const auto box = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        const auto place = [this](int x, int side) {
            return QStyle::visualRect(layoutDirection(), rect(),
                                      QRect(x, (height() - side) / 2, side, side));
        };
        paintAvatar(painter, place(tokens::space[1], avatarSide), m_face, now, font());
        const int crossX = width() - tokens::space[2] - crossSide;
        painter.drawPixmap(place(crossX, crossSide),
                           iconPixmap(u"x"_s, now.muted, crossSide, devicePixelRatioF()));
        const int left = tokens::space[1] + avatarSide + 6;
        const QRect text(left, 0, crossX - 4 - left, height());
        painter.setPen(now.text);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), text),
                         int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                             Qt::AlignAbsolute | Qt::AlignVCenter),
                         fontMetrics().elidedText(m_face.name, Qt::ElideRight, text.width()));
    }

private:
    Face m_face;
};

} // namespace

ChipRow::ChipRow(QWidget *parent) : FlowRow(parent)
{
    setObjectName(u"chips"_s);
    setAccessibleName(tr("Chosen people"));
    hide();
}

void ChipRow::setFaces(const Faces &faces)
{
    for (auto *chip : items()) {
        chip->hide();
        chip->deleteLater();
    }
    QList<QWidget *> chips;
    for (const auto &face : faces) {
        auto *chip = new Chip(face, this);
        connect(chip, &QAbstractButton::clicked, this,
                [this, id = face.id] { Q_EMIT removeRequested(id); });
        chip->show();
        chips.append(chip);
    }
    setVisible(!faces.isEmpty());
    setItems(chips);
}

} // namespace hobnob::desktop
