using Bourse.Venue.Accounts;

namespace Bourse.Venue.Commands;

/// <summary>Registers an API key; its id is assigned.</summary>
public sealed record CreateKey(KeySpec Key);
