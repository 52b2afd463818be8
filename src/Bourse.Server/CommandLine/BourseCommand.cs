using System.CommandLine;
using Bourse.Server.Configuration;
using Bourse.Server.Hosting;

namespace Bourse.Server.CommandLine;

/// <summary>The whole command line: without a command it runs a node.</summary>
internal static class BourseCommand
{
    public static RootCommand Create()
    {
        var options = new ServeOptions();
        const string What =
            "Bourse, a spot exchange that speaks the Binance Spot API. Without a command it runs the venue.";
        var root = new RootCommand(What);
        options.AddTo(root);
        foreach (Command command in AdminCommands.All()) root.Add(command);
        root.Add(OfflineCommands.Replay());
        root.Add(OfflineCommands.Verify());
        root.Add(MigrateCommand.Create());
        root.Add(BenchCommands.Create());
        root.SetAction((parse, _) => Failures.ReportAsync(() => ServeAsync(options.Load(parse), NodeRole.Node)));
        root.Add(Serve("run", "Runs a node: what bourse does without a command.", NodeRole.Node));
        root.Add(Serve(
            "worker", "Runs a fleet's worker: it serves no clients, writes history and takes the snapshots.",
            NodeRole.Worker));
        root.Add(ZonesCommands.Create());
        root.Add(DrillCommands.Create());
        return root;
    }

    private static Command Serve(string name, string what, NodeRole role)
    {
        var options = new ServeOptions();
        var command = new Command(name, what);
        options.AddTo(command);
        command.SetAction((parse, _) => Failures.ReportAsync(() => ServeAsync(options.Load(parse), role)));
        return command;
    }

    private static async Task<int> ServeAsync(IConfiguration configuration, NodeRole role)
    {
        ServerOptions options = ServerOptionsReader.Read(configuration, Environment.CurrentDirectory, role);
        using var interruption = new Interruption();
        return await VenueHost.RunAsync(options, Console.Out, interruption.Token).ConfigureAwait(false);
    }
}
