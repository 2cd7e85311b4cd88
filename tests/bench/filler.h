// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QObject>

#include <random>

namespace hobnob::bench
{

/// Fills one new room through the store's own interface, so that the data is what a server would
/// have written. The same words on every machine. The store outlives the filler.
class Filler final : public QObject
{
    Q_OBJECT

public:
    Filler(server::Store *store, const QString &room, int messages);

    void start();

Q_SIGNALS:
    void filled();
    void failed(const QString &sentence);

private:
    void appendSome();
    void take(const Result<server::Appended> &answer);
    [[nodiscard]] server::Draft nextDraft();
    [[nodiscard]] QString sentence();

    server::Store *m_store;
    QString m_name;
    RoomId m_room;
    int m_left;
    int m_pending = 0;
    std::mt19937 m_random{1};
};

} // namespace hobnob::bench
