using Bourse.Log.Sqlite;
using Bourse.Replica.Tests.Support;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Replica.Tests;

/// <summary>
/// The whole way of a command, from its caller through batch, log, apply thread and back, allocates nothing once it is warm. The
/// figure is that of all threads, so a little of the runtime's own is allowed for.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class AllocationTests
{
    private const int Commands = 2000;
    private const int BytesPerCommandMax = 8;

    /// <summary>A disk that others keep busy may stall for longer than a node waits by itself.</summary>
    private static readonly ReplicaOptions PatientOptions = new() { LogAwayAfter = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_command_allocates_nothing_on_its_way()
    {
        string folder = Directory.CreateTempSubdirectory("bourse-allocation-").FullName;
        try
        {
            Assert.InRange(await MeasureAsync(folder), 0, Commands * BytesPerCommandMax);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The least of a few measurements: the runtime itself allocates now and then.</summary>
    private static async Task<long> MeasureAsync(string folder)
    {
        await using SqliteLog log = SqliteLog.Open(
            folder, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance);
        await using VenueReplica replica = await VenueReplica.StartAsync(
            log, [], PatientOptions, TimeProvider.System, NullLogger<VenueReplica>.Instance, TestContext.Current.CancellationToken);
        await TestNode.SeedAsync(replica);
        PlaceOrder[] orders = [.. Enumerable.Range(0, 2).Select(i => TestNode.Order(2 + i, (Side)i, 1, 1, $"order{i}"))];
        await SendAsync(replica, orders, Commands);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > Commands * BytesPerCommandMax; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await SendAsync(replica, orders, Commands);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least;
    }

    private static async Task SendAsync(VenueReplica replica, PlaceOrder[] orders, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using CommandResult result = await replica.SubmitAsync(in orders[i % orders.Length]);
            if (result.Outcome.Reason != Venue.RejectReason.None) Assert.Fail(result.Outcome.Reason.ToString());
        }
    }
}
