namespace Bourse.Server.Hosting;

/// <summary>What was opened, closed again in the reverse order, however far the opening came.</summary>
internal sealed class OpenedParts : IAsyncDisposable
{
    private readonly Stack<object> _parts = new();

    /// <summary>Takes over a part that was just opened; null is none.</summary>
    public T Add<T>(T part)
    {
        if (part is IAsyncDisposable or IDisposable) _parts.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out object? part))
        {
            if (part is IAsyncDisposable slow) await slow.DisposeAsync().ConfigureAwait(false);
            else ((IDisposable)part).Dispose();
        }
    }
}
