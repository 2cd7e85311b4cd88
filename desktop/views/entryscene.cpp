// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/entryscene.h"

#include <QCoreApplication>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::LinkKind;
using protocol::PersonKind;
using protocol::Registration;

namespace
{

/// The context of the translations.
class EntryText
{
    Q_DECLARE_TR_FUNCTIONS(EntryText)
};

} // namespace

EntryForm EntryScene::best() const
{
    if (!offer)
        return EntryForm::Address;
    if (!offer->known.isEmpty())
        return EntryForm::Known;
    if (offer->lastKind == PersonKind::Account || !offer->guests)
        return EntryForm::SignIn;
    return EntryForm::Guest;
}

bool EntryScene::asksForName() const
{
    return form == EntryForm::SignIn || form == EntryForm::Guest || form == EntryForm::SignUp;
}

bool EntryScene::asksForPassword() const
{
    return form == EntryForm::SignIn || makesPassword();
}

bool EntryScene::makesPassword() const
{
    return form == EntryForm::SignUp || form == EntryForm::Reset;
}

bool EntryScene::asksForCode() const
{
    return form == EntryForm::SignIn && codeAsked;
}

QString EntryScene::title() const
{
    switch (form) {
    case EntryForm::Address:
        return u"Hobnob"_s;
    case EntryForm::Known:
        return EntryText::tr("Welcome back");
    case EntryForm::SignIn:
        return EntryText::tr("Sign in");
    case EntryForm::Guest:
        return EntryText::tr("Come in as a guest");
    case EntryForm::SignUp:
        return link == LinkKind::Setup ? EntryText::tr("Set up this server")
                                       : EntryText::tr("Make an account");
    case EntryForm::Reset:
        return EntryText::tr("New password");
    }
    Q_UNREACHABLE();
}

QString EntryScene::hint() const
{
    if (form == EntryForm::Address)
        return EntryText::tr("Enter the server's address, or paste a link that you were given.");
    if (form == EntryForm::SignUp && link == LinkKind::Setup)
        return EntryText::tr("This account will look after it, as its administrator.");
    if (form == EntryForm::Reset && !linkName.isEmpty())
        return EntryText::tr("For the account of %1.").arg(linkName);
    return {};
}

QString EntryScene::foot() const
{
    if (!offer || (form != EntryForm::SignIn && form != EntryForm::Guest))
        return {};
    if (!offer->setUp)
        return EntryText::tr("Nobody looks after this server yet. To do it, paste the setup link "
                             "that it printed when it started in place of the address.");
    if (offer->registration == Registration::Invite && !offer->guests)
        return EntryText::tr(
            "New here? Ask for an invite link, and paste it in place of the address.");
    return {};
}

QString EntryScene::action() const
{
    switch (form) {
    case EntryForm::Address:
        return EntryText::tr("Continue");
    case EntryForm::Known:
        return EntryText::tr("Continue as %1").arg(offer ? offer->known : QString());
    case EntryForm::SignIn:
        return EntryText::tr("Sign in");
    case EntryForm::Guest:
        return EntryText::tr("Come in");
    case EntryForm::SignUp:
        return EntryText::tr("Make account");
    case EntryForm::Reset:
        return EntryText::tr("Set password");
    }
    Q_UNREACHABLE();
}

QString EntryScene::nameMissing() const
{
    return form == EntryForm::SignIn ? EntryText::tr("Enter the name that you sign in with.")
                                     : EntryText::tr("Enter the name that others will see.");
}

QString EntryScene::passwordMissing() const
{
    return makesPassword() ? EntryText::tr("Enter a new password.")
                           : EntryText::tr("Enter your password.");
}

QString EntryScene::wayTo(EntryForm other) const
{
    if (!offer || form == EntryForm::Address || form == other)
        return {};
    // Who has a link or is known came for one thing.
    const bool isFree = !link && form != EntryForm::Known;
    switch (other) {
    case EntryForm::SignIn:
        return form == EntryForm::Known    ? EntryText::tr("Sign in as someone else")
               : form == EntryForm::SignUp ? EntryText::tr("I have an account")
                                           : EntryText::tr("Sign in");
    case EntryForm::Guest:
        return isFree && offer->guests ? EntryText::tr("Come in as a guest") : QString();
    case EntryForm::SignUp:
        return isFree && offer->registration == Registration::Open
                   ? EntryText::tr("Make an account")
                   : QString();
    default:
        return {};
    }
}

} // namespace hobnob::desktop
