using Bourse.History.Storage;

namespace Bourse.History;

/// <summary>
/// Where a node's questions to history go, and how far it has come: a <see cref="HistoryProjection"/> on a node that writes it
/// itself, a <see cref="HistoryFollower"/> where another process does.
/// </summary>
public interface IHistorySource
{
    /// <summary>
    /// Rows up to every entry that was waited for. Asked for each query anew: it may be another server's the next time.
    /// </summary>
    IHistoryReader Reader { get; }

    /// <summary>The venue's time as far as history has come, microseconds.</summary>
    long NowUs { get; }

    /// <summary>
    /// The last entry that this node has applied. Read inside a question to the replica it is that state's own number.
    /// </summary>
    long TakenSequence { get; }

    /// <summary>Completes when the rows of an entry can be queried.</summary>
    /// <exception cref="HistoryUnavailableException">History cannot be read or written now, or is too far behind.</exception>
    ValueTask WaitForAsync(long sequence, CancellationToken cancellation = default);
}
