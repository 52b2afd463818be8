using Bourse.Venue.Accounts;

namespace Bourse.Server.Seed;

/// <summary>An API key that a seed asks for.</summary>
/// <param name="Path">Where it stands in the seed.</param>
/// <param name="Spec">The key; its material is the public key, or empty for HMAC.</param>
/// <param name="Secret">The HMAC secret; null for a public key.</param>
public sealed record SeedKey(string Path, KeySpec Spec, string? Secret);
