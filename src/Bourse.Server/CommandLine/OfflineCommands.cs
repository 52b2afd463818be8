using System.CommandLine;
using Bourse.Server.Configuration;
using Bourse.Server.Offline;

namespace Bourse.Server.CommandLine;

/// <summary>
/// bourse replay and bourse verify: what is done with a data folder while no node runs on it, or with a fleet's log.
/// </summary>
internal static class OfflineCommands
{
    private static readonly Option<string?> LogOption = new("--log")
    {
        Description = "The log: sqlite, in the data folder, or postgres:CONNECTION of a fleet [sqlite].",
        HelpName = "LOG",
    };

    public static Command Replay()
    {
        var to = new Option<long>("--to")
        {
            Description = "The last entry to apply [all].",
            HelpName = "SEQ",
            DefaultValueFactory = _ => long.MaxValue,
        };
        var fromSnapshot =
            new Option<bool>("--from-snapshot") { Description = "Begin with a snapshot, not with the first entry." };
        const string What = "Rebuilds the state from the log and prints its hash, the hash chain and the ledger proof.";
        var command = new Command("replay", What)
        {
            to, fromSnapshot, LogOption,
        };
        command.SetAction((parse, cancellation) => Failures.ReportAsync(() => ReplayTool.RunAsync(
            Log(parse), Folder(parse), parse.GetValue(to), parse.GetValue(fromSnapshot), Console.Out, cancellation)));
        return command;
    }

    public static Command Verify()
    {
        const string What = "Checks log, snapshots, history and ledger of a data folder, and says what is wrong.";
        var command = new Command("verify", What) { LogOption };
        command.SetAction((parse, cancellation) =>
            Failures.ReportAsync(() => VerifyTool.RunAsync(Log(parse), Folder(parse), Console.Out, cancellation)));
        return command;
    }

    private static string Folder(ParseResult parse) =>
        ServerOptionsReader.ReadDataFolder(Configuration(parse), Environment.CurrentDirectory);

    private static LogAddress Log(ParseResult parse) =>
        LogAddress.Parse(parse.GetValue(LogOption) ?? Configuration(parse)["Log"]);

    private static IConfiguration Configuration(ParseResult parse) =>
        ServerOptionsReader.Load(Environment.CurrentDirectory, AdminCommands.GivenData(parse));
}
