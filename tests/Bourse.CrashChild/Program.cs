using Bourse.CrashChild;
using Bourse.Log.Sqlite;
using Bourse.Replica;
using Microsoft.Extensions.Logging.Abstractions;

// A node over the log in a folder, under load until it is killed. Says "ready", then the name of each command that was
// acknowledged, a line each. Arguments: the folder, and a word that makes this run's names its own.
await using SqliteLog log = SqliteLog.Open(
    args[0], new SqliteLogOptions { CheckpointPages = 200 }, TimeProvider.System, NullLogger<SqliteLog>.Instance);
await using VenueReplica replica = await VenueReplica.StartAsync(
    log,
    [],
    new ReplicaOptions
    {
        SnapshotEntries = 150,
        WatchInterval = TimeSpan.FromMilliseconds(20),
        LogAwayAfter = TimeSpan.FromMinutes(1),
    },
    TimeProvider.System,
    NullLogger<VenueReplica>.Instance);
var load = new Load(replica, args[1]);
await load.SeedAsync();
Console.WriteLine("ready");
await load.RunAsync(clients: 16);
