using Npgsql;
using NpgsqlTypes;

namespace Bourse.Log.Postgres;

/// <summary>
/// The connection that appends. One append at a time; after a fault the next one has a new connection, and finds out there what
/// became of the batch.
/// </summary>
internal sealed class Appender(PostgresLogOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private LogConnection? _connection;
    private NpgsqlCommand? _append;
    private byte[] _buffer = [];

    /// <summary>Writes the batch as the next entry, or finds the one that it already is.</summary>
    /// <exception cref="LogUnavailableException">Outcome unknown.</exception>
    public async Task<(LogPosition Position, bool IsNew)> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await AppendNowAsync(batch, payload).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await DropAsync().ConfigureAwait(false);
            if (!PostgresFault.IsOne(e)) throw;
            throw PostgresFault.Of(e, "An append");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        await DropAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<(LogPosition Position, bool IsNew)> AppendNowAsync(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        if (_append is null) await ConnectAsync().ConfigureAwait(false);
        Bind(batch, payload);
        (LogPosition Position, bool IsNew) result = await _connection!.CommitAsync(
            _append!, reader => (new LogPosition(reader.GetInt64(0), reader.GetInt64(1)), reader.GetBoolean(2))).ConfigureAwait(false);
        // An entry that was found is visible, which does not say that it is replicated; a new one is, its own commit waited.
        if (!result.IsNew) await _connection.FenceAsync().ConfigureAwait(false);
        return result;
    }

    private async Task ConnectAsync()
    {
        _connection = await LogConnection.OpenAsync(options, CancellationToken.None).ConfigureAwait(false);
        NpgsqlCommand append = _connection.Command("SELECT seq, at_us, is_new FROM bourse.log_append($1, $2, $3, $4, $5)");
        append.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.LogId });
        append.Parameters.Add(new NpgsqlParameter<long>());
        append.Parameters.Add(new NpgsqlParameter<long>());
        append.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { NpgsqlDbType = NpgsqlDbType.Bytea });
        append.Parameters.Add(new NpgsqlParameter<long>());
        await _connection.PrepareAsync(append).ConfigureAwait(false);
        _append = append;
    }

    private void Bind(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        // A copy: the caller's buffer is free again when the append has failed, and a send that hangs may still read it then.
        if (_buffer.Length < payload.Length) _buffer = new byte[Math.Max(payload.Length, 2 * _buffer.Length)];
        payload.CopyTo(_buffer);
        NpgsqlParameterCollection parameters = _append!.Parameters;
        ((NpgsqlParameter<long>)parameters[1]).TypedValue = batch.Node;
        ((NpgsqlParameter<long>)parameters[2]).TypedValue = batch.Number;
        ((NpgsqlParameter<ReadOnlyMemory<byte>>)parameters[3]).TypedValue = _buffer.AsMemory(0, payload.Length);
        ((NpgsqlParameter<long>)parameters[4]).TypedValue = EntrySeal.PayloadHash(payload.Span);
    }

    private async Task DropAsync()
    {
        LogConnection? connection = _connection;
        (_connection, _append, _buffer) = (null, null, []);
        if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
    }
}
