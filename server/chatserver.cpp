// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chatserver.h"

#include "server/admin/descriptors.h"
#include "server/admin/settings.h"
#include "server/admin/setuplinkfile.h"
#include "server/core/chat.h"
#include "server/net/broadcaster.h"
#include "server/net/controlsocket.h"
#include "server/net/gate.h"
#include "server/net/hookdesk.h"
#include "server/net/hooksender.h"
#include "server/net/metrics.h"
#include "server/net/sessionregistry.h"
#include "server/net/site.h"
#include "server/net/socketioservice.h"
#include "server/net/websocketframe.h"
#include "server/store/sqlitestore.h"
#include "shared/protocol/codec.h"

#include <QLoggingCategory>
#include <QTimer>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.server")

Gate::Rules rulesOf(const Settings &settings)
{
    const bool isLocal = settings.listen.address.isLoopback();
    return {.origins = OriginPolicy(
                settings.allowedOrigins,
                isLocal ? OriginPolicy::Own::Loopback : OriginPolicy::Own::AnyHost,
                settings.tls.isGiven() ? OriginPolicy::Scheme::Https : OriginPolicy::Scheme::Any),
            .addresses = ClientAddress(settings.trustedProxies),
            .caps = {.total = settings.maxConnections.value_or(affordableConnections()),
                     .perAddress = settings.connectionsPerAddressInForce()}};
}

HouseRules houseRulesOf(const Settings &settings)
{
    return {.serverName = settings.serverName,
            .registration = settings.registrationInForce(),
            .guests = settings.guestsInForce(),
            .sessionLifetime = settings.sessionLifetime,
            .hashCost = settings.hashCost};
}

} // namespace

/// Destroyed from the bottom up: first nobody can connect, then nobody is connected, then nothing
/// asks the store, which goes last and commits what is pending.
class ChatServer::Parts final
{
public:
    Parts(const Settings &inForce, std::unique_ptr<Gate> openGate, std::unique_ptr<Store> openStore,
          const Timeouts &times)
        : timeouts(times), settings(inForce), store(std::move(openStore)),
          chat(*store, houseRulesOf(settings), times, settings.ratesInForce()),
          setupLink(settings.dataFolder),
          sessions(times, [this] { return store->statistics().pending > 0; }),
          broadcaster(sessions, chat.subscriptions()),
          socketIo({.rules = rulesOf(settings),
                    .timeouts = times,
                    .subscriptions = chat.subscriptions(),
                    .nextId = [this] { return sessions.nextId(); }}),
          control([this](const QString &command, const QJsonObject &arguments,
                         const ControlSocket::Answer &answer) {
              chat.administration().run(command, arguments,
                                        [this, answer](const Result<QJsonObject> &result) {
                                            answer(result ? withPage(*result) : result);
                                        });
          }),
          site(Assets::load(u":/web"_s),
               SessionDesk(
                   rulesOf(settings).origins,
                   [this](const QString &ticket) { return chat.redeemTicket(ticket); },
                   settings.tls.isGiven() ? sessioncookie::Transport::Encrypted
                                          : sessioncookie::Transport::Plain),
               {.whyNotReady = [this] { return whyNotReady(); },
                .metrics = [this] { return metricsText(figures()); }}),
          hookDesk([this](const QString &secret, const QString &address, const QByteArray &json,
                          const IncomingHooks::Answer &answer) {
              chat.incomingHooks().receive(secret, address, json, answer);
          }),
          hookSender({.destinations = Destinations(settings.hooksAllowPrivate)}),
          gate(std::move(openGate))
    {
    }

    enum class Phase { Serving, Draining, Drained };

    [[nodiscard]] Figures figures() const
    {
        return {.connections = gate->connectionCount(),
                .connectionsRefused = gate->refusedCount(),
                .webSockets = sessions.count() + socketIo.webSocketCount(),
                .socketIoSessions = socketIo.count(),
                .socketIoRefused = socketIo.refusedCount(),
                .queuedBytes = sessions.queuedBytes() + socketIo.queuedBytes(),
                .chat = chat.statistics(),
                .store = store->statistics()};
    }

    /// Whoever asks may not know the port, which the system can have chosen.
    [[nodiscard]] QJsonObject withPage(QJsonObject result) const
    {
        if (result.contains(u"code"_s) || result.contains(u"secret"_s))
            result.insert(u"page"_s, settings.page(gate->serverPort()));
        return result;
    }

    [[nodiscard]] qsizetype sessionCount() const { return sessions.count() + socketIo.count(); }

    [[nodiscard]] QString whyNotReady() const
    {
        if (phase != Phase::Serving)
            return u"The server is going away."_s;
        const std::optional<Error> trouble = store->statistics().trouble;
        return trouble ? trouble->sentence : QString();
    }

