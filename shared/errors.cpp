// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/errors.h"

namespace hobnob
{

QStringView errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotJson:
        return u"not-json";
    case ErrorCode::NotObject:
        return u"not-object";
    case ErrorCode::UnknownType:
        return u"unknown-type";
    case ErrorCode::MissingField:
        return u"missing-field";
    case ErrorCode::WrongKind:
        return u"wrong-kind";
    case ErrorCode::OutOfRange:
        return u"out-of-range";
    case ErrorCode::TooLong:
        return u"too-long";
    case ErrorCode::TooMany:
        return u"too-many";
    case ErrorCode::TooDeep:
        return u"too-deep";
    case ErrorCode::DuplicateKey:
        return u"duplicate-key";
    case ErrorCode::BadText:
        return u"bad-text";
    case ErrorCode::HelloExpected:
        return u"hello-expected";
    case ErrorCode::VersionUnsupported:
        return u"version-unsupported";
    case ErrorCode::NotLoggedIn:
        return u"not-logged-in";
    case ErrorCode::AlreadyLoggedIn:
        return u"already-logged-in";
    case ErrorCode::NameEmpty:
        return u"name-empty";
    case ErrorCode::NameTooLong:
        return u"name-too-long";
    case ErrorCode::NameInvalid:
        return u"name-invalid";
    case ErrorCode::NameTaken:
        return u"name-taken";
    case ErrorCode::TokenUnknown:
        return u"token-unknown";
    case ErrorCode::WrongLogin:
        return u"wrong-login";
    case ErrorCode::CodeNeeded:
        return u"code-needed";
    case ErrorCode::CodeWrong:
        return u"code-wrong";
    case ErrorCode::PasswordTooShort:
        return u"password-too-short";
    case ErrorCode::PasswordTooLong:
        return u"password-too-long";
    case ErrorCode::PasswordEasy:
        return u"password-easy";
    case ErrorCode::StatusTooLong:
        return u"status-too-long";
    case ErrorCode::LinkUnknown:
        return u"link-unknown";
    case ErrorCode::RegistrationClosed:
        return u"registration-closed";
    case ErrorCode::GuestsRefused:
        return u"guests-refused";
    case ErrorCode::AccountNeeded:
        return u"account-needed";
    case ErrorCode::NotAllowed:
        return u"not-allowed";
    case ErrorCode::RoomNameEmpty:
        return u"room-name-empty";
    case ErrorCode::RoomNameTooLong:
        return u"room-name-too-long";
    case ErrorCode::RoomNameInvalid:
        return u"room-name-invalid";
    case ErrorCode::RoomExists:
        return u"room-exists";
    case ErrorCode::RoomUnknown:
        return u"room-unknown";
    case ErrorCode::NotMember:
        return u"not-member";
    case ErrorCode::TooManyRooms:
        return u"too-many-rooms";
    case ErrorCode::Muted:
        return u"muted";
    case ErrorCode::Banned:
        return u"banned";
    case ErrorCode::Blocked:
        return u"blocked";
    case ErrorCode::RoomArchived:
        return u"room-archived";
    case ErrorCode::SlowMode:
        return u"slow-mode";
    case ErrorCode::LastOwner:
        return u"last-owner";
    case ErrorCode::PersonUnknown:
        return u"person-unknown";
    case ErrorCode::TooManyPeople:
        return u"too-many-people";
    case ErrorCode::TopicTooLong:
        return u"topic-too-long";
    case ErrorCode::DescriptionTooLong:
        return u"description-too-long";
    case ErrorCode::ReasonTooLong:
        return u"reason-too-long";
    case ErrorCode::AnnouncementTooLong:
        return u"announcement-too-long";
    case ErrorCode::EventUnknown:
        return u"event-unknown";
    case ErrorCode::ReportUnknown:
        return u"report-unknown";
    case ErrorCode::PictureInvalid:
        return u"picture-invalid";
    case ErrorCode::MessageEmpty:
        return u"message-empty";
    case ErrorCode::MessageTooLong:
        return u"message-too-long";
    case ErrorCode::MessageInvalid:
        return u"message-invalid";
    case ErrorCode::Busy:
        return u"busy";
    case ErrorCode::RateLimited:
        return u"rate-limited";
    case ErrorCode::StorageFailed:
        return u"storage-failed";
    case ErrorCode::ShuttingDown:
        return u"shutting-down";
    case ErrorCode::Internal:
        return u"internal";
    }
    Q_UNREACHABLE();
}

std::optional<ErrorCode> errorFromName(QStringView name)
{
    for (int i = 0; i <= static_cast<int>(lastErrorCode); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        if (errorName(code) == name)
            return code;
    }
    return std::nullopt;
}

bool isFrameError(ErrorCode code)
{
    return code <= ErrorCode::BadText;
}

} // namespace hobnob
