// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/statustext.h"

#include "shared/limits.h"

#include <QCoreApplication>

namespace hobnob::desktop
{

namespace
{

/// The context of the translations.
class StatusText
{
    Q_DECLARE_TR_FUNCTIONS(StatusText)
};

QString offlineText(int unsent)
{
    if (unsent == 0)
        return StatusText::tr("Offline. What you write will go out when the server is back.");
    if (unsent == 1)
        return StatusText::tr("Offline. One message will go out when the server is back.");
    return StatusText::tr("Offline. %n messages will go out when the server is back.", nullptr,
                          unsent);
}

} // namespace

QString statusText(const ConnectionState &state, int unsent)
{
    switch (state.phase) {
    case ConnectionState::Phase::Online:
        return {};
    case ConnectionState::Phase::Connecting:
        return state.problem == LinkProblem::None ? StatusText::tr("Connecting…")
                                                  : offlineText(unsent);
    case ConnectionState::Phase::Waiting:
        return offlineText(unsent);
    case ConnectionState::Phase::Disconnected:
        return StatusText::tr("Disconnected.");
    case ConnectionState::Phase::Refused:
        return errorText(state.error);
    }
    Q_UNREACHABLE();
}

QString problemText(const ConnectionState &state, const QString &server)
{
    if (state.phase == ConnectionState::Phase::Refused)
        return errorText(state.error);
    switch (state.problem) {
    case LinkProblem::None:
        return {};
    case LinkProblem::Unreachable:
        return StatusText::tr("Could not reach %1. Check the address or try again.").arg(server);
    case LinkProblem::NotSecure:
        return StatusText::
            tr("%1 could not be reached securely. Check its certificate, or whether the address "
               "begins with http://.")
                .arg(server);
    case LinkProblem::NotHobnob:
        return StatusText::tr("%1 answers, but it is not a Hobnob server. Check the address.")
            .arg(server);
    case LinkProblem::Lost:
        return StatusText::tr("The connection to %1 was lost. Trying again…").arg(server);
    case LinkProblem::ServerLeft:
        return StatusText::tr("%1 is restarting. Trying again…").arg(server);
    case LinkProblem::ServerBusy:
        return StatusText::tr("%1 is busy. Trying again…").arg(server);
    }
    Q_UNREACHABLE();
}

QString errorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::VersionUnsupported:
        return StatusText::tr(
            "This server speaks another version of Hobnob. Update this program or the "
            "server.");
    case ErrorCode::NameEmpty:
        return StatusText::tr("Enter a name.");
    case ErrorCode::NameTooLong:
        return StatusText::tr("A name can have at most %n characters.", nullptr,
                              limits::nameCharacters);
    case ErrorCode::NameInvalid:
        return StatusText::tr("A name cannot contain invisible or control characters.");
    case ErrorCode::NameTaken:
        return StatusText::tr(
            "Someone here has this name, or one that looks like it. Choose another.");
    case ErrorCode::TokenUnknown:
    case ErrorCode::NotLoggedIn:
        return StatusText::tr("You were signed out. Sign in again: what you wrote is kept here.");
    case ErrorCode::WrongLogin:
        return StatusText::tr("The name or the password is not right. Try again.");
    case ErrorCode::CodeNeeded:
        return StatusText::tr("Enter the code of your second factor.");
    case ErrorCode::CodeWrong:
        return StatusText::tr("This code is not right, or was used already. Enter the next one.");
    case ErrorCode::PasswordTooShort:
        return StatusText::tr("A password has at least %n characters.", nullptr,
                              limits::passwordCharactersLeast);
    case ErrorCode::PasswordTooLong:
        return StatusText::tr("A password can have at most %n characters.", nullptr,
                              limits::passwordCharacters);
    case ErrorCode::PasswordEasy:
        return StatusText::tr("This password is too easy to guess. Choose another.");
    case ErrorCode::StatusTooLong:
        return StatusText::tr("A status can have at most %n characters.", nullptr,
                              limits::statusCharacters);
    case ErrorCode::LinkUnknown:
        return StatusText::tr("This link is used up or has expired. Ask for a new one.");
    case ErrorCode::RegistrationClosed:
        return StatusText::tr("This server makes no new accounts without an invite link.");
    case ErrorCode::GuestsRefused:
        return StatusText::tr("This server needs an account. Sign in, or ask for an invite.");
    case ErrorCode::AccountNeeded:
        return StatusText::tr("Make an account first: guests cannot do this.");
    case ErrorCode::NotAllowed:
        return StatusText::tr("You may not do this here.");
    case ErrorCode::RoomNameEmpty:
        return StatusText::tr("Enter a name for the room.");
    case ErrorCode::RoomNameTooLong:
        return StatusText::tr("A room's name can have at most %n characters.", nullptr,
                              limits::roomNameCharacters);
    case ErrorCode::RoomNameInvalid:
        return StatusText::tr("A room's name cannot contain invisible or control characters.");
    case ErrorCode::RoomExists:
        return StatusText::tr("There is a room of this name already.");
    case ErrorCode::RoomUnknown:
        return StatusText::tr("This room does not exist any more.");
    case ErrorCode::NotMember:
        return StatusText::tr("You are not in this room. Join it first.");
    case ErrorCode::TooManyRooms:
        return StatusText::tr("There are too many rooms. Leave one first.");
    case ErrorCode::Muted:
        return StatusText::tr("You are muted in this room for now.");
    case ErrorCode::Banned:
        // The server says why, and until when.
        return error.sentence.isEmpty() ? StatusText::tr("You are banned from this room.")
                                        : error.sentence;
    case ErrorCode::Blocked:
        return StatusText::tr("You cannot write to this person.");
    case ErrorCode::RoomArchived:
        return StatusText::tr(
            "This room is archived. It can be read, but nothing is said any more.");
    case ErrorCode::SlowMode:
        return StatusText::tr("This room is in slow mode. Wait a little between two messages.");
    case ErrorCode::LastOwner:
        return StatusText::tr("A room needs an owner. Make someone else one first.");
    case ErrorCode::PersonUnknown:
        return StatusText::tr("There is nobody like that any more.");
    case ErrorCode::TooManyPeople:
        return StatusText::tr("These are too many people.");
    case ErrorCode::TopicTooLong:
        return StatusText::tr("A topic can have at most %n characters.", nullptr,
                              limits::topicCharacters);
    case ErrorCode::DescriptionTooLong:
        return StatusText::tr("A description can have at most %n characters.", nullptr,
                              limits::descriptionCharacters);
    case ErrorCode::ReasonTooLong:
        return StatusText::tr("This can have at most %n characters.", nullptr,
                              limits::reasonCharacters);
    case ErrorCode::AnnouncementTooLong:
        return StatusText::tr("An announcement can have at most %n characters.", nullptr,
                              limits::announcementCharacters);
    case ErrorCode::EventUnknown:
        return StatusText::tr("This message does not exist any more.");
    case ErrorCode::ReportUnknown:
        return StatusText::tr("This report does not exist any more.");
    case ErrorCode::PictureInvalid:
        return StatusText::tr("This image cannot be used. Choose another.");
    case ErrorCode::MessageEmpty:
        return StatusText::tr("Write something first.");
    case ErrorCode::MessageTooLong:
        return StatusText::tr("A message can have at most %n characters.", nullptr,
                              limits::messageCharacters);
    case ErrorCode::MessageInvalid:
        return StatusText::tr("A message cannot contain control characters.");
    case ErrorCode::RateLimited:
        return StatusText::tr("That was too fast. Wait a moment and try again.");
    case ErrorCode::StorageFailed:
        return StatusText::tr("The server could not store it. Try again later.");
    case ErrorCode::Busy:
    case ErrorCode::ShuttingDown:
    case ErrorCode::Internal:
    case ErrorCode::AlreadyLoggedIn:
    case ErrorCode::HelloExpected:
    case ErrorCode::NotJson:
    case ErrorCode::NotObject:
    case ErrorCode::UnknownType:
    case ErrorCode::MissingField:
    case ErrorCode::WrongKind:
    case ErrorCode::OutOfRange:
    case ErrorCode::TooLong:
    case ErrorCode::TooMany:
    case ErrorCode::TooDeep:
    case ErrorCode::DuplicateKey:
    case ErrorCode::BadText:
        return error.sentence.isEmpty() ? StatusText::tr("Something went wrong. Try again.")
                                        : error.sentence;
    }
    Q_UNREACHABLE();
}

} // namespace hobnob::desktop
