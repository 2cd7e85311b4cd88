// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/desk.h"

namespace hobnob::server
{

class Accounts;
class ModerationStore;
class Rights;
class RoomSettings;

/// Takes pictures that people bring, of themselves and of rooms, and gives those that they ask for.
/// A picture's name is the SHA-256 of its bytes, so it never stands for another.
class Pictures final : public Desk
{
    Q_OBJECT

public:
    struct Office {
        ModerationStore &store;
        Accounts &accounts;
        RoomSettings &rooms;
        const Rights &rights;
        const Attendance &attendance;
        const Reception &reception;
    };

    /// All of \a office outlive this.
    explicit Pictures(Office office) : Desk(office.reception, office.attendance), m_office(office)
    {
    }

    void handle(SessionId session, const protocol::SetPicture &request);
    void handle(SessionId session, const protocol::GetPicture &request);

private:
    /// Why they may not, before anything is kept.
    [[nodiscard]] std::optional<Error> refusal(const StoredPerson &person,
                                               const protocol::SetPicture &request) const;
    /// Has the store keep it; answers its name, which is empty when \a image is. Errors:
    /// PictureInvalid.
    void keep(const QString &image, Answer<QString> answer);

    const Office m_office;
};

} // namespace hobnob::server
