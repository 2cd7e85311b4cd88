// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/pictures.h"

#include "server/core/accounts.h"
#include "server/core/pngcheck.h"
#include "server/core/roomsettings.h"
#include "server/store/moderationstore.h"

#include <QCryptographicHash>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// Only as we write it ourselves: with its padding, without anything between or after.
Result<QByteArray> decoded(const QString &base64)
{
    const QByteArray text = base64.toLatin1();
    const auto decoding =
        QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoding || decoding.decoded.toBase64() != text)
        return Error{ErrorCode::PictureInvalid, u"This is no base64."_s, u"image"_s};
    return decoding.decoded;
}

QString nameOf(const QByteArray &png)
{
    return QString::fromLatin1(QCryptographicHash::hash(png, QCryptographicHash::Sha256).toHex());
}

std::optional<QString> unlessEmpty(const QString &name)
{
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

} // namespace

void Pictures::handle(SessionId session, const protocol::SetPicture &request)
{
    const StoredPerson person = personOf(session);
    if (const auto error = refusal(person, request)) {
        refuse(session, request.id, *error);
        return;
    }
    keep(request.image, [=, this](const Result<QString> &kept) {
        if (!kept) {
            refuse(session, request.id, kept.error());
            return;
        }
        const auto set = [=, this, id = request.id, name = *kept](const Result<Done> &done) {
            if (done)
                answer(session, protocol::PictureSet{id, unlessEmpty(name)});
            else
                refuse(session, id, done.error());
        };
        if (request.room)
            m_office.rooms.setPicture({.user = person.user}, *request.room, *kept, set);
        else
            m_office.accounts.setPicture(person.user.id, *kept, set);
    });
}

std::optional<Error> Pictures::refusal(const StoredPerson &person,
                                       const protocol::SetPicture &request) const
{
    if (request.room)
        return m_office.rights.refusal(*request.room, person.user.id, Action::ChangeRoom);
    if (person.kind == protocol::PersonKind::Guest)
        return Error{ErrorCode::AccountNeeded, u"Guests have no picture. Make an account first."_s};
    return std::nullopt;
}

void Pictures::keep(const QString &image, Answer<QString> answer)
{
    if (image.isEmpty()) {
        answer(QString());
        return;
    }
    const auto png = decoded(image);
    if (!png) {
        answer(png.error());
        return;
    }
    if (const auto checked = checkPng(*png); !checked) {
        answer(checked.error());
        return;
    }
    const QString name = nameOf(*png);
    m_office.store.keepPicture(name, *png, [name, answer](const Result<Done> &kept) {
        answer(kept ? Result<QString>(name) : Result<QString>(kept.error()));
    });
}

void Pictures::handle(SessionId session, const protocol::GetPicture &request)
{
    m_office.store.findPicture(
        request.picture,
        [this, session, id = request.id, name = request.picture](const Result<QByteArray> &png) {
            if (!png)
                refuse(session, id, png.error());
            else if (png->isEmpty())
                refuse(session, id,
                       {ErrorCode::PictureInvalid, u"There is no such picture."_s, u"picture"_s});
            else
                answer(session, protocol::Picture{id, name, QString::fromLatin1(png->toBase64())});
        });
}

} // namespace hobnob::server
