using System.Globalization;
using Bourse.Api;
using Bourse.Api.Compat;
using Bourse.Api.Limits;
using Bourse.Replica;
using Bourse.Server.Configuration;
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

    private static int Count(IConfiguration configuration, string key, int otherwise)
    {
        if (configuration[key] is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
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
