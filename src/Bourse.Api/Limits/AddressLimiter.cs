using System.Collections.Concurrent;
using System.Net;

namespace Bourse.Api.Limits;

/// <summary>
/// The usage of every client address seen lately. Idle ones are forgotten once a minute, so its memory is bounded.
/// </summary>
internal sealed class AddressLimiter(LimitOptions options)
{
    private const long SweepEveryUs = 60_000_000;

    private readonly ConcurrentDictionary<IPAddress, AddressUsage> _usages = new();
    private readonly AddressBlocks _exempt = new(options.ExemptAddresses);
    private long _nextSweepUs;

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _usages.Count;

    public AddressUsage Of(IPAddress address, long nowUs)
    {
        long next = Volatile.Read(ref _nextSweepUs);
        if (nowUs >= next && Interlocked.CompareExchange(ref _nextSweepUs, nowUs + SweepEveryUs, next) == next)
            Sweep(nowUs);
        return _usages.TryGetValue(address, out AddressUsage? usage) ? usage : Add(address);
    }

    private AddressUsage Add(IPAddress address) =>
        _usages.GetOrAdd(address, new AddressUsage(options, _exempt.Contains(address)));

    private void Sweep(long nowUs)
    {
        foreach ((IPAddress address, AddressUsage usage) in _usages)
        {
            if (usage.IsIdle(nowUs)) _usages.TryRemove(address, out _);
        }
    }
}
