namespace Bourse.Api.Auth;

/// <summary>What a listen key says.</summary>
/// <param name="AccountId">Whose events it lets a client hear.</param>
/// <param name="KeyId">The API key that it was given to; it is worth no more than that one.</param>
/// <param name="ExpiresAtUs">Microseconds since the Unix epoch.</param>
public readonly record struct ListenKey(int AccountId, int KeyId, long ExpiresAtUs);
