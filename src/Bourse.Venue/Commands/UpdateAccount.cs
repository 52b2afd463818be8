using Bourse.Venue.Accounts;

namespace Bourse.Venue.Commands;

/// <summary>Replaces fee tier, trade group and rights of an account, found by <see cref="AccountSpec.Id"/>.</summary>
public sealed record UpdateAccount(AccountSpec Account);
