namespace Bourse.History.Storage;

/// <summary>
/// Where history is kept. Everything in it follows from the log, so that a lost store is rebuilt by replaying; what
/// must hold is that rows and checkpoint change together.
/// </summary>
public interface IHistoryStore : IDisposable
{
    /// <summary>The one writer; used by one thread at a time.</summary>
    IHistoryWriter Writer { get; }

    /// <summary>
    /// Queries; safe for many threads beside the writer, each query on a consistent state of its own.
    /// </summary>
    IHistoryReader Reader { get; }
}
