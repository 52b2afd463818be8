using System.Security.Cryptography;
using Bourse.Replica;
using Bourse.Streams.ListenKeys;
using Bourse.Streams.Market;
using Bourse.Streams.Sockets;
using Microsoft.AspNetCore.Builder;

namespace Bourse.Streams;

/// <summary>Puts the streams on a web host.</summary>
public static class BourseStreams
{
    private const int PromptMsMin = 5;
    private const int PromptMsMax = 30;

    /// <summary>
    /// Answers /ws and /stream with the market streams; leaves other paths to what follows. Dispose what it returns
    /// before the replica.
    /// </summary>
    /// <param name="listenKeys">Serves user data there too; null when listen keys are switched off.</param>
    public static IDisposable UseBourseStreams(
        this IApplicationBuilder app,
        SocketServer sockets,
        MarketStreams market,
        VenueReplica replica,
        MarketStreamsOptions options,
        TimeProvider clock,
        ListenKeyStreams? listenKeys = null)
    {
        ArgumentNullException.ThrowIfNull(sockets);
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(replica);
        ArgumentNullException.ThrowIfNull(options);
        var services = new StreamServices(market, options, replica.BarrierAsync, listenKeys);
        var endpoint = new SocketEndpoint
        {
            Open = session => new MarketSession(session, services),
            MessagesPerSecondMax = options.MessagesPerSecondMax,
        };
        listenKeys?.NoteArrivals(app);
        sockets.Map(app, "/ws", endpoint);
        sockets.Map(app, "/stream", endpoint);
        return new CutPrompter(
            () => sockets.SessionCount == 0 ? long.MaxValue : market.PendingUs,
            replica.RequestTick,
            clock,
            TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(PromptMsMin, PromptMsMax)));
    }
}
