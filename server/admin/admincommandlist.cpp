// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admincommandlist.h"

#include "shared/limits.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

using Argument = AdminArgument;
using Commands = std::vector<AdminCommand>;

/// More than anyone reads in a terminal; programs ask for the rest by time.
constexpr qint64 auditMost = 10000;

Argument needed(Argument::Kind kind, const QString &key, const std::string &typed,
                const std::string &help)
{
    return {.kind = kind, .key = key, .typed = typed, .help = help};
}

Argument option(Argument::Kind kind, const QString &key, const std::string &typed,
                const std::string &help)
{
    return {
        .kind = kind, .key = key, .typed = typed, .help = help, .need = Argument::Need::Optional};
}

Argument numberOption(const QString &key, const std::string &typed, const std::string &help,
                      qint64 most)
{
    Argument argument = option(Argument::Kind::Number, key, typed, help);
    argument.most = most;
    return argument;
}

Argument choice(const QString &key, const std::string &typed, const std::string &help,
                const std::vector<std::string> &choices)
{
    Argument argument = needed(Argument::Kind::Choice, key, typed, help);
    argument.choices = choices;
    return argument;
}

Argument sure()
{
    return option(Argument::Kind::Flag, u"sure"_s, "--yes", "Do it without asking");
}

Commands peopleCommands()
{
    using Kind = Argument::Kind;
    const Argument who = needed(Kind::Name, u"name"_s, "NAME", "The login of an account");
    const Argument role =
        choice(u"role"_s, "ROLE", "administrator or member", {"administrator", "member"});
    const Argument called =
        needed(Kind::Name, u"name"_s, "NAME", "What they are called, and log in with");
    const Argument administrator =
        option(Kind::Flag, u"administrator"_s, "--administrator", "They look after the server");
    return {
        {"user", "list", u"user.list"_s, "Everybody with an account"},
        {"user",
         "add",
         u"user.add"_s,
         "Make an account, and a link with which its owner sets the password",
         {called, administrator}},
        {"user",
         "show",
         u"user.show"_s,
         "What is known of an account, and where it is logged in",
         {who}},
        {"user",
         "reset-link",
         u"user.resetLink"_s,
         "Make a link, good for a day, with which they set a new password",
         {who}},
        {"user",
         "role",
         u"user.role"_s,
         "Make somebody an administrator, or a member again",
         {who, role}},
        {"user", "log-out", u"user.logOut"_s, "End all of their sessions", {who}},
        {"user",
         "stop-second-factor",
         u"user.stopSecondFactor"_s,
         "Let them log in by password alone, when they lost the other",
         {who}},
        {"user",
         "deactivate",
         u"user.deactivate"_s,
         "Log them out and let them in no more; the name stays theirs",
         {who}},
        {"user", "activate", u"user.activate"_s, "Let them in again", {who}},
        {"user",
         "delete",
         u"user.delete"_s,
         "Delete the account for ever; what they wrote stays",
         {who, sure()}},
    };
}

Commands botCommands()
{
    using Kind = Argument::Kind;
    const Argument which = needed(Kind::Name, u"name"_s, "NAME", "The name of a bot");
    return {
        {"bot", "list", u"bot.list"_s, "All bots, and the rooms that they are confined to"},
        {"bot",
         "add",
         u"bot.add"_s,
         "Let a program in, and print its first token, once",
         {needed(Kind::Name, u"name"_s, "NAME", "What it is called"),
          option(Kind::Names, u"rooms"_s, "--room",
                 "Confine it to this room, and let it in there; can be said again"),
          option(Kind::Name, u"owner"_s, "--owner", "The login of whoever answers for it")}},
        {"bot", "show", u"bot.show"_s, "What is known of a bot, and its tokens", {which}},
        {"bot",
         "token",
         u"bot.token"_s,
         "Make one more token, and print it, once",
         {which, option(Kind::Duration, u"idle"_s, "--idle",
                        "Let it end when it is not used for so long: 30d (default: never)")}},
        {"bot",
         "revoke",
         u"bot.revoke"_s,
         "End its tokens; whoever is there by one is put out at once",
         {which, option(Kind::Name, u"token"_s, "--token",
                        "Only this one: its key, as \"bot show\" prints it")}},
        {"bot",
         "remove",
         u"bot.remove"_s,
         "Remove a bot for ever; what it wrote stays",
         {which, sure()}},
    };
}

