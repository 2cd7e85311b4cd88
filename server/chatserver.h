// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/timeouts.h"
#include "shared/result.h"

#include <QObject>

#include <functional>
#include <memory>

namespace hobnob::server
{

struct Settings;
class Store;

/// The composition root of the server: it builds the parts, connects them and listens. Everything
/// in it lives on the thread that created it and needs that thread's event loop; the store's own
/// threads are the store's affair. Destroying it without drain() closes every connection at once;
/// what was acknowledged is on disk either way.
class ChatServer final : public QObject
{
    Q_OBJECT

public:
    /// Listens, then opens the data folder. Errors (Internal, StorageFailed) carry a sentence for
    /// whoever started the server: the folder cannot be used, the address is taken, …
    static Result<std::unique_ptr<ChatServer>> create(const Settings &settings);
    /// The same on a given store and with other waiting times: for tests.
    static Result<std::unique_ptr<ChatServer>>
    create(const Settings &settings, std::unique_ptr<Store> store, const Timeouts &timeouts);
    ~ChatServer() override;

    /// The one that was bound, also when the settings said 0.
    [[nodiscard]] quint16 port() const;

    /// Reads the certificate and its key again, for the connections to come; when something is
    /// wrong with them, says so in the log and goes on with those it has. Nothing without TLS.
    void reloadCertificate();
    /// Stops accepting, tells everyone to come back later, commits, closes. Ends in drained().
    /// Safe to call again.
    void drain();

Q_SIGNALS:
    /// The server has no administrator: whoever opens this link makes an account that is one. It is
    /// in the data folder, too. Emitted through the event loop, once after the start.
    void setupLinkReady(const QString &link);
    /// Nothing is connected and everything is on disk, or the wait for that (Timeouts::drain) is
    /// over. Emitted once, through the event loop.
    void drained();

private:
    class Parts;
    using OpenStore = std::function<Result<std::unique_ptr<Store>>()>;

    static Result<std::unique_ptr<ChatServer>>
    listenAndOpen(const Settings &settings, const OpenStore &openStore, const Timeouts &timeouts);
    explicit ChatServer(std::unique_ptr<Parts> parts);
    void wire();
    void wireSocketIo();
    void prepareSetup();
    void closeSessions();
    void finishDraining();

    std::unique_ptr<Parts> m_parts;
};

} // namespace hobnob::server
