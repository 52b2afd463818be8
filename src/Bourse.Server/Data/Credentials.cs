using System.Text.Json;
using System.Text.Json.Serialization;
using Bourse.Server.Configuration;

namespace Bourse.Server.Data;

/// <summary>What credentials.json holds: where the venue is, and the keys that the seed made.</summary>
public sealed record Credentials(
    [property: JsonPropertyName("baseUrl")] string? BaseUrl,
    [property: JsonPropertyName("tlsBaseUrl")] string? TlsBaseUrl,
    [property: JsonPropertyName("accounts")] IReadOnlyList<CredentialsAccount> Accounts)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>Reads the file; without one there are no accounts.</summary>
    /// <exception cref="StartFailedException">It is damaged.</exception>
    public static Credentials Read(string file)
    {
        if (!File.Exists(file)) return new Credentials(null, null, []);
        try
        {
            return JsonSerializer.Deserialize<Credentials>(File.ReadAllText(file), Format)
                ?? new Credentials(null, null, []);
        }
        catch (JsonException e)
        {
            throw new StartFailedException(
                $"{file} is damaged: {e.Message} Restore it, or delete it (its keys are then lost).", e);
        }
    }

    public void Write(string file) => PrivateFile.Write(file, JsonSerializer.Serialize(this, Format) + "\n");
}