    const Timeouts timeouts;
    const Settings settings;
    Phase phase = Phase::Serving;
    std::unique_ptr<Store> store;
    Chat chat;
    const SetupLinkFile setupLink;
    SessionRegistry sessions;
    Broadcaster broadcaster;
    SocketIoService socketIo;
    ControlSocket control;
    Site site;
    const HookDesk hookDesk;
    HookSender hookSender;
    std::unique_ptr<Gate> gate;
};

Result<std::unique_ptr<ChatServer>> ChatServer::create(const Settings &settings)
{
    const auto open = [&settings]() -> Result<std::unique_ptr<Store>> {
        auto store = SqliteStore::open(settings.dataFolder, SqliteStore::systemClock(),
                                       settings.lifetimes());
        if (!store)
            return store.error();
        return std::unique_ptr<Store>(*std::move(store));
    };
    return listenAndOpen(settings, open, Timeouts{});
}

Result<std::unique_ptr<ChatServer>>
ChatServer::create(const Settings &settings, std::unique_ptr<Store> store, const Timeouts &timeouts)
{
    const auto open = [&store] { return Result<std::unique_ptr<Store>>(std::move(store)); };
    return listenAndOpen(settings, open, timeouts);
}

/// Listens first: a port that is taken is no reason to make or migrate a data folder. Whoever
/// connects meanwhile waits in the system's queue until the event loop runs.
Result<std::unique_ptr<ChatServer>> ChatServer::listenAndOpen(const Settings &settings,
                                                              const OpenStore &openStore,
                                                              const Timeouts &timeouts)
{
    auto gate = std::make_unique<Gate>(rulesOf(settings), timeouts);
    if (settings.tls.isGiven()) {
        const auto encryption = settings.tls.load();
        if (!encryption)
            return encryption.error();
        gate->encrypt(*encryption);
    }
    if (!gate->listen(settings.listen.address, settings.listen.port))
        return settings.listen.refusal(gate->serverError(), gate->errorString());
    auto store = openStore();
    if (!store)
        return store.error();
    return std::unique_ptr<ChatServer>(new ChatServer(
        std::make_unique<Parts>(settings, std::move(gate), *std::move(store), timeouts)));
}

ChatServer::ChatServer(std::unique_ptr<Parts> parts) : m_parts(std::move(parts))
{
    wire();
    wireSocketIo();
    prepareSetup();
    // Without it everything but the operator's commands works.
    if (const auto listening = m_parts->control.listen(m_parts->settings.dataFolder); !listening)
        qCWarning(log).noquote() << listening.error().sentence;
}

ChatServer::~ChatServer()
{
    // The parts' last signals are nobody's concern.
    m_parts->sessions.disconnect();
    m_parts->socketIo.chat().disconnect();
    m_parts->chat.disconnect();
}

/// All connections between the network and the domain; those inside the domain are in Chat::wire().
void ChatServer::wire()
{
    Chat &chat = m_parts->chat;
    SessionRegistry &sessions = m_parts->sessions;
    Broadcaster &broadcaster = m_parts->broadcaster;

    m_parts->gate->routes().add(
        {.path = "/"_ba,
         .bodyBytes = Site::bodyBytes,
         .serve = [this](const HttpRequest &request, const HttpAnswer &answer) {
             answer.send(m_parts->site.answer(request));
         }});
    m_parts->gate->routes().add(m_parts->socketIo.route());
    m_parts->gate->routes().add(
        {.path = HookDesk::path,
         .bodyBytes = limits::hookBodyBytes,
         .serve = [this](const HttpRequest &request, const HttpAnswer &answer) {
             m_parts->hookDesk.serve(request, answer);
         }});
    chat.outgoingHooks().start([this](const HookDelivery &delivery, const auto &answer) {
        m_parts->hookSender.send(delivery, answer);
    });
    connect(m_parts->gate.get(), &Gate::webSocketOpened, &sessions, [this] {
        auto opened = m_parts->gate->takeWebSocket();
        if (opened.speech == Gate::Speech::EngineIo)
            m_parts->socketIo.open(std::move(opened));
        else
            m_parts->sessions.add(std::move(opened.webSocket), std::move(opened.seat),
                                  opened.cookie);
    });

    connect(&sessions, &SessionRegistry::sessionOpened, &chat, &Chat::open);
    connect(&sessions, &SessionRegistry::messageReceived, &chat, &Chat::receive);
    connect(&sessions, &SessionRegistry::sessionCaughtUp, &chat, &Chat::explainGap);
    connect(&sessions, &SessionRegistry::sessionClosed, &chat, &Chat::close);

    connect(&chat, &Chat::sessionAnswered, &broadcaster, &Broadcaster::answer);
    connect(&chat, &Chat::roomInformed, &broadcaster, &Broadcaster::informRoom);
    connect(&chat, &Chat::sessionsInformed, &broadcaster, &Broadcaster::inform);
    connect(&chat, &Chat::everyoneInformed, &broadcaster, &Broadcaster::informEveryone);
    connect(&chat, &Chat::sessionLoggedIn, &sessions, &SessionRegistry::noteLoggedIn);
    connect(&chat, &Chat::sessionLoggedOut, &sessions, &SessionRegistry::noteLoggedOut);

    const auto finishWhenEmpty = [this] {
        if (m_parts->phase == Parts::Phase::Draining && m_parts->sessionCount() == 0)
            finishDraining();
    };
    connect(&sessions, &SessionRegistry::emptied, this, finishWhenEmpty);
    connect(&m_parts->socketIo, &SocketIoService::emptied, this, finishWhenEmpty);
}

