// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace hobnob
{

/// Every way in which a request can be refused. The wire names (errorName) are stable.
enum class ErrorCode {
    // The frame itself: the session is closed after the answer.
    NotJson,
    NotObject,
    UnknownType,
    MissingField,
    WrongKind,
    OutOfRange,
    TooLong,
    TooMany,
    TooDeep,
    DuplicateKey,
    BadText,
    // The order of things.
    HelloExpected,
    VersionUnsupported,
    NotLoggedIn,
    AlreadyLoggedIn,
    // People.
    NameEmpty,
    NameTooLong,
    NameInvalid,
    NameTaken,
    TokenUnknown,
    // Accounts.
    WrongLogin,
    CodeNeeded,
    CodeWrong,
    PasswordTooShort,
    PasswordTooLong,
    PasswordEasy,
    StatusTooLong,
    LinkUnknown,
    RegistrationClosed,
    GuestsRefused,
    AccountNeeded,
    NotAllowed,
    // Rooms.
    RoomNameEmpty,
    RoomNameTooLong,
    RoomNameInvalid,
    RoomExists,
    RoomUnknown,
    NotMember,
    TooManyRooms,
    Muted,
    Banned,
    Blocked,
    RoomArchived,
    SlowMode,
    LastOwner,
    PersonUnknown,
    TooManyPeople,
    TopicTooLong,
    DescriptionTooLong,
    ReasonTooLong,
    AnnouncementTooLong,
    EventUnknown,
    ReportUnknown,
    PictureInvalid,
    // Messages.
    MessageEmpty,
    MessageTooLong,
    MessageInvalid,
    // The server.
    Busy,
    RateLimited,
    StorageFailed,
    ShuttingDown,
    Internal,
};

inline constexpr ErrorCode lastErrorCode = ErrorCode::Internal;

/// The wire name, such as u"name-taken". The switch is complete: a new code without a name warns.
[[nodiscard]] QStringView errorName(ErrorCode code);
[[nodiscard]] std::optional<ErrorCode> errorFromName(QStringView name);
/// True for the codes that say that a frame was malformed.
[[nodiscard]] bool isFrameError(ErrorCode code);

} // namespace hobnob
