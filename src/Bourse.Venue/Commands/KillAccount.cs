namespace Bourse.Venue.Commands;

/// <summary>Kill switch: forbids the account to trade and cancels its open orders, in one command.</summary>
public sealed record KillAccount(int AccountId);
