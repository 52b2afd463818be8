using System.Text.Json.Serialization;

namespace Bourse.Server.Data;

/// <summary>An account that the seed made, and how to use it.</summary>
public sealed record CredentialsAccount(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("apiKey")] string ApiKey,
    [property: JsonPropertyName("apiSecret")] string ApiSecret);
