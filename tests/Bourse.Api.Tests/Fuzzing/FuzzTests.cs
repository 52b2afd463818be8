using System.Globalization;
using System.Net;
using System.Text.Json;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.Replica;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bourse.Api.Tests.Fuzzing;

/// <summary>
/// Bad input gets the API's error and changes nothing (operations.md, "Security", 10): every request is answered, none
/// with 5xx, and the state is the same after each that is refused. docs/testing.md tells how to run many.
/// </summary>
public sealed class FuzzTests
{
    private const string SeedsVariable = "BOURSE_FUZZ_SEEDS";
    private const int CasesOfLongRun = 100_000;

    /// <summary>One seed of 20,000 cases, or 100,000 of each seed that the variable names as in "1-100".</summary>
    [Fact]
    public async Task No_request_is_answered_with_5xx_and_no_refused_one_changes_the_state()
    {
        string? seeds = Environment.GetEnvironmentVariable(SeedsVariable);
        int[] ends = [.. (seeds ?? "1").Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        for (int seed = ends[0]; seed <= ends[^1]; seed++)
            await RunAsync(seed, seeds is null ? 20_000 : CasesOfLongRun);
    }

    private static async Task RunAsync(int seed, int cases)
    {
        await using TestVenue venue = await TestVenue.StartAsync(
            new ApiOptions { Limits = new LimitOptions { ExemptAddresses = ["127.0.0.1"] } },
            replica: new ReplicaOptions { TickAfter = TimeSpan.FromDays(1) });
        venue.Clock.Freeze();
        venue.LogClock.Freeze();
        TestKey key = await OpenUnlimitedAsync(venue);
        await using var witness = new StateWitness(venue.Log);
        witness.Follow("the seed");
        var generator = new FuzzGenerator(seed, key, () => venue.Clock.NowMs);
        var statuses = new SortedDictionary<int, int>();
        for (int i = 0; i < cases; i++)
        {
            FuzzCase fuzz = generator.Next();
            (int status, byte[] answer) = await SendAsync(venue, fuzz);
            string what = $"seed {seed}, case {i}: {fuzz}";
            AssertAnswer(status, answer, what);
            if (venue.Replica.AppliedSequence > witness.Sequence) witness.Follow(what);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (i % 1000 == 999) await CancelAllAsync(venue, key, witness);
        }
        Assert.True(statuses[200] > cases / 50 && witness.Entries.Done > cases / 100, "Hardly anything was right.");
        TestContext.Current.SendDiagnosticMessage(
            $"seed {seed}: {string.Join(", ", statuses)}; entries {witness.Entries}");
    }

    /// <summary>Order counts are an effect that refused orders may have; this account has none.</summary>
    private static async Task<TestKey> OpenUnlimitedAsync(TestVenue venue)
    {
        TestKey key = await venue.OpenAccountAsync("fuzz", funds: 10_000 * TestVenue.One);
        AccountSpec account = venue.Replica.Read(key.AccountId, static (view, id) => view.Account(id))!;
        await venue.OperateAsync(
            new UpdateAccount(account with { Rights = AccountRights.Ordinary | AccountRights.Unlimited }));
        return key;
    }

    /// <summary>Keeps the books small, and the ledger proved.</summary>
    private static async Task CancelAllAsync(TestVenue venue, TestKey key, StateWitness witness)
    {
        foreach (string symbol in (string[])["BTCUSDT", "ETHUSDT", "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96"])
        {
            string query = key.Signed($"symbol={symbol}&timestamp={venue.Clock.NowMs}");
            await SendAsync(venue, new FuzzCase("DELETE", "/api/v3/openOrders", query, [], key.ApiKey, null));
        }
        witness.Follow("cancel all");
        LedgerProof proof = venue.Replica.Read(0, static (view, _) => view.ProveLedger());
        Assert.True(proof.Holds, string.Join('\n', proof.Failures));
    }

    private static void AssertAnswer(int status, byte[] answer, string what)
    {
        Assert.True(status is >= 200 and < 500, $"{status} {System.Text.Encoding.UTF8.GetString(answer)}: {what}");
        using var json = JsonDocument.Parse(answer);
        if (status == 200) return;
        Assert.True(json.RootElement.GetProperty("code").GetInt32() < -999, what);
        Assert.NotEmpty(json.RootElement.GetProperty("msg").GetString()!);
    }

    private static async Task<(int Status, byte[] Answer)> SendAsync(TestVenue venue, FuzzCase fuzz)
    {
        var http = new DefaultHttpContext();
        using var answer = new MemoryStream();
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(fuzz.Body.Length > 0));
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Method = fuzz.Method;
        http.Request.Path = fuzz.Path;
        if (fuzz.Query.Length > 0) http.Request.QueryString = new QueryString("?" + fuzz.Query);
        if (fuzz.ApiKey is not null) http.Request.Headers["X-MBX-APIKEY"] = fuzz.ApiKey;
        if (fuzz.Header is { } header) http.Request.Headers[header.Name] = header.Value;
        http.Request.Body = new MemoryStream(fuzz.Body);
        http.Response.Body = answer;
        await venue.Transport.HandleAsync(http);
        await http.Response.BodyWriter.FlushAsync();
        return (http.Response.StatusCode, answer.ToArray());
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
