using Bourse.Venue.Accounts;

namespace Bourse.Venue.Commands;

/// <summary>Opens an account; its id is assigned.</summary>
public sealed record OpenAccount(AccountSpec Account);
