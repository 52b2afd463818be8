using System.Globalization;
using Bourse.Api;
using Bourse.Api.Compat;
using Bourse.Api.Limits;
using Bourse.Replica;
using Bourse.Server.Configuration;
using Bourse.Streams.Events;
using Bourse.Streams.Market;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;
using Bourse.Venue;

namespace Bourse.Server.Hosting;

/// <summary>Makes the parts' own options of the node's configuration.</summary>
internal static class NodeOptions
{
    /// <exception cref="StartFailedException">A value is of the wrong kind.</exception>
    public static ReplicaOptions Replica(ServerOptions options) => new()
    {
        AttestInterval = options.Log.IsShared
            ? TimeSpan.FromSeconds(Count(options.Configuration, "Fleet:AttestSeconds", 5)) : null,
        ProtocolVersionMax = Math.Clamp(
            Count(options.Configuration, "Fleet:ProtocolVersionMax", StateMachine.ProtocolVersionMax),
            1, StateMachine.ProtocolVersionMax),
        SnapshotEntries = options.TakesSnapshots ? options.SnapshotEntries : long.MaxValue,
        SnapshotInterval = options.TakesSnapshots ? options.SnapshotInterval : TimeSpan.MaxValue,
        // A log in the data folder is a disk of this machine: while it stalls no other node could take an order, so
        // waiting beats refusing. In a fleet another node may well reach the database; two checks of a load balancer,
        // half a second apart, come on top.
        LogAwayAfter = TimeSpan.FromSeconds(options.Log.IsShared ? 0.7 : 5),
    };

    /// <exception cref="StartFailedException">A value is of the wrong kind.</exception>
    public static ApiOptions Api(ServerOptions options)
    {
        IConfiguration configuration = options.Configuration;
        var standard = new LimitOptions();
        return new ApiOptions
        {
            Limits = new LimitOptions
            {
                WeightPerMinute = Count(configuration, "Limits:WeightPerMinute", standard.WeightPerMinute),
                RequestsPerFiveMinutes =
                    Count(configuration, "Limits:RequestsPerFiveMinutes", standard.RequestsPerFiveMinutes),
                ConnectionsPerFiveMinutes =
                    Count(configuration, "Limits:ConnectionsPerFiveMinutes", standard.ConnectionsPerFiveMinutes),
                RefusalsBeforeBan = Count(configuration, "Limits:RefusalsBeforeBan", standard.RefusalsBeforeBan),
                FleetNodes = Count(configuration, "Limits:FleetNodes", standard.FleetNodes),
                ExemptAddresses = [.. List(configuration, "Limits:ExemptAddresses"), AgentsHost.OwnAddress],
            },
            Compat = new CompatOptions
            {
                EmptySapi = Flag(configuration, "Compat:EmptySapi"),
                ListenKey = Flag(configuration, "Compat:ListenKey"),
            },
            RejectUnknownParameters = Flag(configuration, "Api:RejectUnknownParameters"),
            TrustedProxies = List(configuration, "Api:TrustedProxies"),
        };
    }

    /// <summary>What is kept of the market streams.</summary>
    /// <exception cref="StartFailedException">A value is of the wrong kind.</exception>
    public static StreamOptions Streams(ServerOptions options)
    {
        IConfiguration configuration = options.Configuration;
        var standard = new StreamOptions();
        return standard with
        {
            Window = Seconds(configuration, "Streams:WindowSeconds", standard.Window),
            StreamBytesMax = Count(configuration, "Streams:StreamBytesMax", standard.StreamBytesMax),
            BytesMax = Number(configuration, "Streams:BytesMax", standard.BytesMax),
        };
    }

    /// <exception cref="StartFailedException">A value is of the wrong kind.</exception>
    public static MarketStreamsOptions MarketStreams(ServerOptions options)
    {
        IConfiguration configuration = options.Configuration;
        var standard = new MarketStreamsOptions();
        return new MarketStreamsOptions
        {
            StreamsPerSessionMax =
                Count(configuration, "Streams:StreamsPerConnection", standard.StreamsPerSessionMax),
            MessagesPerSecondMax = Count(configuration, "Streams:MessagesPerSecond", standard.MessagesPerSecondMax),
        };
    }

    /// <exception cref="StartFailedException">A value is of the wrong kind.</exception>
    public static SocketServerOptions Sockets(ServerOptions options, ApiOptions api)
    {
        var standard = new SocketServerOptions();
        return standard with
        {
            AttemptsPerAddressMax = api.Limits.ConnectionsPerFiveMinutes,
            SessionsMax = Count(options.Configuration, "Streams:ConnectionsMax", standard.SessionsMax),
        };
    }

    /// <exception cref="StartFailedException">A value is of the wrong kind.</exception>
    public static UserDataOptions UserData(ServerOptions options)
    {
        IConfiguration configuration = options.Configuration;
        var standard = new UserDataOptions();
        return new UserDataOptions
        {
            WindowTime = Seconds(configuration, "UserData:WindowSeconds", standard.WindowTime),
            WindowBytes = Number(configuration, "UserData:WindowBytes", standard.WindowBytes),
            SnapshotBytes = Count(configuration, "UserData:SnapshotBytes", standard.SnapshotBytes),
        };
    }

    private static TimeSpan Seconds(IConfiguration configuration, string key, TimeSpan otherwise) =>
        TimeSpan.FromSeconds(Count(configuration, key, (int)otherwise.TotalSeconds));

    private static int Count(IConfiguration configuration, string key, int otherwise)
    {
        long number = Number(configuration, key, otherwise);
        return number <= int.MaxValue
            ? (int)number
            : throw new StartFailedException($"{key}: {number} is too large; at most {int.MaxValue}.");
    }

    private static long Number(IConfiguration configuration, string key, long otherwise)
    {
        if (configuration[key] is not { } text) return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new StartFailedException($"{key}: \"{text}\" is no whole number of zero or more.");
    }

    private static bool Flag(IConfiguration configuration, string key) => configuration[key]?.ToUpperInvariant() switch
    {
        null or "FALSE" or "OFF" => false,
        "TRUE" or "ON" => true,
        _ => throw new StartFailedException($"{key}: \"{configuration[key]}\" is neither true nor false."),
    };

    // As an array in JSON, or as one text with commas in between.
    private static string[] List(IConfiguration configuration, string key) => configuration[key] is { } text
        ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [.. configuration.GetSection(key).GetChildren().Select(item => item.Value!)];
}
