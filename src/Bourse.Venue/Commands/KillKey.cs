namespace Bourse.Venue.Commands;

/// <summary>Kill switch: revokes the key and cancels the open orders placed with it, in one command.</summary>
public sealed record KillKey(int KeyId);
