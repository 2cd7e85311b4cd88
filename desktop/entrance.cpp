// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/entrance.h"

#include "desktop/client/accountlink.h"
#include "desktop/client/chatclient.h"
#include "desktop/client/profile.h"
#include "desktop/models/statustext.h"
#include "desktop/views/connectpage.h"

namespace hobnob::desktop
{

using protocol::PersonKind;

Entrance::Entrance(ChatClient *client, const Profile *profile, ConnectPage *page, QObject *parent)
    : QObject(parent), m_client(client), m_profile(profile), m_page(page),
      m_door(Connection::Timing())
{
    wirePage();
    wireDoor();
}

void Entrance::wirePage()
{
    connect(m_page, &ConnectPage::lookRequested, this, &Entrance::look);
    connect(m_page, &ConnectPage::addressEdited, this, [this] {
        m_door.turnAway();
        m_link.clear();
        m_page->setProgress(ConnectPage::Progress::Idle);
    });
    connect(m_page, &ConnectPage::guestRequested, this,
            [this](const QString &name) { enter({.name = name}); });
    connect(m_page, &ConnectPage::returnRequested, this,
            [this] { enter({.name = m_profile->server(m_address.text()).name}); });
    connect(m_page, &ConnectPage::signInRequested, this,
            [this](const QString &name, const QString &password, const QString &code) {
                enter({.name = name,
                       .kind = PersonKind::Account,
                       .password = password,
                       .code = code.isEmpty() ? std::nullopt : std::optional(code)});
            });
    connect(m_page, &ConnectPage::registrationRequested, this,
            [this](const QString &name, const QString &password) {
                enter({.name = name,
                       .kind = PersonKind::Account,
                       .password = password,
                       .purpose = Credentials::Purpose::Register,
                       .link = m_page->hasLink() ? std::optional(m_link) : std::nullopt});
            });
    connect(m_page, &ConnectPage::resetRequested, this, [this](const QString &password) {
        m_page->setProgress(ConnectPage::Progress::Connecting);
        m_door.resetPassword(m_address, m_link, password);
    });
}

void Entrance::wireDoor()
{
    connect(&m_door, &Door::welcomed, this, [this](const protocol::Welcome &welcome) {
        m_welcome = welcome;
        // With a link, what it is good for decides what is shown.
        if (m_link.isEmpty()) {
            m_page->setProgress(ConnectPage::Progress::Idle);
            offer(welcome);
            m_page->focusFirst();
        }
    });
    connect(&m_door, &Door::linkChecked, this, [this](const protocol::LinkChecked &link) {
        m_page->setProgress(ConnectPage::Progress::Idle);
        // The field is for the address; the link is taken.
        m_page->setAddress(m_address.label());
        offer(m_welcome);
        m_page->setLink(link.kind, link.name.value_or(QString()));
        if (link.name)
            m_page->setName(*link.name);
    });
    connect(&m_door, &Door::passwordReset, this, [this] {
        m_link.clear();
        m_page->setProgress(ConnectPage::Progress::Idle);
        m_page->dropLink();
        m_page->showForm(EntryForm::SignIn);
        m_page->showNotice(tr("The new password is set. Sign in with it."));
        m_page->focusFirst();
    });
    connect(&m_door, &Door::refused, this, [this](const Error &error) {
        m_page->setProgress(ConnectPage::Progress::Idle);
        m_page->showError(error);
    });
    connect(&m_door, &Door::failed, this, &Entrance::showProblem);
    connect(m_client, &ChatClient::welcomed, this, [this](const protocol::Welcome &welcome) {
        m_address = m_client->address();
        m_welcome = welcome;
        offer(welcome);
    });
}

void Entrance::prepare(const QString &address, const QString &name)
{
    m_page->setAddress(address);
    m_page->setName(name);
    if (const auto parsed = ServerAddress::parse(address))
        m_address = *parsed;
}

void Entrance::begin(const QString &address, const QString &name)
{
    prepare(address, name);
    if (!address.isEmpty())
        look(address);
}

void Entrance::reopen(const QString &notice)
{
    m_link.clear();
    m_page->setProgress(ConnectPage::Progress::Idle);
    m_page->setAddress(m_client->address().label());
    m_page->setName(m_client->name());
    m_page->withdrawOffer();
    offer(m_welcome);
    m_page->showNotice(notice);
    m_page->focusFirst();
}

void Entrance::look(const QString &typed)
{
    m_link.clear();
    if (AccountLink::isLink(typed)) {
        const auto link = AccountLink::parse(typed);
        if (!link) {
            m_page->showError(link.error());
            return;
        }
        m_address = link->server;
        m_link = link->code;
        m_page->setProgress(ConnectPage::Progress::Connecting);
        m_door.checkLink(m_address, m_link);
        return;
    }
    const auto address = ServerAddress::parse(typed);
    if (!address) {
        m_page->showError(address.error());
        return;
    }
    m_address = *address;
    m_page->setProgress(ConnectPage::Progress::Connecting);
    m_door.look(m_address);
}

void Entrance::offer(const protocol::Welcome &welcome)
{
    const auto memory = m_profile->server(m_address.text());
    const bool isKnown = memory.kind == PersonKind::Account && memory.hasToken();
    m_page->setOffer({m_address.label(), welcome.guests, welcome.registration, welcome.setUp,
                      memory.kind, isKnown ? memory.name : QString()});
}

void Entrance::showProblem(LinkProblem problem)
{
    m_page->setProgress(ConnectPage::Progress::Idle);
    m_page->showProblem(problemText({ConnectionState::Phase::Waiting, problem}, m_address.label()));
}

void Entrance::enter(const Credentials &credentials)
{
    m_door.turnAway();
    Q_EMIT enterRequested(m_address, credentials);
}

} // namespace hobnob::desktop
