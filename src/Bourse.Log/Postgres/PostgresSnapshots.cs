using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Bourse.Log.Postgres;

/// <summary>
/// Snapshots in the database, for nodes to begin with wherever they start. The state is cut into pieces, each written in a commit
/// of its own; a row that names them all makes the snapshot count. Pieces that no row names are what an interrupted save left.
/// </summary>
internal sealed partial class PostgresSnapshots(PostgresLogOptions options, ILogger logger)
{
    private const string InsertPiece = "INSERT INTO bourse.log_snapshot_piece (content, number, bytes) VALUES ($1, $2, $3)";

    private const string InsertRow = """
        INSERT INTO bourse.log_snapshot (log_id, seq, content, pieces, bytes, chain, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string SelectRows = """
        SELECT seq, content, pieces, bytes, chain, checksum FROM bourse.log_snapshot
        WHERE log_id = $1 AND seq <= $2 ORDER BY seq DESC
        """;

    private const string DropRows = """
        DELETE FROM bourse.log_snapshot WHERE log_id = $1 AND seq < coalesce((
            SELECT seq FROM bourse.log_snapshot WHERE log_id = $1 ORDER BY seq DESC OFFSET $2 - 1 LIMIT 1), 0)
        """;

    /// <summary>Another save that is under way has no row yet: only what is older than any save takes is dropped.</summary>
    private const string DropPieces = """
        DELETE FROM bourse.log_snapshot_piece piece
        WHERE NOT EXISTS (SELECT FROM bourse.log_snapshot snapshot WHERE snapshot.content = piece.content)
            AND (content = ANY ($1) OR saved_at < clock_timestamp() - interval '1 hour')
        """;

    public async Task SaveAsync(LogSnapshot snapshot, CancellationToken cancellation)
    {
        if (snapshot.Chain.Length != HashChain.Size) throw new ArgumentException("A snapshot's chain has 32 bytes.", nameof(snapshot));
        await RunAsync(
            async connection =>
            {
                await WriteAsync(connection, snapshot, cancellation).ConfigureAwait(false);
                await DropOldAsync(connection, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>The newest undamaged one not after <paramref name="sequenceMax"/>; damaged ones are reported and passed over.</summary>
    public Task<LogSnapshot?> LoadAsync(long sequenceMax, CancellationToken cancellation) => RunAsync(
        async connection =>
        {
            foreach (SnapshotRow row in await RowsAsync(connection, sequenceMax, cancellation).ConfigureAwait(false))
            {
                try
                {
                    return await ReadAsync(connection, row, cancellation).ConfigureAwait(false);
                }
                catch (LogDamagedException e)
                {
                    LogPassedOver(row.Sequence, e.Message);
                }
            }
            return null;
        },
        cancellation);

    public Task<IReadOnlyList<SnapshotCheck>> CheckAsync(CancellationToken cancellation) => RunAsync<IReadOnlyList<SnapshotCheck>>(
        async connection =>
        {
            List<SnapshotCheck> checks = [];
            foreach (SnapshotRow row in await RowsAsync(connection, long.MaxValue, cancellation).ConfigureAwait(false))
                checks.Add(await CheckAsync(connection, row, cancellation).ConfigureAwait(false));
            return checks;
        },
        cancellation);

    private async Task<T> RunAsync<T>(Func<LogConnection, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            LogConnection connection = await LogConnection.OpenAsync(options, cancellation).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false)) return await work(connection).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFault.IsOne(e))
        {
            throw PostgresFault.Of(e, "Snapshots");
        }
    }

    private async Task WriteAsync(LogConnection connection, LogSnapshot snapshot, CancellationToken cancellation)
    {
        long content = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
        int pieces = 0;
        NpgsqlCommand piece = connection.Bulk(InsertPiece);
        await using (piece.ConfigureAwait(false))
        {
            var bytes = new NpgsqlParameter<ReadOnlyMemory<byte>> { NpgsqlDbType = NpgsqlDbType.Bytea };
            piece.Parameters.Add(new NpgsqlParameter<long> { TypedValue = content });
            piece.Parameters.Add(new NpgsqlParameter<int>());
            piece.Parameters.Add(bytes);
            for (ReadOnlyMemory<byte> rest = snapshot.State; !rest.IsEmpty; rest = rest[bytes.TypedValue.Length..])
            {
                bytes.TypedValue = rest[..Math.Min(rest.Length, options.SnapshotPieceSize)];
                ((NpgsqlParameter<int>)piece.Parameters[1]).TypedValue = pieces++;
                await piece.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
        }
        var row = new SnapshotRow(snapshot.Sequence, content, pieces, snapshot.State.Length, snapshot.Chain.ToArray(), 0);
        await InsertRowAsync(connection, row with { Checksum = Checksum(row, snapshot.State.Span) }, cancellation).ConfigureAwait(false);
    }

    /// <summary>The row that counts, in place of one of the same number that another node may have saved.</summary>
    private async Task InsertRowAsync(LogConnection connection, SnapshotRow row, CancellationToken cancellation)
    {
        NpgsqlTransaction transaction = await connection.BeginAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(
                connection, "DELETE FROM bourse.log_snapshot WHERE log_id = $1 AND seq = $2", [options.LogId, row.Sequence], cancellation)
                .ConfigureAwait(false);
            await ExecuteAsync(
                connection,
                InsertRow,
                [options.LogId, row.Sequence, row.Content, row.Pieces, row.Bytes, row.Chain, row.Checksum],
                cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task DropOldAsync(LogConnection connection, CancellationToken cancellation)
    {
        List<SnapshotRow> before = await RowsAsync(connection, long.MaxValue, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, DropRows, [options.LogId, options.SnapshotsKept], cancellation).ConfigureAwait(false);
        long[] dropped = [.. before.Skip(options.SnapshotsKept).Select(row => row.Content)];
        await ExecuteAsync(connection, DropPieces, [dropped], cancellation).ConfigureAwait(false);
    }

    private async Task<List<SnapshotRow>> RowsAsync(LogConnection connection, long sequenceMax, CancellationToken cancellation)
    {
        List<SnapshotRow> rows = [];
        NpgsqlCommand select = connection.Query(SelectRows);
        await using (select.ConfigureAwait(false))
        {
            select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.LogId });
            select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequenceMax });
            NpgsqlDataReader reader = await select.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    rows.Add(new SnapshotRow(
                        reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt64(3), (byte[])reader[4],
                        reader.GetInt64(5)));
                }
            }
        }
        return rows;
    }

    private async Task<LogSnapshot> ReadAsync(LogConnection connection, SnapshotRow row, CancellationToken cancellation)
    {
        byte[] state = new byte[row.Bytes];
        int filled = 0;
        NpgsqlCommand select = connection.Bulk("SELECT bytes FROM bourse.log_snapshot_piece WHERE content = $1 ORDER BY number");
        await using (select.ConfigureAwait(false))
        {
            select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Content });
            NpgsqlDataReader reader = await select.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellation)
                .ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    Stream piece = await reader.GetStreamAsync(0, cancellation).ConfigureAwait(false);
                    if (piece.Length > state.Length - filled) throw Damaged(row, "it is too long");
                    int length = (int)piece.Length;
                    await piece.ReadExactlyAsync(state.AsMemory(filled, length), cancellation).ConfigureAwait(false);
                    filled += length;
                }
            }
        }
        if (filled != state.Length) throw Damaged(row, "it is cut short");
        if (Checksum(row, state) != row.Checksum) throw Damaged(row, "its checksum does not match its bytes");
        return new LogSnapshot(row.Sequence, row.Chain, state);
    }

    private async Task<SnapshotCheck> CheckAsync(LogConnection connection, SnapshotRow row, CancellationToken cancellation)
    {
        try
        {
            await ReadAsync(connection, row, cancellation).ConfigureAwait(false);
            return new SnapshotCheck(row.Sequence, null);
        }
        catch (LogDamagedException e)
        {
            return new SnapshotCheck(row.Sequence, e.Message);
        }
    }

    private static async Task ExecuteAsync(LogConnection connection, string sql, object[] values, CancellationToken cancellation)
    {
        NpgsqlCommand command = connection.Bulk(sql);
        await using (command.ConfigureAwait(false))
        {
            foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Over which log and entry it is of, the chain and the state.</summary>
    private long Checksum(SnapshotRow row, ReadOnlySpan<byte> state)
    {
        Span<byte> header = stackalloc byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(header, options.LogId);
        BinaryPrimitives.WriteInt64LittleEndian(header[4..], row.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], row.Bytes);
        var hash = new XxHash3();
        hash.Append(header);
        hash.Append(row.Chain);
        hash.Append(state);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    private static LogDamagedException Damaged(SnapshotRow row, string what) =>
        new($"The snapshot of entry {row.Sequence} in the database is damaged: {what}. It is not used; an older one and a longer "
            + "replay take its place. Check the database server's disk.");

    [LoggerMessage(Level = LogLevel.Error, Message = "Snapshot {Sequence} is passed over: {Reason}")]
    private partial void LogPassedOver(long sequence, string reason);
}
