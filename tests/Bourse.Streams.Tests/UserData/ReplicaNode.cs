using Bourse.Api.Catalog;
using Bourse.Log.Memory;
using Bourse.Replica;
using Bourse.Streams.UserData;
using Bourse.Venue.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Streams.Tests.UserData;

/// <summary>A node on a log that others use too, with all that user data need.</summary>
internal sealed class ReplicaNode : IAsyncDisposable
{
    private ReplicaNode(UserDataStreams streams, VenueReplica replica) => (Streams, Replica) = (streams, replica);

    public UserDataStreams Streams { get; }

    public VenueReplica Replica { get; }

    public static async Task<ReplicaNode> StartAsync(MemoryLog log)
    {
        var catalog = new ReferenceCatalog();
        var streams = new UserDataStreams(catalog);
        VenueReplica replica = await VenueReplica.StartAsync(
            log, [catalog, streams], new ReplicaOptions { SnapshotEntries = 40 }, TimeProvider.System,
            NullLogger<VenueReplica>.Instance);
        return new ReplicaNode(streams, replica);
    }

    public RecordingListener Listen(int account, StreamPosition? after = null)
    {
        var listener = new RecordingListener();
        var request = new UserDataRequest { AccountId = account, KeyId = 0, SubscriptionId = 0, After = after };
        Streams.TryOpen(in request, 0, listener, out UserDataSubscription? subscription, out ResumeFault fault);
        Assert.Equal(ResumeFault.None, fault);
        listener.Subscription = subscription;
        subscription!.Start();
        return listener;
    }

    public async Task PlaceAsync(PlaceOrder order)
    {
        using CommandResult result = await Replica.SubmitAsync(in order);
    }

    public async Task OperateAsync(object command)
    {
        using CommandResult result = await Replica.SubmitOperatorAsync(command);
        Assert.Equal(Venue.RejectReason.None, result.Outcome.Reason);
    }

    /// <summary>Everything that the log has was applied here and sent.</summary>
    public async Task CatchUpAsync()
    {
        await Replica.BarrierAsync(TestContext.Current.CancellationToken);
        Streams.Drain();
    }

    public async ValueTask DisposeAsync()
    {
        await Replica.DisposeAsync();
        Streams.Dispose();
    }
}
