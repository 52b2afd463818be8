using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bourse.Bench.Http;

/// <summary>
/// What HTTP and the signature alone cost: a bare minimal-API endpoint that verifies the same HMAC and writes as many
/// bytes, and does nothing else. It runs in a process of its own, as the venue does.
/// </summary>
public static class BaselineServer
{
    private const string SignatureName = "&signature=";

    /// <summary>Runs until standard input ends or the process is told to stop.</summary>
    public static async Task RunAsync(string apiSecret, int bodyBytes)
    {
        byte[] secret = Encoding.ASCII.GetBytes(apiSecret);
        byte[] body = Encoding.ASCII.GetBytes("{\"x\":\"" + new string('x', Math.Max(0, bodyBytes - 8)) + "\"}");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using WebApplication app = builder.Build();
        app.MapPost("/api/v3/order", (HttpContext http) => Answer(http, secret, body));
        await app.StartAsync().ConfigureAwait(false);
        string url = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"Ready {url}");
        await app.WaitForShutdownAsync().ConfigureAwait(false);
    }

    private static Task Answer(HttpContext http, byte[] secret, byte[] body)
    {
        string query = http.Request.QueryString.Value!;
        int end = query.IndexOf(SignatureName, StringComparison.Ordinal);
        if (end < 0 || !IsSigned(query.AsSpan(1, end - 1), query.AsSpan(end + SignatureName.Length), secret))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        http.Response.ContentType = "application/json;charset=UTF-8";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, 0, body.Length);
    }

    private static bool IsSigned(ReadOnlySpan<char> payload, ReadOnlySpan<char> signature, byte[] secret)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(payload.Length)];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, bytes[..Encoding.UTF8.GetBytes(payload, bytes)], expected);
        return Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
