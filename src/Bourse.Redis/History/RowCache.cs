using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Bourse.History.Klines;
using Bourse.Venue.Orders;
using StackExchange.Redis;

namespace Bourse.Redis.History;

/// <summary>
/// Rows in Redis, under names that say all that they depend on, so that none is ever replaced. Nobody waits for it: it answers
/// within some milliseconds or counts as away, and what is away, gone or garbled was never there. A value is
/// <code>
/// XxHash3 of the rows   8 bytes | rows as they stand in this program's memory
/// </code>
/// so the names hold which build of the program it is.
/// </summary>
internal sealed class RowCache(RedisLink link, string scope)
{
    private const int HashSize = sizeof(ulong);
    private const int ValueBytesMax = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(1);

    /// <summary>Nothing gets old; what nobody asks for any more makes room.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private static readonly string Build = string.Create(CultureInfo.InvariantCulture, $"{Module<OrderFields>():x}{Module<Kline>():x}");

    private readonly string _prefix = $"{RedisLink.KeyPrefix}h:{scope}:{Build}:";
    private long _awaySince = long.MinValue;

    /// <summary>For each name its rows; null for one that is not there.</summary>
    public async ValueTask<List<T>?[]> GetAsync<T>(string[] names) where T : unmanaged
    {
        var found = new List<T>?[names.Length];
        if (IsAway()) return found;
        try
        {
            RedisKey[] keys = [.. names.Select(name => (RedisKey)(_prefix + name))];
            RedisValue[] values = await link.Database.StringGetAsync(keys).WaitAsync(Patience).ConfigureAwait(false);
            for (int i = 0; i < found.Length; i++) found[i] = Decode<T>(values[i]);
            CacheMetrics.Asked(found.Count(rows => rows is not null), found.Count(rows => rows is null));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Volatile.Write(ref _awaySince, Stopwatch.GetTimestamp());
            CacheMetrics.Away();
        }
        return found;
    }

    /// <summary>Keeps rows that will never change.</summary>
    public void Put<T>(string name, List<T> rows) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rows));
        if (bytes.Length > ValueBytesMax || IsAway()) return;
        byte[] value = new byte[HashSize + bytes.Length];
        MemoryMarshal.Write(value, XxHash3.HashToUInt64(bytes));
        bytes.CopyTo(value.AsSpan(HashSize));
        try
        {
            link.Database.StringSet(_prefix + name, value, KeptFor, When.Always, CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            Volatile.Write(ref _awaySince, Stopwatch.GetTimestamp());
        }
    }

    private static int Module<T>() => typeof(T).Module.ModuleVersionId.GetHashCode();

    private static List<T>? Decode<T>(byte[]? value) where T : unmanaged
    {
        if (value is null || value.Length < HashSize) return null;
        ReadOnlySpan<byte> bytes = value.AsSpan(HashSize);
        return MemoryMarshal.Read<ulong>(value) == XxHash3.HashToUInt64(bytes) ? [.. MemoryMarshal.Cast<byte, T>(bytes)] : null;
    }

    private bool IsAway()
    {
        long since = Volatile.Read(ref _awaySince);
        return since != long.MinValue && Stopwatch.GetElapsedTime(since) < AwayFor;
    }
}
