using Bourse.Api.Auth;
using Bourse.Log;
using Bourse.Log.Memory;
using Bourse.Replica;
using Bourse.Server.Seed;
using Bourse.Venue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Server.Tests.Seed;

/// <summary>A seeding that was cut off goes on where it was, and ends as if it had not been.</summary>
public sealed class SeederTests
{
    private static readonly byte[] DataKey = new byte[SecretBox.KeyBytes];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(25)]
    [InlineData(60)]
    public async Task It_goes_on_where_it_was_cut_off(int stepsDone)
    {
        SeedDocument demo = SeedSource.Load("demo").Document;
        using var secrets = new SecretBox(DataKey);
        await using ISharedLog log = NewLog();
        await using VenueReplica replica = await StartAsync(log);
        Assert.True(Seeder.IsEmpty(replica));
        foreach (
            SeedStep step in SeedPlan.ToSteps(
                demo, key => secrets.Seal(key.Spec.AccountId, key.Spec.ApiKey, key.Secret!)).Take(stepsDone))
        {
            using CommandResult result = await replica.SubmitOperatorAsync(step.Command);
            Assert.Equal(RejectReason.None, result.Outcome.Reason);
        }
        await new Seeder(replica, secrets).RunAsync(demo);
        Assert.False(Seeder.IsEmpty(replica));
        Assert.Equal(await SummaryAsync(demo), Summary(replica));
    }

    private static async Task<string> SummaryAsync(SeedDocument demo)
    {
        using var secrets = new SecretBox(DataKey);
        await using ISharedLog log = NewLog();
        await using VenueReplica replica = await StartAsync(log);
        await new Seeder(replica, secrets).RunAsync(demo);
        return Summary(replica);
    }

    // Everything but the sealed secrets, whose nonces differ, and times.
    private static string Summary(VenueReplica replica) => replica.Read(0, (view, _) => string.Join('\n',
    [
        .. Enumerable.Range(1, view.AssetCount).Select(id => view.Asset(id)!.ToString()),
        .. Enumerable.Range(1, view.SymbolCount).Select(id => view.Symbol(id)!.ToString()),
        .. Enumerable.Range(1, view.AccountCount)
            .Select(id => (view.Account(id)! with { UpdateTimeUs = 0 }).ToString()),
        .. Enumerable.Range(1, view.KeyCount).Select(id => $"{view.Key(id)!.ApiKey} {view.Key(id)!.AccountId}"),
        .. Enumerable.Range(1, view.AccountCount).SelectMany(account =>
            Enumerable.Range(1, view.AssetCount).Select(asset => view.Balance(account, asset).ToString())),
    ]));

    private static MemoryLog NewLog() => new MemoryLog(TimeProvider.System);

    private static Task<VenueReplica> StartAsync(ISharedLog log) => VenueReplica.StartAsync(
        log, [], new ReplicaOptions(), TimeProvider.System, NullLogger<VenueReplica>.Instance);
}
