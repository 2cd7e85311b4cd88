// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/colourpicker.h"

#include "desktop/views/theme.h"
#include "shared/limits.h"
#include "shared/personlook.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QGridLayout>
#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int side = 32;
constexpr int columns = 7;
/// Of the one that follows from the id.
constexpr int automatic = -1;

class Swatch final : public QAbstractButton
{
public:
    Swatch(int hue, QWidget *parent) : QAbstractButton(parent), m_hue(hue)
    {
        setCheckable(true);
        setFixedSize(side, side);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }

    void setHue(int hue)
    {
        m_hue = hue;
        update();
    }
    void setLetter(const QString &letter) { m_letter = letter; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &now = theme(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setBrush(Qt::NoBrush);
        // Picked is a ring apart from the disc; the focus a lighter one at the same place.
        if (isChecked() || hasFocus()) {
            painter.setPen(QPen(isChecked() ? now.text : now.focus, 2));
            painter.drawEllipse(box);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(now.person[static_cast<size_t>(m_hue)]);
        const int inset = underMouse() && !isChecked() ? 3 : 4;
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset));
        if (!m_letter.isEmpty()) {
            painter.setFont(textFont(font(), TextSize::Small, TextWeight::SemiBold));
            painter.setPen(now.onPerson);
            painter.drawText(rect(), Qt::AlignCenter, m_letter);
        }
    }

private:
    int m_hue;
    QString m_letter;
};

QString colourName(int hue)
{
    return ColourPicker::tr("Colour %1 of %2").arg(hue + 1).arg(limits::personColours);
}

} // namespace

ColourPicker::ColourPicker(QWidget *parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    setObjectName(u"colourPicker"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(tokens::space[2]);
    grid->setColumnStretch(columns, 1);
    for (int hue = automatic; hue < limits::personColours; ++hue) {
        const int place = hue - automatic;
        auto *swatch = new Swatch(std::max(hue, 0), this);
        swatch->setObjectName(u"colour%1"_s.arg(hue));
        swatch->setAccessibleName(hue == automatic ? tr("Automatic") : colourName(hue));
        swatch->setToolTip(swatch->accessibleName());
        if (hue == automatic) {
            swatch->setLetter(tr("A", "automatic"));
            swatch->setChecked(true);
            setFocusProxy(swatch);
        }
        m_group->addButton(swatch, place);
        grid->addWidget(swatch, place / columns, place % columns);
    }
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int place) { Q_EMIT picked(place + automatic); });
}

void ColourPicker::setPerson(const UserId &id)
{
    static_cast<Swatch *>(m_group->button(0))->setHue(personHue(id));
}

void ColourPicker::pick(qint64 colour)
{
    if (auto *swatch = m_group->button(static_cast<int>(colour) - automatic))
        swatch->setChecked(true);
}

qint64 ColourPicker::colour() const
{
    return m_group->checkedId() + automatic;
}

} // namespace hobnob::desktop