Commands hookCommands()
{
    using Kind = Argument::Kind;
    const Argument room = needed(Kind::Name, u"room"_s, "ROOM", "The name of a room, or its id");
    const Argument which = needed(Kind::Name, u"hook"_s, "HOOK", "The id of a hook");
    return {
        {"hook", "list", u"hook.list"_s, "All hooks, and how they are"},
        {"hook", "show", u"hook.show"_s, "What a hook is, and how it is", {which}},
        {"hook",
         "add-incoming",
         u"hook.addIncoming"_s,
         "Let a program write in a room, and print the address for it, once",
         {room,
          option(Kind::Name, u"name"_s, "--name",
                 "What it is called there: makes a bot of this name for it"),
          option(Kind::Name, u"bot"_s, "--bot", "Or the bot that writes, which is in the room")}},
        {"hook",
         "add-outgoing",
         u"hook.addOutgoing"_s,
         "Send what people write in a room to an address, and print the key of the signatures, "
         "once",
         {room, needed(Kind::Name, u"url"_s, "URL", "Where to: https://ci.example.org/hobnob"),
          option(Kind::Name, u"word"_s, "--word", "Only messages with this word"),
          option(Kind::Name, u"mention"_s, "--mention", "Only messages that mention this name")}},
        {"hook",
         "test",
         u"hook.test"_s,
         "Send a delivery without a message, or say whether a message would be let in",
         {which}},
        {"hook",
         "resume",
         u"hook.resume"_s,
         "Start one that is stopped, or have it try again at once",
         {which, option(Kind::Flag, u"skip"_s, "--skip", "Pass over what waits for it")}},
        {"hook",
         "remove",
         u"hook.remove"_s,
         "Remove a hook, and the bot that was made for it; what it wrote stays",
         {which, sure()}},
    };
}

Commands linkCommands()
{
    return {
        {"invite",
         "make",
         u"invite.make"_s,
         "Make a link with which people make accounts",
         {numberOption(u"uses"_s, "--uses", "How many people (default: 1)", limits::inviteUses),
          numberOption(u"days"_s, "--days", "For how long (default: 7)", limits::inviteDays)}},
        {"invite", "list", u"invite.list"_s, "The links that are still good"},
        {"invite",
         "remove",
         u"invite.remove"_s,
         "Make a link worthless",
         {needed(Argument::Kind::Name, u"link"_s, "LINK",
                 "The link, its code, or its number in the list")}},
        {"", "setup-link", u"setupLink"_s, "Print a new link that makes its user an administrator"},
    };
}

Commands roomCommands()
{
    using Kind = Argument::Kind;
    const Argument room = needed(Kind::Name, u"room"_s, "ROOM", "The name of a room, or its id");
    const Argument person =
        needed(Kind::Name, u"person"_s, "PERSON", "The login of an account, or an id");
    const Argument role = choice(u"role"_s, "ROLE", "owner, moderator, member or reader",
                                 {"owner", "moderator", "member", "reader"});
    const Argument reason =
        option(Kind::Name, u"reason"_s, "--reason", "What they and the others are told");
    return {
        {"room", "list", u"room.list"_s, "All rooms but those of direct messages"},
        {"room", "show", u"room.show"_s, "What a room is, and who is in it and may not be", {room}},
        {"room",
         "create",
         u"room.create"_s,
         "Make a room",
         {needed(Kind::Name, u"name"_s, "NAME", "What it is called"),
          option(Kind::Flag, u"private"_s, "--private", "Only who is added knows of it"),
          option(Kind::Name, u"topic"_s, "--topic", "One line on what it is for"),
          option(Kind::Name, u"owner"_s, "--owner", "The login of whoever looks after it")}},
        {"room",
         "rename",
         u"room.rename"_s,
         "Call a room otherwise",
         {room, needed(Kind::Words, u"name"_s, "NAME", "The new name")}},
        {"room",
         "topic",
         u"room.topic"_s,
         "Say in one line what a room is for; without TEXT, nothing",
         {room, option(Kind::Words, u"text"_s, "TEXT", "The topic")}},
        {"room", "archive", u"room.archive"_s, "Let it be read, and nothing be said", {room}},
        {"room", "unarchive", u"room.unarchive"_s, "Let people write in it again", {room}},
        {"room",
         "delete",
         u"room.delete"_s,
         "Delete a room for ever, with all that was said in it",
         {room, sure()}},
        {"room", "role", u"room.role"_s, "Say what a member may do", {room, person, role}},
        {"room", "add", u"room.add"_s, "Make somebody a member", {room, person}},
        {"room", "kick", u"room.kick"_s, "Remove somebody", {room, person, reason}},
        {"room",
         "ban",
         u"room.ban"_s,
         "Remove somebody, and keep them out",
         {room, person, reason,
          option(Kind::Duration, u"for"_s, "--for", "How long: 1h, 7d (default: for ever)")}},
        {"room", "unban", u"room.unban"_s, "Let somebody come in again", {room, person}},
    };
}

Commands orderCommands()
{
    using Kind = Argument::Kind;
    return {
        {"",
         "audit",
         u"audit"_s,
         "Print what people with power over others did, the newest first",
         {option(Kind::Duration, u"since"_s, "--since", "No longer ago than: 2d, 12h"),
          option(Kind::Name, u"room"_s, "--room", "In this room: its name, or its id"),
          numberOption(u"limit"_s, "--limit", "At most so many (default: 100)", auditMost)}},
        {"",
         "announce",
         u"announce"_s,
         "Show everybody a line, until another one or --end",
         {option(Kind::Words, u"text"_s, "TEXT", "The line"),
          option(Kind::Flag, u"end"_s, "--end", "Show it no longer")}},
    };
}

} // namespace

const std::vector<AdminCommand> &adminCommandList()
{
    static const Commands commands = [] {
        Commands all;
        for (const Commands &some : {peopleCommands(), botCommands(), hookCommands(),
                                     roomCommands(), linkCommands(), orderCommands()})
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }();
    return commands;
}

} // namespace hobnob::server
