using Bourse.Api.Auth;
using Bourse.Api.Catalog;
using Bourse.Api.Limits;
using Bourse.History;
using Bourse.MarketData;
using Bourse.Replica;

namespace Bourse.Api;

/// <summary>What the endpoints work with.</summary>
public sealed class ApiServices
{
    public required VenueReplica Replica { get; init; }

    /// <summary>Symbols and assets by name and id.</summary>
    public required ReferenceCatalog Catalog { get; init; }

    /// <summary>What the public is told: depth, trades, tickers.</summary>
    public required MarketDataModel MarketData { get; init; }

    /// <summary>What is over: closed orders, trades, klines.</summary>
    public required HistoryQueries History { get; init; }

    /// <summary>API keys by what clients send.</summary>
    public required KeyDirectory Keys { get; init; }

    /// <summary>Limits that other nodes share; null for a node that is alone.</summary>
    public SharedLimits? SharedLimits { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ApiOptions Options { get; init; } = new();

    /// <summary>Now, microseconds since the Unix epoch.</summary>
    public long NowUs() =>
        (Clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
