// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/serveraddress.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// The context of the translations.
class AddressText
{
    Q_DECLARE_TR_FUNCTIONS(AddressText)
};

constexpr int longestAddress = 512;

Error refusal(const QString &sentence)
{
    return {ErrorCode::BadText, sentence, u"address"_s};
}

/// Hosts to which an encrypted connection cannot be expected: this machine and private networks.
bool isLocal(const QString &host)
{
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host.endsWith(".local"_L1))
        return true;
    const QHostAddress address(host);
    if (address.isNull())
        return false;
    return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast() ||
           address.isInSubnet(QHostAddress(u"10.0.0.0"_s), 8) ||
           address.isInSubnet(QHostAddress(u"172.16.0.0"_s), 12) ||
           address.isInSubnet(QHostAddress(u"192.168.0.0"_s), 16);
}

/// "::1" alone, as people copy it, is an address and not a host with a port.
QString bracketed(const QString &authority)
{
    const QHostAddress address(authority);
    if (!address.isNull() && address.protocol() == QAbstractSocket::IPv6Protocol)
        return u'[' + authority + u']';
    return authority;
}

} // namespace

Result<ServerAddress> ServerAddress::parse(QStringView typed)
{
    QString text = typed.trimmed().toString();
    if (text.isEmpty())
        return refusal(AddressText::tr("Enter the server's address."));
    if (text.size() > longestAddress)
        return refusal(AddressText::tr("This address is too long."));

    const auto schemeEnd = text.indexOf("://"_L1);
    QString scheme = text.left(std::max<qsizetype>(schemeEnd, 0)).toLower();
    if (schemeEnd >= 0)
        text = text.sliced(schemeEnd + 3);
    if (scheme == "ws"_L1 || scheme == "wss"_L1)
        scheme.replace("ws"_L1, "http"_L1);
    if (!scheme.isEmpty() && scheme != "http"_L1 && scheme != "https"_L1)
        return refusal(
            AddressText::tr("The address must begin with http:// or https://, or with the host."));

    const auto authorityEnd = text.indexOf(u'/');
    const QString authority = authorityEnd < 0 ? text : text.left(authorityEnd);
    const QString path = authorityEnd < 0 ? QString() : text.sliced(authorityEnd);
    QUrl url(u"http://"_s + bracketed(authority) + path, QUrl::StrictMode);
    const bool hasMore = url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty();
    if (!url.isValid() || url.host().isEmpty() || hasMore || url.port() == 0)
        return refusal(AddressText::tr("This is not an address. Try one like chat.example.org."));

    if (scheme.isEmpty())
        scheme = isLocal(url.host()) ? u"http"_s : u"https"_s;
    url.setScheme(scheme);
    if (url.port() == (scheme == "http"_L1 ? 80 : 443))
        url.setPort(-1);
    QString folder = url.path();
    while (folder.endsWith(u'/'))
        folder.chop(1);
    url.setPath(folder);
    return ServerAddress(url);
}

QString ServerAddress::text() const
{
    return m_url.toString();
}

QString ServerAddress::label() const
{
    const bool schemeIsClear = (m_url.scheme() == "http"_L1) == isLocal(m_url.host());
    return schemeIsClear ? m_url.toString().sliced(m_url.scheme().size() + 3) : m_url.toString();
}

QUrl ServerAddress::socketUrl() const
{
    QUrl url = m_url;
    url.setScheme(m_url.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(m_url.path() + u"/ws"_s);
    return url;
}

} // namespace hobnob::desktop
