namespace Bourse.Log;

/// <summary>Reads a log in order. Used by one thread at a time.</summary>
public interface ILogReader : IAsyncDisposable
{
    /// <summary>
    /// The next entry if it is there. Its payload is valid until the next call.
    /// </summary>
    /// <exception cref="LogDamagedException">The entry's bytes are not those that were written.</exception>
    /// <exception cref="LogForkedException">An entry that was handed out is not in the log any more.</exception>
    /// <exception cref="LogUnavailableException">The log cannot be reached now; try again.</exception>
    bool TryRead(out LogEntry entry);

    /// <summary>Completes when <see cref="TryRead"/> will succeed.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached now; wait again.</exception>
    ValueTask WaitToReadAsync(CancellationToken cancellation);
}
