using System.CommandLine;
using System.Globalization;
using Bourse.Drills;
using Bourse.Server.Configuration;
using Bourse.Zones;

namespace Bourse.Server.CommandLine;

/// <summary>bourse drill …: breaks a fleet on this machine under load and says what came of it.</summary>
internal static class DrillCommands
{
    private const int ExitFailed = 3;

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "The fleet that runs [one of their own, taken down afterwards].",
        Recursive = true,
    };

    private static readonly Option<string?> Folder = new("--folder")
    {
        Description = "Where that fleet is kept.",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Option<int> Zones = new("--zones")
    {
        Description = "Zones of a fleet of their own.",
        DefaultValueFactory = _ => 3,
        Recursive = true,
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often.",
        DefaultValueFactory = _ => 1,
        Recursive = true,
    };

    private static readonly Option<double?> Rate = new("--rate")
    {
        Description = "Orders a second, instead of each drill's own.",
        Recursive = true,
    };

    private static readonly Option<string> Report = new("--report")
    {
        Description = "Where the reports are written.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "drill-reports",
        Recursive = true,
    };

    public static Command Create()
    {
        var command = new Command("drill", "Breaks a fleet under load and says what came of it.")
        {
            Name, Folder, Zones, Rounds, Rate, Report, List(),
            Run("all", "Every drill, one after the other.", _ => true),
        };
        foreach (Drill drill in DrillCatalogue.All())
            command.Add(Run(drill.Name, drill.What, other => other.Name == drill.Name));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Names every drill and what it must show.");
        command.SetAction(_ =>
        {
            foreach (Drill drill in DrillCatalogue.All())
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{drill.Name,-18}{drill.What}\n{"",-18}To hold: {drill.Limit}."));
            return 0;
        });
        return command;
    }

    private static Command Run(string name, string what, Func<Drill, bool> selects)
    {
        var command = new Command(name, what);
        command.SetAction((parse, _) => Failures.ReportAsync(() => RunAsync(new DrillOptions
        {
            Drills = [.. DrillCatalogue.All().Where(selects)],
            FleetFolder = FolderOf(parse),
            Zones = parse.GetValue(Zones),
            Venue = ThisProgram.Command(),
            Rounds = parse.GetValue(Rounds),
            ReportFolder = parse.GetValue(Report)!,
            RatePerSecond = parse.GetValue(Rate),
        })));
        return command;
    }

    private static async Task<int> RunAsync(DrillOptions options)
    {
        using var interruption = new Interruption();
        try
        {
            bool passed = await new DrillSession(options, Console.Out).RunAsync(interruption.Token)
                .ConfigureAwait(false);
            return passed ? 0 : ExitFailed;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            throw new StartFailedException("Interrupted; what was broken is healed again.");
        }
        catch (Exception e) when (e is DrillException or FleetException)
        {
            throw new StartFailedException(e.Message, e);
        }
    }

    private static string? FolderOf(ParseResult parse) => (parse.GetValue(Folder), parse.GetValue(Name)) switch
    {
        ({ } folder, _) => Path.GetFullPath(folder),
        (_, { } name) => FleetOptions.DefaultFolder(name),
        _ => Directory.Exists(FleetOptions.DefaultFolder(new FleetOptions().Name))
            ? FleetOptions.DefaultFolder(new FleetOptions().Name)
            : null,
    };
}
