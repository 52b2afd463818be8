using System.Text.Json;

namespace Bourse.Drills.Http;

/// <summary>How one request ended.</summary>
/// <param name="Status">HTTP status; 0 without an answer.</param>
/// <param name="Sequence">X-Bourse-Seq; 0 without it.</param>
/// <param name="RetryAfterSeconds">Retry-After; 0 without it.</param>
internal readonly record struct HttpReply(
    Delivery Delivery, int Status = 0, string Body = "", long Sequence = 0, int RetryAfterSeconds = 0)
{
    public bool IsSuccess => Status == 200;

    /// <summary>The API's error code; 0 when the body is no error.</summary>
    public int Code()
    {
        if (IsSuccess || Body.Length == 0) return 0;
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.TryGetProperty("code", out JsonElement code) ? code.GetInt32() : 0;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }

    /// <summary>What kind of answer it is, for counting: the status with the API's code, or how it was lost.</summary>
    public string Kind() => Delivery == Delivery.Answered ? $"{Status} {Code()}" : $"{Delivery}";

    public override string ToString() => Delivery == Delivery.Answered ? $"{Status} {Body}" : $"{Delivery}";
}
