// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPainter;
class QWidget;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class PictureBook;

/// Where painters get the pictures of people and rooms from, while it lives. As the icons and
/// QPixmapCache it is one for all painters, since what a name stands for is the same everywhere;
/// where there is none, as in most tests, initials are painted. GUI thread.
class Portraits final : public QObject
{
    Q_OBJECT

public:
    /// \a book outlives it.
    explicit Portraits(PictureBook *book, QObject *parent = nullptr);
    ~Portraits() override;

private:
    friend QPixmap portraitPixmap(QPainter &painter, const QString &picture, int side);
    [[nodiscard]] QPixmap draw(const QString &picture, int side, qreal ratio);
    void await(const QString &picture, QWidget *widget);
    void paintAgain(const QString &picture);

    static QPointer<Portraits> s_current;
    /// Whose turn it is again afterwards.
    QPointer<Portraits> m_before = s_current;
    PictureBook *m_book;
    /// What painted without the picture, and paints again when it is here.
    QHash<QString, QList<QPointer<QWidget>>> m_waiting;
};

/// The picture of this name as a disc of \a side logical pixels, for \a painter's device. Null when
/// it is not here; then the widget that is painted is painted again when it is. Cached
/// (QPixmapCache).
[[nodiscard]] QPixmap portraitPixmap(QPainter &painter, const QString &picture, int side);

} // namespace hobnob::desktop
