using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Api.Limits;

/// <summary>
/// The usage of every client address seen lately. Idle ones are forgotten once a minute, so its memory is bounded.
/// </summary>
internal sealed class AddressLimiter(LimitOptions options, FleetShare fleet)
{
    private const long SweepEveryUs = 60_000_000;

    private readonly ConcurrentDictionary<IPAddress, AddressUsage> _usages = new();
    private readonly AddressBlocks _exempt = new(options.ExemptAddresses);
    private long _nextSweepUs;

    /// <summary>For a node that shares its limits with nobody.</summary>
    public AddressLimiter(LimitOptions options) : this(options, FleetShare.Alone)
    {
    }

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _usages.Count;

    /// <summary>
    /// The usage that an address counts in. A client of IPv6 has a whole /64 to itself and could take a new address
    /// for every request, so the /64 counts as one.
    /// </summary>
    public AddressUsage Of(IPAddress address, long nowUs)
    {
        long next = Volatile.Read(ref _nextSweepUs);
        if (nowUs >= next && Interlocked.CompareExchange(ref _nextSweepUs, nowUs + SweepEveryUs, next) == next)
            Sweep(nowUs);
        IPAddress client = address.AddressFamily == AddressFamily.InterNetworkV6 ? Prefix(address) : address;
        return _usages.TryGetValue(client, out AddressUsage? usage) ? usage : Add(client, address);
    }

    /// <summary>Makes every address be told again: the fleet has forgotten.</summary>
    public void TellAll()
    {
        foreach (AddressUsage usage in _usages.Values) usage.TellAgain();
    }

    private AddressUsage Add(IPAddress client, IPAddress address) =>
        _usages.GetOrAdd(client, new AddressUsage(options, _exempt.Contains(address), fleet, client));

    /// <summary>An exempt address stands for itself, or its neighbours would be exempt too.</summary>
    private IPAddress Prefix(IPAddress address)
    {
        if (_exempt.Contains(address)) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    private void Sweep(long nowUs)
    {
        foreach ((IPAddress address, AddressUsage usage) in _usages)
        {
            if (usage.IsIdle(nowUs)) _usages.TryRemove(address, out _);
        }
    }
}
