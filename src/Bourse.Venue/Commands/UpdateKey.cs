using Bourse.Venue.Accounts;

namespace Bourse.Venue.Commands;

/// <summary>
/// Replaces permissions, addresses, symbols, label, expiry and revocation of a key, found by <see cref="KeySpec.Id"/>.
/// </summary>
public sealed record UpdateKey(KeySpec Key);