void ChatServer::wireSocketIo()
{
    Chat &chat = m_parts->chat;
    SocketChat &sockets = m_parts->socketIo.chat();
    connect(&sockets, &SocketChat::sessionOpened, &chat, &Chat::open);
    connect(&sockets, &SocketChat::messageReceived, &chat, &Chat::receive);
    connect(&sockets, &SocketChat::sessionCaughtUp, &chat, &Chat::explainGap);
    connect(&sockets, &SocketChat::sessionClosed, &chat, &Chat::close);

    connect(&chat, &Chat::sessionAnswered, &sockets, &SocketChat::answer);
    connect(&chat, &Chat::roomInformed, &sockets, &SocketChat::informRoom);
    connect(&chat, &Chat::everyoneInformed, &sockets, &SocketChat::informEveryone);
}

/// Until somebody looks after the server, a link waits for them; the same one at each start.
void ChatServer::prepareSetup()
{
    Links &links = m_parts->chat.links();
    const auto forget = [this] { m_parts->setupLink.remove(); };
    if (links.isSetUp()) {
        forget();
        return;
    }
    connect(&links, &Links::setUpDone, this, forget);
    links.prepareSetup(m_parts->setupLink.code(), [this](const Result<QString> &code) {
        if (!code) {
            qCWarning(log) << "No setup link could be made:" << code.error().sentence;
            return;
        }
        const QString link = SetupLinkFile::linkTo(m_parts->settings.page(port()), *code);
        if (const auto written = m_parts->setupLink.write(link); !written)
            qCWarning(log).noquote() << written.error().sentence;
        Q_EMIT setupLinkReady(link);
    });
}

quint16 ChatServer::port() const
{
    return m_parts->gate->serverPort();
}

void ChatServer::reloadCertificate()
{
    if (!m_parts->settings.tls.isGiven())
        return;
    const auto encryption = m_parts->settings.tls.load();
    if (!encryption) {
        qCWarning(log).noquote() << encryption.error().sentence
                                 << "The certificate from before stays in use.";
        return;
    }
    m_parts->gate->encrypt(*encryption);
    qCInfo(log).noquote() << "The TLS certificate was read again; it is good until"
                          << encryption->localCertificate().expiryDate().toString(Qt::ISODate);
}

void ChatServer::drain()
{
    if (m_parts->phase != Parts::Phase::Serving)
        return;
    m_parts->phase = Parts::Phase::Draining;
    qCInfo(log) << "Draining" << m_parts->sessionCount() << "sessions";
    m_parts->gate->close();
    m_parts->chat.refuseRequests();
    const protocol::Goodbye goodbye{u"The server is going away and will be back."_s,
                                    m_parts->timeouts.reconnectAfter.count()};
    m_parts->sessions.sendToAll(textFrame(protocol::encode(protocol::ServerMessage(goodbye))));
    QTimer::singleShot(m_parts->timeouts.drain, this, &ChatServer::finishDraining);
    // Answers to what was asked before the drain are on their way until then.
    m_parts->store->flush([this](const Result<Done> &flushed) {
        if (!flushed)
            qCWarning(log) << "Could not commit everything:" << flushed.error().sentence;
        closeSessions();
    });
}

void ChatServer::closeSessions()
{
    if (m_parts->sessionCount() == 0) {
        QMetaObject::invokeMethod(this, &ChatServer::finishDraining, Qt::QueuedConnection);
        return;
    }
    m_parts->sessions.closeAll(QWebSocketProtocol::CloseCodeGoingAway, u"shutting-down"_s);
    m_parts->socketIo.closeAll();
}

void ChatServer::finishDraining()
{
    if (m_parts->phase == Parts::Phase::Drained)
        return;
    m_parts->phase = Parts::Phase::Drained;
    m_parts->sessions.abortAll();
    Q_EMIT drained();
}

} // namespace hobnob::server
