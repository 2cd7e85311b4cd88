// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/people.h"

#include "server/store/store.h"

namespace hobnob::server
{

People::People(Store &store, const HouseRules &rules, const Timeouts &timeouts)
    : hasher(rules.hashCost), attendance(timeouts),
      links(store, rules,
            store.hadAdministratorAtStart() ? Links::SetUp::Done : Links::SetUp::Waiting),
      credentials(store, hasher), sessions(store, attendance, revocations, timeouts.sessionRefresh),
      logins({.store = store,
              .hasher = hasher,
              .credentials = credentials,
              .links = links,
              .attendance = attendance,
              .revocations = revocations,
              .rules = rules}),
      accounts({.store = store,
                .hasher = hasher,
                .credentials = credentials,
                .links = links,
                .attendance = attendance,
                .revocations = revocations}),
      twoFactor(store, credentials, attendance, rules)
{
    QObject::connect(&attendance, &Attendance::departed, &twoFactor, &TwoFactor::drop);
}

protocol::Self selfOf(const StoredPerson &person)
{
    return {.kind = person.kind,
            .role = person.role,
            .login = person.login,
            .status = person.status,
            .colour = person.colour,
            .twoFactor = person.twoFactor,
            .picture = person.picture.isEmpty() ? std::nullopt : std::optional(person.picture)};
}

} // namespace hobnob::server
