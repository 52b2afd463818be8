namespace Bourse.Api.Http;

/// <summary>An error as the API tells it: <c>{"code":-1121,"msg":"Invalid symbol."}</c> with an HTTP status.</summary>
/// <param name="Code">errors.md; clients map on the message first, then on this.</param>
/// <param name="Message">To the letter as errors.md has it.</param>
/// <param name="Status">HTTP status: 4xx is the caller's fault, 5xx leaves the outcome unknown.</param>
public sealed record ApiError(int Code, string Message, int Status = 400)
{
    /// <summary>Seconds for the Retry-After header; 0 sends none.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>
    /// When it makes sense to try again, milliseconds since the Unix epoch, where that is no whole second; else 0.
    /// </summary>
    public long RetryAtMs { get; init; }
}
