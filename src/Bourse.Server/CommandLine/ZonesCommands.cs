using System.CommandLine;
using Bourse.Server.Configuration;
using Bourse.Zones;

namespace Bourse.Server.CommandLine;

/// <summary>bourse zones …: a whole fleet on this machine.</summary>
internal static class ZonesCommands
{
    private static readonly Option<string> Name = new("--name")
    {
        Description = "The fleet's name on this machine.",
        DefaultValueFactory = _ => new FleetOptions().Name,
        Recursive = true,
    };

    private static readonly Option<string?> Folder = new("--folder")
    {
        Description = "Where all of it is kept [/var/tmp/bourse-zones-NAME].",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Command Create() => new("zones", "Runs a fleet of several zones on this machine.")
    {
        Name, Folder, Up(), Status(), Down(),
    };

    private static Command Up()
    {
        var standard = new FleetOptions();
        var zones = new Option<int>("--zones")
        {
            Description = "Zones: 1, 3 or 5.",
            DefaultValueFactory = _ => standard.Zones,
        };
        var nodes = new Option<int>("--nodes")
        {
            Description = "Nodes of each zone.",
            DefaultValueFactory = _ => standard.Nodes,
        };
        var network = new Option<NetworkKind?>("--network")
        {
            Description = "What separates the zones [namespaces for root, else loopback].",
        };
        var seed = new Option<string?>("--seed")
        {
            Description = "What the venue begins with: demo, empty, or a JSON file [empty].",
        };
        var settings = new Option<string[]>("--set")
        {
            Description = "A key of every node's configuration, as in --set Limits:WeightPerMinute=0.",
            HelpName = "KEY=VALUE",
        };
        var command = new Command("up", "Starts a fleet and returns when it is ready.")
        {
            zones, nodes, network, seed, settings,
        };
        command.SetAction((parse, _) => ReportAsync(() => UpAsync(new FleetOptions
        {
            Name = parse.GetValue(Name)!,
            Folder = parse.GetValue(Folder),
            Zones = parse.GetValue(zones),
            Nodes = parse.GetValue(nodes),
            Network = parse.GetValue(network),
            Seed = SeedPath(parse.GetValue(seed)),
            Settings = KeyValues.Read(parse.GetValue(settings) ?? []),
            Venue = ThisProgram.Command(),
        })));
        return command;
    }

    private static string? SeedPath(string? seed) => seed is null or "demo" or "empty" ? seed : Path.GetFullPath(seed);

    private static async Task UpAsync(FleetOptions options)
    {
        using var interruption = new Interruption();
        try
        {
            Fleet fleet = await Fleet.UpAsync(options, Console.Out, interruption.Token).ConfigureAwait(false);
            Console.Out.Write(fleet.Addresses());
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            throw new FleetException("Stopped before the fleet was up; all of it is taken down again.");
        }
    }

    private static Command Status()
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("status", "Every part, its role and its lag.") { json };
        command.SetAction((parse, cancellation) => ReportAsync(async () =>
        {
            var status = await Open(parse).StatusAsync(cancellation).ConfigureAwait(false);
            Console.Out.WriteLine(parse.GetValue(json) ? status.ToJson() : status.ToString());
        }));
        return command;
    }

    private static Command Down()
    {
        var keep = new Option<bool>("--keep") { Description = "Leaves the folder: logs, configuration, data." };
        var command = new Command("down", "Ends a fleet and leaves nothing behind.") { keep };
        command.SetAction((parse, cancellation) =>
            ReportAsync(() => Open(parse).DownAsync(parse.GetValue(keep), cancellation)));
        return command;
    }

    private static Fleet Open(ParseResult parse) =>
        Fleet.Open(Path.GetFullPath(parse.GetValue(Folder) ?? FleetOptions.DefaultFolder(parse.GetValue(Name)!)));

    private static Task<int> ReportAsync(Func<Task> action) => Failures.ReportAsync(async () =>
    {
        try
        {
            await action().ConfigureAwait(false);
            return 0;
        }
        catch (FleetException e)
        {
            throw new StartFailedException(e.Message, e);
        }
    });
}
