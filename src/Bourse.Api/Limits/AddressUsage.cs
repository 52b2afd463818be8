using Bourse.Api.Http;

namespace Bourse.Api.Limits;

/// <summary>
/// What one client address has used, and whether it is banned. Who goes on after a 429 is banned, each time longer
/// (rest-api.md, "IP Limits": from 2 minutes to 3 days). Safe for many threads.
/// </summary>
internal sealed class AddressUsage(LimitOptions options, bool isExempt)
{
    private const long SecondUs = 1_000_000;
    private const long MinuteUs = 60 * SecondUs;

    /// <summary>A ban that lies further back than the longest one is forgiven.</summary>
    private const long ForgivenAfterUs = 3 * 24 * 60 * MinuteUs;

    private static readonly int[] BanMinutes = [2, 10, 60, 6 * 60, 24 * 60, 3 * 24 * 60];

    private readonly Lock _lock = new();
    private WindowCounter _weight = new(MinuteUs);
    private WindowCounter _requests = new(5 * MinuteUs);
    private WindowCounter _refusals = new(MinuteUs);
    private long _lastUs;
    private long _bannedUntilUs;
    private int _bans;

    /// <summary>Counts one request; the error when the address is banned or sends too many.</summary>
    public ApiError? Enter(long nowUs)
    {
        lock (_lock)
        {
            _lastUs = nowUs;
            int requests = _requests.Add(nowUs, 1);
            if (isExempt) return null;
            if (nowUs < _bannedUntilUs) return Ban(nowUs);
            bool isOver = options.RequestsPerFiveMinutes > 0 && requests > options.RequestsPerFiveMinutes;
            return isOver ? Refuse(nowUs, ApiErrors.TooManyRequests(_requests.SecondsLeft(nowUs))) : null;
        }
    }

    /// <summary>Charges the weight of a request; the error when that is more than a minute's limit.</summary>
    public ApiError? Charge(int weight, long nowUs, out int usedWeight)
    {
        lock (_lock)
        {
            usedWeight = _weight.Add(nowUs, weight);
            bool isOver = options.WeightPerMinute > 0 && usedWeight > options.WeightPerMinute;
            if (!isOver || isExempt) return null;
            return Refuse(nowUs, ApiErrors.TooMuchWeight(options.WeightPerMinute, _weight.SecondsLeft(nowUs)));
        }
    }

    /// <summary>Gives weight back; returns what is used.</summary>
    public int Refund(int weight, long nowUs)
    {
        lock (_lock) return _weight.Add(nowUs, -weight);
    }

    public int UsedWeight(long nowUs)
    {
        lock (_lock) return _weight.Count(nowUs);
    }

    /// <summary>True when forgetting it changes nothing for its client.</summary>
    public bool IsIdle(long nowUs)
    {
        lock (_lock)
        {
            long keepUs = _bans > 0 ? ForgivenAfterUs : 5 * MinuteUs;
            return nowUs - Math.Max(_lastUs, _bannedUntilUs) > keepUs;
        }
    }

    private ApiError Refuse(long nowUs, ApiError error)
    {
        if (_refusals.Add(nowUs, 1) <= options.RefusalsBeforeBan) return error;
        if (_bans > 0 && nowUs - _bannedUntilUs > ForgivenAfterUs) _bans = 0;
        _bannedUntilUs = nowUs + BanMinutes[Math.Min(_bans, BanMinutes.Length - 1)] * MinuteUs;
        _bans++;
        return Ban(nowUs);
    }

    private ApiError Ban(long nowUs) =>
        ApiErrors.Banned(_bannedUntilUs / 1000, (int)((_bannedUntilUs - nowUs + SecondUs - 1) / SecondUs));
}
