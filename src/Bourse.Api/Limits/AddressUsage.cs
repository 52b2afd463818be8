using System.Net;
using Bourse.Api.Http;

namespace Bourse.Api.Limits;

/// <summary>
/// What one client address has used, and whether it is banned. Who goes on after a 429 is banned, each time longer
/// (rest-api.md, "IP Limits": from 2 minutes to 3 days). Counts are the fleet's as far as they are known here
/// (<see cref="SharedLimits"/>). Safe for many threads.
/// </summary>
internal sealed class AddressUsage(LimitOptions options, bool isExempt, FleetShare fleet, IPAddress address)
{
    private const long SecondUs = 1_000_000;
    private const long MinuteUs = UsageWindows.MinuteUs;
    private const int SoonSeconds = 1;

    private static readonly int[] BanMinutes = [2, 10, 60, 6 * 60, 24 * 60, 3 * 24 * 60];

    private readonly Lock _lock = new();
    private WindowCounter _weight = new(MinuteUs);
    private WindowCounter _requests = new(UsageWindows.FiveMinutesUs);
    private WindowCounter _refusals = new(MinuteUs);
    private AddressBan _ban;
    private long _lastUs;
    private bool _isQueued;
    private bool _isUrgent;

    /// <summary>For a node that shares its limits with nobody.</summary>
    public AddressUsage(LimitOptions options, bool isExempt) : this(options, isExempt, FleetShare.Alone, IPAddress.None)
    {
    }

    /// <summary>Counts one request; the error when the address is banned or sends too many.</summary>
    public ApiError? Enter(long nowUs)
    {
        lock (_lock)
        {
            _lastUs = nowUs;
            bool isAhead = IsAhead(ref _requests, options.RequestsPerFiveMinutes, nowUs);
            _requests.Add(nowUs, 1);
            Tell(nowUs);
            if (isExempt) return null;
            if (nowUs < _ban.UntilUs) return Banned(nowUs);
            if (IsOver(ref _requests, options.RequestsPerFiveMinutes, nowUs))
                return Refuse(nowUs, ApiErrors.TooManyRequests(_requests.SecondsLeft(nowUs)));
            return isAhead ? Hold(ApiErrors.TooManyRequests(SoonSeconds)) : null;
        }
    }

    /// <summary>Charges the weight of a request; the error when that is more than a minute's limit.</summary>
    public ApiError? Charge(int weight, long nowUs, out int usedWeight)
    {
        lock (_lock)
        {
            int limit = options.WeightPerMinute;
            bool isAhead = IsAhead(ref _weight, limit, nowUs);
            usedWeight = _weight.Add(nowUs, weight);
            Tell(nowUs);
            if (isExempt) return null;
            if (IsOver(ref _weight, limit, nowUs))
                return Refuse(nowUs, ApiErrors.TooMuchWeight(limit, _weight.SecondsLeft(nowUs)));
            return isAhead ? Hold(ApiErrors.TooMuchWeight(limit, SoonSeconds)) : null;
        }
    }

    /// <summary>Gives weight back; returns what is used.</summary>
    public int Refund(int weight, long nowUs)
    {
        lock (_lock)
        {
            int usedWeight = _weight.Add(nowUs, -weight);
            if (weight != 0) Tell(nowUs);
            return usedWeight;
        }
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
            long keepUs = _ban.Count > 0 ? AddressBan.ForgivenAfterUs : UsageWindows.FiveMinutesUs;
            return nowUs - Math.Max(_lastUs, _ban.UntilUs) > keepUs;
        }
    }

    /// <summary>What this node counted, for the fleet to be told.</summary>
    public AddressCounts Take(long nowUs)
    {
        lock (_lock)
        {
            (_isQueued, _isUrgent) = (false, false);
            Forgive(nowUs);
            return new AddressCounts(
                address.ToString(), _weight.Own(nowUs), _refusals.Own(nowUs), _requests.Own(nowUs), _ban);
        }
    }

    /// <summary>Takes what the fleet answered to what was told.</summary>
    public void Learn(in UsageWindows windows, in AddressCounts told, in AddressCounts others)
    {
        lock (_lock)
        {
            _weight.Learn(windows.Minute, told.Weight, others.Weight);
            _refusals.Learn(windows.Minute, told.Refusals, others.Refusals);
            _requests.Learn(windows.FiveMinutes, told.Requests, others.Requests);
            _ban = _ban.With(others.Ban);
        }
    }

    /// <summary>Puts it among those that the next exchange tells of.</summary>
    public void TellAgain()
    {
        if (isExempt) return;
        lock (_lock) Queue();
    }

    private void Tell(long nowUs)
    {
        if (isExempt || !fleet.HasOthers) return;
        Queue();
        if (_isUrgent || !IsUrgent(nowUs)) return;
        _isUrgent = true;
        fleet.Hurry();
    }

    private void Queue()
    {
        if (_isQueued) return;
        _isQueued = true;
        fleet.Changed(this);
    }

    private bool IsUrgent(long nowUs) =>
        FleetShare.IsUrgent(_weight.Untold(nowUs), options.WeightPerMinute)
        || FleetShare.IsUrgent(_requests.Untold(nowUs), options.RequestsPerFiveMinutes);

    /// <summary>Whether a burst has been given already that the fleet does not know of.</summary>
    private bool IsAhead(ref WindowCounter counter, int limit, long nowUs) =>
        limit > 0 && fleet.IsShared && counter.Untold(nowUs) >= FleetShare.Burst(limit);

    private bool IsOver(ref WindowCounter counter, int limit, long nowUs)
    {
        if (limit <= 0) return false;
        if (counter.Count(nowUs) > limit) return true;
        return !fleet.IsShared && counter.Own(nowUs) > fleet.Part(limit);
    }

    /// <summary>Refused for a moment only, through no fault of the client's: it does not count towards a ban.</summary>
    private static ApiError Hold(ApiError error)
    {
        LimitMetrics.Hold();
        return error;
    }

    private ApiError Refuse(long nowUs, ApiError error)
    {
        if (_refusals.Add(nowUs, 1) <= options.RefusalsBeforeBan) return error;
        Forgive(nowUs);
        int minutes = BanMinutes[Math.Min(_ban.Count, BanMinutes.Length - 1)];
        _ban = new AddressBan(nowUs + minutes * MinuteUs, _ban.Count + 1);
        return Banned(nowUs);
    }

    private void Forgive(long nowUs)
    {
        if (_ban.Count > 0 && nowUs - _ban.UntilUs > AddressBan.ForgivenAfterUs) _ban = default;
    }

    private ApiError Banned(long nowUs) =>
        ApiErrors.Banned(_ban.UntilUs / 1000, (int)((_ban.UntilUs - nowUs + SecondUs - 1) / SecondUs));
}
