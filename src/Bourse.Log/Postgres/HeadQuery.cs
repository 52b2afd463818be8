namespace Bourse.Log.Postgres;

/// <summary>Asks for the log's head. Who asks while an answer is under way shares the next one: a burst costs two commits.</summary>
internal sealed class HeadQuery(PostgresLogOptions options) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private LogConnection? _connection;
    private Task<long> _running = Task.FromResult(0L);
    private Task<long>? _next;

    public async ValueTask<long> AskAsync(CancellationToken cancellation)
    {
        Task<long> answer;
        lock (_lock)
        {
            // An answer under way may have been taken before the caller's question; the next one will not be.
            answer = _next ??= StartAfterAsync(_running);
        }
        return await answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Task<long> last;
        lock (_lock) last = _next ?? _running;
        await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DropAsync().ConfigureAwait(false);
    }

    private async Task<long> StartAfterAsync(Task<long> before)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _running = _next!;
            _next = null;
        }
        try
        {
            _connection ??= await LogConnection.OpenAsync(options, CancellationToken.None).ConfigureAwait(false);
            return await _connection.FenceAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await DropAsync().ConfigureAwait(false);
            if (!PostgresFault.IsOne(e)) throw;
            throw PostgresFault.Of(e, "Asking for the log's head");
        }
    }

    private async Task DropAsync()
    {
        LogConnection? connection = _connection;
        _connection = null;
        if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
    }
}
