using Bourse.Log;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Microsoft.Extensions.Logging;

namespace Bourse.Replica;

/// <summary>
/// A node's copy of the venue: takes commands, appends them to the shared log in batches, applies the log on a thread of its
/// own, and answers.
/// </summary>
public sealed class VenueReplica : IAsyncDisposable
{
    /// <summary>
    /// Loads the newest usable snapshot, replays the log after it, appends a tick of its own and completes when that is
    /// applied: then the node has caught up and can append. The consumers' <see cref="IEventConsumer.Load"/> is called once each.
    /// </summary>
    /// <exception cref="LogDamagedException">The log is damaged; the message names the entry and what to do.</exception>
    /// <exception cref="LogFailedException">The log's storage failed.</exception>
    public static Task<VenueReplica> StartAsync(
        ISharedLog log,
        IReadOnlyList<IEventConsumer> consumers,
        ReplicaOptions options,
        TimeProvider time,
        ILogger<VenueReplica> logger,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>
    /// Completes when the node has stopped for good: in order after <see cref="DisposeAsync"/>, faulted when it had to stop by
    /// itself (a damaged or failed log, a defect met while applying). The host then ends the process with an error code.
    /// </summary>
    public Task Completion => throw new NotSupportedException();

    /// <summary>The last entry applied here.</summary>
    public long AppliedSequence => throw new NotSupportedException();

    /// <summary>Whether it has caught up and can append; with the reason when not.</summary>
    public ReplicaHealth Health => throw new NotSupportedException();

    /// <summary>
    /// Appends a command and completes when it is durable and applied.
    /// </summary>
    /// <exception cref="ReplicaBusyException">Too many commands wait, or the log is away: nothing was sent, try again (-1008).</exception>
    /// <exception cref="OutcomeUnknownException">10 seconds passed: it may yet be applied (-1007).</exception>
    public ValueTask<CommandResult> SubmitAsync(in PlaceOrder command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in CancelOrder command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in CancelOpenOrders command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in CancelReplaceOrder command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in AmendOrder command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in PlaceOrderList command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in CancelOrderList command) => throw new NotSupportedException();

    public ValueTask<CommandResult> SubmitAsync(in CancelAllAfter command) => throw new NotSupportedException();

    /// <summary>An operator's command: any record that <see cref="OperatorCodec"/> knows.</summary>
    public ValueTask<CommandResult> SubmitOperatorAsync(object command) => throw new NotSupportedException();

    /// <summary>
    /// Asks the state, consistent as of one entry. The function runs on the caller's thread while the apply loop waits: copy out
    /// what is needed and do the rest outside.
    /// </summary>
    public T Read<TArgument, T>(TArgument argument, Func<VenueView, TArgument, T> question) => throw new NotSupportedException();

    /// <summary>Completes when the log's head as of now is applied here: what was acknowledged anywhere before is seen after.</summary>
    public ValueTask BarrierAsync(CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Completes when this entry is applied here.</summary>
    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
