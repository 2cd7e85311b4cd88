// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/database.h"
#include "desktop/client/outbox.h"

namespace hobnob::desktop
{

/// The outbox and the drafts on disk, in a file that nothing throws away. Each change is committed
/// when its function returns, so that it survives the end of the program; bringing it past a loss
/// of power is LocalData's business, in another thread.
///
/// Whether a message is under way is not kept: after a start it waits again, and the server knows
/// by its client id whether it has it. A store without a file keeps nothing and never fails.
class OutboxStore final
{
public:
    [[nodiscard]] static const Database::Format &format();

    struct Kept {
        RoomId room;
        PendingMessage message;
    };

    /// Opens or makes the file. A damaged one is put aside. The error says why it works without a
    /// file from now on.
    [[nodiscard]] Result<Done> open(const QString &path);
    void close() { m_database.reset(); }
    [[nodiscard]] bool isOpen() const { return m_database != nullptr; }

    /// In the order of writing. All wait or have failed.
    [[nodiscard]] QList<Kept> messages() const;
    [[nodiscard]] QHash<RoomId, QString> drafts() const;

    [[nodiscard]] Result<Done> add(const RoomId &room, const PendingMessage &message);
    /// Whether it waits or has failed, and why.
    [[nodiscard]] Result<Done> update(const PendingMessage &message);
    /// Behind all others, and waiting.
    [[nodiscard]] Result<Done> moveToEnd(const RoomId &room, const PendingMessage &message);
    [[nodiscard]] Result<Done> remove(const ClientId &message);
    /// An empty text: none.
    [[nodiscard]] Result<Done> setDraft(const RoomId &room, const QString &text);

private:
    std::unique_ptr<Database> m_database;
};

} // namespace hobnob::desktop
