using System.Globalization;
using System.Security.Cryptography;
using Bourse.Api.Limits;
using StackExchange.Redis;

namespace Bourse.Redis.Limits;

/// <summary>Exchanges usage through Redis (<see cref="UsageScript"/>).</summary>
/// <param name="node">The node's id, drawn anew at each start: what its former life counted still counts.</param>
public sealed class RedisUsageExchange(RedisLink link, long node, TimeProvider clock) : IUsageExchange
{
    /// <summary>A node that has not exchanged for so long is not counted.</summary>
    private const int NodeGoneSeconds = 10;

    private static readonly RedisKey NodesKey = RedisLink.KeyPrefix + "nodes";
    private static readonly RedisKey EpochKey = RedisLink.KeyPrefix + "epoch";

    private readonly string _node = node.ToString("x", CultureInfo.InvariantCulture);

    public async Task<UsageAnswer> ExchangeAsync(
        UsageWindows windows, IReadOnlyList<AddressCounts> counts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(counts);
        cancellation.ThrowIfCancellationRequested();
        RedisResult result = await link.Database.ScriptEvaluateAsync(UsageScript.Text, Keys(windows, counts), Values(counts))
            .ConfigureAwait(false);
        return Answer(counts, (RedisResult[]?)result ?? []);
    }

    private static RedisKey[] Keys(UsageWindows windows, IReadOnlyList<AddressCounts> counts)
    {
        var keys = new RedisKey[UsageScript.KeysBefore + counts.Count * UsageScript.KeysPerAddress];
        (keys[0], keys[1]) = (NodesKey, EpochKey);
        for (int i = 0, k = UsageScript.KeysBefore; i < counts.Count; i++)
        {
            string address = counts[i].Address;
            keys[k++] = string.Create(CultureInfo.InvariantCulture, $"{RedisLink.KeyPrefix}m:{windows.Minute}:{address}");
            keys[k++] = string.Create(CultureInfo.InvariantCulture, $"{RedisLink.KeyPrefix}f:{windows.FiveMinutes}:{address}");
            keys[k++] = $"{RedisLink.KeyPrefix}b:{address}";
        }
        return keys;
    }

    private RedisValue[] Values(IReadOnlyList<AddressCounts> counts)
    {
        var values = new RedisValue[UsageScript.ValuesBefore + counts.Count * UsageScript.ValuesPerAddress];
        (values[0], values[1], values[2]) = (_node, RandomNumberGenerator.GetInt32(1, int.MaxValue), NodeGoneSeconds);
        long nowUs = (clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        for (int i = 0, v = UsageScript.ValuesBefore; i < counts.Count; i++)
        {
            AddressCounts count = counts[i];
            values[v++] = count.Weight;
            values[v++] = count.Refusals;
            values[v++] = count.Requests;
            values[v++] = count.Ban.UntilUs;
            values[v++] = count.Ban.Count;
            values[v++] = Math.Max(0, (count.Ban.UntilUs + AddressBan.ForgivenAfterUs - nowUs) / 1000);
        }
        return values;
    }

    private static UsageAnswer Answer(IReadOnlyList<AddressCounts> counts, RedisResult[] results)
    {
        if (results.Length != UsageScript.AnswersBefore + counts.Count * UsageScript.AnswersPerAddress)
            throw new InvalidDataException($"Redis answered {results.Length} values to a question about {counts.Count} addresses.");
        var others = new AddressCounts[counts.Count];
        for (int i = 0, r = UsageScript.AnswersBefore; i < others.Length; i++, r += UsageScript.AnswersPerAddress)
        {
            others[i] = new AddressCounts(
                counts[i].Address,
                Capped(results[r]),
                Capped(results[r + 1]),
                Capped(results[r + 2]),
                new AddressBan((long)results[r + 3], Capped(results[r + 4])));
        }
        return new UsageAnswer(Capped(results[0]), (long)results[1], others);
    }

    private static int Capped(RedisResult result) => (int)Math.Min(int.MaxValue, (long)result);
}
